import type { OutboxRow } from '../../../src/store/outbox-row';
import { thorough, turnOf } from '../../support/thorough';
import { EVENT, OWNER, startOutbox, TENANT, TITLE, type Outbox, type OutboxOptions } from './outbox';

let outbox: Outbox;
const start = async (options?: OutboxOptions) => {
  outbox = await startOutbox(options);
  await outbox.place('19:chat');
  await outbox.watch('19:chat');
};
afterEach(() => outbox.close());

const summary = (rows: OutboxRow[]) => rows.filter(one => one.kind === 'summary');
const all = (state: string) => (rows: OutboxRow[]) =>
  summary(rows).length > 0 && summary(rows).every(one => one.state === state);
const writes = () => outbox.connector.sent.map(one => one.method);
/** Long enough for a second request, if there were to be one. */
const awhile = () => new Promise(resolve => setTimeout(resolve, 250));

describe('a summary', () => {
  it('is posted once, in its place, answering nothing', async () => {
    await start();
    await outbox.posting.start();
    expect(await outbox.intend('19:chat')).toBe('intended');
    const [row] = await outbox.until(all('sent'));
    expect(row).toMatchObject({ activityId: 'message-1', attempt: 1 });
    expect(await outbox.intend('19:chat')).toBe('told');
    await awhile();
    const [sent, ...more] = outbox.connector.sent;
    expect(more).toEqual([]);
    expect(sent).toMatchObject({
      method: 'POST',
      path: `/_connector/v3/conversations/${encodeURIComponent('19:chat')}/activities`,
    });
    expect(sent!.activity.replyToId).toBeUndefined();
    expect(sent!.activity.attachments![0]!.content.speak).toContain(TITLE);
    expect(outbox.told).toEqual([{ outcome: 'sent', lagMs: expect.any(Number) }]);
    expect(outbox.told[0]!.lagMs).toBeGreaterThanOrEqual(60_000);
    expect(outbox.errors).toEqual([]);
    // In whose name: of who wished it there.
    expect(await outbox.store.transaction(tx => tx.audit.of(TENANT, { limit: 10 }))).toMatchObject([
      { personId: OWNER, deed: 'posted', command: 'watch', id: EVENT, place: 'shared' },
    ]);
  });

  it('that was intended before this process began is posted too', async () => {
    await start();
    await outbox.intend('19:chat');
    await outbox.posting.start();
    await outbox.until(all('sent'));
    expect(outbox.standing('19:chat')).toHaveLength(1);
  });

  it('that grew is updated where it stands', async () => {
    await start();
    await outbox.posting.start();
    await outbox.intend('19:chat', { attended: 264 });
    await outbox.until(all('sent'));
    await outbox.intend('19:chat', { attended: 300 });
    await outbox.until(rows => rows.filter(one => one.state === 'sent').length === 2);
    expect(writes()).toEqual(['POST', 'PUT']);
    const standing = outbox.standing('19:chat');
    expect(standing).toHaveLength(1);
    expect(standing[0].speak).toContain('300 people came');
  });

  it('that grew before it was sent is sent once, as it is now', async () => {
    await start();
    await outbox.intend('19:chat', { attended: 264 });
    await outbox.intend('19:chat', { attended: 300 });
    await outbox.posting.start();
    await outbox.until(rows => rows.some(one => one.state === 'sent'));
    await awhile();
    expect(writes()).toEqual(['POST']);
    expect(outbox.standing('19:chat')[0].speak).toContain('300 people came');
  });

  it('tells small groups in a personal chat and not to others', async () => {
    await start();
    await outbox.place('a:own', 'personal', OWNER);
    await outbox.posting.start();
    await outbox.intend('a:own', { attended: 3 });
    await outbox.intend('19:chat', { attended: 3 });
    await outbox.until(all('sent'));
    expect(JSON.stringify(outbox.standing('a:own'))).toContain('3 people came');
    expect(JSON.stringify(outbox.standing('19:chat'))).toContain('Fewer than 5 people came');
  });

  it('that nobody can draw is not sent, and not tried again', async () => {
    await start();
    await outbox.store.transaction(async tx => {
      const row = await tx.outbox.enqueue({
        ...rowFacts(),
        content: '{"attendance":',
      });
      await tx.jobs.add('send-summary', { tenant: rowFacts().tenant, id: (row as { id: string }).id });
    });
    await outbox.posting.start();
    expect(await outbox.until(all('dead'))).toMatchObject([{ reason: 'undrawn' }]);
    expect(writes()).toEqual([]);
    expect(outbox.log).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'a message could not be drawn' }),
    );
  });
});

