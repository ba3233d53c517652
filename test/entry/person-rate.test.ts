import { Agent, request } from 'node:http';
import { createApp, type App } from '../../src/app';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/log';
import { startConnector, type FakeConnector } from '../support/connector';
import { newDataDir } from '../support/data-dir';
import { message, press } from '../support/door';
import { thorough } from '../support/thorough';

/** In each of 20 chats. */
const TURNS = thorough ? 200 : 60;

let app: App;
let url: string;
let connector: FakeConnector;
let clock = Date.parse('2026-11-18T15:30:00Z');
beforeAll(async () => {
  connector = await startConnector();
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '10', DATA_DIR: newDataDir() });
  app = await createApp(config, { log: silentLog, now: () => clock });
  url = `http://127.0.0.1:${(await app.start()).port}/api/messages`;
});
afterAll(async () => {
  await app.stop();
  await connector.close();
});

let people = 0;
/** Somebody who has not asked yet. */
const anybody = (): object => ({
  from: {
    id: `29:${++people}`,
    name: 'Canary Name',
    aadObjectId: `0a0b0c0d-0000-4000-8000-${String(people).padStart(12, '0')}`,
  },
});

async function post(activity: object): Promise<any> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
  return response.json().catch(() => undefined);
}
const ask = async (from: object): Promise<any> =>
  (await post(message('help', { deliveryMode: 'expectReplies', ...from }))).activities.at(-1).attachments[0].content;
const isTurnedAway = (card: any): boolean => card.speak.startsWith('One at a time');

/** Until nothing is left for this minute. */
async function askAll(from: object): Promise<number> {
  let answered = 0;
  while (!isTurnedAway(await ask(from))) answered += 1;
  return answered;
}

it('holds against thousands of questions of one person, and everybody else is answered', async () => {
  const flooder = anybody();
  const bystander = anybody();
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const flood = (id: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
        response => {
          response.resume().on('end', () => {
            resolve(response.statusCode!);
          });
        },
      );
      sent.on('error', reject);
      const conversation = { id, conversationType: 'personal' };
      sent.end(JSON.stringify(message('help', { ...flooder, serviceUrl: connector.serviceUrl, conversation })));
    });
  const before = connector.sent.length;
  const statuses = new Set<number>();
  const others: boolean[] = [];
  // Teams takes 7 messages a second in each.
  const work = Array.from({ length: 20 }, async (_, chat) => {
    for (let turn = 0; turn < TURNS; turn++) {
      statuses.add(await flood(`a:${chat}`));
      if (turn % (TURNS / 2) === 0) others.push(isTurnedAway(await ask(bystander)));
    }
  });
  await Promise.all(work);
  agent.destroy();
  const sent = connector.sent.slice(before).map(one => JSON.stringify(one.activity));
  expect([...statuses]).toEqual([200]);
  const told = sent.filter(one => one.includes('One at a time')).length;
  expect([sent.length - told, told]).toEqual([60, 20]);
  expect(others).toEqual(Array.from({ length: 40 }, () => false));
}, 120_000);

it('lets go on when time has passed, and says when that is', async () => {
  const person = anybody();
  expect(await askAll(person)).toBe(60);
  expect((await ask(person)).fallbackText).toMatch(/in 1 second/);
  clock += 1000;
  expect([isTurnedAway(await ask(person)), isTurnedAway(await ask(person))]).toEqual([false, true]);
});

it('takes blanks around an id, and its letters in other sizes, for the same person', async () => {
  const { from } = anybody() as { from: { aadObjectId: string } };
  const spelt = (aadObjectId: string) => ask({ from: { ...from, aadObjectId } });
  expect(await askAll({ from })).toBe(60);
  for (const id of [` ${from.aadObjectId}`, `${from.aadObjectId}\u2003`, from.aadObjectId.toUpperCase()])
    expect(isTurnedAway(await spelt(id))).toBe(true);
});

it('tells each kind of invoke in its own way, and leaves the card that stands there', async () => {
  const person = anybody();
  await askAll(person);
  const invoke = (name: string, value: object = {}) =>
    post(message(undefined, { type: 'invoke', name, value, ...person }));
  expect(await post(press('events', {}, person))).toMatchObject({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: expect.stringMatching(/^One at a time/),
  });
  const sentence = { task: { type: 'message', value: expect.stringMatching(/^One at a time/) } };
  for (const name of ['task/fetch', 'task/submit', 'composeExtension/fetchTask', 'composeExtensions/submitAction'])
    expect(await invoke(name)).toEqual(sentence);
  expect(await invoke('fileConsent/invoke')).toEqual({ error: { message: expect.stringMatching(/^One at a time/) } });
});

it('counts searches, and what clients ask by themselves, apart', async () => {
  const person = anybody();
  await askAll(person);
  const search = (name = 'composeExtension/query') =>
    post(message(undefined, { type: 'invoke', name, value: { commandId: 'events', parameters: [] }, ...person }));
  const results = [];
  for (let letter = 0; letter < 301; letter++) results.push(JSON.stringify(await search()));
  const told = results.filter(one => one.includes('One at a time'));
  expect([results.slice(0, 300).some(one => one.includes('One at a time')), told.length]).toEqual([false, 1]);
  expect(await search('composeExtension/queryLink')).toEqual({
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] },
  });
  const refresh = press(
    'attendance',
    { own: true },
    {
      ...person,
      value: { action: { type: 'Action.Execute', verb: 'attendance', data: { own: true } }, trigger: 'automatic' },
    },
  );
  expect((await post(refresh)).value).toMatch(/^One at a time/);
}, 20_000);

it('says it once in a conversation where each message would be another', async () => {
  const person = anybody();
  await askAll(person);
  const before = connector.sent.length;
  for (let turn = 0; turn < 10; turn++)
    await post(
      message('help', {
        ...person,
        serviceUrl: connector.serviceUrl,
        conversation: { id: 'a:flood', conversationType: 'personal' },
      }),
    );
  const sent = connector.sent.slice(before);
  expect(sent).toHaveLength(1);
  expect(JSON.stringify(sent)).toContain('One at a time');
});
