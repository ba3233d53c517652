import { createAnswerer } from '../../../src/bot/answerer';
import { createPostBooks } from '../../../src/bot/posting/post-book';
import { AppError } from '../../../src/domain/errors';
import type { EventSource } from '../../../src/domain/sources';
import { buttonsOf } from '../chat';
import { EVENT, OWNER, startOutbox, TENANT, TITLE, type Outbox } from './outbox';

const STRANGER = '8f0b2a4e-0000-4000-8000-00000000ab02';
let outbox: Outbox;
/** Who runs the event now. */
let organisers: string[];

beforeEach(async () => {
  outbox = await startOutbox();
  organisers = [OWNER, STRANGER];
  await outbox.place('19:chat');
  await outbox.watch('19:chat');
});
afterEach(() => outbox.close());

const awhile = () => new Promise(resolve => setTimeout(resolve, 300));
const summaries = async () => (await outbox.rows()).filter(one => one.kind === 'summary');
const ofSummary = () => outbox.standing('19:chat').filter(card => card.speak.includes(`${TITLE}, `));

function ask(personId = OWNER) {
  const event = async (id: string, kind = 'webinar') => {
    if (id !== EVENT) throw new AppError('not-found');
    return {
      id,
      kind,
      title: TITLE,
      coOrganizers: [],
      confirmedRoles: organisers.map(one => ({ personId: one, role: 'organizer' })),
      status: 'published',
    };
  };
  const source = { event, events: async () => ({ events: [], unread: [] }) } as object as EventSource;
  const answerer = createAnswerer({ sourceFor: () => source, now: outbox.now, posts: createPostBooks(outbox.store) });
  const where = {
    asker: { tenantId: TENANT, personId },
    conversation: 'a:own',
    card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
  } as const;
  return {
    posts: async () => answerer.words('posts', where),
    press: (button: any) => answerer.action(button.verb, JSON.parse(JSON.stringify(button.data)), where),
  };
}

/** A summary of which nobody knows whether it arrived; `accepted`: it did. */
async function unsure(accepted: boolean) {
  outbox.connector.faults.push(accepted ? 'reset-after-accepting' : 'reset');
  await outbox.posting.start();
  await outbox.intend('19:chat');
  await outbox.until(
    rows =>
      rows.some(one => one.state === 'unknown') && rows.some(one => one.kind !== 'summary' && one.state === 'sent'),
  );
  const card = outbox.standing('19:chat').find(one => one.speak.includes('may or may not'))!;
  const [resend, there] = buttonsOf(card);
  return { card, resend, there };
}

it('where others read it, the word to the owner says nothing of the event', async () => {
  const { card } = await unsure(false);
  expect(JSON.stringify(card)).not.toContain(TITLE);
  expect(JSON.stringify(card)).not.toContain(EVENT);
});

it('the owner is told in their own chat where there is one, once', async () => {
  await outbox.place('a:own', 'personal', OWNER);
  outbox.connector.faults.push({ status: 502 });
  await outbox.posting.start();
  await outbox.intend('19:chat');
  await outbox.until(rows => rows.some(one => one.kind !== 'summary' && one.state === 'sent'));
  await awhile();
  expect(outbox.standing('a:own').map(card => JSON.stringify(card))).toEqual([expect.stringContaining(TITLE)]);
  expect(outbox.standing('19:chat')).toEqual([]);
});

it('Send it again sends it once, however often it is pressed', async () => {
  const { resend } = await unsure(false);
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask().press(resend)));
  expect(answers.map(one => (one.facts as any).done).sort()).toEqual(['resent', 'settled', 'settled', 'settled']);
  await outbox.until(rows => rows.every(one => one.state === 'sent'));
  expect((await ask().press(resend)).facts).toMatchObject({ done: 'settled', posts: [] });
  await awhile();
  expect(ofSummary()).toHaveLength(1);
});

it('a press that comes late is about an attempt that is over', async () => {
  const { resend } = await unsure(false);
  outbox.connector.faults.push('reset');
  await ask().press(resend);
  await outbox.until(rows => rows.some(one => one.state === 'unknown' && one.attempt === 2));
  expect((await ask().press(resend)).facts).toMatchObject({ done: 'settled' });
  expect(await summaries()).toMatchObject([{ state: 'unknown', attempt: 2 }]);
});

it('It is there: it is not sent again, nor are later figures as a second message', async () => {
  const { there } = await unsure(true);
  expect((await ask().press(there)).facts).toMatchObject({ done: 'there', posts: [] });
  await outbox.intend('19:chat', { attended: 300 });
  await outbox.until(rows => rows.some(one => one.reason === 'no-message-id'));
  await awhile();
  expect(ofSummary()).toHaveLength(1);
  expect((await ask().posts()).facts).toMatchObject({ posts: [{ state: 'undelivered', reason: 'unchangeable' }] });
});

