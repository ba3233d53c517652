/** What is going to happen in the tenant, by its own clock. */
export interface Agenda {
  /** Lets something happen at that moment, given in milliseconds: at once when it has passed. `happen` is told for when it was planned. */
  at(time: number, happen: (time: number) => unknown): void;
  /** Resolves when everything has happened that is due by now, moment after moment, and what followed from it. For clocks that jump. */
  catchUp(): Promise<void>;
  close(): void;
}

/** How often a clock that walks by itself is looked at, in milliseconds. */
const LOOK_EVERY = 100;

export function createAgenda(now: () => number): Agenda {
  let entries: { time: number; happen: (time: number) => unknown }[] = [];
  const going = new Set<Promise<void>>();
  let isCatchingUp = false;
  let timer: NodeJS.Timeout | undefined;

  const start = ({ time, happen }: (typeof entries)[number]): void => {
    // A moment that goes wrong must not stop the tenant's clock.
    const one = Promise.resolve(time)
      .then(happen)
      .catch(() => undefined)
      .then(() => {
        going.delete(one);
      });
    going.add(one);
  };

  /** What is planned for the earliest moment that has come. */
  const takeNext = (): typeof entries => {
    const time = entries.reduce((earliest, one) => Math.min(earliest, one.time), Infinity);
    if (time > now()) return [];
    const due = entries.filter(one => one.time === time);
    entries = entries.filter(one => one.time !== time);
    return due;
  };

  const look = (): void => {
    for (let due = isCatchingUp ? [] : takeNext(); due.length > 0; due = takeNext()) due.forEach(start);
    if (entries.length > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    at: (time, happen) => {
      entries.push({ time, happen });
      timer ??= setInterval(look, LOOK_EVERY).unref();
    },
    catchUp: async () => {
      isCatchingUp = true;
      try {
        for (;;) {
          await Promise.all(going);
          const due = takeNext();
          if (due.length === 0 && going.size === 0) return;
          due.forEach(start);
        }
      } finally {
        isCatchingUp = false;
      }
    },
    close: () => {
      clearInterval(timer);
      entries = [];
    },
  };
}
