import type { Right } from './access';
import { phaseOf, type EventKind, type EventPhase, type VirtualEvent } from './event';
import type { Meeting } from './meeting';
import type { Session } from './session';
import type { EventTime } from './time';

/** What an answer is about, in the words a card needs and the ids a button needs. */
export interface Subject {
  kind: EventKind | 'meeting';
  /** Event or meeting id. */
  id: string;
  title: string;
  sessionId?: string;
  /** Where the event has several sessions. */
  sessionTitle?: string;
  start?: EventTime;
  end?: EventTime;
  phase: EventPhase;
  /** How the asker comes to see it. */
  role: Right;
}

/** An event, or with a session that session of it, as cards and buttons need it. */
export function eventSubject(
  { event, role }: { event: VirtualEvent; role: Right },
  now: number,
  session?: Session,
  sessions = 1,
): Subject {
  const { start, end } = session?.start ? session : event;
  const unpublished = event.status === 'draft' || event.status === 'canceled' ? event.status : undefined;
  return {
    kind: event.kind,
    id: event.id,
    title: event.title,
    ...(session && { sessionId: session.id }),
    ...(session?.subject && sessions > 1 && { sessionTitle: session.subject }),
    ...(start && { start }),
    ...(end && { end }),
    phase: phaseOf({ start, end, ...(unpublished && { status: unpublished }) }, now),
    role,
  };
}

/** A meeting as cards and buttons need it. */
export function meetingSubject({ meeting, role }: { meeting: Meeting; role: Right }, now: number): Subject {
  return {
    kind: 'meeting',
    id: meeting.id,
    title: meeting.subject ?? '',
    ...(meeting.start && { start: meeting.start }),
    ...(meeting.end && { end: meeting.end }),
    phase: phaseOf(meeting, now),
    role,
  };
}
