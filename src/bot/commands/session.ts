import { sessionCard } from '../../cards/session';
import { mayShowPeople } from '../../cards/privacy';
import { AppError } from '../../domain/errors';
import { withoutPeople, type SessionAnswer } from '../../domain/lists';
import type { Command } from '../command';
import { choiceAnswer } from '../problem-answer';
import { eventSubject, isMeeting, toRemembered } from '../which/subjects';
import { watchedFacts } from '../watch/watch-target';
import { findWhich } from '../which/which';

/** One session with every property that Graph gives. */
export const session: Command = {
  name: 'session',
  aliases: [],
  usage: 'session <which>',
  help: 'One session with all its settings: joining, lobby, chat, recording and more.',
  example: 'session next',
  featured: true,
  parse: words => (words ? { which: words } : {}),
  async answer(args, question) {
    const which = await findWhich(args, question);
    if ('candidates' in which) return choiceAnswer(which, session.name, args, question);
    const { found } = which;
    if (isMeeting(found)) throw new AppError('meeting-without-sessions', { title: found.meeting.subject ?? '' });
    const { kind, id, title } = found.event;
    const all = await question.source.sessions({ kind, id });
    if (found.sessionId === undefined && all.length > 1) {
      const candidates = all.map(one => ({ event: found.event, role: found.role, session: one }));
      return choiceAnswer({ candidates, asked: title.slice(0, 100) }, session.name, args, question);
    }
    const sessionId = found.sessionId ?? all[0]?.id;
    if (sessionId === undefined) throw new AppError('no-sessions', { title });
    // A session of others may not be reached through one's own event, whatever Graph would give.
    if (!all.some(one => one.id === sessionId)) throw new AppError('not-found');
    const whole = await question.source.session({ kind, id }, sessionId);
    const siblings = whole.subject !== title ? 2 : 1;
    const answer: SessionAnswer = {
      subject: eventSubject(found, question.card.now, whole, siblings),
      session: whole,
      ...(await watchedFacts(found, question)),
    };
    const facts = mayShowPeople(question.card) ? answer : withoutPeople(answer);
    return {
      card: sessionCard(facts, question.card),
      facts,
      remember: { subject: toRemembered(found, sessionId) },
    };
  },
};
