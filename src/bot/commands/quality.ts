import { qualityCard } from '../../cards/quality';
import { adviceFor } from '../../domain/call-advice';
import type { QualityAnswer } from '../../domain/calls';
import { readCallWords } from '../calls/call-words';
import { readSessions } from '../calls/read-sessions';
import { toldHead, toldQuality } from '../calls/told-call';
import { callMemory, findCall, isCall } from '../calls/which-call';
import type { Command } from '../command';

/** How good the streams of a call were, by network and platform, and what may help; without a name where others read along. */
export const quality: Command = {
  name: 'quality',
  aliases: [
    'call quality',
    'how good was the call of',
    'how good was the call',
    'how was the call quality',
    'how was the quality',
    'was it us or the network',
  ],
  usage: 'quality [<which>]',
  help: 'How good the streams of a call were, by network and platform, and what helps.',
  example: 'quality all-hands',
  featured: false,
  parse: readCallWords,
  async answer(args, question) {
    const found = await findCall(quality.name, args, question);
    if (!isCall(found)) return found;
    const read = await readSessions(found.call, question);
    const { incompleteBecause } = read.partial;
    const facts: QualityAnswer = {
      ...toldHead(found, question),
      quality: toldQuality(read.quality, found, question),
      advice: adviceFor(read.quality),
      ...(incompleteBecause && { incompleteBecause }),
    };
    return { card: qualityCard(facts, question.card), facts, remember: callMemory(found) };
  },
};
