import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '../tables';

/**
 * Runs one transaction: all of it or nothing, durable once it resolves, and nothing of another one's between its statements. `then` is called right after
 * its commit, before any other transaction begins.
 */
export type Grouped = <T>(work: (tx: Transaction<Tables>) => Promise<T>, then?: () => void) => Promise<T>;

/** Whoever came first waits for those that share its commit. */
const MOST = 50;

interface Waiting {
  run(tx: Transaction<Tables>): Promise<void>;
  then: (() => void) | undefined;
  /** Called once the commit is on the disk, or with what kept it from there. */
  settle(error?: { cause: Error }): void;
}

/** A commit waits for the disk, and the process with it: those that ask for one at the same moment get one together. */
export function createGroupCommit(db: Kysely<Tables>): Grouped {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function runGroup(first: Waiting): Promise<void> {
    const group = [first];
    const failed = new Map<Waiting, { cause: Error }>();
    try {
      await db.transaction().execute(async tx => {
        // With nothing before it there is nothing to keep.
        await first.run(tx);
        for (let one = nextFor(group); one; one = nextFor(group)) {
          group.push(one);
          await runBeside(one, tx, failed);
        }
      });
    } catch (cause) {
      for (const one of group) one.settle(failed.get(one) ?? { cause: cause as Error });
      return;
    }
    const last = group.at(-1) ?? first;
    try {
      if (!failed.has(last)) last.then?.();
    } catch (cause) {
      failed.set(last, { cause: cause as Error });
    }
    for (const one of group) one.settle(failed.get(one));
  }

  function nextFor(group: readonly Waiting[]): Waiting | undefined {
    return group.length >= MOST || group.at(-1)?.then ? undefined : waiting.shift();
  }

  /** After everything that has just come in. */
  function runSoon(): void {
    if (isRunning || waiting.length === 0) return;
    isRunning = true;
    setImmediate(() => {
      const first = waiting.shift();
      void (first && runGroup(first))?.then(() => {
        isRunning = false;
        runSoon();
      });
    });
  }

  return (work, then) =>
    new Promise((resolve, reject) => {
      let result: { value: Awaited<ReturnType<typeof work>> } | undefined;
      waiting.push({
        async run(tx) {
          result = { value: await work(tx) };
        },
        then,
        settle(error) {
          if (error) reject(error.cause);
          else if (result) resolve(result.value);
        },
      });
      runSoon();
    });
}

/** What it wrote is gone when it fails, and what others wrote before it stands; unless SQLite has ended the whole transaction. */
async function runBeside(one: Waiting, tx: Transaction<Tables>, failed: Map<Waiting, { cause: Error }>): Promise<void> {
  await sql`savepoint beside`.execute(tx);
  try {
    await one.run(tx);
  } catch (cause) {
    failed.set(one, { cause: cause as Error });
    try {
      await sql`rollback to beside`.execute(tx);
    } catch {
      throw cause;
    }
  }
  await sql`release beside`.execute(tx);
}
