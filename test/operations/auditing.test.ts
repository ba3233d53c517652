import { createAuditing } from '../../src/operations/auditing';
import type { AuditRow } from '../../src/store/audit';
import type { Tx } from '../../src/store/store';

const entry = { tenantId: 't', personId: 'p', deed: 'looked', command: 'event', place: 'personal' } as const;

/** A database that takes what it is given, or fails. */
function startAuditing() {
  const kept: AuditRow[] = [];
  const state = { isDown: false, lost: 0 };
  const store = {
    async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      await new Promise(setImmediate);
      if (state.isDown) throw new Error('down');
      return work({ audit: { add: async (rows: AuditRow[]) => void kept.push(...rows) } } as unknown as Tx);
    },
  };
  const lost = (entries: number) => void (state.lost += entries);
  return { kept, state, ...createAuditing({ store, now: () => 5, lost, againMs: 10 }) };
}

it('keeps every entry, in order and with its time, after whoever was answered has gone on', async () => {
  const { audit, kept, settle } = startAuditing();
  for (let n = 0; n < 250; n += 1) audit({ ...entry, id: String(n) });
  expect(kept).toEqual([]);
  await settle(1000);
  expect(kept).toEqual(Array.from({ length: 250 }, (_, n) => ({ ...entry, id: String(n), at: 5 })));
});

it('a database that does not answer is waited for; beyond a thousand entries each is counted as lost', async () => {
  const { audit, kept, state, settle } = startAuditing();
  state.isDown = true;
  for (let n = 0; n < 1003; n += 1) audit(entry);
  expect(state.lost).toBe(3);
  await new Promise(resolve => setTimeout(resolve, 30));
  state.isDown = false;
  const until = Date.now() + 3000;
  while (kept.length < 1000 && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 10));
  expect(kept).toHaveLength(1000);
  await settle(1000);
  expect(state.lost).toBe(3);
});

it('what is left at the end is counted as lost, and holds up nothing', async () => {
  const { audit, state, settle } = startAuditing();
  state.isDown = true;
  audit(entry);
  await settle(1000);
  expect(state.lost).toBe(1);
});
