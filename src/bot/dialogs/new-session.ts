import { dialogAction } from '../../cards/dialog-card';
import { withOwnButtons } from '../../cards/dialog-own';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
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
    return shown(await command.answer(isEvent ? { kind: subject.kind, id: subject.id } : {}, { ...asking, memory }));
  },
  async submit({ done, insert, ...data }, question) {
    if (done === true) return { say: 'The session is made. It is among the sessions of its event.' };
    const args = readActionData(data);
    if (insert === true) return { insert: await sharedCard(args, question) };
    if (args.id === undefined) throw new AppError('bad-action');
    return shown(await command.answer(args, question));
  },
};

function shown({ card, facts }: Answer): Step {
  const own = withOwnButtons(card, command.name);
  if (!isCreated(facts)) return { show: own, size: 'large' };
  const { kind, id, sessionId } = facts.subject;
  const args: Args = { kind, id, ...(sessionId !== undefined && { session: sessionId }) };
  const actions = [dialogAction('Insert', { args, insert: true }), dialogAction('Done', { done: true })];
  return { show: { ...own, actions }, size: 'large' };
}

function isCreated(facts: object): facts is SessionCreated {
  return 'created' in facts;
}

/** The session as others in the conversation may see it; whoever inserts it is checked again. */
async function sharedCard(args: Args, question: Question) {
  if (args.session === undefined) throw new AppError('bad-action');
  return (await session.answer(args, { ...question, card: { ...question.card, place: 'shared' } })).card;
}
