import { isSamePerson } from '../../domain/access';
import { keepNewest } from '../../domain/newest';
import type { Asker } from '../../domain/sources';
import { isMeetingKey, toHomeKey } from '../../store/home-key';
import { addLook } from '../../store/looks';
import type { Store, Tx } from '../../store/store';
import type { Watch } from '../../store/watches';
import type { ServiceUrlRule } from '../door/clouds';
import type { Address, PlacedWatch, Target, WatchBook } from './watch-book';

/** What Rollcall keeps of where it is and what is watched there. */
export interface Watching {
  bookOf(asker: Asker, address: Address): WatchBook;
  /** Something came from there: where it is watched, its address is renewed. Never throws; `isAnew` after an installation. */
  seen(address: Address, isAnew?: boolean): void;
  /** Rollcall was taken out of it. */
  gone(tenantId: string, conversationId: string): Promise<void>;
  /** A meeting began, or with `endAt` (milliseconds) ended: its organiser watches it in its own chat, unless that was taken away there. */
  met(address: Address, meeting: HeldMeeting, endAt?: number): Promise<void>;
  /** Waits for what is still being written. */
  settle(): Promise<void>;
}

export interface HeldMeeting {
  meetingId: string;
  /** As Graph is asked for it: the `{userId}` of the path. */
  userId: string;
  /** Entra object id of the organiser, in whose right it is read. */
  personId: string;
}

export interface WatchingOptions {
  store: Pick<Store, 'transaction'>;
  /** No other address is kept: the bot's token would go there. */
  mayPostTo: ServiceUrlRule;
  /** Milliseconds. */
  now: () => number;
  /** Told of what could not be written, and whose loss nobody sees. */
  onError: (error: unknown) => void;
  /** Something is watched that was not, or is not any more. */
  changed?: () => void;
}

/** For this long an address that came again unchanged is not looked up: another process may have heard otherwise. */
const FRESH_MS = 10 * 60_000;
const MOST_FRESH = 5_000;

/** Watches, and the addresses of the conversations that they post to. */
export function createWatching(options: WatchingOptions): Watching {
  const { store, mayPostTo, now, onError, changed = () => undefined } = options;
  const fresh = new Map<string, { facts: string; until: number }>();
  const running = new Set<Promise<void>>();

  const saveAddress: SaveAddress = async (tx, { tenantId: tenant, ...address }) => {
    if (!mayPostTo(address.serviceUrl)) throw new Error('not an address to post to');
    await tx.conversations.save({ tenant, ...address });
  };

  function note(address: Address): void {
    const key = keyOf(address.tenantId, address.id);
    keepNewest(fresh, key, { facts: JSON.stringify(address), until: now() + FRESH_MS }, MOST_FRESH);
  }

  return {
    bookOf: (asker, address) => createBook(store, asker, address, { note, changed, saveAddress }),
    seen(address, isAnew) {
      const known = fresh.get(keyOf(address.tenantId, address.id));
      if (!isAnew && known && known.until > now() && known.facts === JSON.stringify(address)) return;
      note(address);
      const write = store
        .transaction(tx => renew(tx, address, saveAddress))
        .catch((error: unknown) => {
          fresh.delete(keyOf(address.tenantId, address.id));
          onError(error);
        })
        .finally(() => running.delete(write));
      running.add(write);
    },
    async gone(tenantId, conversationId) {
      fresh.delete(keyOf(tenantId, conversationId));
      await store.transaction(tx => tx.conversations.markGone(tenantId, conversationId));
    },
    async met(address, { meetingId, userId, ...of }, endAt) {
      const personId = of.personId.toLowerCase();
      const { tenantId: tenant, id: conversationId } = address;
      const targetId = meetingTarget(userId, meetingId);
      await store.transaction(async tx => {
        const isUnwanted = (await tx.marks.get(tenant, unwantedMark(conversationId, targetId))) !== undefined;
        if (!isUnwanted) {
          await saveAddress(tx, address);
          await tx.watches.add({ tenant, personId, conversationId, what: 'event', targetId });
        }
        if (endAt === undefined) return;
        const wanted = await tx.watches.matching(tenant, { eventId: targetId });
        // Everything that somebody runs is webinars and town halls: Graph lists nobody's meetings.
        if (!wanted.some(watch => watch.what === 'event')) return;
        const session = { sessionId: meetingId, reportHome: targetId, eventId: targetId };
        await tx.sessions.save({ tenant, ...session, ownerId: personId, endAt });
        await addLook(tx, await tx.sessions.find(tenant, meetingId, targetId));
      });
    },
    async settle() {
      await Promise.all(running);
    },
  };
}

