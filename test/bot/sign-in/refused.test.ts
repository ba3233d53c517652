import { startRealApp, type RealApp } from '../../support/real-app';
import { cards, exchange, exchanges, graphReads, invoke, saying, signInFromChat } from './signing-in';

const EVENT = 'Data Platform Bootcamp';
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('What is handed over as a sign-in and is none', () => {
  let app: RealApp;
  let asker: string;
  let other: string;
  let id: string;
  beforeAll(async () => {
    app = await startRealApp({ mode: 'delegated' });
    asker = app.sandbox.demoOrganizerId;
    other = app.sandbox.people.coOrganizer;
  });
  beforeEach(async () => {
    ({ id } = await signInFromChat(app, asker, 'events'));
  });
  afterAll(() => app.close());

  const seconds = () => Math.floor(Date.now() / 1000);
  /** Somebody's good sign-in with other claims under the same signature. */
  const tampered = async (claims: object) => {
    const [header, payload, signature] = (await app.entra.signIn(other)).split('.');
    const said = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    return [header, base64({ ...said, ...claims }), signature].join('.');
  };

  type Token = () => Promise<string>;
  const ours = (): Record<string, Token> => ({
    "somebody else's": () => app.entra.signIn(other),
    "another tenant's": () => app.entra.signIn(asker, { tid: 'b0000000-0000-4000-8000-000000000001' }),
    "another app's": () => app.entra.signIn(asker, { aud: '6a000000-0000-4000-8000-000000000002' }),
    "Graph's": () => app.entra.signIn(asker, { aud: 'https://graph.microsoft.com' }),
    expired: () => app.entra.signIn(asker, { exp: seconds() - 10 }),
    'one without an end': () => app.entra.signIn(asker, { exp: undefined }),
    'one of two audiences': () => app.entra.signIn(asker, { aud: ['x', app.apiUri] }),
    unsigned: () =>
      Promise.resolve(
        `${base64({ alg: 'none' })}.${base64({ oid: asker, tid: app.sandbox.tenantId, aud: app.apiUri, exp: seconds() + 600 })}.x`,
      ),
    'nothing like it': () => Promise.resolve('x'),
  });

  it.each(
    Object.keys({
      "somebody else's": 0,
      "another tenant's": 0,
      "another app's": 0,
      "Graph's": 0,
      expired: 0,
      'one without an end': 0,
      'one of two audiences': 0,
      unsigned: 0,
      'nothing like it': 0,
    }),
  )('is not even exchanged: %s', async what => {
    const before = [exchanges(app).length, graphReads(app).length];
    const answer = await exchange(app, asker, id, { token: await ours()[what]!() });
    expect(answer).toEqual({ status: 412, body: { id, failureDetail: 'The sign-in was not taken.' } });
    expect([exchanges(app).length, graphReads(app).length]).toEqual(before);
  });

  it('is refused by Entra where somebody wrote their own name into it', async () => {
    const before = graphReads(app).length;
    expect((await exchange(app, asker, id, { token: await tampered({ oid: asker }) })).status).toBe(412);
    expect(exchanges(app).at(-1)).toMatchObject({ status: 400, error: 50013 });
    expect(app.entra.given).toEqual([]);
    expect(graphReads(app)).toHaveLength(before);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['no token', { id: 'x' }],
    ['a number', { id: 'x', token: 1 }],
    ['no id', { token: 'x.y.z' }],
    ['an id of another kind', { id: { id: 'x' }, token: 'x.y.z' }],
    ['a very long one', { id: 'x', token: 'x'.repeat(20_000) }],
    ['a list', [1, 2]],
  ])('is answered with 412 alone: %s', async (_, value) => {
    const before = [exchanges(app).length, graphReads(app).length];
    expect((await app.post(invoke(app, asker, 'signin/tokenExchange', value))).status).toBe(412);
    expect([exchanges(app).length, graphReads(app).length]).toEqual(before);
  });

  it('is not taken for a question that was never asked, is another person’s, or of another chat', async () => {
    const before = exchanges(app).length;
    expect((await exchange(app, asker, 'c0000000-0000-4000-8000-000000000003')).status).toBe(412);
    expect((await exchange(app, other, id)).status).toBe(412);
    const elsewhere = {
      conversation: { id: 'a:elsewhere', conversationType: 'personal', tenantId: app.sandbox.tenantId },
    };
    expect((await exchange(app, asker, id, { rest: elsewhere })).status).toBe(412);
    expect(exchanges(app)).toHaveLength(before);
  });
});

describe('What is said of it', () => {
  let app: RealApp;
  let asker: string;
  beforeEach(async () => {
    app = await startRealApp({ mode: 'delegated' });
    asker = app.sandbox.demoOrganizerId;
  });
  afterEach(() => app.close());

  it('is said in words once, names nobody, and keeps nobody from signing in', async () => {
    const other = app.sandbox.people.coOrganizer;
    const { id } = await signInFromChat(app, asker, 'events');
    const theirs = [await app.entra.signIn(other), await app.entra.signIn(other)];
    for (const token of theirs) expect((await exchange(app, asker, id, { token })).status).toBe(412);
    const told = await cards(app, 1);
    expect(saying(told, 'That sign-in was not taken', asker, other)).toEqual(['That sign-in was not taken']);

    const again = await signInFromChat(app, asker, 'events');
    expect((await exchange(app, asker, again.id)).status).toBe(200);
    const all = await cards(app, 2);
    expect(saying(all, EVENT)).toEqual([EVENT]);
    expect(all).toHaveLength(2);
  });

  it('is said in words that Teams itself could not, and logged by Teams’ own code alone', async () => {
    const failed = (value: unknown) => app.post(invoke(app, asker, 'signin/failure', value));
    // Nobody was asked to sign in: nothing to say.
    expect((await failed({ code: 'invokeerror', message: 'of Canary Name' })).status).toBe(200);
    await signInFromChat(app, asker, 'events');
    expect((await failed({ code: 'resourcematchfailed', message: 'of Canary Name' })).status).toBe(200);
    expect(saying(await cards(app, 1), 'Teams could not sign you in')).toHaveLength(1);
    for (const value of [null, 'x', { code: 'somebody@contoso.com' }]) expect((await failed(value)).status).toBe(200);
    const logged = ['invokeerror', 'resourcematchfailed', 'another'];
    expect(saying(app.lines, ...logged, 'Canary Name', 'contoso.com')).toEqual(logged);
  });
});
