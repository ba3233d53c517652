import { AppError, isProblem } from '../../domain/errors';
import type { Args } from '../../domain/args';
import type { Answer, Command, Question } from '../command';
import { personAnywhere, personByKey, personInEvent } from '../person/person-answers';
import { chosenPerson } from '../person/person-choices';
import { readPersonWords, splitLater } from '../person/person-words';
import { choiceAnswer } from '../problem-answer';
import { readingOnce } from '../reading-once';
import type { Found } from '../which/subjects';
import { findWhich } from '../which/which';

/** When one person joined and left, in one event or across events. */
export const person: Command = {
  name: 'person',
  aliases: ['who is', "who's", 'when did'],
  usage: 'person <name or e-mail> [in <which>|everywhere]',
  help: 'When one person joined and left, in one event or in all of yours. In personal chat only.',
  example: 'person sofia marchetti in accessibility in practice',
  featured: true,
  namesPeople: true,
  parse: readPersonWords,
  async answer(asked, asking) {
    const question = readingOnce(asking);
    const args = chosenPerson(asked, question);
    const { which, id, all } = args;
    const isNamed = args.person !== undefined || Boolean(args.find);
    if (!isNamed && id === undefined) throw new AppError('nobody-named');
    const { subject } = question.memory;
    const everywhere = all ?? (which === undefined && id === undefined && !subject && !question.here);
    if (everywhere && isNamed && args.person === undefined) return personAnywhere(args, question);
    const event = await findEvent(args, question);
    if ('answer' in event) return event.answer;
    if (!isNamed) throw new AppError('nobody-named');
    return args.person === undefined
      ? personInEvent(event.found, event.args, question)
      : personByKey(event.found, event.args, question);
  },
};

/** The event that is meant; where the words split at an "in" name none, they are split at the next. */
async function findEvent(args: Args, question: Question): Promise<{ found: Found; args: Args } | { answer: Answer }> {
  try {
    const which = await findWhich(args, question, 'past');
    if ('candidates' in which) return { answer: choiceAnswer(which, 'person', args, question) };
    return { found: wholeEvent(which.found), args };
  } catch (error) {
    const later = splitLater(args);
    if (!later || !isProblem(error, 'not-found')) throw error;
    return findEvent(later, question);
  }
}

/** One session is named: the person is shown in all of them. */
function wholeEvent(found: Found): Found {
  return 'meeting' in found ? found : { event: found.event, role: found.role };
}
