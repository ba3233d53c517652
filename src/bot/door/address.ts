import type { CardContext } from '../../cards/card';
import type { Asker } from '../../domain/sources';
import type { Address } from '../watch/watch-book';
import type { Incoming } from './activity';

const LONGEST_ID = 1000;

/**
 * Where the conversation of an activity can be posted to later. Undefined where the channel does not say enough, and in a chat of two people: a card
 * that was inserted there can be pressed, but Rollcall is no member.
 */
export function toAddress(
  activity: Incoming,
  { tenantId, asker, place }: { tenantId: string | undefined; asker: Asker | undefined; place: CardContext['place'] },
): Address | undefined {
  const { serviceUrl, recipient, conversation } = activity;
  if (tenantId === undefined || !serviceUrl || !recipient) return undefined;
  const id = withoutThread(conversation.id);
  if (id === '' || id.length > LONGEST_ID) return undefined;
  const base = { tenantId, id, serviceUrl, botId: recipient.id };
  const type = conversation.conversationType?.toLowerCase();
  if (place === 'personal') return asker && { ...base, type: 'personal', personId: asker.personId.toLowerCase() };
  return type === 'personal' ? undefined : { ...base, type: type === 'channel' ? 'channel' : 'groupChat' };
}

/** A thread of a channel is an answer to one of its posts: what is posted later is a post of its own. */
export function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/i, '');
}
