import type { Right } from './access';
import type { VirtualEvent } from './event';
import type { EventList } from './sources';

/** An event that the asker may read, and how. */
export interface MyEvent {
  event: VirtualEvent;
  role: Right;
}

export interface MyEvents {
  events: MyEvent[];
  unread: EventList['unread'];
}
