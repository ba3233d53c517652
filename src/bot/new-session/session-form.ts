import { newSessionCard, type CreateButton } from '../../cards/new-session';
import { AppError, isAppError } from '../../domain/errors';
import { eventPage } from '../../domain/event-page';
import type { NewSessionAnswer } from '../../domain/new-session-answer';
import { suggestedForm } from '../../domain/new-session-form';
import type { Answer, Question } from '../command';
import { startOf } from '../which/my-events';
import { eventSubject, toRemembered, type FoundEvent } from '../which/subjects';

/** The form with what is likely wanted. Throws create-needs-sign-in: nobody fills in what can't be sent. */
export async function suggestedAnswer(found: FoundEvent, question: Question, create?: CreateButton): Promise<Answer> {
  requireSignIn(found, question);
  const { kind, id, title, end } = found.event;
  const start = startOf(found.event);
  const form = suggestedForm({
    title,
    zone: question.source.zoneOf(question.card.zone) ?? 'UTC',
    now: question.card.now,
    taken: await takenSubjects({ kind, id }, question),
    ...(found.event.start && { start }),
    ...(end && { end: Date.parse(end.at) }),
  });
  return formAnswer(found, question, { token: question.forms.token(), form, faults: [] }, create);
}

/** The form as it is given, with whatever is wrong. */
export function formAnswer(
  found: FoundEvent,
  question: Question,
  given: Omit<NewSessionAnswer, 'subject'>,
  create?: CreateButton,
): Answer {
  const subject = eventSubject({ event: found.event, role: found.role }, question.card.now);
  const facts: NewSessionAnswer = { subject, ...given };
  const { problem } = given;
  return {
    card: newSessionCard(facts, question.card, create),
    facts: problem ? { code: problem.code, ...problem.details, ...facts } : facts,
    ...(problem && { problem: problem.code }),
    remember: { subject: toRemembered({ event: found.event, role: found.role }) },
  };
}

/** Graph lets people alone make sessions. Throws create-needs-sign-in, with the event's own page. */
export function requireSignIn({ event }: FoundEvent, { source, asker }: Question): void {
  if (source.createsSessions) return;
  throw new AppError('create-needs-sign-in', { title: event.title, ...pageOf(event.id, asker.tenantId) });
}

/** Where the same can be done by hand. */
export function pageOf(id: string, tenantId: string): { page?: string } {
  const page = eventPage(id, tenantId);
  return page === undefined ? {} : { page };
}

/** What its sessions are called; nothing where that can't be read, since a title is only suggested. */
async function takenSubjects(event: Pick<FoundEvent['event'], 'kind' | 'id'>, { source }: Question): Promise<string[]> {
  try {
    return (await source.sessions(event)).flatMap(({ subject }) => subject ?? []);
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}
