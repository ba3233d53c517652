import { DEMANDED } from '../../support/entra';
import { BOT, PUBLIC_URL, startRealApp, type RealApp } from '../../support/real-app';
import { cards, exchange, exchanges, graphReads, invoke, oauthCard, saying, signInFromChat } from './signing-in';

const EVENT = 'Data Platform Bootcamp';
const READS = ['VirtualEvent.Read', 'OnlineMeetings.Read', 'OnlineMeetingArtifact.Read.All'].map(
  scope => `https://graph.microsoft.com/${scope}`,
);

let app: RealApp;
let asker: string;
beforeAll(async () => {
  app = await startRealApp({ mode: 'delegated' });
  asker = app.sandbox.demoOrganizerId;
});
beforeEach(async () => {
  await app.ask(asker, 'sign out');
  for (const seen of [app.connector.sent, app.entra.requests, app.sandbox.requests]) seen.length = 0;
});
afterAll(() => app.close());

describe('A question of somebody who is not signed in', () => {
  it('is answered once they are, and the next one without being asked again', async () => {
    const { id, card } = await signInFromChat(app, asker, 'events');
    expect(card).toEqual({
      text: expect.stringContaining('in your name'),
      connectionName: 'read',
      tokenExchangeResource: { id },
      buttons: [
        {
          type: 'signin',
          title: 'Sign in',
          value: expect.stringMatching(/^https:\/\/localhost:9\/auth\/start\?key=[\w-]{43}$/),
        },
      ],
    });
    expect(graphReads(app)).toEqual([]);
    expect(exchanges(app)).toEqual([]);

    expect(await exchange(app, asker, id)).toEqual({ status: 200, body: undefined });
    await app.connector.messages(2);
    expect(saying(app.connector.sent, EVENT)).toEqual([EVENT]);
    const [exchanged] = exchanges(app);
    expect(exchanged?.scope.split(' ').filter(scope => scope.includes('graph'))).toEqual(READS);

    expect(saying(await app.ask(asker, 'event bootcamp'), EVENT, 'Sign in')).toEqual([EVENT]);
    expect(exchanges(app)).toHaveLength(1);
  });

  it('is asked in the body where the channel waits, and answered in the body of what signed in', async () => {
    const [asked] = await app.ask(asker, 'events');
    const { id } = oauthCard(asked)!.tokenExchangeResource;
    const { status, body } = await exchange(app, asker, id, { rest: { deliveryMode: 'expectReplies' } });
    expect(status).toBe(200);
    expect(saying(body.activities, EVENT)).toEqual([EVENT]);
  });

  it('is exchanged and answered once, however many clients hand over the same', async () => {
    const { id } = await signInFromChat(app, asker, 'events');
    const tokens = await Promise.all([0, 1, 2, 3, 4].map(() => app.entra.signIn(asker)));
    const answers = await Promise.all(tokens.map(token => exchange(app, asker, id, { token })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await exchange(app, asker, id)).status).toBe(200);
    await app.connector.messages(2);
    // A second answer would come as fast as the first.
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(exchanges(app)).toHaveLength(1);
    expect(await app.connector.messages(2)).toHaveLength(2);
  });
});

describe('What Entra wants to know first', () => {
  const follow = (link: string) => fetch(link.replace(PUBLIC_URL, app.url), { redirect: 'manual' });
  /** Entra's page that a link leads to. */
  async function pageOf(link: string) {
    const { status, headers } = await follow(link);
    const location = new URL(headers.get('location')!);
    return { status, at: location.origin + location.pathname, query: Object.fromEntries(location.searchParams) };
  }

  it('is told in words, with the way to agree; agreed to, the next question is answered', async () => {
    const { id } = await signInFromChat(app, asker, 'events');
    app.entra.faults.push('consent');
    expect(await exchange(app, asker, id)).toMatchObject({ status: 412 });
    const [card] = await cards(app, 1);
    expect(saying(card, 'Nobody agreed to this yet', 'administrator', EVENT, 'AADSTS', 'somebody@contoso.com')).toEqual(
      ['Nobody agreed to this yet', 'administrator'],
    );
    expect(saying(card, `adminconsent?client_id=${BOT}`)).toHaveLength(1);
    expect(graphReads(app)).toEqual([]);

    const { url } = card.actions.find(({ title }: { title: string }) => title === 'Sign in');
    const { status, at, query } = await pageOf(url);
    expect(status).toBe(302);
    expect(at).toBe(`https://login.microsoftonline.com/${app.sandbox.tenantId}/oauth2/v2.0/authorize`);
    expect(query).toEqual({
      client_id: BOT,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: `${PUBLIC_URL}/auth/end`,
      scope: READS.join(' '),
      state: expect.stringMatching(/^[\w-]{22}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });

    // Teams says when the window is closed: what waited is asked for again.
    expect((await app.post(invoke(app, asker, 'signin/verifyState', { state: '' }))).status).toBe(200);
    const again = await signInFromChat(app, asker, undefined);
    expect(again.id).not.toBe(id);
    expect((await exchange(app, asker, again.id)).status).toBe(200);
    expect(saying(await cards(app, 2), EVENT)).toEqual([EVENT]);
  });

  it('takes what Entra demands of the next sign-in there, and nowhere else', async () => {
    const { id, card } = await signInFromChat(app, asker, 'events');
    app.entra.faults.push('claims');
    expect((await exchange(app, asker, id)).status).toBe(412);
    const [told] = await cards(app, 1);
    expect(saying(told, 'Stopped by a sign-in rule', 'acrs')).toEqual(['Stopped by a sign-in rule']);
    // Teams shows its own button too, which was made before.
    const links = [card.buttons[0]!.value, told.actions.find(({ title }: any) => title === 'Sign in').url];
    for (const link of links) expect((await pageOf(link)).query.claims).toBe(DEMANDED);
    // Nobody else's way has it.
    const other = await signInFromChat(app, app.sandbox.people.coOrganizer, 'events');
    expect((await pageOf(other.card.buttons[0]!.value)).query.claims).toBeUndefined();
    expect(saying(app.lines, 'acrs')).toEqual([]);
  });

  it('shows a page at the end, and one where the way is not known', async () => {
    const end = await fetch(`${app.url}/auth/end?code=stolen-code&state=x`);
    expect(end.status).toBe(200);
    expect(await end.text()).toContain('You can close this window');
    for (const address of ['/auth/start', '/auth/start?key=', '/auth/start?key=guessed', '/auth/start?key=a&key=b']) {
      const gone = await fetch(app.url + address, { redirect: 'manual' });
      expect(gone.status).toBe(404);
      expect(gone.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await gone.text()).toContain('Ask again in Teams');
    }
    expect(saying(app.lines, 'stolen-code', 'guessed')).toEqual([]);
  });

  it('says so where Entra does not answer, and is none the worse for it', async () => {
    const { id } = await signInFromChat(app, asker, 'events');
    app.entra.faults.push('down', 'down', 'down', 'down');
    expect((await exchange(app, asker, id)).status).toBe(412);
    expect(saying(await cards(app, 1), 'Sign in')).toEqual([]);
    app.entra.faults.length = 0;
    const again = await signInFromChat(app, asker, 'events');
    expect((await exchange(app, asker, again.id)).status).toBe(200);
    expect(saying(await cards(app, 2), EVENT)).toEqual([EVENT]);
  });
});

it('has no such pages where nobody signs in', async () => {
  const other = await startRealApp();
  expect((await fetch(`${other.url}/auth/start?key=x`)).status).toBe(404);
  expect((await fetch(`${other.url}/auth/end`)).status).toBe(404);
  await other.close();
});
