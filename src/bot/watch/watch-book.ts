import type { ConversationType } from '../../store/conversations';
import type { Watch } from '../../store/watches';

/** A conversation, as somewhere to post to without being asked. */
export interface Address {
  tenantId: string;
  /** Teams' conversation id, of a channel itself and not of one of its threads. */
  id: string;
  serviceUrl: string;
  type: ConversationType;
  /** The bot's own id in Teams, `28:…`. */
  botId: string;
  /** Entra object id of whose personal chat it is; absent elsewhere. */
  personId?: string;
}

export type Target = Pick<Watch, 'what' | 'targetId'>;

/** A watch, and what is known of its place. */
export interface PlacedWatch extends Watch {
  type: ConversationType;
  isGone: boolean;
}

/** The watches that one asker may see or make from one conversation. */
export interface WatchBook {
  /** Where it posts. */
  type: ConversationType;
  conversationId: string;
  /** The same twice is one. */
  add(target: Target): Promise<{ isNew: boolean }>;
  /** Everybody's in this conversation, oldest first. */
  here(): Promise<PlacedWatch[]>;
  /** The asker's own, wherever they post, oldest first. */
  mine(): Promise<PlacedWatch[]>;
  find(id: string): Promise<PlacedWatch | undefined>;
  /** Whether it was there. */
  remove(watch: Watch): Promise<boolean>;
}
