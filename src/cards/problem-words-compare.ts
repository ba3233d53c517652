import { MOST_COMPARED } from '../domain/comparison';
import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

/** Words for troubles with comparing alone. */
export const compareProblemWords = {
  'nothing-to-compare': {
    title: 'Nothing to compare it with',
    what: 'That is one event, and I found no earlier one of its series.',
    why: 'One series are the reports of a meeting, the sessions of an event, and events of yours whose titles differ in numbers and dates alone.',
    fix: 'Name two: compare, then one name, then with, then the other.',
  },
  'too-many-compared': {
    title: 'Too many at once',
    what: `I put at most ${MOST_COMPARED} events side by side.`,
    fix: `Name two to ${MOST_COMPARED} of them, or say: compare last 4, and the name of the series.`,
  },
  'names-unclear': {
    title: 'Several of those names fit more than one event',
    what: 'This is the first of them, and what it may mean.',
    fix: 'Say more of each name, such as its number or its date: compare series 3 with series 4. Or ask for your events, and say the numbers: compare 2 with 5.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
