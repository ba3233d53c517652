import { watchingCard } from '../../cards/watching';
import { pageOf } from '../../domain/page';
import type { WatchingAnswer, WatchLine } from '../../domain/watch';
import type { Command, Question, Remembered } from '../command';
import { withoutPage } from '../page-words';
import type { PlacedWatch, WatchBook } from '../watch/watch-book';
import { createNaming } from '../watch/watch-naming';
import { bookFor } from '../watch/watch-target';
import { isOwn } from '../watch/watching';

const PAGE = 8;
/** Meetings among them are asked for one by one. */
const MOST_LISTED = 100;

/** What is watched here, and in a chat of one's own, everywhere. */
export const watching: Command = {
  name: 'watching',
  aliases: ['watches', 'watched', 'what is watched', 'what am i watching'],
  usage: 'watching',
  help: 'What posts its summary here, each with Unwatch.',
  example: 'watching',
  featured: false,
  parse(words) {
    const { page } = withoutPage(words);
    return page === undefined ? {} : { page };
  },
  async answer({ page = 1 }, question) {
    const { lines, others, elsewhere } = await listWatches(bookFor(question), question);
    const shown = pageOf(lines, page, PAGE);
    const facts: WatchingAnswer = {
      watches: shown.items,
      page: shown.page,
      pages: shown.pages,
      matching: lines.length,
      others,
      elsewhere,
    };
    return {
      card: watchingCard(facts, question.card),
      facts,
      remember: { list: toList(lines), watches: lines.map(({ watched }) => watched) },
    };
  },
};

interface Listed {
  lines: WatchLine[];
  others: number;
  elsewhere: number;
}

/** In shared places nothing of other conversations is told but how many there are. */
async function listWatches(book: WatchBook, question: Question): Promise<Listed> {
  const [here, mine] = [await book.here(), await book.mine()];
  const isHere = (watch: PlacedWatch): boolean => watch.conversationId === book.conversationId;
  const away = mine.filter(watch => !isHere(watch));
  const isPersonal = question.card.place === 'personal';
  const naming = await createNaming(question);
  const lines: Omit<WatchLine, 'number'>[] = [];
  let others = 0;
  for (const watch of [...here, ...(isPersonal ? away : [])].slice(0, MOST_LISTED)) {
    const subject = await naming.subjectOf(watch);
    const mayEnd = isOwn(watch, question.asker) || (watch.what === 'event' && subject !== undefined);
    if (!mayEnd) others += 1;
    else
      lines.push({
        watched: watch.id,
        scope: watch.what,
        place: watch.type,
        isHere: isHere(watch),
        ...(watch.isGone && { isGone: true }),
        ...(subject && { subject }),
      });
  }
  return {
    lines: inOrder(lines).map((line, index) => ({ ...line, number: index + 1 })),
    others,
    elsewhere: isPersonal ? 0 : away.length,
  };
}

/** What a number can name as an event comes first. */
function inOrder(lines: readonly Omit<WatchLine, 'number'>[]): Omit<WatchLine, 'number'>[] {
  return [...lines.filter(({ subject }) => subject), ...lines.filter(({ subject }) => !subject)];
}

function toList(lines: readonly WatchLine[]): Remembered[] {
  return lines.flatMap(({ subject }) => (subject ? [{ kind: subject.kind, id: subject.id }] : []));
}
