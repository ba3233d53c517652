import type { Command } from '../command';
import { answerTurnout, readTurnoutView } from '../turnout';

/** Who registered and did not come, by name: where people may be shown alone. */
export const noShows: Command = {
  name: 'no-shows',
  aliases: ['no shows', 'noshows', 'who did not come to', 'who did not come', "who didn't come to", "who didn't come"],
  usage: 'no-shows [<which>] [all reports] [find <name>]',
  help: 'Who registered and did not come, by name. In personal chat only.',
  example: 'no-shows energy savings',
  featured: false,
  namesPeople: true,
  parse: readTurnoutView,
  answer: (args, question) => answerTurnout('no-shows', args, question),
};
