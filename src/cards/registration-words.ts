import type { PersonRegistration } from '../domain/person';
import { dateMacro } from './when';

const after: Record<string, string> = {
  registered: '',
  canceled: ', cancelled since',
  waitlisted: ', on the waiting list',
  pendingApproval: ', to be approved',
  rejectedByOrganizer: ', turned down',
};

/** `Registered on 3 Nov, cancelled since`, for a TextBlock. */
export function registrationWords(registration: PersonRegistration | null): string {
  if (!registration) return 'Had not registered';
  const { status, registeredAt } = registration;
  const when = registeredAt === null ? 'Registered, no date known' : `Registered on ${dateMacro(registeredAt)}`;
  // A status that Graph adds later, as it writes it; letters alone, since this is no TextRun.
  return `${when}${Object.hasOwn(after, status) ? after[status] : `, ${status.replace(/[^A-Za-z]/g, '').slice(0, 40)}`}`;
}
