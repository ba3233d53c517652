import { AppError, isAppError } from '../../domain/errors';
import type { Question } from '../command';
import { ownerOf } from '../recent';

/** Something that is read once for many key strokes. Kept by `bot/recent` for the asker alone. */
export interface Readable<Value> {
  key: string;
  /** Reads all of it; `show` hands over what there is so far. Throws AppError. */
  read: (show: (part: Value) => void) => Promise<Value>;
  /** About how many bytes it holds. */
  weigh: (value: Value) => number;
  /** How long it may be shown, in milliseconds from when reading began; ten minutes unless said. */
  keptMs?: number;
  /** Read by somebody else for the same asker, at an unknown time. */
  elsewhere?: () => Value | undefined;
  /** False where what it builds on is gone. */
  isUsable?: (value: Value) => boolean;
  /** False where a part is missing that may be had soon. */
  isWhole?: (value: Value) => boolean;
}

/** What there is now: all, a part, or nothing yet. */
export interface Taken<Value> {
  value?: Value;
  /** More is on its way. */
  isReading: boolean;
  /** Why there is nothing, or nothing newer. */
  trouble?: AppError;
}

export interface Readings {
  /** What is kept, at once, read anew in the background when it is older than a minute; else what was read by the time `late` resolves. Never throws. */
  take<Value>(what: Readable<Value>, question: Question, late: Promise<unknown>): Promise<Taken<Value>>;
}

const FRESH_MS = 60_000;
/** After a failure nothing is asked for so long, however fast somebody types. */
const PAUSE_MS = 5_000;
const TROUBLE_BYTES = 500;

interface Kept {
  value: unknown;
  at: number;
}

interface Run {
  done: Promise<void>;
  part?: unknown;
  outcome?: Omit<Taken<unknown>, 'isReading'>;
}

/** `failed` is told of faults of our own. `now` in milliseconds. */
export function createReadings({ now, failed }: { now: () => number; failed: (error: unknown) => void }): Readings {
  /** One at a time for each asker and thing. */
  const runs = new Map<string, Run>();

  function start<Value>(id: string, { key, read, weigh, keptMs }: Readable<Value>, question: Question): Run {
    const owner = ownerOf(question);
    const from = performance.now();
    const run: Run = { done: Promise.resolve() };
    run.done = (async () => {
      try {
        const value = await read(part => {
          run.part = part;
        });
        const left = keptMs === undefined ? [] : [keptMs - (performance.now() - from)];
        question.recent.set(owner, key, { value, at: now() } satisfies Kept, weigh(value), ...left);
        run.outcome = { value };
      } catch (error) {
        if (!isAppError(error)) failed(error);
        const trouble = isAppError(error) ? error : new AppError('internal', {}, { cause: error });
        // What is gone, or no longer theirs, is not shown on.
        if (trouble.code === 'not-found') question.recent.set(owner, key, undefined, 0, 0);
        // Who signs in asks again at once.
        if (trouble.code !== 'sign-in-needed')
          question.recent.set(owner, troubleKey(key), trouble, TROUBLE_BYTES, PAUSE_MS);
        run.outcome = { trouble };
      } finally {
        runs.delete(id);
      }
    })();
    runs.set(id, run);
    return run;
  }

  return {
    async take<Value>(what: Readable<Value>, question: Question, late: Promise<unknown>): Promise<Taken<Value>> {
      const owner = ownerOf(question);
      const kept = keptOf(what, question);
      const isWhole = kept !== undefined && (what.isWhole?.(kept.value) ?? true);
      if (kept && now() - kept.at < (isWhole ? FRESH_MS : PAUSE_MS)) return { value: kept.value, isReading: false };
      const id = JSON.stringify([owner, what.key]);
      const trouble = question.recent.get(owner, troubleKey(what.key)) as AppError | undefined;
      const run = runs.get(id) ?? (trouble ? undefined : start(id, what, question));
      if (kept) return { value: kept.value, isReading: !isWhole && run !== undefined, ...(trouble && { trouble }) };
      if (!run) return { isReading: false, ...(trouble && { trouble }) };
      await Promise.race([run.done, late]);
      // What a run reads is what its own kind of thing reads.
      const { outcome, part } = run as { outcome?: Omit<Taken<Value>, 'isReading'>; part?: Value };
      if (outcome) return { ...outcome, isReading: false };
      return { ...(part !== undefined && { value: part }), isReading: true };
    },
  };
}

function keptOf<Value>(what: Readable<Value>, question: Question): { value: Value; at: number } | undefined {
  const kept = question.recent.get(ownerOf(question), what.key) as { value: Value; at: number } | undefined;
  if (kept && (what.isUsable?.(kept.value) ?? true)) return kept;
  const elsewhere = what.elsewhere?.();
  return elsewhere === undefined ? undefined : { value: elsewhere, at: -Infinity };
}

function troubleKey(key: string): string {
  return `${key} trouble`;
}
