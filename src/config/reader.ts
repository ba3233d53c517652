export type Env = Readonly<Record<string, string | undefined>>;

/** One thing wrong with the environment. `found` never holds a secret's value. */
export interface Fault {
  variable: string;
  found: string;
  fix: string;
}

export interface EnvReader {
  faults: Fault[];
  fault(variable: string, found: string, fix: string): void;
  /** False for a variable that is absent or blank. */
  isSet(variable: string): boolean;
  text(variable: string): string | undefined;
  /** Like text, and its value is never told. */
  secret(variable: string): string | undefined;
  integer(variable: string, least: number, most: number): number | undefined;
  word<Word extends string>(variable: string, words: readonly Word[]): Word | undefined;
  /** true or false. */
  flag(variable: string): boolean | undefined;
  guid(variable: string): string | undefined;
  /** Ids with commas between them, each once, in lower case. */
  guids(variable: string, most: number): string[] | undefined;
  /** `http://` and a loopback host, without a path. */
  loopbackRoot(variable: string): string | undefined;
  /** `https://` and a host, without a path; with `loopback` also `http://` and a loopback host. */
  publicOrigin(variable: string, options: { loopback: boolean }): string | undefined;
  /** `postgres://` or `postgresql://` with a host and a database. Its value is never told: a password may be in it. */
  postgresUrl(variable: string): string | undefined;
  /** Faults every set variable of this pattern that is not in the list: a typing error would go unseen. */
  unknown(pattern: RegExp, known: readonly string[]): void;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const LONGEST_SHOWN = 60;

/** Reads variables one by one and collects what is wrong with them, so that all of it can be told at once. */
export function createEnvReader(env: Env): EnvReader {
  const faults: Fault[] = [];
  const faulted = new Set<string>();

  function fault(variable: string, found: string, fix: string): void {
    if (faulted.has(variable)) return;
    faulted.add(variable);
    faults.push({ variable, found, fix });
  }

  function raw(variable: string, shown: (value: string) => string): string | undefined {
    const value = env[variable]?.trim();
    if (!value) return undefined;
    if (/^(?:undefined|null)$/i.test(value)) {
      fault(
        variable,
        `the word "${value}"`,
        'A script wrote it where a value was missing: set the value, or remove the variable.',
      );
      return undefined;
    }
    if (/^(["']).*\1$/.test(value)) {
      fault(variable, `${shown(value)}, quotes included`, 'Remove the quotes: here they are part of the value.');
      return undefined;
    }
    return value;
  }

  const text = (variable: string): string | undefined => raw(variable, quoted);

  return {
    faults,
    fault,
    isSet: variable => Boolean(env[variable]?.trim()),
    text,
    secret: variable => raw(variable, () => 'a value (not shown)'),
    integer(variable, least, most) {
      const value = text(variable);
      if (value === undefined) return undefined;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
      if (number >= least && number <= most) return number;
      fault(variable, quoted(value), `Set a whole number from ${least} to ${most}.`);
      return undefined;
    },
    word(variable, words) {
      const value = text(variable);
      if (value === undefined) return undefined;
      const word = words.find(one => one.toLowerCase() === value.toLowerCase());
      if (word === undefined) fault(variable, quoted(value), `Set one of: ${words.join(', ')}.`);
      return word;
    },
    flag(variable) {
      const word = this.word(variable, ['true', 'false'] as const);
      return word === undefined ? undefined : word === 'true';
    },
    guid(variable) {
      const value = text(variable);
      if (value === undefined) return undefined;
      if (isGuid(value)) return value.toLowerCase();
      fault(variable, quoted(value), 'Set the id from the Entra admin center: 32 hexadecimal digits with hyphens.');
      return undefined;
    },
    guids(variable, most) {
      const value = text(variable);
      if (value === undefined) return undefined;
      const parts = value.split(',').map(part => part.trim().toLowerCase());
      const wrong = parts.find(part => !isGuid(part));
      if (wrong !== undefined)
        fault(variable, quoted(wrong), 'Set ids from the Entra admin center, with commas between them.');
      else if (parts.length > most) fault(variable, `${parts.length} ids`, `Set ${most} at most.`);
      return [...new Set(parts)];
    },
    loopbackRoot(variable) {
      const value = text(variable);
      if (value === undefined) return undefined;
      const why = rootFault(value);
      if (why === undefined) return new URL(value).origin;
      fault(
        variable,
        why,
        'Set http://127.0.0.1:<port>, with nothing after the port: only a server on this machine is used in the sandbox.',
      );
      return undefined;
    },
    publicOrigin(variable, { loopback }) {
      const value = text(variable);
      if (value === undefined) return undefined;
      const why = publicFault(value, loopback);
      if (why === undefined) return new URL(value).origin;
      const here = loopback ? ' In the sandbox http://127.0.0.1:<port> does too.' : '';
      fault(variable, why, `Set https://<host>, with nothing after the host.${here}`);
      return undefined;
    },
    postgresUrl(variable) {
      const value = this.secret(variable);
      if (value === undefined) return undefined;
      const url = URL.parse(value);
      const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:';
      if (isPostgres && url.hostname && url.pathname.length > 1) return value;
      fault(
        variable,
        'something else than the address of a PostgreSQL database (not shown)',
        'Set postgres://<user>:<password>@<host>:<port>/<database>.',
      );
      return undefined;
    },
    unknown(pattern, known) {
      for (const variable of Object.keys(env))
        if (pattern.test(variable) && env[variable]?.trim() && !known.includes(variable))
          fault(
            variable,
            'a variable that Rollcall does not know',
            `Known are: ${known.filter(one => pattern.test(one)).join(', ')}.`,
          );
    },
  };
}

function isGuid(value: string): boolean {
  return GUID.test(value) && !/^[0-]+$/.test(value);
}

function rootFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url) return `${quoted(value)}, which is no address`;
  if (url.username || url.password) return CREDENTIALS_IN_ADDRESS;
  if (url.protocol !== 'http:') return `an address that starts with ${url.protocol}//`;
  if (!LOOPBACK.has(url.hostname)) return `an address on ${quoted(url.hostname)}, another machine`;
  return partsFault(url);
}

function publicFault(value: string, loopback: boolean): string | undefined {
  const url = URL.parse(value);
  if (loopback && url?.protocol === 'http:') return rootFault(value);
  if (!url) return `${quoted(value)}, which is no address`;
  return url.protocol === 'https:' ? partsFault(url) : `an address that starts with ${url.protocol}//`;
}

const CREDENTIALS_IN_ADDRESS = 'an address with a user name or password in it (not shown)';

/** What an address has beside scheme, host and port. */
function partsFault(url: URL): string | undefined {
  if (url.username || url.password) return CREDENTIALS_IN_ADDRESS;
  if (url.pathname !== '/' || url.search || url.hash)
    return `an address with ${quoted(url.pathname + url.search + url.hash)} after the host`;
  return undefined;
}

function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}
