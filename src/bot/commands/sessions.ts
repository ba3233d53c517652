import { sessionsCard } from '../../cards/sessions';
import { AppError } from '../../domain/errors';
import type { SessionsAnswer } from '../../domain/lists';
import { pageOf } from '../../domain/page';
import type { Command } from '../command';
import { withoutPage } from '../page-words';
import { choiceAnswer } from '../problem-answer';
import { eventSubject, isMeeting, sessionLines, toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';

const PAGE = 10;

/** The sessions of one event, by time. */
export const sessions: Command = {
  name: 'sessions',
  aliases: [],
  usage: 'sessions [<which event>]',
  help: 'The sessions of an event, each with its time.',
  example: 'sessions next',
  featured: true,
  parse(text) {
    const { words, page } = withoutPage(text);
    return { ...(words && { which: words }), ...(page !== undefined && { page }) };
  },
  async answer(args, question) {
    const which = await findWhich(args, question);
    if ('candidates' in which) return choiceAnswer(which, sessions.name, args, question);
    const { found } = which;
    if (isMeeting(found)) throw new AppError('meeting-without-sessions', { title: found.meeting.subject ?? '' });
    const { now } = question.card;
    const { kind, id } = found.event;
    const lines = sessionLines(await question.source.sessions({ kind, id }), now);
    const shown = pageOf(lines, args.page ?? 1, PAGE);
    const facts: SessionsAnswer = {
      subject: eventSubject(found, now),
      sessions: shown.items,
      page: shown.page,
      pages: shown.pages,
      matching: lines.length,
    };
    return {
      card: sessionsCard(facts, question.card),
      facts,
      remember: {
        subject: toRemembered(found, undefined),
        ...(lines.length > 0 && { list: lines.map(line => ({ kind, id, session: line.id })) }),
      },
    };
  },
};
