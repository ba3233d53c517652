import { runForget } from './forget/run';
import { messageOf, runInTerminal } from './terminal';

/** Erasure on request: `npm run -s forget -- <tenant> <aadObjectId>`. */
void runInTerminal(runForget, messageOf);
