import type { AuditEntry, AuditRow } from '../store/audit';
import type { Store } from '../store/store';
import { within } from '../within';

export interface AuditingOptions {
  store: Pick<Store, 'transaction'>;
  now: () => number;
  /** Told how many entries are not kept: the database did not answer for too long. */
  lost: (entries: number) => void;
  /** Milliseconds before a database that failed is asked again. */
  againMs?: number;
}

export interface Auditing {
  /** Never throws, and delays nothing: the entry is written afterwards. */
  audit: (entry: AuditEntry) => void;
  /** Waits until all is written, up to `ms`. */
  settle: (ms: number) => Promise<void>;
}

/** What waits for a database that does not answer; more than that is lost. */
const MOST_WAITING = 1_000;
const AT_ONCE = 100;
const AGAIN_MS = 2_000;

/** Writes down who looked at, took or posted what, in the background and in order. */
export function createAuditing({ store, now, lost, againMs = AGAIN_MS }: AuditingOptions): Auditing {
  const waiting: AuditRow[] = [];
  let writing: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting.slice(0, AT_ONCE);
      await store.transaction(tx => tx.audit.add(rows));
      waiting.splice(0, rows.length);
    }
  }
  const write = (): Promise<void> =>
    (writing ??= writeAll()
      .catch(() => {
        again = setTimeout(() => {
          again = undefined;
          void write();
        }, againMs);
        again.unref();
      })
      .finally(() => {
        writing = undefined;
        if (waiting.length > 0 && !again) void write();
      }));

  return {
    audit(entry) {
      if (waiting.length >= MOST_WAITING) {
        lost(1);
        return;
      }
      waiting.push({ ...entry, at: now() });
      if (!again) void write();
    },
    async settle(ms) {
      await within(write(), ms);
      clearTimeout(again);
      if (waiting.length > 0) lost(waiting.splice(0).length);
    },
  };
}
