import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '../src/log';
import { aboutDialogs, aboutEvents, aboutSearches, real, tenantId, world, type Way } from './bot/authorisation-table';
import { leaksIn } from './support/canary';
import { startConnector, type FakeConnector } from './support/connector';
import { startSandboxApp, type SandboxApp } from './support/sandbox-app';
import { until } from './support/until';

describe('the search at the end of a run', () => {
  it.each([
    '{"msg":"Amara Okonkwo came"}',
    'Mei-Ling%20Zhao',
    'thandiwe.nguyen17@tidewater.example',
    '{"a":"to=x%40northlake.example"}',
    'Thandiwe Nguyễn',
    'Łukasz O’Sullivan',
    'Canary Name',
    '+44 20 **** *123',
  ])('would find %s', text => {
    expect(leaksIn(text)).toHaveLength(1);
  });

  it('finds nobody in what is no name', () => {
    expect(leaksIn('{"level":30,"msg":"answered","verb":"attendance","at":"a7@c7a1f2d4-0000"}')).toEqual([]);
  });

  it('sees every line that a log of any test is given', () => {
    const mark = randomUUID();
    createLog('info', { write: () => undefined }).info('a line', { mark });
    expect(readFileSync(process.env.CANARY_LOG!, 'utf8')).toMatch(new RegExp(`^test/canary.test.ts\t.*${mark}`, 'm'));
  });
});

describe('names and addresses of the pretend tenant', () => {
  const organiser = world.people.demo.id;
  let connector: FakeConnector;
  let app: SandboxApp;
  let ahead = 0;
  beforeAll(async () => {
    connector = await startConnector();
    const now = () => Date.now() + ahead;
    app = await startSandboxApp({ sandbox: { tenantId }, connector }, { now }, { SANDBOX_ATTENDEES: '200' });
  });
  afterAll(async () => {
    await app.close();
    await connector.close();
  });

  const from = (way: Way) => {
    const { recipient: _r, channelData: _c, from: _f, serviceUrl: _s, ...activity } = way(real);
    return app.from(organiser, activity.text, activity);
  };
  const group = { conversation: { id: '19:g@thread.v2', conversationType: 'groupChat', tenantId } };
  const say = (text: string, rest: object = {}) =>
    app.post(app.from(organiser, text, { deliveryMode: 'expectReplies', ...rest }));
  /** Everything that the database holds, jobs included. */
  const rows = () => {
    const database = new Database(join(app.dataDir, 'rollcall.db'), { readonly: true });
    const tables = database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    const all = tables.map(table => [table, database.prepare(`select * from "${table}"`).all()]);
    database.close();
    return Object.fromEntries(all) as Record<string, any[]>;
  };

  it('reach the organiser, so that there is something to find', async () => {
    const { body } = await say('participants all-hands');
    expect(leaksIn(JSON.stringify(body)).length).toBeGreaterThan(5);
  });

  it('stand in no line of the log, no metric, no job, no row and no refusal', async () => {
    await say('watch all');
    await say('watch all', group);
    for (const all of [aboutEvents, aboutSearches, aboutDialogs])
      for (const ways of Object.values(all)) await app.post(from(Object.values(ways)[0]!));
    for (const name of ['Amara Okonkwo', 'amara.okonkwo@tidewater.example'])
      for (const text of [`person ${name} in all-hands`, `attendance ${name}`, name]) await say(text);
    // What posts itself: an event ends, and its summary goes into both places.
    expect(JSON.stringify(await say('demo end quarterly results'))).toContain('The event has ended');
    ahead += 60_000;
    const jobs = new Map<string, string>();
    // Just watched, events that ended yesterday have theirs posted as well.
    const summedUp = await until(() => {
      const { jobs: waiting = [], outbox = [] } = rows();
      for (const { name, data } of waiting) jobs.set(name, `${jobs.get(name) ?? ''}${data}`);
      const isThere = (row: any) => row.state === 'sent' && row.content.includes('Quarterly Results Live');
      return outbox.filter(isThere).length === 2 || undefined;
    }, 60_000);
    expect(summedUp).toBe(true);
    expect([...jobs.keys()]).toEqual(expect.arrayContaining(['look-at-session', 'send-summary']));
    expect(leaksIn([...jobs.values()].join())).toEqual([]);

    const refused: [number, string][] = [];
    const send = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${app.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      refused.push([answer.status, (await answer.text()) + JSON.stringify([...answer.headers])]);
    };
    const named = app.from(organiser, 'Amara Okonkwo', { from: { name: 'Amara Okonkwo' } });
    await send('/api/messages', { ...named, type: 5 });
    await send('/api/messages', '{"text":"Amara Okonkwo"');
    await send('/api/messages', named, { 'content-encoding': 'gzip' });
    await send('/api/messages', { ...named, serviceUrl: 'https://evil.example/Amara Okonkwo' });
    await send('/api/messages', { ...named, type: 'invoke', name: 'Amara Okonkwo', value: {} });
    await send('/api/notifications', '"Amara Okonkwo');
    await send('/Amara%20Okonkwo?to=amara.okonkwo%40tidewater.example');
    expect(refused.filter(([status]) => status < 400)).toEqual([]);
    expect(leaksIn(JSON.stringify(refused))).toEqual([]);

    const held = rows();
    expect(held.watches).toHaveLength(2);
    expect(held.audit!.length).toBeGreaterThan(5);
    expect(held.jobs!.length).toBeGreaterThan(0);
    for (const [table, all] of Object.entries(held)) expect([table, leaksIn(JSON.stringify(all))]).toEqual([table, []]);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toContain('rollcall_graph_requests_total');
    expect(leaksIn(metrics)).toEqual([]);
    expect(leaksIn(app.lines.join(''))).toEqual([]);
    expect(app.lines.length).toBeGreaterThan(50);
  }, 120_000);
});
