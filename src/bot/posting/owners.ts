import type { Conversation } from '../../store/conversations';
import type { OutboxRow } from '../../store/outbox-row';
import type { Tx } from '../../store/store';
import type { Watch } from '../../store/watches';

type Of = Pick<OutboxRow, 'tenant' | 'conversationId' | 'eventId' | 'sessionId' | 'reportHome'>;

/** Whether this is a wish for such a row. A series is known by its events, which the store does not keep: the right to the event decides there. */
export function isWishFor(watch: Watch, row: Pick<OutboxRow, 'conversationId' | 'eventId'>): boolean {
  const isMeant = watch.what !== 'event' || watch.targetId === row.eventId;
  return watch.conversationId === row.conversationId && isMeant;
}

/** Whether anybody still wishes it in its place. */
export async function isWished(tx: Tx, row: Of): Promise<boolean> {
  return (await tx.watches.inConversation(row.tenant, row.conversationId)).some(watch => isWishFor(watch, row));
}

/** Entra object ids of those who asked for it in its place; where nobody did by a watch, of whose right it was read by. */
export async function ownersOf(tx: Tx, row: Of): Promise<string[]> {
  const watches = await tx.watches.inConversation(row.tenant, row.conversationId);
  const people = watches.filter(watch => isWishFor(watch, row)).map(watch => watch.personId);
  if (people.length > 0) return [...new Set(people)];
  const session = await tx.sessions.find(row.tenant, row.sessionId, row.reportHome);
  return session?.ownerId ? [session.ownerId] : [];
}

/** The own chats of these people, as far as they have one. */
export async function chatsOf(tx: Tx, tenant: string, people: readonly string[]): Promise<Conversation[]> {
  const chats = [];
  for (const person of people) {
    const chat = await tx.conversations.personalOf(tenant, person);
    if (chat) chats.push(chat);
  }
  return chats;
}
