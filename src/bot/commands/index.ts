import type { Command } from '../command';
import { attendance } from './attendance';
import { call } from './call';
import { callExport } from './call-export';
import { callSession } from './call-session';
import { callSessions } from './call-sessions';
import { calls } from './calls';
import { compare } from './compare';
import { event } from './event';
import { events } from './events';
import { exported } from './export';
import { createHelp } from './help';
import { newSession } from './new-session';
import { noShows } from './no-shows';
import { participants } from './participants';
import { posts } from './posts';
import { quality } from './quality';
import { reports } from './reports';
import { registrations } from './registrations';
import { person } from './person';
import { session } from './session';
import { sessions } from './sessions';
import { signOut } from './sign-out';
import { createUnknown } from './unknown';
import { unwatch } from './unwatch';
import { walkIns } from './walk-ins';
import { watch } from './watch';
import { watching } from './watching';
import { why } from './why';

/** Everything Rollcall can be asked. Help, the manifest and docs/commands.md follow this table. */
export const commands: readonly Command[] = [
  events,
  event,
  sessions,
  session,
  attendance,
  reports,
  participants,
  person,
  registrations,
  noShows,
  walkIns,
  exported,
  compare,
  calls,
  call,
  callSessions,
  callSession,
  quality,
  callExport,
  newSession,
  watch,
  watching,
  unwatch,
  posts,
  why,
  signOut,
  createHelp(() => commands),
];

/** Asked last, with any text that begins with none of them. */
export const unknown: Command = createUnknown(() => commands);
