import { keepNewest } from '../domain/newest';
import type { Session } from '../domain/session';
import type { Instant } from '../domain/time';
import type { RunEvent } from './runs';

/** What was read for one person on the way to a look: that they run the event, and its sessions. */
export interface JustRead {
  run: RunEvent;
  sessions: readonly Session[];
}

/** By Entra object id. */
export type ReadFor = ReadonlyMap<string, JustRead>;

/** Sessions that Graph told of and that were not looked at yet. Lost with the process: a look without its hint reads everything by itself. */
export interface Hints {
  add(tenant: string, reportHome: string, personId: string, read: JustRead): void;
  /** What was read just now, for one look: a second one reads anew. */
  take(tenant: string, reportHome: string): ReadFor;
  /** It was looked at. Whether Graph had told of it. */
  settle(tenant: string, reportHome: string): boolean;
}

/** As a rule the look follows at once. */
const OF_THIS_MOMENT = 5_000;
/** Another process may do the looks. */
const MOST = 1_000;

export function createHints(now: () => Instant): Hints {
  const hints = new Map<string, { at: Instant; read: Map<string, JustRead> }>();
  const keyOf = (tenant: string, reportHome: string): string => JSON.stringify([tenant, reportHome]);
  return {
    add(tenant, reportHome, personId, read) {
      const key = keyOf(tenant, reportHome);
      const before = hints.get(key);
      const isOld = before === undefined || before.at < now() - OF_THIS_MOMENT;
      const hint = isOld ? { at: now(), read: new Map<string, JustRead>() } : before;
      hint.read.set(personId, read);
      keepNewest(hints, key, hint, MOST);
    },
    take(tenant, reportHome) {
      const hint = hints.get(keyOf(tenant, reportHome));
      const read: ReadFor = hint && hint.at > now() - OF_THIS_MOMENT ? hint.read : new Map();
      if (hint) hint.read = new Map();
      return read;
    },
    settle: (tenant, reportHome) => hints.delete(keyOf(tenant, reportHome)),
  };
}
