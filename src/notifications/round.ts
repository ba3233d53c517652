import type { Session } from '../domain/session';
import type { Asker } from '../domain/sources';
import type { Instant } from '../domain/time';
import { atOnce } from '../reading/at-once';
import { toHomeKey } from '../store/home-key';
import { addLook } from '../store/looks';
import type { KnownSession, LookedAt } from '../store/sessions';
import type { Store, Tx } from '../store/store';
import type { Watch } from '../store/watches';
import type { JustRead } from './hints';
import { isOfMeeting, sweepMeetings } from './meetings';
import { isRefusal, type RunEvent, type Runs } from './runs';
import { endOf } from './session-end';
import { LOOK_BACK } from './look';
import { asksFor, asksForEnd } from './wishes';

export interface RoundOptions {
  store: Pick<Store, 'transaction'>;
  runs: Runs;
  now: () => Instant;
  /** Trouble with one person's events, which does not end the round. */
  onError: (error: unknown) => void;
  /** Sessions that end within so many milliseconds are made known beforehand; an hour. */
  aheadMs?: number;
  /** Hears of each session, by its home key, that will be looked at because Graph told of it, with what was read of it for this person. */
  hinted?: (reportHome: string, personId: string, read: JustRead) => void;
}

/** What a round came to. `people` whose events could not all be read are read again from the same moment on. */
export interface Round {
  people: number;
  unread: number;
  sessions: number;
}

/** People whose events are read at the same time: they share Graph's budget with everybody who asks. */
export const PEOPLE_TOGETHER = 4;
export const AHEAD = 3_600_000;
/** A round sees again what ended since so long before the last one: a watch reaches a day back. */
export const OVERLAP = 25 * 3_600_000;
const MARK = 'swept';
/** Rows of one transaction. */
const SAVED_TOGETHER = 50;

/**
 * Makes the sessions known that somebody who watches them runs, and that ended since the last round, or in the last 30 days at a start, or end soon; each
 * gets its looks. What ended and was told nowhere where it is watched is looked at now, at a start and for a new watch.
 */
export async function sweepPeople(options: RoundOptions, { isStart }: { isStart: boolean }): Promise<Round> {
  const { store, now, onError } = options;
  const people = await store.transaction(tx => tx.upkeep.watchers());
  const round: Round = { people: people.length, unread: 0, sessions: 0 };
  const beganAt = now();
  const byTenant = Map.groupBy(people, one => one.tenant);
  for (const [tenant, some] of byTenant) {
    const mark = await store.transaction(tx => tx.marks.get(tenant, MARK));
    let unread = 0;
    await atOnce(some, PEOPLE_TOGETHER, async ({ personId }) => {
      try {
        const { sessions, whole } = await sweepPerson({ tenantId: tenant, personId }, options, { isStart, mark });
        round.sessions += sessions;
        if (!whole) unread += 1;
      } catch (error) {
        if (!isRefusal(error)) unread += 1;
        onError(error);
      }
    });
    round.unread += unread;
    // Only when nobody was left out: what ended meanwhile would be passed over.
    if (unread === 0) await store.transaction(tx => tx.marks.advance(tenant, MARK, beganAt));
  }
  return round;
}

async function sweepPerson(
  asker: Asker,
  options: RoundOptions,
  { isStart, mark }: { isStart: boolean; mark: Instant | undefined },
): Promise<{ sessions: number; whole: boolean }> {
  const { store, runs, now, aheadMs = AHEAD } = options;
  const watches = await store.transaction(tx => tx.watches.ofPerson(asker.tenantId, asker.personId));
  const oldest = now() - LOOK_BACK;
  const from = isStart || mark === undefined ? oldest : Math.max(oldest, mark - OVERLAP);
  const since = isStart ? -Infinity : (mark ?? -Infinity);
  const meetings = await sweepMeetings(asker, watches, { from, since }, options);
  if (watches.every(isOfMeeting)) return meetings;
  const { events, unread } = await runs.list(asker);
  const watched = events.filter(
    run => watches.some(watch => asksFor(watch, run.event)) && isWithin(run, from, now() + aheadMs),
  );
  const lists = await runs.source(asker).sessionsOf(watched.map(({ event: { kind, id } }) => ({ kind, id })));
  const found: Found[] = [];
  let whole = meetings.whole && unread.every(({ code }) => code === 'cloud-without-api');
  for (const run of watched) {
    const sessions = lists.get(run.event.id);
    if (Array.isArray(sessions)) found.push(...endingWithin(run, sessions, from, now() + aheadMs));
    else if (!isRefusal(sessions)) whole = false;
  }
  const sessions = await makeKnown(asker, found, watches, since, options);
  return { sessions: sessions + meetings.sessions, whole };
}

