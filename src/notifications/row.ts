import type { EventKind } from '../domain/event';
import type { Iso } from '../domain/time';

/** One item of a notification, as it is kept. It is a hint to look again, never data: whoever works on it reads everything anew from Graph. */
export type NotificationRow = ChangeRow | LifecycleRow;

interface RowHead {
  /** Two items with the same key say the same: the later one is left out. */
  key: string;
  /** In lower case. */
  subscriptionId: string;
  /** In lower case; Graph leaves it out for town halls. */
  tenantId?: string;
  /** As it came: not checked yet, since that takes the subscription. */
  clientState?: string;
  /** When the subscription ends, by what Graph says. */
  expires?: Iso;
}

/** Something came into being or changed. */
export interface ChangeRow extends RowHead {
  of: 'change';
  /** `created`, `updated`, `deleted`, or a word that Graph adds later; in lower case. */
  changeType: string;
  place: ChangedPlace;
}

/** What changed: as much of the path as there was. `other`: nothing that Rollcall knows. */
export interface ChangedPlace {
  what: 'event' | 'session' | 'report' | 'other';
  kind?: EventKind;
  eventId?: string;
  sessionId?: string;
  reportId?: string;
}

/** Something about the subscription itself. */
export interface LifecycleRow extends RowHead {
  of: 'lifecycle';
  /** `reauthorizationRequired`, `subscriptionRemoved`, `missed`, or a word that Graph adds later; as it came. */
  lifecycleEvent: string;
}
