import type { StoreConfig } from '../../config';
import { openStore } from '../../store/open-store';
import { StoreError } from '../../store/store-error';
import type { Check } from './check';

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** Opens the database as Rollcall does, which writes to it and brings its tables up to date, and counts what is in it. */
export async function checkDatabase(config: StoreConfig, now: () => number): Promise<Check[]> {
  const place = config.kind === 'sqlite' ? `SQLite in ${config.dataDir}` : 'PostgreSQL at DATABASE_URL';
  try {
    const quiet = { jobs: { names: [] }, now, random: () => 0, onError: () => undefined };
    const store = await openStore(config, quiet);
    try {
      const { counts, outbox } = await store.transaction(async tx => ({
        counts: await tx.upkeep.counts(),
        outbox: await tx.upkeep.outboxByState(),
      }));
      const { watches, places, subscriptions } = counts;
      return [
        {
          what: 'Database',
          state: 'ok',
          found: `${place}: it can be written, and its tables are up to date.`,
        },
        {
          what: 'Watches',
          state: 'ok',
          found: `Watches: ${watches}. Chats and channels known: ${places}. Subscriptions at Graph: ${subscriptions}.`,
        },
        outbox.unknown > 0
          ? {
              what: 'Outbox',
              state: 'note',
              found: `Nobody knows whether ${outbox.unknown} of the summaries arrived in Teams. Waiting: ${outbox.pending}.`,
              fix: 'Those who asked for them see them with "posts", and can send them again with one press.',
            }
          : { what: 'Outbox', state: 'ok', found: `Waiting: ${outbox.pending}. Given up: ${outbox.dead}.` },
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [toTrouble(error, place, config.kind)];
  }
}

function toTrouble(error: unknown, place: string, kind: StoreConfig['kind']): Check {
  const what = 'Database';
  if (error instanceof StoreError && error.code === 'held')
    return {
      what,
      state: 'note',
      found: `${place} is in use by another process, most likely Rollcall itself, so it was not looked into.`,
      fix: 'GET /readyz tells whether that Rollcall is well. To look into the database, stop it first.',
    };
  if (error instanceof StoreError)
    return { what, state: 'broken', found: `${place} can't be used.`, fix: error.message };
  const code = (error as { code?: unknown }).code;
  return {
    what,
    state: 'broken',
    found: `${place} can't be used${typeof code === 'string' ? ` (${code})` : ''}.`,
    fix: `Check what ${names[kind]} says in its own log, and that Rollcall may create tables and schemas there.`,
  };
}
