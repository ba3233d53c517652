/** The outcome if it comes within so many milliseconds, else undefined. What fails after that is nobody's concern any more. */
export async function within<Outcome>(outcome: Promise<Outcome>, ms: number): Promise<Outcome | undefined>;
/** The same, with what `late` returns or throws in the place of undefined. */
export async function within<Outcome, Late>(
  outcome: Promise<Outcome>,
  ms: number,
  late: () => Late,
): Promise<Outcome | Late>;
export async function within(outcome: Promise<unknown>, ms: number, late?: () => unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await Promise.race([outcome, over.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
