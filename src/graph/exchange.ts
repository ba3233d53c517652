import type { Dispatcher } from 'undici';

/** One request and its answer. `bytes` is a view of a borrowed buffer: valid until `release`. */
export interface Exchange {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  release: () => void;
}

/** Pages come one after another and are alike in size: their bytes are read into the same few buffers again and again. */
export interface Buffers {
  borrow(): Buffer;
  giveBack(buffer: Buffer): void;
}

const FIRST_SIZE = 64 * 1024;
/** Kept for the next answers; more are in use only while more answers arrive at once. */
const KEPT = 4;
const LARGEST_KEPT = 4 * 1024 * 1024;

export function createBuffers(): Buffers {
  const free: Buffer[] = [];
  return {
    borrow: () => free.pop() ?? Buffer.allocUnsafeSlow(FIRST_SIZE),
    giveBack(buffer) {
      if (free.length < KEPT && buffer.length <= LARGEST_KEPT) free.push(buffer);
    },
  };
}

/** Thrown when an answer is longer than it may be. */
export const tooLarge = { code: 'ROLLCALL_TOO_LARGE' };

/** Sends the request and gathers the answer without a stream in between. Rejects with undici's errors, the signal's reason, or `tooLarge`. */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { buffers, mostBytes, signal }: { buffers: Buffers; mostBytes: number; signal: AbortSignal },
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let headers: Exchange['headers'] = {};
    let buffer = buffers.borrow();
    let length = 0;
    let abort: ((reason: Error) => void) | undefined;
    const onAbort = () => {
      const reason = signal.reason as Error;
      abort?.(reason);
      fail(reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });

    const fail = (reason: Error) => {
      signal.removeEventListener('abort', onAbort);
      reject(reason);
    };

    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        abort = reason => {
          controller.abort(reason);
        };
        if (signal.aborted) onAbort();
      },
      onResponseStart(_controller, statusCode, answered) {
        status = statusCode;
        headers = answered;
      },
      onResponseData(controller, chunk) {
        if (length + chunk.length > mostBytes) {
          controller.abort(Object.assign(new Error('body too large'), tooLarge));
          return;
        }
        if (length + chunk.length > buffer.length) buffer = enlarged(buffer, length, length + chunk.length);
        chunk.copy(buffer, length);
        length += chunk.length;
      },
      onResponseEnd() {
        signal.removeEventListener('abort', onAbort);
        const lent = buffer;
        resolve({
          status,
          headers,
          bytes: lent.subarray(0, length),
          release: () => {
            buffers.giveBack(lent);
          },
        });
      },
      onResponseError(_controller, error) {
        fail(error);
      },
    });
  });
}

function enlarged(buffer: Buffer, length: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, buffer.length * 2));
  buffer.copy(larger, 0, 0, length);
  return larger;
}
