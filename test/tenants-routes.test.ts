import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIFECYCLE_PATH, NOTIFICATIONS_PATH } from '../src/notifications/addresses';
import { BOT, startRealApp, type RealApp } from './support/real-app';

const ELSEWHERE = 'e1f3c6a8-0000-4000-8000-0000000000bb';
const GROUP = '19:place@thread.v2';
const EVENT = 'quarterly results live';

let app: RealApp;
beforeAll(async () => {
  app = await startRealApp({ env: { PUBLIC_URL: 'https://localhost:9', METRICS_TOKEN: 'of-who-may-see-them' } });
});
afterAll(() => app.close());

/** In the same conversation, by the same account: all that differs is the tenant. */
const place = (tenantId: string) => ({
  conversation: { id: GROUP, conversationType: 'groupChat', isGroup: true, tenantId },
  channelData: { tenant: { id: tenantId } },
});
const whoever = () => app.sandbox.demoOrganizerId;
const ask = async (text: string) => JSON.stringify(await app.ask(whoever(), text, place(app.sandbox.tenantId)));
const graphAsked = () => app.sandbox.requests.filter(({ path }) => !path.includes('/subscriptions')).length;

const invoke = (name: string, value: object = {}) => ({ type: 'invoke', name, value, text: undefined });
const action = (verb: string, data: object = {}) =>
  invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb, data } });
const them = [{ id: `28:${BOT}` }];

/** Every kind of activity that the bot has a door for, and what it would do there. */
const activities: Record<string, object> = {
  words: { text: 'unwatch everything' },
  'another subject': { text: 'attendance spring product briefing' },
  'an old button': { text: undefined, value: { verb: 'unwatch', args: { scope: 'all' } } },
  button: action('unwatch', { args: { scope: 'all' } }),
  'an edit': { type: 'messageUpdate', text: 'unwatch everything' },
  'the bot leaves': { type: 'conversationUpdate', membersRemoved: them, text: undefined },
  'the bot is uninstalled': { type: 'installationUpdate', action: 'remove', text: undefined },
  'the bot comes': { type: 'installationUpdate', action: 'add', text: undefined },
  'a meeting ends': { type: 'event', name: 'application/vnd.microsoft.meetingEnd', value: {}, text: undefined },
  consent: invoke('fileConsent/invoke', { type: 'fileUpload', action: 'decline', context: { file: 'x' } }),
  query: invoke('composeExtension/query', { commandId: 'searchEvents', parameters: [] }),
  pick: invoke('composeExtension/selectItem', { search: 'searchEvents', args: {} }),
  link: invoke('composeExtension/queryLink', { url: 'https://localhost:9/e/x' }),
  'anonymous link': invoke('composeExtension/anonymousQueryLink', { url: 'https://localhost:9/e/x' }),
  'a window': invoke('composeExtension/fetchTask', { commandId: 'postSummary' }),
  'a window sent': invoke('composeExtension/submitAction', { commandId: 'postSummary', data: {} }),
  task: invoke('task/fetch', { data: { dialog: 'postSummary' } }),
  'task sent': invoke('task/submit', { data: { dialog: 'postSummary' } }),
  exchange: invoke('signin/tokenExchange', { id: 'x', token: 'y' }),
  'signed in': invoke('signin/verifyState', { state: 'x' }),
  'not signed in': invoke('signin/failure', { code: 'x' }),
};

it('knows every name that is listened to', () => {
  const known = JSON.stringify(activities);
  const files = ['turns.ts', 'door/dialogs.ts', 'door/search.ts', 'door/link-preview.ts', 'sign-in/invokes.ts'];
  const names = files.flatMap(file => [
    ...readFileSync(join(__dirname, '../src/bot', file), 'utf8').matchAll(
      /'((?:composeExtension|task|signin|fileConsent|adaptiveCard)\/\w+)'/g,
    ),
  ]);
  expect(names.length).toBeGreaterThan(10);
  expect(names.map(([, name]) => name!).filter(name => !known.includes(name))).toEqual([]);
});

