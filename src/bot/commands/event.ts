import { eventCard } from '../../cards/event';
import { mayShowPeople } from '../../cards/privacy';
import { withoutPeople, type EventAnswer } from '../../domain/lists';
import type { Command } from '../command';
import { readMyEvent } from '../which/my-events';
import { choiceAnswer } from '../problem-answer';
import { eventSubject, isMeeting, sessionLines, toRemembered } from '../which/subjects';
import { watchedFacts } from '../watch/watch-target';
import { findWhich } from '../which/which';
import { attendance } from './attendance';

/** One event: who it is for, who runs it, and its sessions. */
export const event: Command = {
  name: 'event',
  aliases: [],
  usage: 'event <which>',
  help: 'One event: when it is, who it is for, who runs it, and its sessions.',
  example: 'event next',
  featured: true,
  parse: words => (words ? { which: words } : {}),
  async answer(args, question) {
    const which = await findWhich(args, question);
    if ('candidates' in which) return choiceAnswer(which, event.name, args, question);
    const { found } = which;
    // Of a meeting Graph gives nothing more than its reports.
    if (isMeeting(found)) return attendance.answer({ kind: 'meeting', id: found.meeting.id }, question);
    const { kind, id } = found.event;
    // Lists of events may be summaries; by itself an event is whole.
    const whole = args.id === undefined ? await readMyEvent(question, id, kind) : found;
    const sessions = await question.source.sessions({ kind, id });
    const { now } = question.card;
    const lines = sessionLines(sessions, now);
    const answer: EventAnswer = {
      subject: eventSubject(whole, now),
      event: whole.event,
      sessions: lines,
      ...(await watchedFacts(found, question)),
    };
    const facts = mayShowPeople(question.card) ? answer : withoutPeople(answer);
    return {
      card: eventCard(facts, question.card),
      facts,
      remember: {
        subject: toRemembered({ event: whole.event, role: whole.role }),
        // A number on this card is a session's. A single one needs none, and the list before stays the last.
        ...(lines.length > 1 && { list: lines.map(line => ({ kind, id, session: line.id })) }),
      },
    };
  },
};
