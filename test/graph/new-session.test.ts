import { checkNewSession, type SoundSession } from '../../src/domain/new-session-check';
import { createEventSourceFor } from '../../src/graph/event-source';
import { toNamedZone } from '../../src/graph/new-session';
import type { Handler, Seen } from './support/graph-server';
import { closeAll, startPair } from './support/clients';

afterEach(closeAll);

const EVENT = { kind: 'townhall' as const, id: 'event/1' };
const checked = checkNewSession(
  {
    subject: 'Panel',
    startDateTime: { dateTime: '2027-03-01T10:00', timeZone: 'Europe/Berlin' },
    endDateTime: { dateTime: '2027-03-01T11:00:00', timeZone: 'W. Europe Standard Time' },
    allowMeetingChat: 'limited',
  },
  { now: 0, zoneOf: toNamedZone },
);
const wanted = checked as SoundSession;
const session = {
  id: 'made-1',
  subject: 'Panel',
  startDateTime: { dateTime: '2027-03-01T10:00:00.0000000', timeZone: 'W. Europe Standard Time' },
  endDateTime: { dateTime: '2027-03-01T10:00:00Z', timeZone: 'UTC' },
  allowMeetingChat: 'limited',
};
const json = (status: number, body: unknown, headers = {}) => ({ status, body, headers });

/** What is answered; `reset` breaks the connection, `hang` never answers. */
type Told = ReturnType<typeof json> | 'reset' | 'hang';

const serve =
  (answer: (seen: Seen) => Told): Handler =>
  (seen, response) => {
    const told = answer(seen);
    if (told === 'hang') return;
    if (told === 'reset') {
      response.socket?.destroy();
      return;
    }
    const body = typeof told.body === 'string' ? told.body : JSON.stringify(told.body);
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers }).end(body);
  };

/** A Graph with a list of sessions and one way to answer the POST. */
async function graph(post: (nth: number, made: unknown[]) => Told, listed: unknown[] = []) {
  const sessions = [...listed];
  const asked: { method: string; url: string; body?: any; token?: string }[] = [];
  let posts = 0;
  const lines: any[] = [];
  const handler = serve(({ method, url, headers, body }) => {
    asked.push({ method, url, body: body ? JSON.parse(body) : undefined, token: headers.authorization ?? '' });
    if (method === 'POST') return post(posts++, sessions);
    if (url.endsWith('/sessions')) return json(200, { value: sessions });
    return json(200, { value: session });
  });
  const { client, slept } = await startPair(handler, { log: line => lines.push(line), limits: { answerMs: 150 } });
  const source = createEventSourceFor(client, {
    tokenOf:
      ({ personId }) =>
      async () =>
        `of ${personId}`,
  })({
    tenantId: 't',
    personId: 'p1',
  });
  const create = (again?: boolean) => source.createSession(EVENT, wanted, again === undefined ? {} : { again });
  const posted = () => asked.filter(one => one.method === 'POST');
  return { create, asked, posted, lines, slept };
}

it('sends exactly the documented body in the asker’s own name, and reads the session that came back', async () => {
  const { create, asked, lines } = await graph(() => json(201, session));
  expect(await create()).toMatchObject({ id: 'made-1', subject: 'Panel', properties: { allowMeetingChat: 'limited' } });
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1.0/solutions/virtualEvents/townhalls/event%2F1/sessions',
    'POST /v1.0/solutions/virtualEvents/events/event%2F1/sessions',
  ]);
  expect(asked[1]).toMatchObject({
    token: 'Bearer of p1',
    body: {
      '@odata.type': '#microsoft.graph.virtualEventSession',
      subject: 'Panel',
      startDateTime: { dateTime: '2027-03-01T10:00:00', timeZone: 'W. Europe Standard Time' },
      endDateTime: { dateTime: '2027-03-01T11:00:00', timeZone: 'W. Europe Standard Time' },
      allowMeetingChat: 'limited',
    },
  });
  expect(Object.keys(asked[1]?.body).sort()).toEqual(
    ['@odata.type', 'subject', 'startDateTime', 'endDateTime', 'allowMeetingChat'].sort(),
  );
  expect(asked[0]?.token).toBe('Bearer token-1');
  expect(lines.at(-1)).toMatchObject({
    method: 'POST',
    route: '/v1.0/solutions/virtualEvents/events/{id}/sessions',
    outcome: 201,
  });
  expect(JSON.stringify(lines)).not.toContain('event%2F1');
});

