import type { Instant } from '../domain/time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after its end a session is looked at for reports. Graph promises no notification, and no time for a report. */
export const LOOKS = [10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, DAY] as const;
/** How far back a start looks. */
export const LOOK_BACK = 30 * DAY;
const LAST_LOOK = DAY;

/** What the sweep has to know of a session. */
export interface SweptSession {
  end: Instant;
  /** When its reports were last looked at, for whatever reason. */
  lookedAt?: Instant;
}

export interface SweepPlan<S extends SweptSession> {
  /** To be looked at now, the one that has waited longest first. */
  look: S[];
  /** Looked at for the last time, or too old: the sweep needs to know them no more. */
  finished: S[];
  /** When there is something to look at next; absent when there is nothing. */
  next?: Instant;
}

/** Which sessions are due. At a start (`startUp`) it is everything that ended in the last 30 days, whatever was seen of it before. */
export function planSweep<S extends SweptSession>(
  sessions: readonly S[],
  now: Instant,
  { startUp = false }: { startUp?: boolean } = {},
): SweepPlan<S> {
  const look: { session: S; since: Instant }[] = [];
  const finished: S[] = [];
  let next = Infinity;
  for (const session of sessions) {
    const due = dueSince(session, now);
    const isRecent = session.end <= now && session.end > now - LOOK_BACK;
    if (due !== undefined && isRecent) look.push({ session, since: due });
    else if (startUp && isRecent) look.push({ session, since: now });
    else if (isFinished(session, now)) finished.push(session);
    // What is looked at now comes again at the moment after this one.
    const coming = LOOKS.map(after => session.end + after).find(at => at > now);
    if (coming !== undefined) next = Math.min(next, coming);
  }
  look.sort((one, other) => one.since - other.since);
  return { look: look.map(one => one.session), finished, ...(next < Infinity && { next }) };
}

/** The first moment at which it should have been looked at and was not. */
function dueSince({ end, lookedAt = -Infinity }: SweptSession, now: Instant): Instant | undefined {
  return LOOKS.map(after => end + after).find(at => at <= now && at > lookedAt);
}

function isFinished({ end, lookedAt = -Infinity }: SweptSession, now: Instant): boolean {
  return end <= now - LOOK_BACK || lookedAt >= end + LAST_LOOK;
}