type SaveAddress = (tx: Tx, address: Address) => Promise<void>;

function createBook(
  store: Pick<Store, 'transaction'>,
  asker: Asker,
  address: Address,
  how: { note: (address: Address) => void; changed: () => void; saveAddress: SaveAddress },
): WatchBook {
  const { note, changed, saveAddress } = how;
  const tenant = asker.tenantId;
  // Entra object ids compare without case; kept, they are found by equality.
  const personId = asker.personId.toLowerCase();
  const { id: conversationId, type } = address;
  const placed = async (tx: Tx, watch: Watch): Promise<PlacedWatch> => {
    const place = await tx.conversations.find(tenant, watch.conversationId);
    return { ...watch, type: place?.type ?? 'groupChat', isGone: place?.state !== 'active' };
  };
  const all = (read: (tx: Tx) => Promise<Watch[]>): Promise<PlacedWatch[]> =>
    store.transaction(async tx => {
      const list: PlacedWatch[] = [];
      for (const watch of await read(tx)) list.push(await placed(tx, watch));
      return list;
    });
  return {
    type,
    conversationId,
    async add(target: Target) {
      const { isNew } = await store.transaction(async tx => {
        await saveAddress(tx, address);
        return tx.watches.add({ tenant, personId, conversationId, ...target });
      });
      note(address);
      if (isNew) changed();
      return { isNew };
    },
    here: () => all(tx => tx.watches.inConversation(tenant, conversationId)),
    mine: () => all(tx => tx.watches.ofPerson(tenant, personId)),
    find: id =>
      store.transaction(async tx => {
        const watch = await tx.watches.find(tenant, id);
        return watch && placed(tx, watch);
      }),
    async remove(watch) {
      const wasThere = await store.transaction(async tx => {
        // Of a meeting that would be watched again at its next start.
        if (isMeetingKey(watch.targetId))
          await tx.marks.advance(tenant, unwantedMark(watch.conversationId, watch.targetId), 1);
        return tx.watches.remove(tenant, watch.id);
      });
      if (wasThere) changed();
      return wasThere;
    },
  };
}

/** Only of places where something is watched: Rollcall keeps no list of everybody it ever talked to. */
async function renew(tx: Tx, address: Address, saveAddress: SaveAddress): Promise<void> {
  const known = await tx.conversations.find(address.tenantId, address.id);
  if (!known) return;
  const { serviceUrl, type, botId, personId, state } = known;
  const isSame =
    serviceUrl === address.serviceUrl &&
    type === address.type &&
    botId === address.botId &&
    personId === address.personId;
  if (!isSame || state !== 'active') await saveAddress(tx, address);
}

/** What a watch of an online meeting is kept by. Ids of people compare without case. */
export function meetingTarget(userId: string, meetingId: string): string {
  return toHomeKey({ of: 'meeting', userId: userId.toLowerCase(), meetingId });
}

/** Whether this watch is this person's own. */
export function isOwn(watch: Pick<Watch, 'personId'>, { personId }: Asker): boolean {
  return isSamePerson(watch.personId, personId);
}

function unwantedMark(conversationId: string, targetId: string): string {
  return `unwatched ${conversationId} ${targetId}`;
}

function keyOf(tenantId: string, id: string): string {
  return JSON.stringify([tenantId, id]);
}