it('reads a session that comes wrapped, as Microsoft’s Get does', async () => {
  const { create } = await graph(() => json(201, { value: session }));
  expect((await create()).id).toBe('made-1');
});

it('makes none where there is the same one, unless an earlier try may have made it', async () => {
  const { create, posted } = await graph(() => json(201, session), [session]);
  await expect(create()).rejects.toMatchObject({ code: 'session-exists' });
  expect((await create(true)).id).toBe('made-1');
  expect(posted()).toEqual([]);
});

it('sends again after 429 alone, when Graph asked it to', async () => {
  const { create, posted, slept } = await graph(nth =>
    nth === 0 ? json(429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '7' }) : json(201, session),
  );
  expect((await create()).id).toBe('made-1');
  expect(posted()).toHaveLength(2);
  expect(slept).toContain(7000);
});

it.each<[string, Told]>([
  ['500', json(500, {})],
  ['502', json(502, {})],
  ['503', json(503, {}, { 'retry-after': '1' })],
  ['504', json(504, {})],
  ['a broken connection', 'reset'],
  ['no answer', 'hang'],
  ['201 without a session', json(201, {})],
  ['201 with a page of a proxy', { status: 201, body: '<html>', headers: { 'content-type': 'text/html' } }],
])('%s: sends nothing again, and looks whether it was made', async (_, answer) => {
  const silent = await graph(() => answer);
  await expect(silent.create()).rejects.toMatchObject({ code: 'create-unsure' });
  expect(silent.posted()).toHaveLength(1);
  expect(silent.asked.map(one => one.method)).toEqual(['GET', 'POST', 'GET']);
  const made = await graph((_nth, sessions) => {
    sessions.push(session);
    return answer;
  });
  expect((await made.create()).id).toBe('made-1');
  expect(made.posted()).toHaveLength(1);
});

it.each<[number, unknown, string]>([
  [
    400,
    { error: { code: 'BadRequest', message: 'Invalid value for property watermarkProtection.' } },
    'create-rejected',
  ],
  [400, { error: { message: 'Index was out of range.' } }, 'create-rejected'],
  [401, {}, 'sign-in-expired'],
  [403, { error: { code: 'Forbidden', message: 'No application access policy found' } }, 'create-refused'],
  [
    403,
    { error: { code: 'Forbidden', message: 'x', innerError: { code: 'insufficient_claims' } } },
    'conditional-access',
  ],
  [404, {}, 'create-not-offered'],
  [405, {}, 'create-not-offered'],
  [409, {}, 'create-rejected'],
  [410, {}, 'create-not-offered'],
  [501, {}, 'create-not-offered'],
])('%i %j is %s, and nothing is sent again', async (status, body, code) => {
  const { create, posted } = await graph(() => json(status, body));
  await expect(create()).rejects.toMatchObject({ code, details: { status } });
  expect(posted()).toHaveLength(status === 401 ? 2 : 1);
});

it('names the property that Graph names, and keeps nothing else of what it said', async () => {
  const message = 'Invalid value for property watermarkProtection: swordfish.';
  const { create } = await graph(() => json(400, { error: { code: 'BadRequest', message } }));
  const error: any = await create().catch((one: unknown) => one);
  expect(error.details).toMatchObject({ field: 'watermarkProtection', graphCode: 'BadRequest' });
  expect(JSON.stringify(error.details)).not.toContain('swordfish');
});

it('makes none where the list can’t be had: nobody could tell afterwards', async () => {
  const { client } = await startPair(serve(() => json(403, {})));
  const source = createEventSourceFor(client, { tokenOf: () => async () => 'x' })({ tenantId: 't', personId: 'p' });
  await expect(source.createSession(EVENT, wanted)).rejects.toMatchObject({ code: 'permission-missing' });
});

it('needs somebody who signs in', async () => {
  const { client, server } = await startPair(serve(() => json(200, { value: [] })));
  const source = createEventSourceFor(client)({ tenantId: 't', personId: 'p' });
  expect(source.createsSessions).toBe(false);
  await expect(source.createSession(EVENT, wanted)).rejects.toMatchObject({ code: 'create-needs-sign-in' });
  expect(server.seen).toEqual([]);
});

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['PacificSt', undefined],
  ['+02:00', undefined],
  ['UTC+2', undefined],
  ['', undefined],
])('the zone %s is %s', (name, zone) => {
  expect(toNamedZone(name)).toBe(zone);
});
