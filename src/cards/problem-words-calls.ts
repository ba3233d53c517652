import type { ProblemCode } from '../domain/errors';
import { counted, formatFor } from './format';
import type { Words } from './problem-wording';
import { timeAndDay } from './when';

const WHY = 'Microsoft keeps call records for 30 days, and writes the first one up to an hour after the call.';

/** Words for troubles with calls. */
export const callProblemWords = {
  'call-not-found': {
    title: 'No such call',
    what: 'There is no call record by that id that you may see.',
    why: WHY,
    fix: 'Pick it from the list of calls, or name the event or meeting that it belongs to.',
  },
  'call-not-ready': ({ at }, context) => ({
    title: 'No call record yet',
    what: 'The call ended less than an hour ago, and Microsoft has not written its record yet.',
    fix: at ? `Ask again at ${timeAndDay(at, context)} (your time).` : 'Ask again in an hour.',
  }),
  'call-gone': {
    title: 'Older than 30 days',
    what: 'Microsoft keeps call records for 30 days, and that call began before.',
    fix: 'Attendance is kept longer: ask for the attendance of the event.',
  },
  'no-call': ({ incomplete }) =>
    incomplete
      ? {
          title: 'Call not found among so many',
          what: 'Your organisation had more calls at that time than I look through for one question, and none of those that I saw has the join link of that event or meeting. It may be among the others.',
          fix: 'Ask for the calls of that day, or for this one by the id of its record.',
        }
      : {
          title: 'No call found for it',
          what: 'I found no call record with the join link of that event or meeting, at the time it was planned for.',
          why: WHY,
          fix: 'If it was held at another time, ask for the calls of that day. A call whose record comes late can be asked for again.',
        },
  'no-such-call-session': ({ listLength }, context) => ({
    title: 'No such session',
    what:
      listLength === undefined
        ? 'That call has no such session.'
        : `That call has ${counted(formatFor(context), listLength, 'session', 'sessions')}.`,
    fix: 'List the sessions of the call, and press one or say its number: call session 1.',
  }),
  'caller-not-found': {
    title: 'Nobody of that name',
    what: 'The directory of your organisation has nobody by that name or e-mail address.',
    fix: 'Check the spelling, or say the whole e-mail address.',
  },
} satisfies Partial<Record<ProblemCode, Words>>;
