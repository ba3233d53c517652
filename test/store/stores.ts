import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openStore, type StoreConfig, type StoreOptions } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';

/** A server on which this suite may create and drop databases of its own; without it PostgreSQL is skipped, and `npm test` says so. */
const server = process.env.TEST_DATABASE_URL;

export const JOBS = ['send-summary', 'read', 'tick'];
export const START = Date.UTC(2026, 10, 21, 9);

/** A place for a store that is the test's own. */
export interface Place {
  config: StoreConfig;
  remove(): Promise<void>;
}

export async function createPlace(kind: 'sqlite' | 'postgres'): Promise<Place> {
  if (kind === 'sqlite') {
    const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-store-'));
    return {
      config: { kind, dataDir },
      remove: async () => {
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  }
  const name = `rollcall_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server!);
  await onServer(`create database ${name}`);
  url.pathname = `/${name}`;
  return { config: { kind, url: url.href }, remove: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

export interface Opened {
  store: Store;
  /** The store's clock: what tests set it to. */
  clock: { now: number };
  errors: unknown[];
  config: StoreConfig;
  /** A tenant that no other test knows. */
  tenant(): string;
  open(options?: Partial<StoreOptions>): Promise<Store>;
}

/** The same tests on SQLite and, where TEST_DATABASE_URL is set, on PostgreSQL; one database for all of them. */
export function onEachStore(tests: (opened: Opened) => void, options: Partial<StoreOptions> = {}): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    const suite = kind === 'postgres' && !server ? describe.skip : describe;
    suite(kind, () => {
      const opened = {
        clock: { now: START },
        errors: [],
        tenant: () => `tenant-${randomUUID()}`,
        open: (more: Partial<StoreOptions> = {}) =>
          openStore(opened.config, {
            jobs: { names: JOBS, pollMs: 100, retryMs: 100 },
            now: () => opened.clock.now,
            random: () => 0.5,
            onError: error => opened.errors.push(error),
            ...options,
            ...more,
          }),
      } as unknown as Opened;
      let place: Place | undefined;
      beforeAll(async () => {
        place = await createPlace(kind);
        opened.config = place.config;
        opened.store = await opened.open();
      }, 30_000);
      afterAll(async () => {
        await opened.store.close();
        await place?.remove();
      }, 30_000);
      tests(opened);
    });
  }
}
