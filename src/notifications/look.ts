import { RIGHT_HOLDS } from '../domain/access';
import type { AttendanceAnswer, Thresholds } from '../domain/attendance';
import { AppError } from '../domain/errors';
import type { Instant } from '../domain/time';
import { LINE_WAIT } from '../reading/call-quality-line';
import { toReportHome } from '../store/home-key';
import { addLook } from '../store/looks';
import type { KnownSession, LookedAt } from '../store/sessions';
import type { Store, Tx } from '../store/store';
import { within } from '../within';
import type { Lines } from './call-quality';
import { changesFor } from './last-time';
import type { ReadFor } from './hints';
import { isRefusal, type Runs } from './runs';
import { sumUp, type SummedUp } from './sum-up';
import { tell } from './tell';
import { runNow, whose, type Place, type RunOf } from './whose';
import { asksForEnd, mayMean } from './wishes';

/** Which session, as its row is found. */
export type LookRef = Pick<KnownSession, 'tenant' | 'sessionId' | 'reportHome'>;

/**
 * `unknown`: no such session · `over`: it ended too long ago · `nobody`: nobody who may wants to hear of it · `missing`: Graph has it no more ·
 * `moved`: it ends at another time · `no-report`: not yet · `looked`: everybody who wants to has heard, or will.
 */
export interface Looked {
  outcome: 'unknown' | 'over' | 'nobody' | 'missing' | 'moved' | 'no-report' | 'looked';
  /** Messages, new or changed, that will be sent. */
  intended: number;
}

export interface LookOptions {
  store: Pick<Store, 'transaction'>;
  runs: Runs;
  now: () => Instant;
  /** Absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  /** What was read just now, on the way to this look. */
  read?: ReadFor;
  /** Where lines on calls are kept; absent: none is told. */
  lines?: Lines;
}

/** How far back a start looks, in milliseconds; what ended longer ago is left alone. */
export const LOOK_BACK = 30 * 24 * 3_600_000;
/** From then on what could be read is told, and what could not is said beside it: there is no later look. */
const LAST_RESORT = 24 * 3_600_000;
const nothing = { intended: 0 };

/**
 * Looks whether a session has a report, and what it says, for everybody who watches it and runs it now. Everything is read anew; looking twice tells
 * nothing twice. Throws AppError where it could not be known: then it was not looked at.
 */
export async function look(ref: LookRef, options: LookOptions, signal?: AbortSignal): Promise<Looked> {
  const { store, runs, now } = options;
  const { tenant, sessionId, reportHome } = ref;
  const began = now();
  const { known, watches } = await store.transaction(async tx => {
    const found = await tx.sessions.find(tenant, sessionId, reportHome);
    return { known: found, watches: found ? await tx.watches.inTenant(tenant) : [] };
  });
  if (!known) return { outcome: 'unknown', ...nothing };
  const home = toReportHome(reportHome);
  const ended = async (outcome: Looked['outcome']): Promise<Looked> => {
    await store.transaction(tx => countLook(tx, known, began));
    return { outcome, ...nothing };
  };
  if (known.endAt < now() - LOOK_BACK) return ended('over');
  const asking = watches.filter(watch => asksForEnd(watch, known.endAt) && mayMean(watch, known.eventId, home));
  let askedAt = now();
  let places = await whose(asking, home, runAsRead(options));
  const rightsHold = (): boolean => now() < askedAt + RIGHT_HOLDS / 2;
  if (places.length === 0) return ended('nobody');
  const summed = await sumUpByAny(places, known, options, signal);
  if (summed.is === 'moved') {
    await store.transaction(async tx => {
      await tx.sessions.save({ ...toKnown(known), endAt: summed.endAt });
      await addLook(tx, await tx.sessions.find(tenant, sessionId, reportHome));
    });
    return { outcome: 'moved', ...nothing };
  }
  if (summed.is !== 'told') return ended(summed.is);
  const { attendance, report } = summed;
  const trouble = troubleOf(attendance);
  if (trouble && now() < known.endAt + LAST_RESORT) throw new AppError(trouble);
  // A meeting comes round with the same id: each report of it is a message of its own.
  const key = { tenant, reportHome, sessionId: home.of === 'meeting' ? report.id : sessionId, kind: 'summary' };
  const changes = await changesFor(places, summed, key, { store, runs, now, ...(signal && { signal }) });
  const toTell = { key, eventId: known.eventId, endAt: known.endAt, attendance, changes };
  const line = summed.line && (await within(summed.line, LINE_WAIT));
  // Much was counted, or slowly: meanwhile rights may have been taken away.
  if (!rightsHold()) {
    askedAt = now();
    places = await whose(asking, home, runNow(runs));
  }
  const intended = await store.transaction(async tx =>
    (await countLook(tx, known, began))
      ? tell(tx, places, { ...toTell, callQuality: line?.isWhole ? line.line : undefined })
      : undefined,
  );
  if (intended === undefined) {
    // What another look has read meanwhile may be newer than what was read here, and before.
    const { read: _, ...anew } = options;
    return look(ref, anew, signal);
  }
  // No post waits for it: what comes now changes it once more, by the same rights or at the next look.
  const late = line ? undefined : await summed.line;
  if (!late?.isWhole || !late.line || !rightsHold()) return { outcome: 'looked', intended };
  const { line: callQuality } = late;
  const changed = await store.transaction(async tx =>
    (await isLastLook(tx, known)) ? tell(tx, places, { ...toTell, callQuality }) : 0,
  );
  return { outcome: 'looked', intended: intended + changed };
}

