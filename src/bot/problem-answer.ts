import { choiceCard } from '../cards/choice';
import { problemCard } from '../cards/problem';
import type { Args } from '../domain/args';
import type { AppError } from '../domain/errors';
import type { ChoiceAnswer } from '../domain/lists';
import type { Answer, Question } from './command';
import { choiceLine, type Candidate } from './which/subjects';
import type { CardContext } from '../cards/card';

const MOST_CHOICES = 10;
const NEAREST = 3;

/** The card for a trouble; its facts carry the code at the top. */
export function problemAnswer(
  { code, details }: Pick<AppError, 'code' | 'details'>,
  context: CardContext,
  retry?: { command: string; args: Args },
): Answer {
  const card = problemCard({ code, details, ...(retry && { retry }) }, context);
  return { card, facts: { code, ...details }, problem: code };
}

/** "Which one did you mean?", or where nothing was named "Which event?": a number, said next, goes on with the command. */
export function choiceAnswer(
  { candidates, asked }: { candidates: readonly Candidate[]; asked: string },
  command: string,
  args: Args,
  { card }: Question,
): Answer {
  const choices = candidates.slice(0, MOST_CHOICES).map((one, index) => choiceLine(one, index, card.now));
  const code = asked === '' ? 'nothing-named' : 'which-one';
  const { which: _, ...rest } = args;
  const facts: ChoiceAnswer = {
    code,
    asked,
    command,
    ...(Object.keys(rest).length > 0 && { args: rest }),
    choices,
    matching: candidates.length,
    ...(code === 'nothing-named' && { nearest: choices.slice(0, NEAREST).map(({ title }) => title) }),
  };
  return {
    card: choiceCard(facts, card),
    facts,
    problem: code,
    remember: {
      list: choices.map(({ kind, id, sessionId }) => ({
        kind,
        id,
        ...(sessionId !== undefined && { session: sessionId }),
      })),
      pending: { command, args: rest },
    },
  };
}
