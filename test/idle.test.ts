import { givingWayTo } from '../src/idle';

/** Keeps the process busy, in short pieces, until it has done so many; resolves then. */
function busyFor(pieces: number): { isOver: () => boolean; over: Promise<void> } {
  let left = pieces;
  const over = new Promise<void>(resolve => {
    const work = () => {
      for (const end = performance.now() + 4; performance.now() < end;);
      left -= 1;
      if (left > 0) setImmediate(work);
      else resolve();
    };
    setImmediate(work);
  });
  return { isOver: () => left === 0, over };
}

const never = new Promise<void>(() => undefined);

describe('what gives way', () => {
  it('waits while the process works', async () => {
    const work = busyFor(40);
    expect(await givingWayTo(never)()).toBe('idle');
    expect(work.isOver()).toBe(true);
  });

  it('goes on where there is nothing else to do, though the work is not over', async () => {
    expect(await givingWayTo(never)()).toBe('idle');
  });

  it('goes on at once when the work is over, whatever came of it', async () => {
    const other = busyFor(60);
    for (const work of [Promise.resolve(), Promise.reject(new Error('refused'))])
      expect(await givingWayTo(work)()).toBe('over');
    expect(other.isOver()).toBe(false);
    await other.over;
  });

  it('goes on when it is called off', async () => {
    const work = busyFor(40);
    await givingWayTo(never)(AbortSignal.abort());
    expect(work.isOver()).toBe(false);
    await work.over;
  });
});