/** Who was just found to run it is not asked for again; anybody else is. */
function runAsRead({ runs, read }: LookOptions): RunOf {
  const ask = runNow(runs);
  return async (asker, home) => read?.get(asker.personId)?.run ?? ask(asker, home);
}

/** Counts the look and says when the next is due; false, and nothing done, where another one was counted meanwhile or the session has moved. */
async function countLook(tx: Tx, { tenant, sessionId, reportHome, looks }: LookedAt, began: Instant): Promise<boolean> {
  const looked = await tx.sessions.looked(tenant, sessionId, reportHome, { began, looks });
  if (looked === 'overtaken') return false;
  await addLook(tx, looked);
  return true;
}

/** Nobody has looked since this look was counted, and the session has not moved. */
async function isLastLook(tx: Tx, { tenant, sessionId, reportHome, looks, endAt }: LookedAt): Promise<boolean> {
  const now = await tx.sessions.find(tenant, sessionId, reportHome);
  return now?.looks === looks + 1 && now.endAt === endAt;
}

/** What one of them may not read, another may. */
async function sumUpByAny(
  places: readonly Place[],
  { reportHome, endAt, sessionId }: LookedAt,
  { runs, now, thresholds, read, lines }: LookOptions,
  signal: AbortSignal | undefined,
): Promise<SummedUp> {
  const home = toReportHome(reportHome);
  // A round knows the report; the end of a meeting does not.
  const reportId = home.of === 'meeting' && sessionId !== home.meetingId ? { reportId: sessionId } : {};
  let refusal: unknown;
  const asked = new Set<string>();
  for (const place of places) {
    if (asked.has(place.asker.personId)) continue;
    asked.add(place.asker.personId);
    try {
      return await sumUp(place, home, endAt, {
        ...{ ...reportId, runs, now },
        ...(thresholds && { thresholds }),
        ...(read && { read }),
        ...(lines && { lines }),
        ...(signal && { signal }),
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Reading again may give more. What is refused stays refused: figures are told without it. */
function troubleOf({ incomplete, incompleteBecause, registrationUnread }: AttendanceAnswer) {
  if (incomplete) return incompleteBecause ?? 'graph-unavailable';
  return registrationUnread && !isRefusal(new AppError(registrationUnread)) ? registrationUnread : undefined;
}

function toKnown({ tenant, sessionId, reportHome, eventId, ownerId, endAt }: LookedAt): KnownSession {
  return { tenant, sessionId, reportHome, eventId, ownerId, endAt };
}
