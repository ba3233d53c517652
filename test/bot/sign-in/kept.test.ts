import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDir } from '../../support/data-dir';
import { startRealApp, type RealApp } from '../../support/real-app';
import { cards, exchange, exchanges, graphReads, invoke, oauthCard, saying, signInFromChat } from './signing-in';

const EVENT = 'Data Platform Bootcamp';

describe('A sign-in', () => {
  let app: RealApp;
  let asker: string;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = newDataDir();
    app = await startRealApp({ mode: 'delegated', env: { DATA_DIR: dataDir } });
    asker = app.sandbox.demoOrganizerId;
  });
  afterAll(() => app.close());

  /** Signs in where the next answer needs it. */
  async function signIn(person: string, rest: object = {}) {
    const [asked] = await app.ask(person, 'events', rest);
    const request = oauthCard(asked);
    if (!request) throw new Error('already signed in');
    const token = await app.entra.signIn(person);
    await exchange(app, person, request.tokenExchangeResource.id, { token, rest: { deliveryMode: 'expectReplies' } });
    return token;
  }

  it('ends with “sign out”, and what was read with it is gone too', async () => {
    const other = app.sandbox.people.coOrganizer;
    await signIn(asker);
    await signIn(other);
    expect(saying(await app.ask(asker, 'events'), EVENT)).toEqual([EVENT]);
    expect(saying(await app.ask(asker, 'Please sign me out!'), 'You are signed out')).toHaveLength(1);
    const before = graphReads(app).length;
    const [asked] = await app.ask(asker, 'events');
    expect(oauthCard(asked)).toBeDefined();
    expect(saying(asked, EVENT)).toEqual([]);
    expect(graphReads(app)).toHaveLength(before);
    // Somebody else's goes on.
    expect(oauthCard((await app.ask(other, 'events'))[0])).toBeUndefined();
  });

  it('that Graph no longer takes is asked for again, and the answer begins anew', async () => {
    await signIn(asker);
    app.sandbox.faults.add({ path: '/virtualEvents', times: 20, fault: { status: 401 } });
    const before = exchanges(app).length;
    const { id } = await signInFromChat(app, asker, 'event spring product briefing');
    app.sandbox.faults.clear();
    expect((await exchange(app, asker, id)).status).toBe(200);
    expect(saying(await cards(app, 1), 'Spring Product Briefing')).toHaveLength(1);
    expect(exchanges(app)).toHaveLength(before + 1);
  });

  it('that Graph never takes is asked for once, not for ever', async () => {
    await app.ask(asker, 'sign out');
    app.sandbox.faults.add({ path: '/virtualEvents', fault: { status: 401 } });
    const rest = { deliveryMode: 'expectReplies' };
    const [asked] = await app.ask(asker, 'events');
    const { body } = await exchange(app, asker, oauthCard(asked)!.tokenExchangeResource.id, { rest });
    expect(saying(body.activities, 'card.oauth', 'Your sign-in has expired')).toEqual(['Your sign-in has expired']);

    const authentication = { id: 'x', connectionName: 'read', token: await app.entra.signIn(asker) };
    const send = async (name: string, value: object) => (await app.post(invoke(app, asker, name, value))).body;
    const pressed = { action: { type: 'Action.Execute', verb: 'events', data: { args: {} } } };
    expect(await send('adaptiveCard/action', pressed)).toMatchObject({ statusCode: 401 });
    const again = await send('adaptiveCard/action', { ...pressed, authentication });
    expect(again.statusCode).toBe(200);
    expect(saying(again, 'Your sign-in has expired')).toHaveLength(1);

    const query = { commandId: 'searchEvents', parameters: [{ name: 'query', value: 'x' }] };
    expect(await send('composeExtension/query', query)).toMatchObject({ composeExtension: { type: 'silentAuth' } });
    expect(await send('composeExtension/query', { ...query, authentication })).toMatchObject({
      composeExtension: { type: 'message', text: expect.stringContaining('expired') },
    });
    app.sandbox.faults.clear();
  });

  it('is in memory alone: in no log line, no message, no file, no answer', async () => {
    const assertion = await app.entra.signIn(asker);
    await app.ask(asker, 'sign out');
    await signIn(asker);
    await app.ask(asker, 'watch bootcamp');
    const secrets = [...app.entra.given, ...exchanges(app).map(one => one.assertion!), assertion];
    expect(app.entra.given.length).toBeGreaterThan(2);
    const parts = secrets.flatMap(one => [one, one.split('.').at(-1)!.slice(-40)]);
    const files = readdirSync(dataDir).map(name => readFileSync(join(dataDir, name)).toString('latin1'));
    expect(files.join('').length).toBeGreaterThan(1000);
    const page = await (await fetch(`${app.url}/readyz`)).text();
    expect(saying([app.lines, app.connector.sent, files, page], ...parts)).toEqual([]);
  });
});

it('without anybody signing in, “sign out” says so', async () => {
  const app = await startRealApp();
  expect(saying(await app.ask(app.sandbox.demoOrganizerId, 'sign out'), 'Nobody signs in here')).toHaveLength(1);
  await app.close();
});
