import { OWNER, startOutbox, TITLE, type Outbox } from './outbox';

let outbox: Outbox;
afterEach(() => outbox.close());

it('a question that may not have reached the owner is asked again, the summary is not', async () => {
  outbox = await startOutbox();
  await outbox.place('19:chat');
  await outbox.place('a:own', 'personal', OWNER);
  await outbox.watch('19:chat');
  // The summary, and the question about it.
  outbox.connector.faults.push({ status: 502 }, { status: 502 });
  await outbox.posting.start();
  await outbox.intend('19:chat');
  const rows = await outbox.until(all => all.some(one => one.kind !== 'summary' && one.state === 'sent'));
  expect(rows.find(one => one.kind === 'summary')).toMatchObject({ state: 'unknown', attempt: 1 });
  expect(rows.find(one => one.kind !== 'summary')).toMatchObject({ attempt: 2 });
  expect(outbox.standing('a:own').map(card => JSON.stringify(card))).toEqual([expect.stringContaining(TITLE)]);
  expect(outbox.standing('19:chat')).toEqual([]);
});
