import type { AttendanceReport } from '../domain/attendance-record';
import type { Asker } from '../domain/sources';
import { toInstant, type Instant } from '../domain/time';
import { newestFirst, reportsOf } from '../reading/placed-reports';
import { isMeetingKey, toReportHome } from '../store/home-key';
import { addLook } from '../store/looks';
import type { LookedAt } from '../store/sessions';
import type { Store, Tx } from '../store/store';
import type { Watch } from '../store/watches';
import { isRefusal, type Runs } from './runs';
import { REPORT_ENDS_BEFORE } from './sum-up';
import { asksForEnd } from './wishes';

export interface MeetingRoundOptions {
  store: Pick<Store, 'transaction'>;
  runs: Runs;
  now: () => Instant;
  /** Trouble with one meeting, which does not end the round. */
  onError: (error: unknown) => void;
}

export interface MeetingRound {
  /** Reports that ended before are left alone. */
  from: Instant;
  /** What was told nowhere is looked at now where the watch was made after this. */
  since: Instant;
}

interface Ended {
  id: string;
  endAt: Instant;
  isNewest: boolean;
}

/**
 * Makes known what the meetings that somebody watches came to: Teams tells of an end in the meeting's own chat alone, and once. Each report is a session of
 * its own, by its own id. Whether this person may read it is asked when it is looked at.
 */
export async function sweepMeetings(
  asker: Asker,
  watches: readonly Watch[],
  { from, since }: MeetingRound,
  { store, runs, now, onError }: MeetingRoundOptions,
): Promise<{ sessions: number; whole: boolean }> {
  const done = { sessions: 0, whole: true };
  for (const [targetId, own] of Map.groupBy(watches.filter(isOfMeeting), watch => watch.targetId)) {
    try {
      const reports = newestFirst(await reportsOf(toReportHome(targetId), { source: runs.source(asker) }));
      const ended = reports
        .flatMap(toEnded)
        .filter(({ endAt }) => endAt >= from && endAt <= now() && own.some(watch => asksForEnd(watch, endAt)));
      done.sessions += await store.transaction(tx => makeKnown(tx, asker, { targetId, own, ended, since }));
    } catch (error) {
      if (isRefusal(error)) continue;
      done.whole = false;
      onError(error);
    }
  }
  return done;
}

export function isOfMeeting({ what, targetId }: Watch): boolean {
  return what === 'event' && isMeetingKey(targetId);
}

function toEnded({ id, end }: AttendanceReport, index: number): Ended[] {
  const endAt = toInstant(end);
  return endAt === undefined ? [] : [{ id, endAt, isNewest: index === 0 }];
}

async function makeKnown(
  tx: Tx,
  { tenantId: tenant, personId: ownerId }: Asker,
  { targetId, own, ended, since }: { targetId: string; own: Watch[]; ended: Ended[]; since: Instant },
): Promise<number> {
  const home = toReportHome(targetId);
  const told = home.of === 'meeting' ? await tx.sessions.find(tenant, home.meetingId, targetId) : undefined;
  let count = 0;
  for (const { id, endAt, isNewest } of ended) {
    if (isNewest && isExpected(told, endAt)) continue;
    const asking = own.filter(watch => asksForEnd(watch, endAt));
    const untold: Watch[] = [];
    for (const watch of asking) {
      const { conversationId } = watch;
      const key = { tenant, sessionId: id, reportHome: targetId, conversationId, kind: 'summary' };
      if (!(await tx.finished.find(key))) untold.push(watch);
    }
    const before = await tx.sessions.find(tenant, id, targetId);
    if (!before && untold.length === 0) continue;
    await tx.sessions.save({ tenant, sessionId: id, reportHome: targetId, eventId: targetId, ownerId, endAt });
    const known = await tx.sessions.find(tenant, id, targetId);
    if (before?.endAt !== endAt) await addLook(tx, known);
    else if (untold.some(({ createdAt }) => createdAt >= since)) await addLook(tx, known, 'now');
    count += 1;
  }
  return count;
}

/** Teams told of this end, and looks at it are still to come. */
function isExpected(told: LookedAt | undefined, endAt: Instant): boolean {
  if (told?.nextLookAt === undefined) return false;
  return endAt > told.endAt - REPORT_ENDS_BEFORE && endAt <= told.endAt;
}
