import { count } from '../../src/cli/soak/count';
import { planFor } from '../../src/cli/soak/plan';
import { createCollectionReader } from '../../src/cli/soak/reader';
import { startTown, type Town } from '../../src/cli/soak/town';
import type { OutboxRow } from '../../src/store/outbox-row';

const [plan] = planFor(7, 1, 3).events;
let town: Town;
let people: number;
beforeEach(async () => {
  town = await startTown(7, 1);
  town.calm();
  town.end({ ...plan!, number: 3, people: 30 });
  const [ended] = town.ended;
  const path = `solutions/virtualEvents/${ended!.event.kind}s/${encodeURIComponent(ended!.event.id)}/sessions/${ended!.sessionId}/attendanceReports`;
  const read = createCollectionReader(town.sandbox.root);
  for (const end = Date.now() + 10_000; Date.now() < end && (await read(path)).length === 0;)
    await new Promise(resolve => setTimeout(resolve, 100));
  people = 30;
}, 20_000);
afterEach(() => town.close());

const post = async (place: string, speak: string, more: object = {}): Promise<void> => {
  const response = await fetch(
    `${town.connector.serviceUrl}/v3/conversations/${encodeURIComponent(place)}/activities`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', attachments: [{ content: { speak, ...more } }] }),
    },
  );
  expect(response.status).toBe(201);
};
const summary = (count: number) => `Live Session 3, today. ${count} people came. At most 20 at once.`;
const row = (place: string, state: OutboxRow['state'], attempt = 1) =>
  ({
    ...{ id: 'row', kind: 'summary', state, attempt, conversationId: place },
    eventId: town.ended[0]!.event.id,
  }) as OutboxRow;

it('finds what is there once, what shows something old, what is there twice and what is lost', async () => {
  const [first, second, third] = town.ended[0]!.places;
  expect(third).toBe('a:co-organizer');
  await post(first!, summary(people));
  await post(second!, summary(people - 1));
  await post(third!, summary(people));
  expect(await count(town, [])).toMatchObject({ due: 3, once: 3, newest: 2, twice: [], lost: [] });
  expect((await count(town, [])).stale).toEqual([expect.stringContaining(`${people - 1} of ${people}`)]);
  await post(third!, summary(people));
  await post(second!, 'Live Session 30, today. 12 people came.');
  expect(await count(town, [])).toMatchObject({ once: 2, twice: ['Live Session 3 in a:co-organizer'], lost: [] });
}, 20_000);

it('what nobody knows is neither there nor lost, and its owner is to be asked', async () => {
  const [first, second, third] = town.ended[0]!.places;
  await post(first!, summary(people));
  const rows = [row(first!, 'unknown', 2), row(second!, 'unknown'), row(third!, 'dead')];
  const before = { unknownThere: 1, unknownAway: 1, asked: 0, lost: ['Live Session 3 in a:co-organizer'], once: 0 };
  expect(await count(town, rows)).toMatchObject(before);
  await post('a:organizer', 'It may or may not be there.', { actions: [{ data: { args: { post: 'row.2' } } }] });
  expect((await count(town, rows)).asked).toBe(1);
}, 20_000);
