import { helpCard } from '../../cards/help';
import type { Answer, Command } from '../command';

/** Everything that can be asked, with an example each. `all` is the table, looked at when asked. */
export function createHelp(all: () => readonly Command[]): Command {
  /** By place: nothing in help is about anybody, so each is drawn once. Whoever sends it treats it as read-only. */
  const drawn = new Map<string, Answer>();
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
      const key = `${card.place} ${card.figuresOnly}`;
      const known = drawn.get(key);
      if (known) return known;
      const offered = all().filter(command => !(command.namesPeople && card.figuresOnly));
      const commands = offered.map(({ name, aliases, usage, help, example }) => ({
        name,
        aliases,
        usage,
        help,
        example,
      }));
      const answer = { card: helpCard({ commands }, card), facts: { commands } };
      drawn.set(key, answer);
      return answer;
    },
  };
}
