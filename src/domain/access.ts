import type { CallRecord } from './call-record';
import type { EventRole, VirtualEvent } from './event';
import type { Meeting } from './meeting';

/** By what somebody may read. `reader`: was configured to, and runs nothing of it. */
export type Right = EventRole | 'reader';

export type Access = Right | 'none';

/**
 * So long what Graph said of a right counts, in milliseconds: for what was kept and is shown again, and before something is posted by it. Half of it may
 * go by while figures are counted, half while the message waits.
 */
export const RIGHT_HOLDS = 5 * 60_000;

type WithRoles = Pick<VirtualEvent, 'organizer' | 'coOrganizers' | 'confirmedRoles'>;
type MeetingWithRoles = Pick<Meeting, 'organizer' | 'coOrganizers'>;

/**
 * The one place that decides who may read an event: its organiser and co-organisers, and last a person who was configured as reader. Anybody else, and
 * anything unclear: none.
 */
export function accessToEvent(event: WithRoles, personId: string): Exclude<Access, 'reader'>;
export function accessToEvent(event: WithRoles, personId: string, isReader: boolean): Access;
export function accessToEvent(event: WithRoles, personId: string, isReader = false): Access {
  const person = personKey(personId);
  if (!person) return 'none';
  const confirmed = event.confirmedRoles.filter(role => personKey(role.personId) === person).map(role => role.role);
  if (personKey(event.organizer?.id) === person || confirmed.includes('organizer')) return 'organizer';
  if (event.coOrganizers.some(one => personKey(one.id) === person) || confirmed.includes('coOrganizer'))
    return 'coOrganizer';
  return isReader ? 'reader' : 'none';
}

/** The same for an online meeting. */
export function accessToMeeting(meeting: MeetingWithRoles, personId: string): Exclude<Access, 'reader'>;
export function accessToMeeting(meeting: MeetingWithRoles, personId: string, isReader: boolean): Access;
export function accessToMeeting(meeting: MeetingWithRoles, personId: string, isReader = false): Access {
  return accessToEvent({ ...meeting, confirmedRoles: [] }, personId, isReader);
}

/**
 * The same for a call: of a group call with a join link its organiser, and whoever runs the event or meeting that it was found through (`runs`, as the
 * functions above said, where its join link was compared); of any call a reader.
 */
export function accessToCall(
  call: Pick<CallRecord, 'type' | 'joinWebUrl' | 'organizer'>,
  personId: string,
  isReader: boolean,
  runs: Access = 'none',
): Access {
  const isHeld = call.type === 'groupCall' && call.joinWebUrl !== undefined;
  if (isHeld && call.organizer?.is === 'user' && isSamePerson(call.organizer.id ?? '', personId)) return 'organizer';
  if (isHeld && runs !== 'none' && runs !== 'reader') return runs;
  return isReader ? 'reader' : 'none';
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
