import { newSessionShape, type NewSession, type ZonedClock } from './new-session';
import { readShaped, type NewSessionFault, type NewSessionTrouble } from './new-session-shape';
import type { Session } from './session';
import type { Instant } from './time';
import { momentsOf, readClock } from './zone-clock';

/** A session that can be sent, and its moments. */
export interface SoundSession {
  session: NewSession;
  start: Instant;
  end: Instant;
}

/** The session; or everything that is wrong, in the order of the form. */
export type CheckedSession = SoundSession | { faults: readonly NewSessionFault[] };

export interface CheckOptions {
  /** Milliseconds. */
  now: number;
  /** The IANA name of a zone under a Windows or IANA name; undefined for none. */
  zoneOf: (name: string) => string | undefined;
}

const HOUR_MS = 3_600_000;
/** Teams ends webinars and town halls after 30 hours. */
const LONGEST_SESSION_HOURS = 30;

/** Checks a body for the create call, which a person wrote or filled in: trusted in nothing. */
export function checkNewSession(body: unknown, { now, zoneOf }: CheckOptions): CheckedSession {
  const { read, faults } = readShaped(body, { parts: newSessionShape });
  // No object at all: nothing further can be said of it.
  if (read === undefined) return { faults };
  const session = { ...(read as Partial<NewSession>) };
  const isFaulty = (field: string) =>
    faults.some(one => one.field === field || one.field.startsWith(`${field}.`) || field.startsWith(`${one.field}.`));
  const wrong = (field: string, fault: NewSessionTrouble, allowed?: string) => {
    if (!isFaulty(field)) faults.push({ field, fault, ...(allowed !== undefined && { allowed }) });
  };

  const subject = session.subject?.replace(/\s+/g, ' ').trim();
  if (!subject) wrong('subject', 'missing');
  const start = momentOf('startDateTime', session.startDateTime, zoneOf, wrong);
  const end = momentOf('endDateTime', session.endDateTime, zoneOf, wrong);
  if (start !== undefined && start < now) wrong('startDateTime.dateTime', 'past');
  if (start !== undefined && end !== undefined) {
    if (end <= start) wrong('endDateTime.dateTime', 'end-before-start');
    if (end - start > LONGEST_SESSION_HOURS * HOUR_MS)
      wrong('endDateTime.dateTime', 'lasts-too-long', String(LONGEST_SESSION_HOURS));
  }
  const { startDateTime, endDateTime } = session;
  if (faults.length > 0 || !subject || !startDateTime || !endDateTime || start === undefined || end === undefined)
    return { faults: inOrder(faults) };
  return { session: { ...session, subject, startDateTime, endDateTime }, start, end };
}

/** One moment, or a word on why there is none, or two. */
function momentOf(
  field: 'startDateTime' | 'endDateTime',
  value: Partial<ZonedClock> | undefined,
  zoneOf: CheckOptions['zoneOf'],
  wrong: (field: string, fault: NewSessionTrouble) => void,
): Instant | undefined {
  const clock = value?.dateTime?.trim() ?? '';
  const name = value?.timeZone?.trim() ?? '';
  const zone = name ? zoneOf(name) : undefined;
  if (!clock) wrong(`${field}.dateTime`, 'missing');
  else if (readClock(clock) === undefined) wrong(`${field}.dateTime`, 'no-such-date');
  if (!name) wrong(`${field}.timeZone`, 'missing');
  else if (!zone) wrong(`${field}.timeZone`, 'unknown-zone');
  if (!zone || readClock(clock) === undefined) return undefined;
  const [moment, second] = momentsOf(clock, zone);
  if (moment === undefined) wrong(`${field}.dateTime`, 'skipped-hour');
  else if (second !== undefined) wrong(`${field}.dateTime`, 'double-hour');
  return moment;
}

const order = Object.keys(newSessionShape);

function inOrder(faults: readonly NewSessionFault[]): NewSessionFault[] {
  const rank = ({ field }: NewSessionFault) => {
    const at = order.indexOf(field.split('.')[0] ?? '');
    return at < 0 ? order.length : at;
  };
  return [...faults].sort((a, b) => rank(a) - rank(b));
}

/** True where the two are the same session to anybody who looks: same title, same times. */
export function isSameSession(
  one: Pick<Session, 'subject' | 'start' | 'end'>,
  { session, start, end }: SoundSession,
): boolean {
  return (
    nameOfSession(one.subject) === nameOfSession(session.subject) &&
    Date.parse(one.start?.at ?? '') === start &&
    Date.parse(one.end?.at ?? '') === end
  );
}

/** A subject as people tell sessions apart by it. */
export function nameOfSession(subject: string | undefined): string | undefined {
  return subject?.replace(/\s+/g, ' ').trim().toLowerCase();
}
