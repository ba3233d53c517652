import { callSessionCard } from '../../cards/call-session';
import { withoutDevices } from '../../domain/call-privacy';
import { verdictsOf } from '../../domain/call-verdicts';
import type { CallSessionAnswer } from '../../domain/calls';
import { secondsBetween } from '../../domain/time';
import { readCallSessionWords } from '../calls/call-words';
import { readOneSession } from '../calls/one-session';
import { toldHead } from '../calls/told-call';
import { callMemory, findCall, isCall } from '../calls/which-call';
import type { Command } from '../command';
import { callSessions } from './call-sessions';

/** One session of a call with its segments, streams and devices: in personal chat alone. */
export const callSession: Command = {
  name: 'call-session',
  aliases: ['call session'],
  usage: 'call-session <number or id> [of <which call>]',
  help: 'One session of a call: its segments, every stream with its measures. In personal chat only.',
  example: 'call session 1 of all-hands',
  featured: false,
  namesPeople: true,
  parse: readCallSessionWords,
  async answer(args, question) {
    // Which of them is chosen from the list.
    if (args.callSession === undefined) return callSessions.answer(args, question);
    const found = await findCall(callSession.name, args, question);
    if (!isCall(found)) return found;
    const { session, number, total } = await readOneSession(found.call, args.callSession, question);
    const facts: CallSessionAnswer = {
      ...toldHead(found, question),
      number,
      ...(total !== undefined && { total }),
      session: found.details === 'all' ? session : withoutDevices(session),
      durationSeconds: secondsBetween(session.startDateTime, session.endDateTime),
      streams: verdictsOf(session),
    };
    return { card: callSessionCard(facts, question.card), facts, remember: callMemory(found) };
  },
};