function rowFacts() {
  return {
    tenant: TENANT,
    sessionId: 's',
    reportHome: 'h',
    conversationId: '19:chat',
    kind: 'summary',
    revision: 1,
    eventId: EVENT,
  };
}

describe('Teams says no for now', () => {
  // The next one is of 429 too.
  it.each(turnOf([429, 412], 1, 2))('%i: again at Retry-After, never earlier', async status => {
    await start();
    outbox.connector.faults.push({ status, headers: { 'Retry-After': '1' } });
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(all('sent'));
    const [first, second, ...more] = outbox.connector.sent;
    expect([first!.method, second!.method, more]).toEqual([`POST ${status}`, 'POST', []]);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_000);
    expect(second!.at - first!.at).toBeLessThan(3_000);
  });

  it('429 stops the whole tenant for as long, in other conversations too', async () => {
    await start();
    await outbox.place('19:other');
    outbox.connector.faults.push({ status: 429, headers: { 'Retry-After': '1' } });
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(rows => rows.some(one => one.reason === 'throttled'));
    await outbox.intend('19:other');
    await outbox.until(all('sent'));
    const [first, ...later] = outbox.connector.sent;
    expect(later).toHaveLength(2);
    for (const one of later) expect(one.at - first!.at).toBeGreaterThanOrEqual(1_000);
  });

  it('401 is our own trouble: nothing is lost', async () => {
    await start();
    outbox.connector.faults.push({ status: 401 });
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(all('sent'));
    expect(writes()).toEqual(['POST 401', 'POST']);
  });

  it('a connection that was refused sent nothing: again, and once', async () => {
    await start();
    await outbox.store.transaction(tx =>
      tx.conversations.save({
        tenant: TENANT,
        id: '19:chat',
        serviceUrl: 'http://127.0.0.1:1/x',
        type: 'groupChat',
        botId: 'b',
      }),
    );
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(rows => rows.some(one => one.reason === 'unreachable'));
    await outbox.place('19:chat');
    await outbox.until(all('sent'));
    expect(outbox.standing('19:chat')).toHaveLength(1);
  });
});

describe('Teams says never', () => {
  const refusal = (status: number, code: string) => ({ status, body: { error: { code, message: 'no' } } });

  const codes = [
    'ConversationBlockedByUser',
    'BotNotInConversationRoster',
    'BotDisabledByAdmin',
    'MessageWritesBlocked',
  ];
  it.each(turnOf(codes, 0, 2))('403 %s: the conversation is gone, and what waits for it with it', async code => {
    await start();
    outbox.connector.faults.push(refusal(403, code));
    await outbox.posting.start();
    await outbox.intend('19:chat');
    expect(await outbox.until(all('dead'))).toMatchObject([{ reason: 'gone' }]);
    expect(await outbox.intend('19:chat', { session: 's2' })).toBe('gone');
    await awhile();
    expect(writes()).toEqual(['POST 403']);
  });

  it('404: gone as well', async () => {
    await start();
    outbox.connector.faults.push(refusal(404, 'ConversationNotFound'));
    await outbox.posting.start();
    await outbox.intend('19:chat');
    expect(await outbox.until(all('dead'))).toMatchObject([{ reason: 'gone' }]);
  });

  it.each(turnOf([400, 403, 413], 0, 2))('%i: this message is refused, the next one is not', async status => {
    await start();
    outbox.connector.faults.push(refusal(status, 'BadArgument'));
    await outbox.posting.start();
    await outbox.intend('19:chat');
    expect(await outbox.until(all('dead'))).toMatchObject([{ reason: `answered-${status}` }]);
    await outbox.intend('19:chat', { session: 's2' });
    await outbox.until(rows => rows.some(one => one.state === 'sent'));
    expect(writes()).toEqual([`POST ${status}`, 'POST']);
  });

  it('a message that somebody removed stays removed, and the conversation goes on', async () => {
    await start();
    await outbox.posting.start();
    await outbox.intend('19:chat');
    const [sent] = await outbox.until(all('sent'));
    await fetch(
      `${outbox.connector.serviceUrl}/v3/conversations/${encodeURIComponent('19:chat')}/activities/${sent!.activityId}`,
      { method: 'DELETE' },
    );
    await outbox.intend('19:chat', { attended: 300 });
    const rows = await outbox.until(all => all.some(one => one.state === 'dead'));
    expect(rows.find(one => one.state === 'dead')).toMatchObject({ reason: 'removed' });
    expect(outbox.standing('19:chat')).toEqual([]);
    await outbox.intend('19:chat', { session: 's2' });
    await outbox.until(rows => rows.filter(one => one.state === 'sent').length === 2);
    expect(outbox.standing('19:chat')).toHaveLength(1);
  });

  it('an address outside the allow-list is never asked', async () => {
    await start({ serviceUrl: () => false });
    await outbox.posting.start();
    await outbox.intend('19:chat');
    expect(await outbox.until(all('dead'))).toMatchObject([{ reason: 'address' }]);
    expect(writes()).toEqual([]);
  });
});

