import type { Base } from './base';
import type { Tables } from './tables';

export type ConversationType = 'personal' | 'groupChat' | 'channel';

/** Where a message can be sent to without being asked. */
export interface Conversation {
  tenant: string;
  /** Teams' conversation id. */
  id: string;
  serviceUrl: string;
  type: ConversationType;
  botId: string;
  /** Entra object id of whose personal chat it is; absent elsewhere. */
  personId?: string;
  state: 'active' | 'gone';
}

export interface Conversations {
  /** Adds it, or takes its newest address; one that was gone is active again. */
  save(conversation: Omit<Conversation, 'state'>): Promise<void>;
  find(tenant: string, id: string): Promise<Conversation | undefined>;
  /** Their own chat with Rollcall, where it is known and not gone. */
  personalOf(tenant: string, personId: string): Promise<Conversation | undefined>;
  /** Nothing can be sent there any more; what waits for it is dead. */
  markGone(tenant: string, id: string): Promise<void>;
}

export function createConversations({ db, now }: Base): Conversations {
  return {
    async save(conversation) {
      const { serviceUrl, type, botId, personId = null } = conversation;
      const facts = { serviceUrl, type, botId, personId, state: 'active', changedAt: now() };
      await db
        .insertInto('conversations')
        .values({ tenant: conversation.tenant, id: conversation.id, ...facts })
        .onConflict(conflict => conflict.columns(['tenant', 'id']).doUpdateSet(facts))
        .execute();
    },
    async find(tenant, id) {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toConversation(row);
    },
    async personalOf(tenant, personId) {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('personId', '=', personId)
        .where('type', '=', 'personal')
        .where('state', '=', 'active')
        .orderBy('changedAt', 'desc')
        .executeTakeFirst();
      return row && toConversation(row);
    },
    async markGone(tenant, id) {
      await endConversation({ db, now }, tenant, id);
    },
  };
}

/** Marks it gone; what waits to be sent there is dead. */
export async function endConversation(
  { db, now }: Pick<Base, 'db' | 'now'>,
  tenant: string,
  id: string,
): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ state: 'gone', changedAt: now() })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '<>', 'gone')
    .execute();
  await db
    .updateTable('outbox')
    .set({ state: 'dead', reason: 'gone', changedAt: now() })
    .where('tenant', '=', tenant)
    .where('conversationId', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

function toConversation(row: Tables['conversations']): Conversation {
  const { tenant, id, serviceUrl, botId, personId } = row;
  return {
    tenant,
    id,
    serviceUrl,
    botId,
    type: row.type as ConversationType,
    state: row.state as Conversation['state'],
    ...(personId !== null && { personId }),
  };
}