it('It is there, and its owner wants newer figures: they become a message of their own, which later ones update', async () => {
  const { there } = await unsure(true);
  const noted = await ask().press(there);
  expect(JSON.stringify(noted.card)).toContain('later figures cannot change it');
  const refused = (count: number) => (rows: { reason?: string }[]) =>
    rows.filter(one => one.reason === 'no-message-id').length === count;
  await outbox.intend('19:chat', { attended: 300 });
  await outbox.until(refused(1));
  const old = buttonsOf((await ask().posts()).card).find(one => one.data.args.verdict === 'anew');
  await outbox.intend('19:chat', { attended: 310 });
  await outbox.until(refused(2));
  const listed = await ask().posts();
  expect((listed.facts as any).posts).toHaveLength(1);
  expect((await ask().press(old)).facts).toMatchObject({ done: 'settled' });
  const anew = buttonsOf(listed.card).find(one => one.data.args.verdict === 'anew');
  const answers = await Promise.all([1, 2, 3].map(() => ask().press(anew)));
  expect(answers.map(one => (one.facts as any).done).sort()).toEqual(['anew', 'settled', 'settled']);
  await outbox.until(rows => rows.some(one => one.revision === 3 && one.state === 'sent'));
  await outbox.intend('19:chat', { attended: 320 });
  await outbox.until(rows => rows.some(one => one.revision === 4 && one.state === 'sent'));
  await awhile();
  expect(ofSummary().map(card => card.speak)).toEqual([
    expect.stringContaining('264 people came'),
    expect.stringContaining('320 people came'),
  ]);
  expect((await ask().posts()).facts).toEqual({ posts: [], more: 0 });
});

it('a newer revision that waits takes the place of the one that is sent again', async () => {
  const { resend } = await unsure(false);
  await outbox.intend('19:chat', { attended: 300 });
  await awhile();
  expect(ofSummary()).toEqual([]);
  await ask().press(resend);
  await outbox.until(rows => rows.some(one => one.kind === 'summary' && one.state === 'sent'));
  expect(ofSummary().map(card => card.speak)).toEqual([expect.stringContaining('300 people came')]);
});

it.each([
  ['somebody who watches nothing there', STRANGER, [OWNER, STRANGER]],
  ['an owner who no longer runs the event', OWNER, [STRANGER]],
])('%s can press nothing and sees nothing', async (_, person, still) => {
  const { resend, there } = await unsure(false);
  organisers = still;
  const missing = { ...resend, data: { args: { post: 'no-such-post.1', verdict: 'resend' } } };
  const never = await ask(person).press(missing);
  for (const button of [resend, there]) {
    const answer = await ask(person).press(button);
    expect(answer.problem).toBe('not-found');
    expect(answer.card).toEqual(never.card);
  }
  const listed = await ask(person).posts();
  expect(JSON.stringify(listed)).not.toContain(TITLE);
  expect(await summaries()).toMatchObject([{ state: 'unknown', attempt: 1 }]);
});

it('lists what waits, what nobody knows and what Teams refused, with what can be done', async () => {
  const me = ask();
  expect((await me.posts()).facts).toEqual({ posts: [], more: 0 });
  outbox.connector.faults.push({ status: 413 });
  await outbox.posting.start();
  await outbox.intend('19:chat');
  await outbox.until(rows => rows.some(one => one.state === 'dead'));
  outbox.connector.faults.push({ status: 429, headers: { 'Retry-After': '60' } });
  await outbox.intend('19:chat', { session: 's2' });
  await outbox.until(rows => rows.some(one => one.reason === 'throttled'));
  const answer = await me.posts();
  expect(answer.facts).toMatchObject({
    posts: [
      { state: 'waiting', title: TITLE },
      { state: 'undelivered', reason: 'refused', title: TITLE },
    ],
  });
  const [again] = buttonsOf(answer.card).filter(one => one.data.args.verdict === 'resend');
  outbox.moveClock(60_000);
  expect((await ask().press(again)).facts).toMatchObject({ done: 'resent' });
  await outbox.until(rows => rows.length === 2 && rows.every(one => one.state === 'sent'));
});

it('without a database it says so', async () => {
  const answerer = createAnswerer({ sourceFor: () => ({}) as EventSource, now: Date.now });
  const answer = await answerer.words('posts', {
    asker: { tenantId: TENANT, personId: OWNER },
    conversation: 'a',
    card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
  });
  expect(answer.problem).toBe('posts-need-store');
  expect(JSON.stringify(answer.card)).not.toMatch(/watch/i);
});
