import { watchCard } from '../../cards/watch';
import { AppError } from '../../domain/errors';
import { seriesKeyOf } from '../../domain/series';
import type { WatchAnswer } from '../../domain/watch';
import type { Answer, Command, Question } from '../command';
import { choiceAnswer } from '../problem-answer';
import { bookFor, checkWatchable, isPast, targetOf, watchedSubject } from '../watch/watch-target';
import { readWatchWords } from '../watch/watch-words';
import { toRemembered, type Candidate, type Found } from '../which/subjects';
import { findWhich } from '../which/which';

/** Summaries that post themselves, into the conversation where it is asked. */
export const watch: Command = {
  name: 'watch',
  aliases: ['follow', 'post summaries of', 'post the summaries of'],
  usage: 'watch [<which>] | watch series <which> | watch all my events',
  help: 'Posts the summary here by itself, each time it is over.',
  example: 'watch next',
  featured: true,
  parse: readWatchWords,
  async answer(args, question) {
    // What a client asks without its reader changes nothing.
    if (question.card.ownView) throw new AppError('bad-action');
    if (args.scope === 'all') return watchAll(question);
    const { scope, ...named } = args;
    const which = await findWhich(named, question, 'coming');
    if ('found' in which) return watchFound(which.found, scope, question);
    const [first] = which.candidates;
    // A name that fits several events of one series means the series.
    if (first && which.asked !== '' && areOneSeries(which.candidates)) return watchFound(first, 'series', question);
    return choiceAnswer(which, watch.name, args, question);
  },
};

async function watchAll(question: Question): Promise<Answer> {
  const book = bookFor(question);
  const { isNew } = await book.add({ what: 'all', targetId: '' });
  return answerWith({ outcome: isNew ? 'made' : 'known', scope: 'all', place: book.type }, question);
}

async function watchFound(found: Found, scope: 'event' | 'series' | undefined, question: Question): Promise<Answer> {
  const { now } = question.card;
  if (found.role === 'reader') throw new AppError('readers-only-read');
  const subject = watchedSubject(found, now);
  const book = bookFor(question, subject.title);
  const target = targetOf(found, scope);
  checkWatchable(found, target);
  const { isNew } = await book.add(target);
  const facts: WatchAnswer = {
    outcome: isNew ? 'made' : 'known',
    scope: target.what,
    place: book.type,
    subject,
    ...(isPast(found, target, now) && { isPast: true }),
  };
  return { ...answerWith(facts, question), remember: { subject: toRemembered(found) } };
}

function answerWith(facts: WatchAnswer, { card }: Question): Answer {
  return { card: watchCard(facts, card), facts };
}

function areOneSeries(candidates: readonly Candidate[]): boolean {
  const keys = new Set(candidates.map(({ event }) => seriesKeyOf(event.title)));
  return keys.size === 1 && !keys.has('') && !candidates.some(({ session }) => session);
}
