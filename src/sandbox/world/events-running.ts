import { HOUR, MINUTE } from './calendar';
import { makeEvent, type Maker } from './maker';
import type { TenantEvent } from './model';

const HOURS = 12;

/** `Live Session 1` and so on, webinars and town halls in turn: on for half a day, unless they are ended. */
export function runningEvents(maker: Maker, count: number): TenantEvent[] {
  return Array.from({ length: count }, (_, index) =>
    makeEvent(maker, {
      key: `running-${index + 1}`,
      kind: index % 2 ? 'townhall' : 'webinar',
      title: `Live Session ${index + 1}`,
      start: maker.calendar.in(-30),
      minutes: (HOURS * HOUR) / MINUTE,
    }),
  );
}
