import type { AttendanceRecord, AttendanceReport } from './attendance-record';
import type { CallParticipant, CallRecord, CallSession } from './call-record';
import type { JudgedSession } from './judged-session';
import type { ProblemCode } from './errors';
import type { DirectoryPerson, EventKind, EventRole, VirtualEvent } from './event';
import type { Meeting } from './meeting';
import type { SoundSession } from './new-session-check';
import type { Registration, RegistrationQuestion } from './registration';
import type { Session } from './session';
import type { Iso } from './time';

/** Who asks: everything that is read is read for this person, in this tenant. */
export interface Asker {
  tenantId: string;
  /** Entra object id. */
  personId: string;
}

/** The token to send in somebody's name; `fresh` when Graph refused the one before. An AppError it throws is the answer. */
export type AskerToken = (how: { fresh: boolean }) => Promise<string>;

/** An event by its opaque id. */
export interface EventRef {
  kind: EventKind;
  id: string;
}

/** Where attendance reports hang: a session of an event, or an online meeting. */
export type ReportHome =
  { of: 'session'; event: EventRef; sessionId: string } | { of: 'meeting'; userId: string; meetingId: string };

/** `unread` names the lists that Graph did not give: an answer built on the rest says so. Throws when none could be read. */
export interface EventList {
  events: VirtualEvent[];
  unread: { kind: EventKind; role: EventRole; code: ProblemCode }[];
}

/** Which calls are listed: those that began in the window, `[start, end)`, and that this person took part in. */
export interface CallWindow {
  start: Iso;
  end: Iso;
  /** Entra object id. */
  participantId?: string;
}

/**
 * Call records, which Graph gives to apps alone and without limit: read with the app's own right whoever asks, so that the caller's check of access
 * (`accessToCall`) is the only one there is. Pages in Graph's order, which none promises. Every function may throw AppError: permission-missing.
 */
export interface CallSource {
  /** Calls page by page; none that began more than 30 days ago. Throws call-gone where the whole window is older. */
  calls(window: CallWindow, options?: { signal?: AbortSignal }): AsyncIterable<CallRecord[]>;
  /** Throws call-not-found. */
  call(callId: string): Promise<CallRecord>;
  /** With segments, each session once. Throws AppError in the middle when a page can't be had: what came before was right. */
  callSessions(callId: string, options?: CallReadOptions): AsyncIterable<CallSession[]>;
  /** The same with what they are judged by, for all of them at once. */
  judgedSessions(callId: string, options?: CallReadOptions): AsyncIterable<JudgedSession[]>;
  callParticipants(callId: string, options?: { signal?: AbortSignal }): AsyncIterable<CallParticipant[]>;
  /** People of the directory by e-mail address, user principal name, object id or the beginning of their name; at most 10. */
  peopleNamed(words: string): Promise<DirectoryPerson[]>;
}

/** `unhurried` where much else is read at once: no page is held while the one before is worked on. */
export interface CallReadOptions {
  signal?: AbortSignal;
  unhurried?: boolean;
}

/** What Rollcall reads and makes, for one asker. Every function may throw AppError; none returns what the asker may not see unless access is checked by the caller. */
export interface EventSource extends CallSource {
  /** All events the asker organises or co-organises, unordered, each once, and what could not be read. */
  events(): Promise<EventList>;
  /** Everybody's events, in summary, each once. The caller checks access: for readers alone. */
  tenantEvents(): Promise<VirtualEvent[]>;
  /** One event by id; `kind` unknown asks both. Throws not-found. The caller checks access. */
  event(id: string, kind?: EventKind): Promise<VirtualEvent>;
  /** Sessions with id, subject, times and join link only. */
  sessions(event: EventRef): Promise<Session[]>;
  /** Sessions of many events, asked together; an event that could not be read maps to its error. */
  sessionsOf(events: EventRef[]): Promise<Map<string, Session[] | Error>>;
  session(event: EventRef, sessionId: string): Promise<Session>;
  /** False where nobody signs in: Graph lets people alone make something. */
  createsSessions: boolean;
  /** The IANA name of a zone that Graph takes, under its Windows or IANA name; undefined for none. */
  zoneOf(name: string): string | undefined;
  /**
   * Makes a session once, whatever happens on the way; `again` says that an earlier try of the same may have made it. The caller checks access. Throws
   * AppError: create-needs-sign-in, session-exists, create-unsure, create-refused, create-rejected, create-not-offered.
   */
  createSession(event: EventRef, wanted: SoundSession, options?: { again?: boolean }): Promise<Session>;
  /** In the asker's name, or in that of `userId`: its organiser, where the asker only co-organises. The caller checks access. */
  meetingById(meetingId: string, userId?: string): Promise<Meeting>;
  /** In the asker's name, or in that of `userId`: Graph finds it for its organiser alone. The caller checks access. */
  meetingByJoinUrl(joinWebUrl: string, userId?: string): Promise<Meeting>;
  meetingByJoinId(digits: string): Promise<Meeting>;
  /** The newest 50 at most, in Graph's order. */
  reports(home: ReportHome): Promise<AttendanceReport[]>;
  report(home: ReportHome, reportId: string): Promise<AttendanceReport>;
  /** Records page by page. Throws AppError in the middle when a page can't be had: what came before was right. */
  records(home: ReportHome, reportId: string, options?: { signal?: AbortSignal }): AsyncIterable<AttendanceRecord[]>;
  /** Registrations page by page, with their answers only where asked for. Throws AppError in the middle as `records` does. */
  registrations(event: EventRef, options?: { signal?: AbortSignal; answers?: true }): AsyncIterable<Registration[]>;
  registrationQuestions(event: EventRef): Promise<RegistrationQuestion[]>;
}

/** Makes the source for one asker; `background` work gives way to people's questions in the request budget. */
export type EventSourceFor = (asker: Asker, options?: { background?: boolean }) => EventSource;
