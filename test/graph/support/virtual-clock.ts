/** A clock that moves only when told to, and lets whatever was due happen in order. */
export function createVirtualClock(start = 0) {
  let time = start;
  let sleepers: { at: number; wake: () => void }[] = [];

  async function settle() {
    for (let round = 0; round < 20; round += 1) await Promise.resolve();
  }

  return {
    now: () => time,
    sleeping: () => sleepers.length,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const sleeper = { at: time + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter(one => one !== sleeper);
          reject(signal.reason as Error);
        });
      }),
    async advance(ms: number) {
      const until = time + ms;
      await settle();
      for (;;) {
        const due = sleepers.filter(one => one.at <= until).sort((one, other) => one.at - other.at)[0];
        if (!due) break;
        sleepers = sleepers.filter(one => one !== due);
        time = Math.max(time, due.at);
        due.wake();
        await settle();
      }
      time = until;
      await settle();
    },
    settle,
  };
}
