import { AppError, isAppError } from '../domain/errors';
import type { GraphClient, Judge, ReadOptions, Send } from './client-types';
import { toGraphError } from './errors';
import type { Decision, Outcome } from './retry';
import { isWire, toList, toText, toWire, type Wire } from './wire';

/** Graph takes this many requests in one batch. */
const BATCH_SIZE = 20;
/** Batches under way at once, for one caller. */
const BATCHES_AT_ONCE = 4;

type Result = PromiseSettledResult<unknown>;

export interface BatchParts {
  send: Send;
  get: GraphClient['get'];
  judge: Judge;
  url: URL;
}

/** Reads many paths through `$batch`; a server that has none gets single GETs from then on. */
export function createBatch({ send, get, judge, url }: BatchParts): GraphClient['getMany'] {
  let isMissing = false;

  async function readBatch(paths: string[], options: ReadOptions): Promise<Result[]> {
    const results = new Map<number, Result>();
    const tries = judge.startTries();
    while (results.size < paths.length) {
      const pending = paths.map((path, index) => ({ path, index })).filter(({ index }) => !results.has(index));
      const requests = pending.map(({ path, index }) => ({ id: String(index + 1), method: 'GET', url: path }));
      const request = { url, method: 'POST' as const, body: JSON.stringify({ requests }), reads: pending.length };
      const answers = toAnswers(await send(request, options, tries));
      let waitMs = 0;
      let isTokenStale = false;
      for (const { index } of pending) {
        const answer = answers.get(String(index + 1));
        const outcome = toOutcome(answer);
        if (outcome.kind === 'status' && outcome.status < 300) {
          results.set(index, { status: 'fulfilled', value: answer?.body });
        } else if (outcome.kind === 'status' && outcome.status === 401 && !tries.freshToken) {
          isTokenStale = true;
        } else {
          const decision = judge.decide(outcome, tries);
          if (decision.retry) waitMs = Math.max(waitMs, decision.waitMs);
          else results.set(index, { status: 'rejected', reason: toError(outcome, answer, decision) });
        }
      }
      if (isTokenStale) tries.freshToken = true;
      if (waitMs > 0) await judge.wait(waitMs, options.signal);
    }
    return paths.map((_, index) => results.get(index) ?? { status: 'rejected', reason: new AppError('graph-garbled') });
  }

  async function readChunk(paths: string[], options: ReadOptions): Promise<Result[]> {
    if (!isMissing && paths.length > 1) {
      try {
        return await readBatch(paths, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!saysNoBatch(error)) return paths.map(() => ({ status: 'rejected', reason: error }));
        isMissing = true;
      }
    }
    const results = await Promise.allSettled(paths.map(path => get(path, options)));
    options.signal?.throwIfAborted();
    return results;
  }

  return async (paths, options = {}) => {
    const chunks: { paths: string[]; results: Result[] }[] = [];
    for (let start = 0; start < paths.length; start += BATCH_SIZE)
      chunks.push({ paths: paths.slice(start, start + BATCH_SIZE), results: [] });
    const queue = chunks.values();
    const worker = async () => {
      for (const chunk of queue) chunk.results = await readChunk(chunk.paths, options);
    };
    await Promise.all(Array.from({ length: Math.min(BATCHES_AT_ONCE, chunks.length) }, worker));
    return chunks.flatMap(chunk => chunk.results);
  };
}

function saysNoBatch(error: unknown): boolean {
  return isAppError(error) && [400, 404, 405, 501].includes(error.details.status ?? 0);
}

function toAnswers(body: unknown): Map<string, Wire> {
  const answers = toList(toWire(body).responses).filter(isWire);
  return new Map(answers.map(answer => [toText(answer.id) ?? '', answer]));
}

function toOutcome(answer: Wire | undefined): Outcome {
  const status = Number(answer?.status);
  if (!answer || !Number.isInteger(status)) return { kind: 'unreadable' };
  if (status < 300 && !isWire(answer.body)) return { kind: 'unreadable' };
  const headers = toHeaders(answer);
  return { kind: 'status', status, retryAfter: headers['retry-after'], date: headers.date };
}

function toError(outcome: Outcome, answer: Wire | undefined, { retryAfterMs }: Decision): AppError {
  if (outcome.kind !== 'status') return new AppError('graph-garbled');
  return toGraphError({ status: outcome.status, body: answer?.body, headers: toHeaders(answer), retryAfterMs });
}

function toHeaders(answer: Wire | undefined): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(toWire(answer?.headers)).map(([name, value]) => [name.toLowerCase(), toText(value)]),
  );
}
