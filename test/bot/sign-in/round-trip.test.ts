import { startRealApp, type RealApp } from '../../support/real-app';
import { exchange, exchanges, graphReads, oauthCard, saying, signInFromChat } from './signing-in';

const EVENT = 'Data Platform Bootcamp';
const READS = ['VirtualEvent.Read', 'OnlineMeetings.Read', 'OnlineMeetingArtifact.Read.All'];

describe('A question of somebody who is not signed in', () => {
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
    expect(exchanged?.scope.split(' ').filter(scope => scope.includes('graph'))).toEqual(
      READS.map(scope => `https://graph.microsoft.com/${scope}`),
    );

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
