import type { Asker, EventRef } from '../domain/sources';
import { atOnce } from '../reading/at-once';
import { addLook } from '../store/looks';
import type { Watch } from '../store/watches';
import type { JustRead } from './hints';
import { LOOK_BACK } from './look';
import { AHEAD, endingWithin, keep, PEOPLE_TOGETHER, toKey, type Found, type RoundOptions } from './round';
import { isRefusal } from './runs';
import { asksFor } from './wishes';

/** An event that Graph told of, or one session of it. */
export type ToldEvent = EventRef & { sessionId?: string };

/** What it came to for one person who runs it. */
interface ReadEvent extends JustRead {
  asker: Asker;
  watches: Watch[];
  found: Found[];
}

/**
 * The sessions that are over or soon will be, for those of these people who run the event: each that is over is looked at now, once for all of them. Returns
 * how many there are. Throws AppError, when everything else is done, where it could not be read for somebody.
 */
export async function sweepEvent(askers: readonly Asker[], told: ToldEvent, options: RoundOptions): Promise<number> {
  const { store, now, hinted } = options;
  const failures: unknown[] = [];
  const read = await atOnce(askers, PEOPLE_TOGETHER, asker =>
    readFor(asker, told, options).catch((error: unknown) => {
      if (!isRefusal(error)) failures.push(error);
      return undefined;
    }),
  );
  const all = read.filter(one => one !== undefined);
  const isOver = ({ endAt }: Found): boolean => endAt <= now();
  // A look may begin before this hears that it was asked for.
  for (const { asker, found, run, sessions } of all)
    for (const one of found.filter(isOver)) hinted?.(toKey(one).reportHome, asker.personId, { run, sessions });
  await store.transaction(async tx => {
    for (const { asker, watches, found } of all)
      for (const one of found) {
        const kept = await keep(tx, asker, one, watches);
        if (kept && isOver(one)) await addLook(tx, kept.known, 'now');
        else if (kept?.isNew) await addLook(tx, kept.known);
      }
  });
  if (failures.length > 0) throw failures[0];
  return all.reduce((sum, { found }) => sum + found.length, 0);
}

async function readFor(
  asker: Asker,
  { kind, id, sessionId }: ToldEvent,
  { store, runs, now, aheadMs = AHEAD }: RoundOptions,
): Promise<ReadEvent | undefined> {
  const run = await runs.find(asker, { kind, id });
  if (!run) return undefined;
  const watches = await store.transaction(tx => tx.watches.ofPerson(asker.tenantId, asker.personId));
  const sessions = await runs.source(asker).sessions({ kind, id });
  const meant = sessionId === undefined ? sessions : sessions.filter(one => one.id === sessionId);
  const found = endingWithin(run, meant, now() - LOOK_BACK, now() + aheadMs);
  return { asker, run, watches: watches.filter(watch => asksFor(watch, run.event)), sessions, found };
}
