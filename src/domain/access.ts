import type { EventRole, VirtualEvent } from './event';
import type { Meeting } from './meeting';

export type Access = EventRole | 'none';

/**
 * So long what Graph said of a right counts before something is posted by it, in milliseconds. Half of it may go by while figures are counted, half while
 * the message waits.
 */
export const RIGHT_HOLDS = 5 * 60_000;

/** The one place that decides who may read an event: its organiser and co-organisers. Anybody else, and anything unclear: none. */
export function accessToEvent(
  event: Pick<VirtualEvent, 'organizer' | 'coOrganizers' | 'confirmedRoles'>,
  personId: string,
): Access {
  const person = personKey(personId);
  if (!person) return 'none';
  const confirmed = event.confirmedRoles.filter(role => personKey(role.personId) === person).map(role => role.role);
  if (personKey(event.organizer?.id) === person || confirmed.includes('organizer')) return 'organizer';
  if (event.coOrganizers.some(one => personKey(one.id) === person) || confirmed.includes('coOrganizer'))
    return 'coOrganizer';
  return 'none';
}

/** The same for an online meeting. */
export function accessToMeeting(meeting: Pick<Meeting, 'organizer' | 'coOrganizers'>, personId: string): Access {
  return accessToEvent({ ...meeting, confirmedRoles: [] }, personId);
}

/** Whether two Entra object ids are one person's; nobody's never are. */
export function isSamePerson(one: string, other: string): boolean {
  const person = personKey(one);
  return person !== undefined && person === personKey(other);
}

/** Entra object ids compare without case; an empty or all-zero id is nobody. */
function personKey(id: string | undefined): string | undefined {
  const key = id?.trim().toLowerCase();
  return !key || /^[0-]+$/.test(key) ? undefined : key;
}
