import type { AttendanceRecord } from './attendance-record';
import { isFilled } from './filled';
import { isSomebody } from './identity';
import { createKeyIndex } from './key-index';
import type { People } from './people';
import type { Registration } from './registration';
import type { Instant } from './time';

/** All registrations of an event without their names: what it takes to count them and to find the one of an attendance record. */
export interface RegistrationBook {
  add(page: readonly Registration[]): void;
  /** Takes one; returns its number, from 0 in order of first sight, or undefined where it repeats one and changes nothing. */
  put(registration: Registration): number | undefined;
  readonly count: number;
  statusOf(number: number): string;
  /** Undefined where Graph gives no time. */
  registeredAt(number: number): Instant | undefined;
  /** How many have each status, as Graph wrote it. */
  byStatus(): Record<string, number>;
  /** The registration of this record: by registrationId; only if none, by e-mail; only if none, by the person's id. A blank key is none. */
  match(record: AttendanceRecord): number | undefined;
  /** The first two of these rules. */
  matchKeys(record: AttendanceRecord): number | undefined;
  /** The third rule for many people at once: each account that registered and is among these, with its registration. */
  eachUser(people: Pick<People, 'eachAccount'>, take: (node: number, registration: number) => void): void;
}

const NONE = -1;

/** Memory grows with registrations: three keys, a status and a time each. */
export function createRegistrationBook(): RegistrationBook {
  const ids = createKeyIndex();
  const emails = createKeyIndex();
  const users = createKeyIndex();
  const ofId: number[] = [];
  const codes = new Map<string, number>();
  const statuses: string[] = [];
  /* A column a fact, by number. */
  const statusCodes: number[] = [];
  const times: number[] = [];
  const emailOf: number[] = [];
  const userOf: number[] = [];
  /** The registration that counts for each e-mail and each person, found once everything was read. */
  let best: { ofEmail: number[]; ofUser: number[] } | undefined;

  const codeOf = (status: string): number => {
    let code = codes.get(status);
    if (code === undefined) codes.set(status, (code = statuses.push(status) - 1));
    return code;
  };

  const put = (registration: Registration): number | undefined => {
    const { id, userId, email, registeredAt } = registration;
    const code = codeOf(registration.status);
    let number = statusCodes.length;
    if (isSomebody(id)) {
      const known = (ofId[ids.numberOf(id)] ??= number);
      // Pages overlap where registrations come in meanwhile: only a new status is news.
      if (known < number && statusCodes[known] === code) return undefined;
      number = known;
    }
    statusCodes[number] = code;
    times[number] = registeredAt ?? NaN;
    emailOf[number] = isFilled(email) ? emails.numberOf(emailKey(email)) : NONE;
    userOf[number] = isSomebody(userId) ? users.numberOf(userId) : NONE;
    best = undefined;
    return number;
  };

  /** Among equals the one with status registered, then the newest, then the one read first. */
  const isBetter = (one: number, other: number): boolean => {
    const [a, b] = [statuses[statusCodes[one] ?? 0], statuses[statusCodes[other] ?? 0]];
    if ((a === 'registered') !== (b === 'registered')) return a === 'registered';
    const [at, otherAt] = [times[one] ?? NaN, times[other] ?? NaN];
    return at > otherAt || (!Number.isNaN(at) && Number.isNaN(otherAt));
  };

  const bestBy = (keys: readonly number[]): number[] => {
    const found: number[] = [];
    for (let number = 0; number < keys.length; number += 1) {
      const key = keys[number] ?? NONE;
      const other = found[key];
      if (key !== NONE && (other === undefined || isBetter(number, other))) found[key] = number;
    }
    return found;
  };

  const bestOf = () => (best ??= { ofEmail: bestBy(emailOf), ofUser: bestBy(userOf) });

  const matchKeys = ({ registrationId, email }: AttendanceRecord): number | undefined => {
    const id = isSomebody(registrationId) ? ids.find(registrationId) : undefined;
    if (id !== undefined) return ofId[id];
    const key = isFilled(email) ? emails.find(emailKey(email)) : undefined;
    return key === undefined ? undefined : bestOf().ofEmail[key];
  };

  return {
    add(page) {
      for (const registration of page) put(registration);
    },
    put,
    get count() {
      return statusCodes.length;
    },
    statusOf: number => statuses[statusCodes[number] ?? 0] ?? '',
    registeredAt(number) {
      const at = times[number] ?? NaN;
      return Number.isNaN(at) ? undefined : at;
    },
    byStatus() {
      const counts = statuses.map(() => 0);
      for (const code of statusCodes) counts[code] = (counts[code] ?? 0) + 1;
      return Object.fromEntries(counts.flatMap((count, code) => (count > 0 ? [[statuses[code] ?? '', count]] : [])));
    },
    matchKeys,
    match(record) {
      const number = matchKeys(record);
      if (number !== undefined || !isSomebody(record.identityId)) return number;
      const key = users.find(record.identityId);
      return key === undefined ? undefined : bestOf().ofUser[key];
    },
    eachUser(people, take) {
      const { ofUser } = bestOf();
      people.eachAccount(users, (key, node) => {
        const number = ofUser[key];
        if (number !== undefined) take(node, number);
      });
    },
  };
}

function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
