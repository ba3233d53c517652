/** Takes turns: resolves when it is the caller's, with what ends it. Ending it twice is ending it once. */
export type Turns = () => Promise<() => void>;

/** One at a time, in the order of asking. */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let end: () => void = () => undefined;
    last = new Promise(resolve => {
      end = resolve;
    });
    await before;
    return end;
  };
}
