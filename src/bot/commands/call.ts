import { callCard } from '../../cards/call';
import type { CallAnswer } from '../../domain/calls';
import { secondsBetween } from '../../domain/time';
import { toCallLine } from '../calls/call-line';
import { readCallWords } from '../calls/call-words';
import { countParticipants } from '../calls/count-participants';
import { readSessions } from '../calls/read-sessions';
import { toldHead, toldQuality } from '../calls/told-call';
import { callMemory, findCall, isCall } from '../calls/which-call';
import { mayShowPeople } from '../../cards/privacy';
import type { Command } from '../command';

/** One call: when, how long, how good, and where it was worst; without a name. */
export const call: Command = {
  name: 'call',
  aliases: ['call record', 'how was the call of', 'how was the call'],
  usage: 'call [<which>]',
  help: 'One call: when, how long, and how good its streams were.',
  example: 'call all-hands',
  featured: false,
  parse: readCallWords,
  async answer(args, question) {
    const found = await findCall(call.name, args, question);
    if (!isCall(found)) return found;
    const [read, participants] = await Promise.all([
      readSessions(found.call, question),
      countParticipants(found.call, question),
    ]);
    const { incompleteBecause } = read.partial;
    const { startDateTime, endDateTime } = found.call;
    const facts: CallAnswer = {
      ...toldHead(found, question),
      durationSeconds: secondsBetween(startDateTime, endDateTime),
      quality: toldQuality(read.quality, found, question),
      participants,
      others: found.others.map((one, index) => {
        const { organizer, ...line } = toCallLine(one, index + 1);
        return { ...line, ...(organizer && mayShowPeople(question.card) && { organizer }) };
      }),
      ...(found.othersIncomplete && { othersIncomplete: true }),
      ...(incompleteBecause && { incompleteBecause }),
    };
    return { card: callCard(facts, question.card), facts, remember: callMemory(found) };
  },
};
