import { comparisonCard } from '../../cards/comparison';
import { changesOf, pairsOf, type ComparisonAnswer } from '../../domain/comparison';
import { regularsOf, returningOf } from '../../domain/returning';
import type { Command, Question } from '../command';
import { readToCompare, type ReadToCompare } from '../compare/compare-read';
import { findToCompare } from '../compare/compare-which';
import { readCompareWords } from '../compare/compare-words';
import { readingOnce } from '../reading-once';
import { choiceAnswer } from '../problem-answer';
import { keptSeriesOf } from '../compare/series';
import { toRemembered } from '../which/subjects';

/** Two to six events side by side, without a name. */
export const compare: Command = {
  name: 'compare',
  aliases: ['comparison', 'difference between'],
  usage: 'compare [<which>] with <which> [and <which> …] | compare last 4 <series> | compare with last time',
  help: 'Events side by side: what changed, and how many came again.',
  example: 'compare last 4 customer webinars',
  featured: true,
  parse(words, { memory: { subject } }) {
    const { beside, ...args } = readCompareWords(words);
    return { ...args, ...(beside && subject && { others: [subject] }) };
  },
  async answer(args, asked) {
    const question = readingOnce(asked);
    const meant = await findToCompare(args, question);
    if ('candidates' in meant) return choiceAnswer(meant, compare.name, meant.rest, asked);
    const read = await readToCompare(meant.found, question);
    const facts = comparisonOf(read, meant.asked, question);
    const latest = read.at(-1);
    return {
      card: comparisonCard(facts, asked.card),
      facts,
      ...(latest && { remember: { subject: toRemembered(latest.found, latest.event.subject.sessionId) } }),
    };
  },
};

function comparisonOf(read: readonly ReadToCompare[], asked: number | undefined, question: Question): ComparisonAnswer {
  const events = read.map(({ event }) => event);
  const pairs = pairsOf(events);
  const returning = pairs.flatMap(({ earlier, later }) => {
    const [before, after] = [read[earlier]?.keys, read[later]?.keys];
    return before && after ? [{ earlier, later, ...returningOf(before, after) }] : [];
  });
  // Whoever can't be known again at one of them would be told as not having come.
  const areKnown = pairs.length > 1 && returning.length === pairs.length;
  const latest = read.at(-1);
  const inSeries = latest && keptSeriesOf(latest.found, question)?.length;
  return {
    events,
    changes: changesOf(events),
    returning,
    ...(areKnown && regularsOf(read.flatMap(one => one.keys ?? []))),
    ...(inSeries !== undefined && { inSeries }),
    ...(asked !== undefined && { asked }),
  };
}
