import type { AttendanceAnswer } from '../domain/attendance';
import { isAppError } from '../domain/errors';
import { changeSince, eventBefore, toLastTime, type LastTime, type SummaryChange } from '../domain/summary-change';
import type { Instant } from '../domain/time';
import { readLastTime, timeId, type TimeBefore } from '../reading/last-time';
import type { MessageKey } from '../store/outbox-row';
import { toHomeKey } from '../store/home-key';
import type { Store } from '../store/store';
import { isRefusal, throwIfUnread, type Runs } from './runs';
import type { SummedUp } from './sum-up';
import type { Place } from './whose';

/** Figures as they are kept of what was told. */
export interface KeptFigures extends Omit<AttendanceAnswer, 'curve'> {
  change?: SummaryChange;
}

export interface LastTimesOptions {
  store: Pick<Store, 'transaction'>;
  runs: Runs;
  now: () => Instant;
  signal?: AbortSignal;
}

type Told = Extract<SummedUp, { is: 'told' }>;

/**
 * The changes against the time before that are to be told, by the watch of each place and the right of its person. What was counted before is taken, and
 * records are read once for all places. Trouble with the time before holds up nothing: then what a place was told stays, or a later look tells it. `told`
 * is how `finished` knows this session.
 */
export async function changesFor(
  places: readonly Place[],
  { attendance, before }: Told,
  told: Omit<MessageKey, 'conversationId'>,
  { store, runs, now, signal }: LastTimesOptions,
): Promise<Map<string, SummaryChange>> {
  const { tenant, kind } = told;
  const counted = new Map<string, LastTime | undefined>();
  const found = new Map<string, Promise<TimeBefore | undefined>>();

  const timeBefore = (place: Place): Promise<TimeBefore | undefined> => {
    const { run, asker } = place;
    // An event of several sessions is a series by itself.
    if (!('event' in run) || attendance.otherSessions.length > 0) return Promise.resolve(before);
    const finding = found.get(asker.personId) ?? inSeries(place, { runs, now });
    found.set(asker.personId, finding);
    return finding;
  };
  const count = async (at: TimeBefore, shown: LastTime | undefined, place: Place): Promise<LastTime | undefined> => {
    const key = { tenant, sessionId: timeId(at), reportHome: toHomeKey(at.home), kind };
    const figures = await store.transaction(tx => tx.finished.figuresOf(key));
    const kept = figures === undefined ? undefined : toKept(timeId(at), JSON.parse(figures) as KeptFigures);
    if (kept) return kept;
    if (shown?.id === timeId(at)) return shown;
    const source = runs.source(place.asker);
    return readLastTime(at, { source, progress: () => undefined, ...(signal && { signal }) });
  };

  const lastTimeFor = async (place: Place): Promise<LastTime | undefined> => {
    const { conversationId } = place.watch;
    const row = await store.transaction(tx => tx.finished.find({ ...told, conversationId }));
    const shown = row && (JSON.parse(row.figures) as KeptFigures).change?.lastTime;
    try {
      const at = await timeBefore(place);
      if (!at) return undefined;
      const id = JSON.stringify([at.home, timeId(at)]);
      if (!counted.has(id)) counted.set(id, await count(at, shown, place));
      return counted.get(id);
    } catch (error) {
      // What one of them may not read, another may.
      if (!isAppError(error)) throw error;
      return isRefusal(error) ? undefined : shown;
    }
  };
  const changes = new Map<string, SummaryChange>();
  for (const place of places) {
    const lastTime = await lastTimeFor(place);
    const change = lastTime && changeSince(lastTime, attendance);
    if (change) changes.set(place.watch.id, change);
  }
  return changes;
}

/** What was told of it, where that was of everybody who came. */
function toKept(id: string, figures: KeptFigures): LastTime | undefined {
  const { subject, report } = figures;
  return toLastTime(id, figures, report, subject.kind === 'meeting' ? undefined : subject.start);
}

/** The one session of the event before this one in its series, if this person runs that event now. */
async function inSeries(
  { run, asker }: Place,
  { runs, now }: Pick<LastTimesOptions, 'runs' | 'now'>,
): Promise<TimeBefore | undefined> {
  if (!('event' in run)) return undefined;
  const { events, unread } = await runs.recent(asker);
  throwIfUnread(unread);
  const earlier = eventBefore(
    events.map(({ event }) => event),
    run.event,
    now(),
  );
  if (!earlier) return undefined;
  const ref = { kind: earlier.kind, id: earlier.id };
  const [mine, [session, another]] = await Promise.all([runs.find(asker, ref), runs.source(asker).sessions(ref)]);
  // One of several is less than the whole event.
  if (!mine || !session || another) return undefined;
  const start = session.start ?? earlier.start;
  return { home: { of: 'session', event: ref, sessionId: session.id }, ...(start && { start }) };
}
