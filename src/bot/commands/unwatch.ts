import { watchCard } from '../../cards/watch';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import type { WatchAnswer } from '../../domain/watch';
import type { Answer, Command, Question } from '../command';
import { choiceAnswer } from '../problem-answer';
import type { PlacedWatch, Target } from '../watch/watch-book';
import { createNaming } from '../watch/watch-naming';
import { bookFor, targetOf, watchedSubject } from '../watch/watch-target';
import { readWatchWords } from '../watch/watch-words';
import { isOwn } from '../watch/watching';
import { toRemembered, type Found } from '../which/subjects';
import { findWhich } from '../which/which';
import { watching } from './watching';

/** Without saying of what: everything that the asker made here. */
const EVERYTHING = /^(?:all|every ?thing|(?:all|every one) of (?:it|them|these)|(?:them|it) all|all watches)$/i;
const NUMBER = /^(?:#|no\.? ?|nr\.? ?|number )?(\d{1,3})\.?$/i;

/** Ends a watch: the asker's own, or of an event that the asker runs. */
export const unwatch: Command = {
  name: 'unwatch',
  aliases: ['stop watching', 'unfollow', 'stop following'],
  usage: 'unwatch [<number>|<which>] | unwatch series <which> | unwatch all my events | unwatch everything',
  help: 'No more summaries of it here.',
  example: 'unwatch 1',
  featured: false,
  parse(words, { memory }) {
    if (EVERYTHING.test(words)) return { all: true };
    const number = NUMBER.exec(words)?.[1];
    const watched = number === undefined ? undefined : memory.watches?.[Number(number) - 1];
    return watched === undefined ? readWatchWords(words) : { watched };
  },
  async answer(args, question) {
    if (question.card.ownView) throw new AppError('bad-action');
    if (args.watched !== undefined) return endOne(args.watched, question);
    if (args.all) return endEverything(question);
    if (args.scope === 'all') return endAll(question);
    if (args.which === undefined && args.id === undefined) return watching.answer({}, question);
    const number = NUMBER.exec(args.which ?? '')?.[1];
    const { watches } = question.memory;
    // The last list was of watches, and is shorter.
    if (number !== undefined && watches)
      throw new AppError('no-such-number', { asked: number, listLength: watches.length });
    const { scope, ...named } = args;
    const which = await findWhich(named, question, 'coming');
    if ('candidates' in which) {
      const [first] = which.candidates;
      const ended = first && (await endIfWatched(first, 'series', question));
      return ended ?? choiceAnswer(which, unwatch.name, args, question);
    }
    return endFound(which.found, scope, question);
  },
};

async function endOne(id: string, question: Question): Promise<Answer> {
  const book = bookFor(question);
  const found = await book.find(id);
  // Somebody else's is told apart from what is not there only for who runs what it is about.
  const naming = found && (await createNaming(question));
  const subject = found && (await naming?.subjectOf(found));
  const mayEnd =
    found && (isOwn(found, question.asker) || (found.what === 'event' && subject && isHere(found, question)));
  if (!mayEnd) throw new AppError('not-watched');
  await book.remove(found);
  return answerWith({ outcome: 'ended', scope: found.what, place: found.type, ...(subject && { subject }) }, question);
}

async function endEverything(question: Question): Promise<Answer> {
  const book = bookFor(question);
  const own = (await book.here()).filter(watch => isOwn(watch, question.asker));
  if (own.length === 0) throw new AppError('not-watched');
  for (const one of own) await book.remove(one);
  return answerWith({ outcome: 'ended', scope: 'all', place: book.type, count: own.length }, question);
}

async function endAll(question: Question): Promise<Answer> {
  const book = bookFor(question);
  const own = await ownHere({ what: 'all', targetId: '' }, question);
  if (!own) throw new AppError('not-watched');
  await book.remove(own);
  return answerWith({ outcome: 'ended', scope: 'all', place: book.type }, question);
}

async function endFound(found: Found, scope: Args['scope'], question: Question): Promise<Answer> {
  const { title } = watchedSubject(found, question.card.now);
  bookFor(question, title);
  const ended =
    (await endIfWatched(found, scope === 'series' ? 'series' : 'event', question)) ??
    (scope === undefined ? await endIfWatched(found, 'series', question) : undefined);
  if (!ended) throw new AppError('not-watched', { title });
  return ended;
}

/** Ends the asker's own here, and of an event anybody's: who runs it decides. Undefined where there is none. */
async function endIfWatched(found: Found, scope: 'event' | 'series', question: Question): Promise<Answer | undefined> {
  const book = bookFor(question);
  const target = targetOf(found, scope);
  if (target.what !== scope && scope === 'series') return undefined;
  const fitting = (await book.here()).filter(
    watch =>
      watch.what === target.what &&
      watch.targetId === target.targetId &&
      (target.what === 'event' || isOwn(watch, question.asker)),
  );
  if (fitting.length === 0) return undefined;
  for (const one of fitting) await book.remove(one);
  const subject = watchedSubject(found, question.card.now);
  return {
    ...answerWith({ outcome: 'ended', scope: target.what, place: book.type, subject }, question),
    remember: { subject: toRemembered(found) },
  };
}

async function ownHere({ what, targetId }: Target, question: Question): Promise<PlacedWatch | undefined> {
  const here = await bookFor(question).here();
  return here.find(one => one.what === what && one.targetId === targetId && isOwn(one, question.asker));
}

function isHere(watch: PlacedWatch, { watches }: Question): boolean {
  return watch.conversationId === watches?.conversationId;
}

function answerWith(facts: WatchAnswer, { card }: Question): Answer {
  return { card: watchCard(facts, card), facts };
}
