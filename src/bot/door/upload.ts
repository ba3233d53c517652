import { open, type FileHandle } from 'node:fs/promises';

/** Ranges before the last are multiples of 320 KiB; Microsoft advises 5 to 10 MiB on a fast line. */
const RANGE_UNIT = 320 * 1024;
const RANGE = 16 * RANGE_UNIT;
/** Failures one after another without a range getting through. */
const MOST_FAILURES = 5;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;
/** For one range, until it was answered. */
const RANGE_TIME_OUT = 120_000;

export interface Upload {
  path: string;
  bytes: number;
  /** The address itself is the permission; whether it may be used was checked. */
  uploadUrl: string;
  signal?: AbortSignal;
  /** Bytes that are there. */
  progress: (sent: number) => void;
  /** Milliseconds. */
  sleep: (ms: number) => Promise<void>;
  now: () => number;
  random: () => number;
}

/** The file did not get there: the status that says so, or undefined where no answer came. Holds no address. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
  constructor(
    readonly status: number | undefined,
    options?: { cause: unknown },
  ) {
    super(`the upload failed${status === undefined ? '' : ` with ${status}`}`, options);
  }
}

/** What came of one request. */
type Reply = { status: number; next: number | undefined; retryAfter: string | null } | { error: unknown };

/**
 * Puts a file into OneDrive, range after range, as an upload session takes it. What fails for the moment is tried again from where the session says that it
 * is. Throws UploadFailed.
 */
export async function uploadFile(upload: Upload): Promise<void> {
  const { path, bytes, progress } = upload;
  const file = await open(path, 'r');
  try {
    let failures = 0;
    for (let from = 0; from < bytes;) {
      const range = await rangeOf(file, from, Math.min(RANGE, bytes - from));
      const to = from + range.length;
      const reply = await put(upload, range, from);
      if ('status' in reply && (reply.status === 200 || reply.status === 201)) {
        if (to < bytes) throw new UploadFailed(reply.status);
        progress(bytes);
        return;
      }
      if ('status' in reply && reply.status === 202) {
        const next = placeIn(reply.next ?? to, bytes);
        // A session that takes everything and moves nowhere would be fed for ever.
        failures = next > from ? 0 : failures + 1;
        if (failures > MOST_FAILURES) throw new UploadFailed(reply.status);
        from = next;
        progress(from);
        continue;
      }
      failures += 1;
      if (failures > MOST_FAILURES || !mayPass(reply)) throw failureOf(reply);
      await upload.sleep(waitAfter(reply, failures, upload));
      const standing = await where(upload);
      // It was the last range, it went out, and its answer was lost: a session that is done is gone.
      if ('error' in reply && to === bytes && 'status' in standing && standing.status === 404) return;
      if ('status' in standing && standing.status === 200) from = placeIn(standing.next ?? from, bytes);
      else if (!mayPass(standing)) throw failureOf(standing);
    }
  } finally {
    await file.close();
  }
}

async function rangeOf(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const range = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(range, 0, length, from);
  if (bytesRead < length) throw new UploadFailed(undefined, { cause: 'the file is shorter than it was' });
  return range;
}

function put(upload: Upload, range: Buffer, from: number): Promise<Reply> {
  const to = from + range.length - 1;
  return request(upload, {
    method: 'PUT',
    headers: { 'content-range': `bytes ${from}-${to}/${upload.bytes}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(range.buffer as ArrayBuffer, range.byteOffset, range.length),
  });
}

/** Where the session goes on. */
function where(upload: Upload): Promise<Reply> {
  return request(upload, { method: 'GET' });
}

/** No redirect is followed, and no token is sent: neither would be Microsoft's way, and both would give something away. */
async function request({ uploadUrl, signal }: Upload, init: RequestInit): Promise<Reply> {
  try {
    const timeOut = AbortSignal.timeout(RANGE_TIME_OUT);
    const response = await fetch(uploadUrl, {
      ...init,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeOut]) : timeOut,
    });
    const text = await response.text();
    return { status: response.status, next: nextOf(text), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    signal?.throwIfAborted();
    return { error };
  }
}

const LONGEST_BODY = 20_000;

/** First byte of the first range that is still missing. */
function nextOf(text: string): number | undefined {
  if (text === '' || text.length > LONGEST_BODY) return undefined;
  try {
    const { nextExpectedRanges } = JSON.parse(text) as { nextExpectedRanges?: unknown };
    const [first] = Array.isArray(nextExpectedRanges) ? (nextExpectedRanges as unknown[]) : [];
    const [, next] = /^(\d{1,15})-/.exec(typeof first === 'string' ? first : '') ?? [];
    return next === undefined ? undefined : Number(next);
  } catch {
    return undefined;
  }
}

function placeIn(next: number, bytes: number): number {
  return Math.min(Math.max(0, next), bytes - 1);
}

/** 416: the session is elsewhere, and says where. */
const passing = new Set([408, 416, 429, 500, 502, 503, 504, 509]);

function mayPass(reply: Reply): boolean {
  return 'error' in reply || passing.has(reply.status);
}

function failureOf(reply: Reply): UploadFailed {
  return 'error' in reply ? new UploadFailed(undefined, { cause: reply.error }) : new UploadFailed(reply.status);
}

function waitAfter(reply: Reply, failures: number, { random, now }: Upload): number {
  const backOff = FIRST_WAIT * 2 ** (failures - 1) * (0.5 + random() / 2);
  const asked = 'status' in reply ? (reply.retryAfter ?? '') : '';
  if (/^\d{1,6}$/.test(asked)) return Math.min(LONGEST_WAIT, Math.max(backOff, Number(asked) * 1000));
  const date = /[a-z]/i.test(asked) ? Date.parse(asked) : NaN;
  return Math.min(LONGEST_WAIT, Number.isNaN(date) ? backOff : Math.max(backOff, date - now()));
}
