import { createCalendar } from './calendar';
import { type CallOptions, createCalls, type TenantCalls } from './calls';
import { eventsOfOthers } from './events-of-others';
import { endedEvents } from './events-ended';
import { oddEvents } from './events-odd';
import { plannedEvents } from './events-planned';
import { runningEvents } from './events-running';
import type { Maker } from './maker';
import { createMeetings } from './meetings';
import type { TenantEvent, TenantMeeting } from './model';
import { createDirectory, type Directory, type Member } from './people';
import { guidOf } from './random';

export interface WorldOptions {
  seed: number;
  /** Milliseconds; what all times are relative to. */
  now: number;
  /** People in the large town hall, at most 200,000. */
  attendees: number;
  /** So many more events that are on. */
  running?: number;
  calls?: CallOptions;
}

/** The whole pretend tenant: the same options give the same tenant, and ids depend on the seed alone. */
export interface World {
  people: Directory;
  events: TenantEvent[];
  meetings: TenantMeeting[];
  calls: TenantCalls;
  groups: Group[];
}

/** People who may be given rights together. */
export interface Group {
  id: string;
  name: string;
  members: readonly Member[];
}

export const MOST_ATTENDEES = 200_000;

export function createWorld({ seed, now, attendees, running = 0, calls }: WorldOptions): World {
  if (!Number.isInteger(attendees) || attendees < 10 || attendees > MOST_ATTENDEES)
    throw new RangeError(`The large town hall takes 10 to ${MOST_ATTENDEES} attendees, not ${attendees}.`);
  const people = createDirectory(seed);
  const maker: Maker = { seed, people, calendar: createCalendar(now), attendees };
  const events = [
    ...endedEvents(maker),
    ...plannedEvents(maker),
    ...oddEvents(maker),
    ...eventsOfOthers(maker),
    ...runningEvents(maker, running),
  ];
  const meetings = createMeetings(maker);
  return {
    people,
    events,
    meetings,
    calls: createCalls(maker, { events, meetings }, calls),
    groups: [{ id: guidOf(seed, 'group', 'events office'), name: 'Events Office', members: [people.otherNamesake] }],
  };
}
