import type { Command } from '../command';
import { answerTurnout, readTurnoutView } from '../turnout';

/** Who came and had not registered, by name: where people may be shown alone. */
export const walkIns: Command = {
  name: 'walk-ins',
  aliases: ['walk ins', 'walkins', 'who came without registering to', 'who came without registering'],
  usage: 'walk-ins [<which>] [all reports] [find <name>]',
  help: 'Who came without having registered, by name. In personal chat only.',
  example: 'walk-ins spring product briefing',
  featured: false,
  namesPeople: true,
  parse: readTurnoutView,
  answer: (args, question) => answerTurnout('walk-ins', args, question),
};
