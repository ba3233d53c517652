import type { CallerChoiceAnswer, CallsAnswer } from '../../domain/calls';
import { AppError, isProblem } from '../../domain/errors';
import { isGuid } from '../../domain/guid';
import type { Question } from '../command';

export type Caller = NonNullable<CallsAnswer['person']>;

const ME = /^(?:me|myself|i|mine|my own)$/i;
const EVERYBODY = /^(?:all|everybody|everyone|anybody|anyone|everything|any|calls?|mine and all)$/i;
/** Longer is no name. */
const LONGEST_NAME = 256;

/**
 * Whom the words name: nobody in particular, one person of the directory, or several of whom one is to be chosen. Throws AppError: caller-not-found,
 * permission-missing.
 */
export async function readCaller(
  words: string,
  question: Question,
): Promise<{ person?: Caller } | Pick<CallerChoiceAnswer, 'asked' | 'choices'>> {
  const { source, asker } = question;
  if (words === '' || EVERYBODY.test(words)) return {};
  if (ME.test(words)) return { person: { id: asker.personId, isAsker: true } };
  const asked = Array.from(words).slice(0, 100).join('');
  if (words.length > LONGEST_NAME) throw new AppError('caller-not-found', { asked });
  const people = (await peopleNamed(words, source)).flatMap(({ id, name, email }) =>
    id === undefined ? [] : [{ id, ...(name && { displayName: name }), ...(email && { email }) }],
  );
  const exact = people.filter(({ displayName }) => displayName?.toLowerCase() === words.toLowerCase());
  const fitting = exact.length === 1 ? exact : people;
  const [only] = fitting;
  if (!only) throw new AppError('caller-not-found', { asked });
  const { email: _told, ...person } = only;
  if (fitting.length === 1) return { person };
  return { asked, choices: fitting.map((one, index) => ({ ...one, number: index + 1 })) };
}

/** An object id needs no directory. */
async function peopleNamed(words: string, source: Question['source']) {
  try {
    return await source.peopleNamed(words);
  } catch (error) {
    if (isGuid(words) && isProblem(error, 'permission-missing')) return [{ id: words }];
    throw error;
  }
}
