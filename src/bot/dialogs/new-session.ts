import { choiceCard } from '../../cards/choice';
import { dialogAction } from '../../cards/dialog-card';
import { withOwnButtons } from '../../cards/dialog-own';
import type { Args } from '../../domain/args';
import { AppError, isAppError, type ProblemCode } from '../../domain/errors';
import type { ChoiceAnswer } from '../../domain/lists';
import type { SessionCreated } from '../../domain/new-session-answer';
import { readActionData } from '../action-data';
import type { Answer, Question } from '../command';
import { newSession as command } from '../commands/new-session';
import { session } from '../commands/session';
import type { Dialog, Step } from './dialog';

/** The form for a new session in a window of its own: which event, where that is not clear, the form, and the session to be put into the conversation. */
export const newSession: Dialog = {
  id: 'newSession',
  title: 'New session',
  async open(_opened, question) {
    // What the conversation spoke of may be a meeting, which has no sessions.
    const { subject, ...memory } = question.memory;
    const isEvent = subject !== undefined && subject.kind !== 'meeting';
    const { here: _here, ...asking } = question;
    return shown(
      await command.answer(isEvent ? { kind: subject.kind, id: subject.id } : {}, { ...asking, memory }),
      question,
    );
  },
  async submit({ done, insert, ...data }, question) {
    if (done === true) return { say: 'The session is made. It is among the sessions of its event.' };
    const { find, ...args } = readActionData(data);
    if (insert === true) return { insert: await sharedCard(args, question) };
    // A row that is pressed brings along what was typed beside it.
    if (args.id === undefined && find !== undefined) return findEvent(find.trim(), question);
    if (args.id === undefined) throw new AppError('bad-action');
    return shown(await command.answer(args, question), question);
  },
};

/** The form of the event that was typed; else the choice again. */
async function findEvent(typed: string, question: Question): Promise<Step> {
  // A number is no place in a list that the conversation showed.
  const { here: _here, ...asking } = { ...question, memory: { list: [] } };
  try {
    return shown(await command.answer(typed ? { which: typed } : {}, asking), question);
  } catch (error) {
    if (!isAppError(error) || !fitsNothing.includes(error.code)) throw error;
    return shown(await command.answer({}, asking), question, typed);
  }
}

const fitsNothing: readonly ProblemCode[] = [
  'not-found',
  'meeting-not-found',
  'no-such-date',
  'no-such-number',
  'no-list-yet',
];

function shown({ card: answer, facts }: Answer, question: Question, typed = ''): Step {
  const card = isChoice(facts) ? choiceCard({ ...facts, typed }, question.card) : answer;
  const own = withOwnButtons(card, command.name);
  if (!isCreated(facts)) return { show: own, size: 'large' };
  const { kind, id, sessionId } = facts.subject;
  const args: Args = { kind, id, ...(sessionId !== undefined && { session: sessionId }) };
  const actions = [dialogAction('Insert', { args, insert: true }), dialogAction('Done', { done: true })];
  return { show: { ...own, actions }, size: 'large' };
}

function isChoice(facts: object): facts is ChoiceAnswer {
  return 'choices' in facts;
}

function isCreated(facts: object): facts is SessionCreated {
  return 'created' in facts;
}

/** The session as others in the conversation may see it; whoever inserts it is checked again. */
async function sharedCard(args: Args, question: Question) {
  if (args.session === undefined) throw new AppError('bad-action');
  return (await session.answer(args, { ...question, card: { ...question.card, place: 'shared' } })).card;
}