/** A session that is over or soon will be, of an event that somebody runs. */
export interface Found {
  run: RunEvent;
  sessionId: string;
  endAt: Instant;
}

/** Rows for those that a watch asks for, and their looks. Those told nowhere are looked at now where the watch was made after `since`. */
async function makeKnown(
  asker: Asker,
  found: readonly Found[],
  watches: readonly Watch[],
  since: Instant,
  { store, now }: RoundOptions,
): Promise<number> {
  let count = 0;
  for (let from = 0; from < found.length; from += SAVED_TOGETHER) {
    count += await store.transaction(async tx => {
      let saved = 0;
      for (const one of found.slice(from, from + SAVED_TOGETHER)) {
        const kept = await keep(tx, asker, one, watches);
        if (!kept) continue;
        const { known, isNew, asking } = kept;
        if (isNew) await addLook(tx, known);
        else if (one.endAt <= now() && (await isUntold(tx, asker, one, asking, since))) await addLook(tx, known, 'now');
        saved += 1;
      }
      return saved;
    });
  }
  return count;
}

/** Its row, where a watch asks for it. `isNew`: nobody knew of it, or its end has moved. */
export async function keep(
  tx: Tx,
  asker: Asker,
  one: Found,
  watches: readonly Watch[],
): Promise<{ known: LookedAt | undefined; isNew: boolean; asking: Watch[] } | undefined> {
  const asking = watches.filter(watch => asksFor(watch, one.run.event) && asksForEnd(watch, one.endAt));
  if (asking.length === 0) return undefined;
  const before = await find(tx, asker, one);
  await tx.sessions.save(toKnown(asker, one));
  return { known: await find(tx, asker, one), isNew: before?.endAt !== one.endAt, asking };
}

async function isUntold(
  tx: Tx,
  { tenantId: tenant }: Asker,
  one: Found,
  asking: readonly Watch[],
  since: Instant,
): Promise<boolean> {
  const { sessionId, reportHome } = toKey(one);
  for (const { conversationId, createdAt } of asking) {
    if (createdAt < since) continue;
    if (!(await tx.finished.find({ tenant, sessionId, reportHome, conversationId, kind: 'summary' }))) return true;
  }
  return false;
}

function find(tx: Tx, { tenantId }: Asker, one: Found) {
  const { sessionId, reportHome } = toKey(one);
  return tx.sessions.find(tenantId, sessionId, reportHome);
}

export function toKey({ run: { event }, sessionId }: Found): Pick<KnownSession, 'sessionId' | 'reportHome'> {
  return {
    sessionId,
    reportHome: toHomeKey({ of: 'session', event: { kind: event.kind, id: event.id }, sessionId }),
  };
}

function toKnown({ tenantId, personId }: Asker, one: Found): KnownSession {
  return { tenant: tenantId, ...toKey(one), eventId: one.run.event.id, ownerId: personId, endAt: one.endAt };
}

/** An event whose sessions may end then. Its own times say little of its sessions': only what is wholly before or after is left out. */
export function isWithin({ event }: RunEvent, from: Instant, to: Instant): boolean {
  if (event.status === 'draft' || event.status === 'canceled') return false;
  const end = endOf(event);
  const start = event.start && Date.parse(event.start.at);
  return (end === undefined || end >= from) && (start === undefined || start <= to);
}

export function endingWithin(run: RunEvent, sessions: readonly Session[], from: Instant, to: Instant): Found[] {
  return sessions.flatMap(session => {
    const endAt = endOf(session.start ? session : run.event);
    return endAt !== undefined && endAt >= from && endAt <= to ? [{ run, sessionId: session.id, endAt }] : [];
  });
}
