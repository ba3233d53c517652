import { CALL_RECORDS_KEPT } from '../../../src/domain/call-record';
import { NOON, startChat, type Chat } from '../chat';
import { ATTENDEES, people, records, world } from './call-desk';

/* Whoever asks for whichever call by a button has those of what they run, by the tenant's own roles, and no other. */

let chat: Chat;
beforeAll(async () => {
  chat = await startChat(ATTENDEES);
});
afterAll(() => chat.close());

/** Who runs what meets in a room, by its join link. */
const runners = new Map<string, string[]>();
for (const { organizer, coOrganizers, sessions } of world.events)
  for (const { joinWebUrl } of sessions)
    runners.set(
      joinWebUrl,
      [organizer, ...coOrganizers].map(one => one.id),
    );
for (const { organizer, coOrganizers, joinWebUrl } of world.meetings)
  runners.set(
    joinWebUrl,
    [organizer, ...coOrganizers].map(one => one.id),
  );

const askers = [
  people.demo,
  people.coOrganizer,
  people.secondCoOrganizer,
  people.boardOrganizer,
  people.presenter,
  people.stranger,
];
/** Kept by Graph, and written long ago; each asker has others of them. */
const settled = records.filter(one => one.start > NOON - CALL_RECORDS_KEPT && one.end < NOON - 24 * 3_600_000);

it.each(askers.map((asker, turn) => [asker.name, asker.id, turn] as const))('%s', async (name, person, turn) => {
  const asked = settled.filter((_, index) => index % 3 === turn % 3);
  expect(asked.length).toBeGreaterThan(15);
  for (const { id, type, joinWebUrl, organizer } of asked) {
    const isRun = organizer?.id === person || (runners.get(joinWebUrl ?? '') ?? []).includes(person);
    const may = type === 'groupCall' && joinWebUrl !== null && isRun;
    const { problem } = await chat.press('quality', { args: { call: id } }, { person, conversation: `${name} ${id}` });
    expect([id, problem]).toEqual([id, may ? undefined : 'call-not-found']);
  }
});
