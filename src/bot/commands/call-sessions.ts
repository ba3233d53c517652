import { callSessionsCard } from '../../cards/call-sessions';
import { selectSessions } from '../../domain/call-session-lines';
import type { CallSessionLine, CallSessionsAnswer } from '../../domain/calls';
import { readCallSessionsWords } from '../calls/call-words';
import { readSessions } from '../calls/read-sessions';
import { toldHead } from '../calls/told-call';
import { callMemory, findCall, isCall, isPartView } from '../calls/which-call';
import type { Command } from '../command';

const PAGE = 10;

/** The sessions of a call, failed ones first: with names, so where people may be shown alone. */
export const callSessions: Command = {
  name: 'call-sessions',
  aliases: ['call sessions'],
  openings: ['failed sessions', 'poor sessions', 'bad sessions', 'failed call sessions', 'poor call sessions'],
  usage: 'call-sessions [<which>] [failed|poor|audio|video|screen sharing] [page <n>]',
  help: 'Who was connected in a call, and how well; failed first. In personal chat only.',
  example: 'call sessions all-hands poor',
  featured: false,
  namesPeople: true,
  parse: readCallSessionsWords,
  async answer(args, question) {
    const found = await findCall(callSessions.name, args, question);
    if (!isCall(found)) return found;
    const { lines, partial } = await readSessions(found.call, question, { isView: isPartView(args) });
    const filter = occurring(args.sessionFilter ?? 'all', lines);
    const facts: CallSessionsAnswer = {
      ...toldHead(found, question),
      ...selectSessions(lines, { filter, page: args.page ?? 1, pageSize: PAGE }),
      filter,
      ...partial,
    };
    return { card: callSessionsCard(facts, question.card), facts, remember: callMemory(found) };
  },
};

/** Screens are shared as video nearly always: who asks for screen sharing means that as well. */
function occurring(filter: string, lines: readonly CallSessionLine[]): string {
  const occurs = (modality: string) => lines.some(({ modalities }) => modalities.includes(modality));
  return filter === 'screenSharing' && !occurs(filter) && occurs('videoBasedScreenSharing')
    ? 'videoBasedScreenSharing'
    : filter;
}
