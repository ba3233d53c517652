import { RIGHT_HOLDS } from '../domain/access';
import { askerKey } from '../domain/asker-key';
import { keepNewest } from '../domain/newest';
import type { Asker, ReportHome } from '../domain/sources';
import type { Instant } from '../domain/time';
import { toReportHome } from '../store/home-key';
import type { OutboxRow } from '../store/outbox-row';
import type { Store } from '../store/store';
import type { Runs } from './runs';
import { runNow, whose, type RunOf } from './whose';
import { mayMean } from './wishes';

/** A message that waits; `personId` where it is word to this person alone. */
export type Waiting = Pick<OutboxRow, 'tenant' | 'conversationId' | 'reportHome' | 'eventId'> & { personId?: string };

/**
 * When Graph last said, in milliseconds, that somebody who wished this message there runs what it is of; undefined when nobody does any more. Throws
 * AppError where that can't be known.
 */
export type RightOf = (message: Waiting) => Promise<Instant | undefined>;

/** One person's right to one event is asked for once, however many places wait for it. */
const MOST_KEPT = 2_000;
const KEPT = RIGHT_HOLDS / 2;

export function createRights(options: { store: Pick<Store, 'transaction'>; runs: Runs; now: () => Instant }): RightOf {
  const { store, runs, now } = options;
  const ask = runNow(runs);
  const kept = new Map<string, { at: Instant; run: ReturnType<RunOf> }>();

  const keptOrAsked = (asker: Asker, home: ReportHome): { at: Instant; run: ReturnType<RunOf> } => {
    const key = askerKey(asker, home);
    const known = kept.get(key);
    if (known && known.at > now() - KEPT) return known;
    const asked = { at: now(), run: ask(asker, home) };
    keepNewest(kept, key, asked, MOST_KEPT);
    const forget = (): void => {
      if (kept.get(key) === asked) kept.delete(key);
    };
    asked.run.then(run => {
      if (!run) forget();
    }, forget);
    return asked;
  };

  return async ({ tenant, conversationId, reportHome, eventId, personId }) => {
    const home = toReportHome(reportHome);
    let oldest = now();
    const runOf: RunOf = asker => {
      const { at, run } = keptOrAsked(asker, home);
      oldest = Math.min(oldest, at);
      return run;
    };
    if (personId !== undefined) return (await runOf({ tenantId: tenant, personId }, home)) && oldest;
    const watches = await store.transaction(tx => tx.watches.inConversation(tenant, conversationId));
    const places = await whose(
      watches.filter(watch => mayMean(watch, eventId, home)),
      home,
      runOf,
    );
    return places.length > 0 ? oldest : undefined;
  };
}
