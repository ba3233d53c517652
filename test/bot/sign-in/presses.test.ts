import { toLink } from '../../../src/domain/link';
import { PUBLIC_URL, startRealApp, type RealApp } from '../../support/real-app';
import { buttonsOf } from '../chat';
import { exchanges, graphReads, invoke, oauthCard, saying } from './signing-in';

const EVENT = 'Data Platform Bootcamp';

describe('Where buttons, searches and windows need a sign-in', () => {
  let app: RealApp;
  let asker: string;
  let before: { exchanges: number; graph: number };
  beforeAll(async () => {
    app = await startRealApp({ mode: 'delegated' });
    asker = app.sandbox.demoOrganizerId;
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.ask(asker, 'sign out');
    before = { exchanges: exchanges(app).length, graph: graphReads(app).length };
  });

  /** What was exchanged, and read, in this test. */
  const since = () => ({
    exchanges: exchanges(app).length - before.exchanges,
    graph: graphReads(app).length - before.graph,
  });
  const nothing = { exchanges: 0, graph: 0 };

  const group = () => ({
    conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: app.sandbox.tenantId },
  });
  const send = async (name: string, value: object, rest: object = {}, person = asker) =>
    (await app.post(invoke(app, person, name, value, rest))).body;
  const personOf = (person: string) => ({
    from: { id: `29:${person}`, name: 'Canary Name', aadObjectId: person },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: app.sandbox.tenantId },
  });
  /** A pressed button; the client sends it again with what it got. */
  const press = (verb: string, data: object, more: object = {}, rest: object = {}) =>
    send('adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual', ...more }, rest);
  const handing = async (request: any, person = asker) => ({
    authentication: {
      id: request.tokenExchangeResource.id,
      connectionName: request.connectionName,
      token: await app.entra.signIn(person),
    },
  });

  it.each([
    ['in their own chat', () => ({})],
    ['in a group chat', group],
  ])('a pressed button asks the client to sign in, and is answered when it comes again: %s', async (_, where) => {
    const asked = await press('event', { args: { which: 'bootcamp' } }, {}, where());
    expect(asked).toEqual({
      statusCode: 401,
      type: 'application/vnd.microsoft.activity.loginRequest',
      value: expect.objectContaining({
        connectionName: 'read',
        buttons: [expect.objectContaining({ type: 'signin' })],
      }),
    });
    expect(since()).toEqual(nothing);
    const theirs = await press(
      'event',
      { args: { which: 'bootcamp' } },
      await handing(asked.value, app.sandbox.people.stranger),
      where(),
    );
    expect(theirs).toMatchObject({ statusCode: 412, type: 'application/vnd.microsoft.error.preconditionFailed' });
    expect(since()).toEqual(nothing);

    const answer = await press('event', { args: { which: 'bootcamp' } }, await handing(asked.value), where());
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(saying(answer, EVENT)).toEqual([EVENT]);
    expect(since().exchanges).toBe(1);
    expect(app.connector.sent).toEqual([]);
  });

  it('a press in the body of a turn that waits is asked and answered in the body', async () => {
    const rest = { deliveryMode: 'expectReplies' };
    const bodyOf = (body: any) => body.activities.at(-1).value.body;
    const asked = bodyOf(await press('events', { args: {} }, {}, rest));
    expect(asked.statusCode).toBe(401);
    expect(saying(bodyOf(await press('events', { args: {} }, await handing(asked.value), rest)), EVENT)).toEqual([
      EVENT,
    ]);
  });

  it('a view that a client asks for by itself signs nobody in', async () => {
    const data = { args: { which: 'bootcamp' }, own: true };
    const own = await press('event', data, { trigger: 'automatic' }, group());
    expect(own).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' });
  });

  it('words in a group chat say to sign in in one’s own chat, and lead there', async () => {
    const [answer] = await app.ask(asker, 'event bootcamp', group());
    expect(oauthCard(answer)).toBeUndefined();
    expect(saying(answer, 'Please sign in first', 'your own chat with Rollcall')).toHaveLength(2);
    expect(saying(answer, `https://teams.microsoft.com/l/chat/0/0?users=28:`)).toHaveLength(1);
  });

  it('a search signs in whoever types, silently, and then has results', async () => {
    const query = {
      commandId: 'searchEvents',
      parameters: [{ name: 'query', value: 'bootcamp' }],
      queryOptions: { skip: 0, count: 25 },
    };
    const { composeExtension } = await send('composeExtension/query', query, group());
    expect(composeExtension).toEqual({
      type: 'silentAuth',
      suggestedActions: {
        actions: [{ type: 'openUrl', title: 'Sign in', value: expect.stringContaining('/auth/start?key=') }],
      },
    });
    const stolen = { ...query, authentication: { token: await app.entra.signIn(app.sandbox.people.stranger) } };
    expect((await app.post(invoke(app, asker, 'composeExtension/query', stolen, group()))).status).toBe(412);
    expect(since()).toEqual(nothing);
    const found = await send(
      'composeExtension/query',
      { ...query, authentication: { token: await app.entra.signIn(asker) } },
      group(),
    );
    expect(saying(found, EVENT)).toEqual([EVENT]);
    // The next letter needs none.
    expect(saying(await send('composeExtension/query', query, group()), EVENT)).toEqual([EVENT]);
    expect(since().exchanges).toBe(1);
  });

  it('a window says in words where to sign in', async () => {
    const opened = await send('composeExtension/fetchTask', { commandId: 'postSummary' }, group());
    expect(saying(opened, 'Please sign in first', '"type":"continue"')).toHaveLength(2);
    expect(since()).toEqual(nothing);
  });

  it('a pasted link shows what everybody sees who may not see more', async () => {
    const [id, missing] = ['3b017e13-38bb-4ae0-b62f-719748097601', '3b017e13-38bb-4ae0-b62f-719748097602'];
    const preview = (of: string) =>
      send('composeExtension/queryLink', { url: toLink(PUBLIC_URL, { kind: 'webinar', id: of })! }, group());
    const [one, other] = [await preview(id), await preview(missing)];
    expect(saying(one, 'Open with Rollcall')).toHaveLength(1);
    expect(JSON.stringify(one).replaceAll(id, missing)).toBe(JSON.stringify(other));
    expect(since()).toEqual(nothing);
  });

  it('Graph and Rollcall both decide what somebody sees in their own name', async () => {
    const { attendee } = app.sandbox.people;
    const asked = await press('event', { args: { which: 'bootcamp' } }, {}, personOf(attendee));
    const answer = await press(
      'event',
      { args: { which: 'bootcamp' } },
      await handing(asked.value, attendee),
      personOf(attendee),
    );
    expect(saying(answer, 'Not found', EVENT)).toEqual(['Not found']);
    expect(since().exchanges).toBe(1);
  });

  it('a session is made in the name of who presses, with a sign-in for that', async () => {
    const asked = await press('events', { args: {} });
    await press('events', { args: {} }, await handing(asked.value));
    const form = (await app.ask(asker, 'new session bootcamp')).at(-1).attachments[0].content;
    const create = buttonsOf(form).find(({ title }) => title === 'Create session')!;
    const data = { ...create.data, ...inputsOf(form) };
    const request = await press(create.verb, data);
    expect(request).toMatchObject({ statusCode: 401, value: { connectionName: 'create' } });
    expect(since().exchanges).toBe(1);

    // In a window there is no sign-in: its words say where this one is to be had.
    const window = await send('task/submit', {
      data: { ...data, dialog: 'newSession', press: 'a-press', verb: create.verb },
    });
    expect(saying(window, 'Say new session in your own chat')).toHaveLength(1);

    const made = await press(create.verb, data, await handing(request.value));
    expect(saying(made, 'Session created')).toEqual(['Session created']);
    expect(
      exchanges(app)
        .at(-1)!
        .scope.split(' ')
        .filter(scope => scope.includes('graph')),
    ).toEqual(['https://graph.microsoft.com/VirtualEvent.ReadWrite']);
    expect(
      app.sandbox.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/sessions')),
    ).toMatchObject([{ status: 201 }]);
  });
});

/** What stands in the inputs of a form. */
function inputsOf(card: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  JSON.stringify(card, (_, value: any) => {
    if (typeof value?.type === 'string' && value.type.startsWith('Input.')) found[value.id] = value.value ?? '';
    return value;
  });
  return found;
}
