import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createApp, type App, type Overrides } from '../src/app';
import { readConfig } from '../src/config';
import { silentLog } from '../src/log';
import { startSandbox } from '../src/sandbox/server';
import { startConnector } from './support/connector';
import { newDataDir } from './support/data-dir';
import { answerOf, message, press } from './support/door';

const sandboxEnv = { PORT: '0', SANDBOX_ATTENDEES: '40' };

async function start(env: Record<string, string>, overrides: Overrides = {}) {
  const app = await createApp(readConfig({ DATA_DIR: newDataDir(), ...env }), { log: silentLog, ...overrides });
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  const post = async (activity: object) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const ask = async (activity: object) =>
    (await post({ ...activity, deliveryMode: 'expectReplies' })).body.activities.at(-1);
  return { app, port, url, post, ask };
}

const cardOf = (activity: any) => activity.attachments[0].content;
const textOf = (activity: any) => JSON.stringify(cardOf(activity));

it('shows figures only where the setting says so, and greets without a name', async () => {
  const { app, ask } = await start({ ...sandboxEnv, ROLLCALL_FIGURES_ONLY: 'true' });
  try {
    expect(cardOf(await ask(message('participants all-hands'))).speak).toMatch(/^Figures only/);
    const added = { type: 'installationUpdate', action: 'add', from: { id: '29:x', name: 'Amara Okonkwo' } };
    const greeting = textOf(await ask(message('', added)));
    expect(greeting).toContain('figures only');
    expect(greeting).not.toContain('Okonkwo');
  } finally {
    await app.stop();
  }
});

it('counts by what is configured, and says so', async () => {
  const { app, ask } = await start({ ...sandboxEnv, COUNT_COMPLETED_PERCENT: '70' });
  try {
    expect(textOf(await ask(message('attendance all-hands')))).toContain('at least 70 % of the event');
  } finally {
    await app.stop();
  }
});

it('shows the card of a link that a card offered, and a page that knows nothing of it', async () => {
  const { app, url, ask, post } = await start({ ...sandboxEnv, PUBLIC_URL: 'https://rollcall.example' });
  try {
    const [link = ''] =
      /https:\/\/rollcall\.example\/e\/[\w/~-]+/.exec(textOf(await ask(message('event all-hands')))) ?? [];
    const pasted = message(undefined, { type: 'invoke', name: 'composeExtension/queryLink', value: { url: link } });
    const [attachment] = (await post(pasted)).body.composeExtension.attachments;
    expect(JSON.stringify(attachment.content)).toContain('All-Hands');
    const page = await (await fetch(link.replace('https://rollcall.example', url))).text();
    expect(page).toContain('This link opens in Teams');
    expect(page).not.toContain('All-Hands');
  } finally {
    await app.stop();
  }
});

