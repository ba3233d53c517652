import type { IncomingMessage } from 'node:http';

/** Teams' activities stay far below; more is never read into memory. */
const MOST_BYTES = 256 * 1024;
const DEEPEST_JSON = 64;

export type Body = { value: unknown } | { status: 400 | 413 | 415; why: string };

const tooLarge = { status: 413, why: `The body is larger than ${MOST_BYTES / 1024} KB.` } as const;
const notJson = { status: 400, why: 'The body is not valid JSON in UTF-8.' } as const;

/** Reads a JSON body under these limits, or says which status refuses it. Bytes are counted as they come, and compressed ones are refused. */
export async function readJson(request: IncomingMessage): Promise<Body> {
  const { headers } = request;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity')
    return { status: 415, why: 'Compressed bodies are not accepted.' };
  if (!isJson(headers['content-type'])) return { status: 415, why: 'Send application/json in UTF-8.' };
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return tooLarge;

  const bytes = await readBytes(request);
  if (bytes === undefined) return tooLarge;
  const text = toText(bytes);
  if (text === undefined) return notJson;
  if (isDeeperThan(text, DEEPEST_JSON))
    return { status: 400, why: `The body is nested deeper than ${DEEPEST_JSON} levels.` };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return notJson;
  }
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  return (
    type?.trim() === 'application/json' &&
    parameters.every(one => !one.trim().startsWith('charset=') || /^charset="?utf-?8"?$/.test(one.trim()))
  );
}

/** Undefined when there is too much of it; the rest is left to flow away unread, so that the sender still gets to read the answer. */
export function readBytes(request: IncomingMessage, most = MOST_BYTES): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= most) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      request.resume();
      resolve(undefined);
    };
    request.on('data', take);
    request.once('end', () => {
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      reject(new Error('closed before its end'));
    });
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings, without recursion, before anything parses them. */
function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      if (++depth > limit) return true;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
