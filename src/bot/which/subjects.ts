import { accessToMeeting, type Right } from '../../domain/access';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import { phaseOf } from '../../domain/event';
import type { ChoiceLine, SessionLine } from '../../domain/lists';
import type { Meeting } from '../../domain/meeting';
import type { Session } from '../../domain/session';
import type { Question, Remembered } from '../command';
import { startOf } from './my-events';
import type { MyEvent } from '../../domain/my-events';

export { eventSubject, meetingSubject } from '../../domain/subject';

/** An event that the asker runs, and which of its sessions is meant, where that was said. */
export interface FoundEvent extends MyEvent {
  sessionId?: string;
  /** Which of its reports, where that was said. */
  reportId?: string;
}

/** An online meeting that the asker runs. */
export interface FoundMeeting {
  meeting: Meeting;
  role: Right;
  reportId?: string;
}

export type Found = FoundEvent | FoundMeeting;

/** An event, or one session of it, that may be what was meant. */
export interface Candidate extends MyEvent {
  session?: Session;
}

export function isMeeting(found: Found): found is FoundMeeting {
  return 'meeting' in found;
}

/** The meeting for somebody who runs it, or may read all. Throws not-found for everybody else. */
export async function toFoundMeeting(meeting: Meeting, question: Question): Promise<FoundMeeting> {
  const { personId } = question.asker;
  const own = accessToMeeting(meeting, personId);
  const role = own === 'none' ? accessToMeeting(meeting, personId, await question.isReader()) : own;
  if (role === 'none') throw new AppError('not-found');
  return { meeting, role };
}

/** What the conversation will speak of. */
export function toRemembered(found: Found, sessionId = isMeeting(found) ? undefined : found.sessionId): Remembered {
  if (isMeeting(found)) return { kind: 'meeting', id: found.meeting.id };
  return { kind: found.event.kind, id: found.event.id, ...(sessionId !== undefined && { session: sessionId }) };
}

/** What a question is about that looks for nothing: what it names by id, else what was last spoken of. Undefined where the kind is not known. */
export function spokenOf(args: Args, { subject }: Question['memory']): Remembered | undefined {
  const { kind, id, session } = args.id === undefined ? { ...subject } : args;
  if (!kind || id === undefined) return undefined;
  return { kind, id, ...(session !== undefined && { session }) };
}

/** Sessions by time, numbered from 1. */
export function sessionLines(sessions: readonly Session[], now: number): SessionLine[] {
  return [...sessions]
    .sort((a, b) => startOf(a) - startOf(b))
    .map((session, index) => ({
      id: session.id,
      title: session.subject ?? '',
      start: session.start ?? null,
      end: session.end ?? null,
      phase: phaseOf(session, now),
      number: index + 1,
    }));
}

/** One line of "which one did you mean?". */
export function choiceLine({ event, session }: Candidate, index: number, now: number): ChoiceLine {
  const start = session?.start ?? event.start;
  const title =
    session?.subject && session.subject !== event.title ? `${event.title}: ${session.subject}` : event.title;
  return {
    kind: event.kind,
    id: event.id,
    ...(session && { sessionId: session.id }),
    title,
    start: start ?? null,
    phase: phaseOf(session?.start ? { ...session, status: event.status } : event, now),
    number: index + 1,
  };
}
