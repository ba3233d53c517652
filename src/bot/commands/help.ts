import { helpCard } from '../../cards/help';
import type { CardContext } from '../../cards/card';
import { wordsOf } from '../../domain/name-match';
import type { Answer, Command } from '../command';

/** Everything that can be asked, with an example each. `all` is the table, looked at when asked. */
export function createHelp(all: () => readonly Command[]): Command {
  /** By place: nothing in help is about anybody, so each is drawn once. Whoever sends it treats it as read-only. */
  const drawn = new Map<string, Answer>();
  return {
    name: 'help',
    aliases: ['hi', 'hello', 'hey', 'start', '?'],
    usage: 'help [<command>]',
    help: 'Everything you can ask, with examples.',
    example: 'help calls',
    featured: true,
    isOpen: true,
    parse: words => (words ? { which: words } : {}),
    async answer({ which = '' }, { card }) {
      const asked = which ? offered(all(), card).filter(command => isAbout(command, which)) : [];
      if (asked.length > 0) return about(asked, card, true);
      const key = `${card.place} ${card.figuresOnly}`;
      const known = drawn.get(key) ?? about(offered(all(), card), card);
      drawn.set(key, known);
      return known;
    },
  };
}

function offered(all: readonly Command[], { figuresOnly }: CardContext): Command[] {
  return all.filter(command => !(command.namesPeople && figuresOnly));
}

function about(some: readonly Command[], card: CardContext, isPart?: true): Answer {
  const commands = some.map(({ name, aliases, usage, help, example }) => ({ name, aliases, usage, help, example }));
  return { card: helpCard({ commands, ...(isPart && { isPart }) }, card), facts: { commands } };
}

/** `calls` is about every command that is called by that word, in the singular too; "help me" is about none. */
function isAbout({ name, aliases }: Command, asked: string): boolean {
  const stems = (text: string) => wordsOf(text).map(word => word.replace(/s$/, ''));
  const topic = stems(asked).filter(word => word.length > 2);
  return topic.length > 0 && [name, ...aliases].some(one => topic.every(word => stems(one).includes(word)));
}
