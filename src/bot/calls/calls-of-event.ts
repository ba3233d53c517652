import { CALL_RECORD_READY, CALL_RECORDS_KEPT, type CallRecord } from '../../domain/call-record';
import { AppError, isProblem } from '../../domain/errors';
import { organizerIdOf } from '../../domain/meeting';
import type { MyEvent } from '../../domain/my-events';
import type { Session } from '../../domain/session';
import type { EventSource } from '../../domain/sources';
import { eventSubject, type Subject } from '../../domain/subject';
import { toInstant, type Instant } from '../../domain/time';
import { findCalls, type FoundCalls } from '../../reading/calls';
import type { Question } from '../command';
import { sessionHome } from '../reports';
import { unpublished } from '../report-state';
import { isMeeting, meetingSubject, type Found, type FoundMeeting } from '../which/subjects';
import { seenBy, type CallHome, type SeenCall } from './call-right';

/** The calls of one event's session or of one meeting: the one that is meant first, then the others, newest first. */
export interface CallsOfEvent {
  first: SeenCall;
  others: SeenCall[];
  incomplete?: true;
}

/** The calls that were held in what was found. Throws AppError: the state where there is none. */
export async function callsOfEvent(found: Found, question: Question): Promise<CallsOfEvent> {
  const { now, place } = question.card;
  if (found.role === 'reader' && place !== 'personal') throw new AppError('call-not-found');
  const home = await homeOf(found, question);
  const { subject } = home;
  const isOfEvent = subject.kind !== 'meeting';
  if (isOfEvent && isUnheld(subject)) throw withoutCall(subject, now);
  const { calls, incomplete } = await sought(found, home, question);
  const seen = await Promise.all(calls.map(call => seenBy(question, call, home)));
  const [first, ...others] = likeliestFirst(
    seen.filter(one => one !== undefined),
    subject,
  );
  if (!first && calls.length > 0) throw new AppError('call-not-found');
  if (!first) throw incomplete ? noCall(subject, incomplete) : withoutCall(subject, now);
  return { first, others, ...(incomplete && { incomplete }) };
}

/** The room that calls of it are held in: of an event with several sessions, that of the one that ended last. Throws as `sessionHome`. */
async function homeOf(found: Found, question: Question): Promise<CallHome> {
  if (isMeeting(found)) return meetingRoom(found, question.card.now);
  const { subject, session } = await sessionHome(found, question);
  return { found, subject, joinWebUrl: session.joinWebUrl };
}

export function meetingRoom(found: FoundMeeting, now: Instant): CallHome {
  return { found, subject: meetingSubject(found, now), joinWebUrl: found.meeting.joinWebUrl };
}

/** The room of a session that was found by its join link: whether its event has others is told by their titles. */
export function sessionRoom({ event, role }: MyEvent, session: Session, now: Instant): CallHome {
  const siblings = session.subject === event.title ? 1 : 2;
  const subject = eventSubject({ event, role }, now, session, siblings);
  return { found: { event, role, sessionId: session.id }, subject, joinWebUrl: session.joinWebUrl };
}

async function sought(found: Found, { subject, joinWebUrl }: CallHome, question: Question): Promise<FoundCalls> {
  const { source, card, signal } = question;
  if (joinWebUrl === undefined) return { calls: [] };
  const organizerId = isMeeting(found) ? organizerIdOf(found.meeting) : found.event.organizer?.id;
  const room = { joinWebUrl, ...(organizerId !== undefined && { organizerId }) };
  const options = { now: card.now, ...(signal && { signal }) };
  if (isMeeting(found)) {
    // The times of a series are those of its first meeting: all of the organiser's calls are looked through.
    const ofAnyTime = await findCalls(withParticipant(source), room, options);
    if (ofAnyTime.calls.length > 0 || ofAnyTime.incomplete) return ofAnyTime;
  }
  const { start, end } = subject;
  const times = { ...(start && { start: start.at }), ...(end && { end: end.at }) };
  try {
    return await findCalls(source, { ...room, ...times }, options);
  } catch (error) {
    throw isProblem(error, 'call-gone') ? gone(subject) : error;
  }
}

/** The same calls, but no list of everybody's. */
function withParticipant(source: EventSource): Pick<EventSource, 'calls'> {
  return {
    async *calls(window, options) {
      if (window.participantId !== undefined) yield* source.calls(window, options);
    },
  };
}

/** Of overlaps that differ by less than this, the newer call is meant. */
const ALIKE = 0.9;

/** The newest of those with most of the planned time first, then the others, newest first. */
function likeliestFirst(calls: readonly SeenCall[], { start, end, kind }: Subject): SeenCall[] {
  const [from, to] = [toInstant(start?.at), toInstant(end?.at)];
  const overlap = ({ call }: SeenCall) => {
    const [began, ended] = [toInstant(call.startDateTime), toInstant(call.endDateTime)];
    if (kind === 'meeting' || from === undefined || to === undefined || began === undefined) return 0;
    return Math.max(0, Math.min(to, ended ?? to) - Math.max(from, began));
  };
  const newest = [...calls].sort((one, other) => startOf(other.call) - startOf(one.call));
  const most = Math.max(...newest.map(overlap));
  const first = newest.find(one => overlap(one) >= ALIKE * most);
  return first ? [first, ...newest.filter(one => one !== first)] : [];
}

/** Milliseconds; 0 where nobody knows. */
export function startOf({ startDateTime, endDateTime }: Pick<CallRecord, 'startDateTime' | 'endDateTime'>): Instant {
  return toInstant(startDateTime) ?? toInstant(endDateTime) ?? 0;
}

function isUnheld({ phase }: Subject): boolean {
  return phase === 'coming' || unpublished(phase) !== undefined;
}

/** The state of what has no call. */
function withoutCall(subject: Subject, now: Instant): AppError {
  const { title, phase, start, end } = subject;
  const code = unpublished(phase);
  if (code) return new AppError(code, { title });
  if (phase === 'coming') return new AppError('not-started', { title, ...(start && { at: start.at }) });
  if (phase === 'running') return new AppError('still-running', { title, ...(end && { at: end.at }) });
  const ended = toInstant(end?.at);
  if (ended !== undefined && now < ended + CALL_RECORD_READY)
    return new AppError('call-not-ready', { title, at: new Date(ended + CALL_RECORD_READY).toISOString() });
  return ended !== undefined && ended < now - CALL_RECORDS_KEPT ? gone(subject) : noCall(subject);
}

function noCall({ title, start }: Subject, incomplete?: true): AppError {
  return new AppError('no-call', { title, ...(start && { at: start.at }), ...(incomplete && { incomplete }) });
}

function gone({ title, start, end }: Subject): AppError {
  const at = end ?? start;
  return new AppError('call-gone', { title, ...(at && { at: at.at }) });
}
