import { AppError } from '../../domain/errors';
import type { Command } from '../command';
import { createdAnswer } from '../new-session/create';
import { suggestedAnswer } from '../new-session/session-form';
import { choiceAnswer } from '../problem-answer';
import { isMeeting } from '../which/subjects';
import { findWhich } from '../which/which';

/** A form for a new session of an event, and what it was filled in with. */
export const newSession: Command = {
  name: 'new-session',
  aliases: ['new session', 'create session', 'add session'],
  usage: 'new session [<event>]',
  help: 'Make a session in an event of yours: a form with every setting.',
  example: 'new session bootcamp',
  featured: false,
  parse: words => (words ? { which: words.replace(/^(?:of|for|in|to)\s+(?=\S)/i, '') } : {}),
  async answer(args, question) {
    const which = await findWhich(args, question, 'coming');
    if ('candidates' in which) return choiceAnswer(which, newSession.name, args, question);
    const { found } = which;
    if (isMeeting(found)) throw new AppError('meeting-without-sessions', { title: found.meeting.subject ?? '' });
    if (found.role === 'reader') throw new AppError('readers-only-read');
    if (question.body !== undefined) return createdAnswer(found, { file: question.body }, question);
    const { form, token = '' } = args;
    return form ? createdAnswer(found, { form, token }, question) : suggestedAnswer(found, question);
  },
};
