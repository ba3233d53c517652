import { createWorld } from '../../../src/sandbox/world/world';
import { NOON } from '../chat';

/** What the chats of these tests find in the tenant: the same seed, clock and number of attendees. */
export const world = createWorld({ seed: 1, now: NOON, attendees: 60 });
export const ATTENDEES = { attendees: 60, seed: 1 };
export const { people } = world;

export const records = world.calls.all();

/** The call of an event's session or of a meeting, by its title; the newest where there are several. */
export function callOf(title: string) {
  const rooms = [
    ...world.events.filter(one => one.title.startsWith(title)).flatMap(one => one.sessions),
    ...world.meetings.filter(one => one.subject?.startsWith(title)),
  ].map(one => one.joinWebUrl);
  const [call] = records.filter(one => rooms.includes(one.joinWebUrl ?? '')).sort((a, b) => b.start - a.start);
  return call!;
}

export const betweenTwo = records.find(
  one => one.type === 'peerToPeer' && one.session(0).caller?.party?.id === people.demo.id,
)!;

export const nobodys = '0aaaaaaa-1111-4222-8333-444444444444';
