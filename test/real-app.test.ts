import { startRealApp, type RealApp } from './support/real-app';

const EVENT = 'Data Platform Bootcamp';
/** Cards are long: which of these words are in them. */
const saying = (cards: unknown, ...words: string[]) => words.filter(word => JSON.stringify(cards).includes(word));

describe('Rollcall for a real tenant, with the app’s own rights', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
  });
  afterAll(() => app.close());

  it('answers in the body, with a token for Graph that Entra gave', async () => {
    expect(saying(await app.ask(app.sandbox.demoOrganizerId, 'help'), 'attendance')).toHaveLength(1);
    expect(saying(await app.ask(app.sandbox.demoOrganizerId, 'events'), EVENT)).toEqual([EVENT]);
    expect(app.entra.requests).toMatchObject([{ scope: expect.stringContaining('graph.microsoft.com/.default') }]);
  });

  it('answers in the conversation, signing as the bot', async () => {
    expect(await app.post(app.from(app.sandbox.demoOrganizerId, 'events'))).toMatchObject({ status: 200 });
    await app.connector.messages(1);
    expect(saying(app.connector.sent, EVENT)).toEqual([EVENT]);
    expect(app.connector.refused).toEqual([]);
    expect(app.entra.requests.at(-1)).toMatchObject({
      scope: expect.stringContaining('api.botframework.com/.default'),
    });
  });

  it('hears nobody whom the channel did not sign for', async () => {
    const before = app.sandbox.requests.length;
    expect((await app.post(app.from(app.sandbox.demoOrganizerId, 'events'), null)).status).toBe(401);
    expect(app.sandbox.requests.length).toBe(before);
  });
});

describe('Rollcall where people sign in', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp({ mode: 'delegated' });
  });
  afterAll(() => app.close());

  it('reads nothing for somebody who has not, and answers help all the same', async () => {
    const before = app.sandbox.requests.filter(({ path }) => path.includes('/me') || path.includes('getByUser')).length;
    expect(saying(await app.ask(app.sandbox.demoOrganizerId, 'help'), 'attendance')).toHaveLength(1);
    expect(saying(await app.ask(app.sandbox.demoOrganizerId, 'events'), EVENT, 'card.oauth')).toEqual(['card.oauth']);
    expect(app.sandbox.requests.filter(({ path }) => path.includes('/me') || path.includes('getByUser')).length).toBe(
      before,
    );
    expect(app.entra.requests.filter(({ assertion }) => assertion !== undefined)).toEqual([]);
  });

  it('reads for its own work with the app’s rights: the organiser of a meeting that ended need not be signed in (trap)', async () => {
    const meeting = app.sandbox.channel.meetings.find(({ title }) => title === 'Weekly Operations Review')!;
    // Some channels know a meeting by its join link alone.
    Object.assign(meeting, { graphId: undefined });
    const { threadId, teamsId, organizerId } = meeting;
    const ended = app.from(app.sandbox.people.attendee, undefined, {
      ...{ type: 'event', name: 'application/vnd.microsoft.meetingEnd', value: {} },
      conversation: { id: threadId, conversationType: 'groupchat', isGroup: true, tenantId: app.sandbox.tenantId },
      channelData: { tenant: { id: app.sandbox.tenantId }, meeting: { id: teamsId } },
    });
    expect((await app.post(ended)).status).toBe(200);
    const asked = () =>
      app.sandbox.requests.some(({ path }) => path.startsWith(`/v1.0/users/${organizerId}/onlineMeetings?`));
    for (const until = Date.now() + 3_000; !asked() && Date.now() < until;)
      await new Promise(resolve => setTimeout(resolve, 20));
    expect(asked()).toBe(true);
    expect(app.lines.filter(({ msg }) => msg === 'could not watch a meeting')).toEqual([]);
  });
});
