import { setTimeout as delay } from 'node:timers/promises';
import { createRounds, type Rounds } from '../../src/notifications/rounds';
import { onEachStore } from '../store/stores';
import { until } from './town';

const NAME = 'sweep';
const NOBODYS = '';
const HOUR = 3_600_000;
const LEASE = 400;

onEachStore(
  opened => {
    const all: Rounds[] = [];
    const warnings: string[] = [];
    const process = (holder: string): Rounds => {
      const rounds = createRounds({
        ...{ store: opened.store, holder, now: Date.now, random: () => 0.5, leaseMs: LEASE },
        log: { warn: event => void warnings.push(event) },
      });
      all.push(rounds);
      return rounds;
    };
    afterEach(async () => {
      await Promise.all(all.splice(0).map(one => one.end()));
    });

    it('a round whose process was killed is done by the next one, as its first, when the lease ends', async () => {
      const name = `${NAME} of a killed one`;
      await opened.store.transaction(tx => tx.leases.take(NOBODYS, name, 'killed', LEASE));
      const began: boolean[] = [];
      process('next').begin(name, HOUR, isStart => Promise.resolve(began.push(isStart)));
      await delay(LEASE / 4);
      expect(began).toEqual([]);
      await until(() => began.length > 0, 5_000);
      expect(began).toEqual([true]);
    });

    it('a round that takes longer than its lease is not done by another process meanwhile', async () => {
      const name = `${NAME} of a slow one`;
      let isDone = false;
      process('slow').begin(name, HOUR, async () => {
        await delay(4 * LEASE);
        isDone = true;
      });
      await delay(LEASE / 2);
      const seen: boolean[] = [];
      process('other').begin(name, HOUR, () => Promise.resolve(seen.push(isDone)));
      await until(() => isDone, 5_000);
      await delay(LEASE * 2);
      expect(seen.every(Boolean)).toBe(true);
      expect(warnings).toEqual([]);
    });
  },
  { now: Date.now },
);
