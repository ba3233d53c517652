import { createHmac, randomBytes } from 'node:crypto';
import pino, { type DestinationStream, type Logger } from 'pino';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What is logged with an error: where it went wrong, never what it was about. */
export interface LoggedError {
  type: string;
  code?: string;
  status?: number;
  requestId?: string;
  frames?: string[];
}

export interface Log {
  debug(event: string, facts?: object): void;
  info(event: string, facts?: object): void;
  warn(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
  fatal(event: string, facts?: object): void;
  /** An id as a short hash, keyed anew in each process: lines of one person belong together, and lead to nobody. */
  mask(id: string | undefined): string | undefined;
}

/** Properties that never reach the log, wherever they stand at the first three levels. */
const withheld = [
  'authorization',
  'password',
  'secret',
  'token',
  'text',
  'name',
  'email',
  'title',
  'subject',
  'displayName',
  'userPrincipalName',
  'aadObjectId',
];
const redact = { paths: withheld.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[withheld]' };

const MOST_FRAMES = 6;
/** The same people ask again and again: so many hashes are kept. */
const MOST_MASKED = 1000;

/** JSON lines: an event in fixed words, and facts that name nobody. */
export function createLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ dest: 1, sync: false }),
): Log {
  const logger: Logger = pino({ level, base: null, redact, serializers: { error: toLoggedError } }, destination);
  const key = randomBytes(32);
  const masked = new Map<string, string>();
  return {
    debug: (event, facts = {}) => {
      logger.debug(facts, event);
    },
    info: (event, facts = {}) => {
      logger.info(facts, event);
    },
    warn: (event, facts = {}) => {
      logger.warn(facts, event);
    },
    error: (event, facts = {}) => {
      logger.error(facts, event);
    },
    fatal: (event, facts = {}) => {
      logger.fatal(facts, event);
    },
    mask(id) {
      if (id === undefined) return undefined;
      const known = masked.get(id);
      if (known !== undefined) return known;
      const hash = createHmac('sha256', key).update(id).digest('base64url').slice(0, 12);
      if (masked.size >= MOST_MASKED) masked.clear();
      masked.set(id, hash);
      return hash;
    },
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = createLog('silent', { write: () => undefined });

/** Messages of errors quote addresses, names and bodies: type, code, status and our own places in the stack are enough to find the line. */
export function toLoggedError(error: unknown): LoggedError {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const { name, message, code, statusCode, status, details, stack, cause } = error as Record<string, unknown>;
  const requestId =
    typeof details === 'object' && details !== null ? (details as { requestId?: unknown }).requestId : undefined;
  const number = [statusCode, status].find(one => typeof one === 'number');
  const causeCode = typeof cause === 'object' && cause !== null ? (cause as { code?: unknown }).code : undefined;
  const said = [code, causeCode].find(one => typeof one === 'string');
  const frames = framesOf(stack, message);
  return {
    type: typeof name === 'string' ? name : 'Error',
    ...(said !== undefined && { code: said }),
    ...(number !== undefined && { status: number }),
    ...(typeof requestId === 'string' && { requestId }),
    ...(frames.length > 0 && { frames }),
  };
}

/** A message stands at the head of its stack, and may look like a place in it. */
function framesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  const head = typeof message === 'string' && stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(head)
    .split('\n')
    .filter(line => /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .slice(0, MOST_FRAMES)
    .map(line => line.trim().replace(/(?:file:\/\/)?\/[^\s():]+/, path => path.split('/').slice(-3).join('/')));
}

/** Packages print errors, stacks and keys to the console; from now on only that they did is logged. Returns what undoes it. */
export function takeConsole(log: Log): () => void {
  const { debug, info, warn, error, log: plain } = console;
  const note = (event: 'debug' | 'warn') => () => {
    log[event]('a package wrote to the console');
  };
  Object.assign(console, {
    debug: note('debug'),
    info: note('debug'),
    log: note('debug'),
    warn: note('warn'),
    error: note('warn'),
  });
  return () => {
    Object.assign(console, { debug, info, warn, error, log: plain });
  };
}
