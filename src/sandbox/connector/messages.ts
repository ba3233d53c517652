import { randomUUID } from 'node:crypto';
import { refused, type ChannelReply } from './channel';

/** An activity as the bot wrote it: whatever it holds. */
export type SentActivity = Record<string, unknown> & {
  type?: string;
  id?: string;
  replyToId?: string;
  attachments?: { contentType?: string; name?: string; content: Record<string, unknown> }[];
};

/** What stands in the conversations. */
export interface Messages {
  /** Oldest first, each as last updated. */
  standing(conversation: string): SentActivity[];
  send(conversation: string, activity: SentActivity): ChannelReply;
  /** A message that was there before this connector is known from its first update on. */
  update(conversation: string, id: string, activity: SentActivity): ChannelReply;
  remove(conversation: string, id: string): ChannelReply;
  /** A new conversation, or the one there is with this one person. */
  create(body: Record<string, unknown>, serviceUrl: string): ChannelReply;
}

export function createMessages(): Messages {
  const conversations = new Map<string, Map<string, SentActivity>>();
  const removed = new Set<string>();
  let number = 0;

  const of = (conversation: string): Map<string, SentActivity> => {
    const known = conversations.get(conversation) ?? new Map<string, SentActivity>();
    conversations.set(conversation, known);
    return known;
  };
  const send: Messages['send'] = (conversation, activity) => {
    const id = `message-${++number}`;
    if (activity.type !== 'typing') of(conversation).set(id, { ...activity, id });
    return { status: 201, body: { id } };
  };
  const gone = refused(404, 'ActivityNotFoundInConversation', 'Activity not found in this conversation.');

  return {
    standing: conversation => [...(conversations.get(conversation)?.values() ?? [])],
    send,
    update(conversation, id, activity) {
      if (removed.has(`${conversation} ${id}`)) return gone;
      of(conversation).set(id, { ...activity, id });
      return { status: 200, body: { id } };
    },
    remove(conversation, id) {
      if (removed.has(`${conversation} ${id}`)) return gone;
      of(conversation).delete(id);
      removed.add(`${conversation} ${id}`);
      return { status: 200 };
    },
    create(body, serviceUrl) {
      const [member] = Array.isArray(body.members) ? (body.members as { id?: unknown }[]) : [];
      if (typeof member?.id !== 'string') return refused(400, 'BadSyntax', 'Members are required.');
      const id = body.isGroup === true ? `19:${randomUUID()}@thread.v2` : `a:${member.id}`;
      const first = body.activity as SentActivity | undefined;
      const sent = first && (send(id, first).body as { id: string });
      return { status: 201, body: { id, serviceUrl, ...(sent && { activityId: sent.id }) } };
    },
  };
}
