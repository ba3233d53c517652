import { accessToEvent } from '../domain/access';
import { askerKey } from '../domain/asker-key';
import { AppError, isAppError, type ProblemCode } from '../domain/errors';
import type { EventRole, VirtualEvent } from '../domain/event';
import { keepNewest } from '../domain/newest';
import type { Asker, EventList, EventRef, EventSource, EventSourceFor } from '../domain/sources';
import type { Instant } from '../domain/time';

/** An event that somebody runs, and how. */
export interface RunEvent {
  event: VirtualEvent;
  role: EventRole;
}

/** Everything that somebody runs, and which lists Graph did not give. */
export interface RunList {
  events: RunEvent[];
  unread: EventList['unread'];
}

/** Which events people run, for rounds that nobody asked for. */
export interface Runs {
  source(asker: Asker): EventSource;
  /** Everything that this person runs, read now. Throws AppError. */
  list(asker: Asker): Promise<RunList>;
  /** The same as read in the last minutes. */
  recent(asker: Asker): Promise<RunList>;
  /** The event, if this person runs it now; undefined when not, or when there is none. Throws AppError when that can't be known. */
  find(asker: Asker, ref: EventRef): Promise<RunEvent | undefined>;
}

/** So long a list may say that somebody does not run an event: from one round to the next. That somebody does is always asked anew. */
const LIST_KEPT = 15 * 60_000;
/** People whose lists are held: those of a round. */
const MOST_LISTS = 2_000;

/** What Graph answers when it is not for this person, rather than not now. */
const refusals: readonly ProblemCode[] = [
  'not-found',
  'permission-missing',
  'access-policy-missing',
  'not-the-organizer',
  'cloud-without-api',
];

export function isRefusal(error: unknown): boolean {
  return isAppError(error) && refusals.includes(error.code);
}

export function createRuns({ sourceFor, now }: { sourceFor: EventSourceFor; now: () => Instant }): Runs {
  const kept = new Map<string, { at: Instant; events: RunEvent[] }>();
  const source = (asker: Asker): EventSource => sourceFor(asker, { background: true });

  const list: Runs['list'] = async asker => {
    const at = now();
    const { events, unread } = await source(asker).events();
    const mine = events.flatMap(event => toRun(event, asker) ?? []);
    const key = askerKey(asker);
    // A list with gaps may not say that an event is not there.
    if (unread.length === 0) keepNewest(kept, key, { at, events: mine }, MOST_LISTS);
    else kept.delete(key);
    return { events: mine, unread };
  };
  const recent: Runs['recent'] = async asker => {
    const held = kept.get(askerKey(asker));
    return held && held.at > now() - LIST_KEPT ? { events: held.events, unread: [] } : list(asker);
  };

  return {
    source,
    list,
    recent,
    async find(asker, { kind, id }) {
      const isIt = ({ event }: RunEvent): boolean => event.id === id && event.kind === kind;
      const held = kept.get(askerKey(asker));
      if (held && held.at > now() - LIST_KEPT && !held.events.some(isIt)) return undefined;
      let event: VirtualEvent;
      try {
        event = await source(asker).event(id, kind);
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
      const direct = toRun(event, asker);
      if (direct) return direct;
      // One event read by itself may name fewer people than the lists of roles do.
      const { events, unread } = await unlessRefused(list(asker));
      const listed = events.find(isIt);
      // A list with gaps does not say who runs the event.
      if (!listed) throwIfUnread(unread.filter(one => one.kind === kind));
      return listed && { event, role: listed.role };
    },
  };
}

async function unlessRefused(list: ReturnType<Runs['list']>): ReturnType<Runs['list']> {
  try {
    return await list;
  } catch (error) {
    if (isRefusal(error)) return { events: [], unread: [] };
    throw error;
  }
}

/** Throws where a list may be had later; what is refused belongs to what somebody does not run. */
export function throwIfUnread(unread: EventList['unread']): void {
  const gap = unread.find(({ code }) => !refusals.includes(code));
  if (gap) throw new AppError(gap.code);
}

function toRun(event: VirtualEvent, { personId }: Asker): RunEvent | undefined {
  const role = accessToEvent(event, personId);
  return role === 'none' ? undefined : { event, role };
}
