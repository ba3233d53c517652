import type { Participant } from '../../domain/participants';
import type { PersonEvent } from '../../domain/person';
import type { RegistrationBook } from '../../domain/registration-book';
import { mayWalkIn } from '../../domain/registration-join';
import type { ReportHome } from '../../domain/sources';
import { toIso } from '../../domain/time';
import type { Question } from '../command';
import { isUnread, readBook, type Unread } from '../../reading/registrations';
import { ownerOf } from '../recent';

/** About what a registration weighs in a book. */
const REGISTRATION_BYTES = 250;

type Found = Pick<PersonEvent, 'registration' | 'registrationUnread'>;

/** The person's registration for the event of these reports. Who runs an event registers for nothing: then, and for meetings, nothing is read. */
export async function registrationOf(person: Participant, home: ReportHome, question: Question): Promise<Found> {
  if (home.of === 'meeting' || !(mayWalkIn(person.role) || person.registrationId !== null)) return {};
  const book = await keptBook(home.event, question);
  if (!book) return {};
  if (isUnread(book)) return { registrationUnread: book.unread };
  const number = book.match({
    registrationId: person.registrationId ?? undefined,
    email: person.email ?? undefined,
    identityId: person.personId ?? undefined,
    intervals: [],
  });
  if (number === undefined) return { registration: null };
  return {
    registration: { status: book.statusOf(number), registeredAt: toIso(book.registeredAt(number)) },
  };
}

/** The book of an event, read now or within the last ten minutes. */
async function keptBook(
  event: Parameters<typeof readBook>[0],
  question: Question,
): Promise<RegistrationBook | Unread | undefined> {
  const owner = ownerOf(question);
  const key = JSON.stringify(['registration book', event.kind, event.id]);
  const kept = question.recent.get(owner, key) as { book: RegistrationBook | undefined } | undefined;
  if (kept) return kept.book;
  const book = await readBook(event, { ...question, progress: () => undefined });
  if (!isUnread(book)) question.recent.set(owner, key, { book }, ((book?.count ?? 0) + 1) * REGISTRATION_BYTES);
  return book;
}
