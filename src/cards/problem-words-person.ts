import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

/** Words for troubles with finding one person. */
export const personProblemWords = {
  'nobody-named': {
    title: 'Which person?',
    what: 'You named nobody.',
    fix: 'Say a name or an e-mail address, and if you like the event: person ann lee in masterclass.',
  },
  'person-not-found': {
    title: 'Nobody of that name',
    what: 'Nobody by that name or e-mail address is among the people who came.',
    fix: 'Check the spelling, say a part of the name, or look at everybody.',
  },
  'list-gone': {
    title: 'That list is too old',
    what: 'Nothing but a place in that list tells this person from others, and such a list is kept for ten minutes.',
    fix: 'Ask for the participants again, and press the person there.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