describe('the app on the built-in tenant', () => {
  let running: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    running = await start(sandboxEnv);
  });
  afterAll(() => running.app.stop());

  it('is healthy and ready', async () => {
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  });

  it.each(['help', 'events', 'sessions all-hands', 'attendance all-hands', 'participants all-hands'])(
    'answers %s',
    async words => {
      const card = cardOf(await running.ask(message(words)));
      expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
      expect(JSON.stringify(card)).not.toMatch(/\$\{|"Problem"/);
    },
  );

  it('answers an unknown person for its demo organiser, and one whom the channel does not name for nobody', async () => {
    expect(cardOf(await running.ask(message('events'))).speak).toMatch(/\d+ events/);
    const nobody = message('events', { from: { id: '29:x' } });
    expect(cardOf(await running.ask(nobody)).speak).not.toMatch(/\d+ events/);
  });

  it('pages by button, in place', async () => {
    const list = cardOf(await running.ask(message('events')));
    const more = /"verb":"events","data":(\{"args":\{[^{}]*"page":2[^{}]*\}\})/.exec(JSON.stringify(list));
    const { status, body } = await running.post(press('events', JSON.parse(more![1]!)));
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(body.value.speak).toMatch(/page 2/);
    const submitted = message(undefined, { value: { verb: 'events', ...JSON.parse(more![1]!) } });
    expect(cardOf(await running.ask(submitted)).speak).toMatch(/page 2/);
  });

  it('names people in personal chat alone', async () => {
    const inPersonal = textOf(await running.ask(message('participants all-hands')));
    const names = [...inPersonal.matchAll(/"text":"([A-Z][a-z]+ [A-Z][a-z]+)"/g)].map(match => match[1]!);
    expect(names.length).toBeGreaterThan(3);
    for (const conversationType of ['groupChat', 'channel']) {
      const shared = textOf(
        await running.ask(
          message('<at>Rollcall</at> participants all-hands', { conversation: { id: '19:x', conversationType } }),
        ),
      );
      expect(names.filter(name => shared.includes(name))).toEqual([]);
      expect(shared).toMatch(/private/i);
    }
  });

  it.each<[string, object]>([
    ['nothing', message('')],
    ['10,000 characters', message('x'.repeat(10_000))],
    ['only emoji', message('🎉🎉🎉')],
    ['right-to-left text', message('اجتماع الربيع \u202Eevents')],
    ['HTML', message('<script>alert(1)</script><b>events</b>')],
    [
      'a mention and nothing else',
      message('<at>Rollcall</at>', {
        entities: [{ type: 'mention', text: '<at>Rollcall</at>', mentioned: { id: '28:rollcall' } }],
      }),
    ],
    ['an unknown command', message('make me a sandwich')],
    ['capitals', message('EVENTS')],
    ['a link that is no meeting', message('attendance https://example.com/meeting')],
    [
      "an id of nobody's event",
      message('event 00000000-0000-4000-8000-000000000000@11111111-0000-4000-8000-000000000000'),
    ],
    ['a number beyond the list', message('event 99')],
    ['a date that never was', message('events 31 February 2026')],
    ['nobody as asker', message('attendance last', { from: { id: '29:x' } })],
    ['no text', message(undefined)],
    ['a verb nobody knows', message(undefined, { value: { verb: 'export', args: {} } })],
    ['arguments of the wrong type', message(undefined, { value: { verb: 'event', args: { id: { $ne: null } } } })],
    [
      '__proto__ in the arguments',
      message(undefined, { value: JSON.parse('{"verb":"events","args":{"__proto__":{"page":2}}}') }),
    ],
  ])('answers %s with words', async (_name, activity) => {
    const card = cardOf(await running.ask(activity));
    expect(card.speak.length).toBeGreaterThan(5);
    expect(JSON.stringify(card)).not.toMatch(/<script|Something went wrong|\$\{/);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });

  it('listens to this machine alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find(one => one && !one.internal && one.family === 'IPv4');
    if (!outside) return;
    const reached = await new Promise(resolve => {
      const socket = connect(running.port, outside.address, () => {
        resolve(true);
        socket.destroy();
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    expect(reached).toBe(false);
  });
});

it('reads another Graph-shaped server, for the person as given', async () => {
  const tenant = await startSandbox({ attendees: 20 });
  const { app, ask, url } = await start({ PORT: '0', GRAPH_ROOT: tenant.root });
  const asPerson = (aadObjectId: string) => message('events', { from: { id: '29:x', aadObjectId } });
  expect(cardOf(await ask(asPerson(tenant.demoOrganizerId))).speak).toMatch(/\d+ events/);
  expect(cardOf(await ask(asPerson('nobody-there'))).speak).not.toMatch(/\d+ events/);
  expect(tenant.requests.length).toBeGreaterThan(0);
  await tenant.close();
  const notReady = await fetch(`${url}/readyz`);
  expect(notReady.status).toBe(503);
  expect(await notReady.json()).toEqual({ status: 'not ready', why: 'Microsoft Graph cannot be reached.' });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await app.stop();
});

describe('/metrics', () => {
  it('is open in the sandbox, where only this machine can ask, and counts what was asked of Graph', async () => {
    const { app, ask, url } = await start(sandboxEnv);
    await ask(message('events'));
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toMatch(/rollcall_graph_requests_total\{method="GET",route="[^"]+webinars[^"]*",status="2xx"\} [1-9]/);
    expect(text).toContain('rollcall_database_up 1');
    expect(text).toContain('rollcall_jobs{name="purge",state="dead"} 0');
    await app.stop();
  });

  it.each([
    ['no token', {}, 401],
    ['another token', { authorization: `Bearer ${'y'.repeat(20)}` }, 401],
    ['the token as a password', { authorization: `Basic ${'x'.repeat(20)}` }, 401],
    ['the token', { authorization: `bearer ${'x'.repeat(20)}` }, 200],
  ])('with METRICS_TOKEN set, shown %s', async (_name, headers, status) => {
    const { app, url } = await start({ ...sandboxEnv, METRICS_TOKEN: 'x'.repeat(20) });
    const response = await fetch(`${url}/metrics`, { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect((await response.text()).includes('rollcall_')).toBe(status === 200);
    await app.stop();
  });

  it('is not there for anybody outside the sandbox without a token; nor is an address for notifications without PUBLIC_URL', async () => {
    const id = '2b1e9a2c-4f6d-4d57-9f0d-0f5f3a9d7c11';
    const env = { PORT: '0', BOT_ID: id, BOT_PASSWORD: 'x', BOT_TENANT_ID: id };
    const app = await createApp(readConfig({ ...env, DATA_DIR: newDataDir() }), { log: silentLog });
    const { port } = await app.start();
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    const told = await fetch(`http://127.0.0.1:${port}/api/notifications?validationToken=x`, { method: 'POST' });
    expect(told.status).toBe(404);
    await app.stop();
  });
});

it('keeps what Graph tells before it says so, and answers its handshake', async () => {
  const { app, url } = await start(sandboxEnv);
  const handshake = await fetch(`${url}/api/notifications/lifecycle?validationToken=a%20b`, { method: 'POST' });
  expect({ status: handshake.status, text: await handshake.text() }).toEqual({ status: 200, text: 'a b' });
  const item = { subscriptionId: 's', changeType: 'created', resource: 'solutions/virtualEvents/webinars/w' };
  const told = await fetch(`${url}/api/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value: [{ ...item, clientState: 'nobody knows it' }] }),
  });
  expect(told.status).toBe(202);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('rollcall_notifications_total{outcome="kept"} 1');
  await app.stop();
});

it('lets running answers finish before it stops', async () => {
  const connector = await startConnector();
  const answerer = {
    words: () =>
      new Promise<ReturnType<typeof answerOf>>(resolve =>
        setTimeout(() => {
          resolve(answerOf('done'));
        }, 300),
      ),
    action: () => Promise.resolve(answerOf('x')),
    question: () => {
      throw new Error('nobody asks for one');
    },
  };
  const { app, post } = await start(sandboxEnv, { answerer, pace: { patience: 30, progressEvery: 2000 } });
  await post(message('slow', { serviceUrl: connector.serviceUrl }));
  await app.stop();
  expect(connector.sent.at(-1)).toMatchObject({
    method: 'PUT',
    activity: { attachments: [{ content: { speak: 'done' } }] },
  });
  await expect(post(message('late'))).rejects.toThrow();
  await connector.close();
});

it('does not start on a port that is taken', async () => {
  const first = await start(sandboxEnv);
  const env = { ...sandboxEnv, DATA_DIR: newDataDir(), PORT: String(first.port) };
  const second: App = await createApp(readConfig(env), { log: silentLog });
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.stop();
  await first.app.stop();
});