describe('nobody knows', () => {
  const faults = {
    '500': { status: 500 },
    '503': { status: 503 },
    '408': { status: 408 },
    reset: 'reset',
    hang: 'hang',
    'reset after accepting': 'reset-after-accepting',
  } as const;

  const names = Object.keys(faults) as (keyof typeof faults)[];

  it.each(turnOf(names, 1, 2))('%s: a new message is asked for once, and its owner is told', async name => {
    await start(name === 'hang' ? { timeOutMs: 1_000 } : {});
    outbox.connector.faults.push(faults[name]);
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(all('unknown'));
    const rows = await outbox.until(rows => rows.some(one => one.kind !== 'summary' && one.state === 'sent'));
    await awhile();
    expect(summary(rows)).toMatchObject([{ state: 'unknown', attempt: 1 }]);
    // The first was taken only where the connection broke after that; the other is the word to the owner.
    const speaks = outbox.standing('19:chat').map(card => card.speak as string);
    expect(speaks.filter(one => one.includes(TITLE))).toHaveLength(name === 'reset after accepting' ? 1 : 0);
    expect(speaks.filter(one => one.includes('may or may not'))).toHaveLength(1);
  });

  it.each(turnOf(names, 0, 2))('%s: an update is repeated, and stands there once', async name => {
    await start(name === 'hang' ? { timeOutMs: 1_000 } : {});
    await outbox.posting.start();
    await outbox.intend('19:chat');
    await outbox.until(all('sent'));
    outbox.connector.faults.push(faults[name]);
    await outbox.intend('19:chat', { attended: 300 });
    await outbox.until(rows => rows.filter(one => one.state === 'sent').length === 2);
    expect(outbox.standing('19:chat').map(card => card.speak)).toEqual([expect.stringContaining('300 people came')]);
  });
});

it('never sends faster than Teams allows, and loses nothing', async () => {
  await start();
  await outbox.posting.start();
  // The first request of a process takes longer than any other.
  await outbox.place('19:other');
  await outbox.intend('19:other');
  await outbox.until(all('sent'));
  outbox.connector.sent.length = 0;
  // The ninth is the first that the window of two seconds holds back.
  const sessions = Array.from({ length: thorough ? 16 : 9 }, (_, index) => `s${index}`);
  for (const session of sessions) await outbox.intend('19:chat', { session });
  await outbox.until(rows => rows.length === sessions.length + 1 && all('sent')(rows));
  const times = outbox.connector.sent.map(one => one.at).sort((one, other) => one - other);
  expect(times).toHaveLength(sessions.length);
  for (const [sends, ms] of [
    [7, 1_000],
    [8, 2_000],
  ] as const)
    for (let first = 0; first + sends < times.length; first++)
      expect(times[first + sends]! - times[first]!).toBeGreaterThanOrEqual(ms);
}, 20_000);
