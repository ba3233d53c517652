import { runDoctor } from './doctor/run';
import { runInTerminal } from './terminal';

/** What is configured, what answers and what is missing: `npm run -s doctor -- --as <an organiser's object id>`. */
void runInTerminal((argv, env, { out }) => runDoctor(argv, env, out));
