import { choiceArgs, personChoiceCard } from '../../cards/person-choice';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import type { PersonChoiceAnswer } from '../../domain/person';
import type { Answer, Question } from '../command';
import { ownerOf } from '../recent';

/** In place of a person's key: the number that is said next stands for one of the choice. */
const CHOICE = 'choice';
const CHOICES = 'person choice';
const ARGS_BYTES = 600;

/** The card on which one of several people is chosen; a number, said next, chooses too. */
export function personChoiceAnswer(facts: PersonChoiceAnswer, question: Question): Answer {
  const ways = facts.choices.map((one): Args => choiceArgs(one, facts));
  question.recent.set(ownerOf(question), CHOICES, ways, ways.length * ARGS_BYTES);
  return {
    card: personChoiceCard(facts, question.card),
    facts,
    problem: facts.code,
    remember: {
      ...(ways.length > 0 && { pending: { command: 'person', args: { person: CHOICE } } }),
    },
  };
}

/** What a number stands for that was said after a choice; all else as it is. */
export function chosenPerson(args: Args, question: Question): Args {
  if (args.person !== CHOICE) return args;
  const ways = question.recent.get(ownerOf(question), CHOICES) as Args[] | undefined;
  const asked = args.which ?? '';
  if (!ways) throw new AppError('no-list-yet', { asked });
  const chosen = ways[Number(asked.replace(/\D/g, '')) - 1];
  if (!chosen) throw new AppError('no-such-number', { asked, listLength: ways.length });
  return chosen;
}