describe('with the wrong tenant', () => {
  beforeAll(async () => {
    expect(await ask(`watch ${EVENT}`)).toMatch(/Quarterly Results Live/);
    expect(await ask('watching')).toMatch(/Quarterly Results Live/);
    // What is watched is subscribed to seconds later, which reads as well.
    const isSubscribed = () =>
      app.sandbox.requests.some(one => one.method === 'POST' && one.path.includes('/subscriptions'));
    while (!isSubscribed()) await new Promise(resolve => setTimeout(resolve, 50));
  });

  it.each(Object.entries(activities))('%s: refused, and nothing is read, kept or lost', async (_, activity) => {
    const [asked, sent] = [graphAsked(), app.connector.sent.length];
    for (const rest of [
      place(ELSEWHERE),
      { ...place(app.sandbox.tenantId), channelData: { tenant: { id: ELSEWHERE } } },
    ]) {
      const { status, body } = await app.post(app.from(whoever(), undefined, { ...activity, ...rest }));
      expect({ status, says: body.error.message }).toEqual({ status: 403, says: 'This tenant is not served.' });
    }
    expect([graphAsked(), app.connector.sent.length]).toEqual([asked, sent]);
  });

  it('afterwards all is as it was: the watch, and what the conversation speaks of', async () => {
    expect(await ask('watching')).toMatch(/Quarterly Results Live/);
    expect(await ask('event')).toMatch(/Quarterly Results Live/);
  });

  it.each([NOTIFICATIONS_PATH, LIFECYCLE_PATH])(
    '%s takes what names another tenant, and looks at nothing for it',
    async path => {
      const value = [
        {
          subscriptionId: 'e1f3c6a8-0000-4000-8000-0000000000cc',
          tenantId: ELSEWHERE,
          clientState: 'guessed',
          changeType: 'created',
          ...(path === LIFECYCLE_PATH && { lifecycleEvent: 'subscriptionRemoved' }),
          resource: `solutions/virtualEvents/townhalls('of-elsewhere')/sessions('y')/attendanceReports('z')`,
          resourceData: { id: 'z' },
        },
      ];
      const response = await fetch(app.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ value }),
      });
      expect(response.status).toBe(202);
      await new Promise(resolve => setTimeout(resolve, 300));
      expect(app.sandbox.requests.filter(one => one.path.includes('of-elsewhere'))).toEqual([]);
      const metrics = await fetch(`${app.url}/metrics`, { headers: { authorization: 'Bearer of-who-may-see-them' } });
      const kept = (await metrics.text()).split('\n').filter(line => /items_total\{kind="(rows|forged)"/.test(line));
      expect(kept.map(line => line.replace(/.*kind=/, ''))).toEqual([
        '"rows"} 0',
        `"forged"} ${path === LIFECYCLE_PATH ? 2 : 1}`,
      ]);
    },
  );

  it('the other addresses speak of no tenant', async () => {
    const shown: Record<string, number> = {};
    for (const path of [
      '/healthz',
      '/readyz',
      '/metrics',
      `/e/webinar/x@${ELSEWHERE}`,
      '/auth/start?key=x',
      '/auth/end',
    ]) {
      const response = await fetch(`${app.url}${path}${path.includes('?') ? '&' : '?'}tenant=${ELSEWHERE}`);
      shown[path.replace(/[?].*|\/webinar.*/, '')] = response.status;
      expect(await response.text()).not.toMatch(new RegExp(`${ELSEWHERE}|${app.sandbox.tenantId}`));
    }
    // Nobody signs in where the app reads with its own rights.
    expect(shown).toEqual({
      '/healthz': 200,
      '/readyz': 200,
      '/metrics': 401,
      '/e': 200,
      '/auth/start': 404,
      '/auth/end': 404,
    });
  });
});

it('every address of the server is among them', () => {
  const server = readFileSync(join(__dirname, '../src/server.ts'), 'utf8');
  const paths = [...server.matchAll(/server(?:\[method\]|\.get|\.post)\((?:'([^']+)'|path)/g)].map(
    ([, path = 'told by Graph']) => path,
  );
  expect([...new Set(paths)].sort()).toEqual([
    '/api/messages',
    '/auth/end',
    '/auth/start',
    '/e/*',
    '/healthz',
    '/metrics',
    '/readyz',
    'told by Graph',
  ]);
});
