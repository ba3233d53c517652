import { runAudit } from './audit/run';
import { messageOf, runInTerminal } from './terminal';

/** Who looked at, took or posted what: `npm run -s audit -- <tenant>`. */
void runInTerminal(runAudit, messageOf);
