import { helpCard } from '../../cards/help';
import type { Command } from '../command';

/** Everything that can be asked, with an example each. `all` is the table, looked at when asked. */
export function createHelp(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    aliases: ['hi', 'hello', 'hey', 'start', '?'],
    usage: 'help',
    help: 'Everything you can ask, with examples.',
    example: 'help',
    featured: true,
    isOpen: true,
    parse: () => ({}),
    async answer(_args, { card }) {
      const offered = all().filter(command => !(command.namesPeople && card.figuresOnly));
      const commands = offered.map(({ name, aliases, usage, help, example }) => ({
        name,
        aliases,
        usage,
        help,
        example,
      }));
      return { card: helpCard({ commands }, card), facts: { commands } };
    },
  };
}
