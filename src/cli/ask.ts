import { runAsk } from './ask/run';
import { runInTerminal } from './terminal';

/** One or more commands without Teams: `npm run -s ask -- "attendance all-hands"`. */
void runInTerminal(runAsk);
