import { isAppError } from '../../domain/errors';
import { organizerIdOf } from '../../domain/meeting';
import type { Address } from '../watch/watch-book';
import type { HeldMeeting, Watching } from '../watch/watching';
import { isMeeting } from '../which/subjects';
import { findWhich } from '../which/which';
import type { Answerer, ChatMeeting } from '../command';
import { isObject, isRemoval, type Incoming } from './activity';
import { withoutThread } from './address';
import { toTenant, type Askers, type Where } from './asked';

/** What the channel tells of the conversations that Rollcall is in, kept where something is watched. */
export interface Places {
  /** Somebody wrote there, or with `isAnew` Rollcall was added. */
  seen(where: Where, isAnew?: boolean): void;
  /** Whether this says that Rollcall was taken out of a conversation, or that one was deleted; nothing is posted there any more. */
  removed(activity: Incoming): Promise<boolean>;
  /** Whether this says that a meeting began or ended in its own chat, so that it is watched; what that takes goes on by itself. */
  met(delivered: { activity: Incoming; where: Where }): boolean;
  settle(): Promise<void>;
}

export interface PlacesOptions {
  watching: Watching | undefined;
  answerer: Answerer;
  askers: Askers;
  now: () => number;
  log: { warn(event: string, facts?: object): void };
}

const MEETING_END = 'application/vnd.microsoft.meetingEnd';
const MEETING_EVENTS: readonly string[] = ['application/vnd.microsoft.meetingStart', MEETING_END];

export function createPlaces({ watching, answerer, askers, now, log }: PlacesOptions): Places {
  const running = new Set<Promise<void>>();

  async function watchMeeting(activity: Incoming, where: Where, address: Address): Promise<void> {
    const told = await where.here?.meeting();
    if (told?.organizerId === undefined || isForeign(told, address, askers)) return;
    const personId = askers.personOf(told.organizerId);
    if (personId === undefined) return;
    const held = toHeld(told, personId) ?? (await foundAs(personId, where, address));
    if (held) await watching?.met(address, held, endOf(activity, now()));
  }

  /** The channel knows some meetings by their join link alone; their organiser finds them by it. */
  async function foundAs(personId: string, where: Where, { tenantId }: Address): Promise<HeldMeeting | undefined> {
    const question = answerer.question({ ...where, asker: { tenantId, personId }, isSilent: true, isOwnWork: true });
    const which = await findWhich({ which: 'this meeting' }, question);
    if (!('found' in which) || !isMeeting(which.found)) return undefined;
    const { meeting } = which.found;
    return { meetingId: meeting.id, userId: organizerIdOf(meeting), personId };
  }

  return {
    seen({ address }, isAnew) {
      if (address) watching?.seen(address, isAnew);
    },
    async removed(activity) {
      const deleted = deletedChannel(activity);
      if (deleted === undefined && !isRemoval(activity)) return false;
      const tenantId = toTenant(activity, askers);
      if (tenantId !== undefined) await watching?.gone(tenantId, withoutThread(deleted ?? activity.conversation.id));
      return true;
    },
    met({ activity, where }) {
      const { address } = where;
      // Of a meeting in a channel Graph lists the reports together with those of all its others.
      if (!watching || address?.type !== 'groupChat' || !MEETING_EVENTS.includes(activity.name ?? '')) return false;
      const job = watchMeeting(activity, where, address)
        .catch((error: unknown) => {
          log.warn('could not watch a meeting', { code: isAppError(error) ? error.code : 'internal', error });
        })
        .finally(() => running.delete(job));
      running.add(job);
      return true;
    },
    async settle() {
      await Promise.all(running);
      await watching?.settle();
    },
  };
}

/** The id of the channel that was deleted; its event comes from the team's first channel, which stays. */
function deletedChannel({ type, channelData }: Incoming): string | undefined {
  const { eventType, channel } = channelData ?? {};
  const id = isObject(channel) ? channel.id : undefined;
  return type === 'conversationUpdate' && eventType === 'channelDeleted' && typeof id === 'string' ? id : undefined;
}

function toHeld({ meetingId, organizerId }: ChatMeeting, personId: string): HeldMeeting | undefined {
  if (meetingId === undefined || organizerId === undefined) return undefined;
  return { meetingId, userId: organizerId, personId };
}

/** A guest's organisation has its own Graph, which this Rollcall does not read. */
function isForeign({ organizerTenantId }: ChatMeeting, { tenantId }: Address, { tenantOf }: Askers): boolean {
  if (organizerTenantId === undefined || tenantId === tenantOf(undefined)) return false;
  return organizerTenantId.toLowerCase() !== tenantId;
}

/** Milliseconds; undefined while it runs. */
function endOf({ name, value }: Incoming, now: number): number | undefined {
  if (name !== MEETING_END) return undefined;
  const told = isObject(value) && typeof value.EndTime === 'string' ? Date.parse(value.EndTime) : NaN;
  return told <= now ? told : now;
}
