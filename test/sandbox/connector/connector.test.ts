// The client inside botbuilder: what our bot calls with.
import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import { startConnector, type Connector } from '../../../src/sandbox/connector/connector';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

let sandbox: Sandbox;
let connector: Connector;
let client: ConnectorClient;

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 10 });
});
beforeEach(async () => {
  connector = await startConnector(sandbox.channel);
  client = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: connector.serviceUrl });
});
afterEach(() => connector.close());
afterAll(() => sandbox.close());

const text = (words: string) => ({ type: 'message', text: words });

describe("the SDK's own client", () => {
  it('sends, answers, updates and deletes, and what stands is kept in its order', async () => {
    const { id: first } = await client.conversations.sendToConversation('chat', text('one'));
    await client.conversations.replyToActivity('chat', first, text('two'));
    await client.conversations.sendToConversation('chat', { type: 'typing' });
    const { id: third } = await client.conversations.sendToConversation('chat', text('three'));
    await client.conversations.updateActivity('chat', first, text('one, again'));
    await client.conversations.deleteActivity('chat', third);
    expect(connector.standing('chat').map(one => one.text)).toEqual(['one, again', 'two']);
    expect(connector.standing('elsewhere')).toEqual([]);
    await expect(client.conversations.updateActivity('chat', third, text('x') as any)).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('creates a conversation, the same one for the same person', async () => {
    const parameters = { members: [{ id: '29:somebody' }], activity: text('hello') } as any;
    const made = await client.conversations.createConversation(parameters);
    const again = await client.conversations.createConversation(parameters);
    expect(again.id).toBe(made.id);
    expect(made.activityId).not.toBe(again.activityId);
    expect(connector.standing(made.id)).toHaveLength(2);
  });

  it('reads rosters, whole, paged and one by one', async () => {
    const all = await client.conversations.getConversationMembers('chat');
    expect(all).toHaveLength(sandbox.channel.members.length);
    const paged: unknown[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await client.conversations.getConversationPagedMembers('chat', {
        pageSize: 4,
        ...(continuationToken !== undefined && { continuationToken }),
      } as { pageSize: number; continuationToken: string });
      paged.push(...page.members);
      continuationToken = page.continuationToken;
    } while (continuationToken);
    expect(paged).toEqual(all);
    const demo = await client.conversations.getConversationMember('chat', sandbox.demoOrganizerId);
    expect(demo).toMatchObject({ name: 'Amara Okonkwo', aadObjectId: sandbox.demoOrganizerId });
    await expect(client.conversations.getConversationMember('chat', 'nobody')).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});

describe('GET /v1/meetings/{id}', () => {
  const meetingInfo = async (id: string) => {
    const response = await fetch(`${connector.serviceUrl}/v1/meetings/${encodeURIComponent(id)}`);
    return { status: response.status, body: (await response.json()) as any };
  };

  it('tells of a meeting of the pretend tenant what Teams tells', async () => {
    const meeting = sandbox.channel.meetings.find(one => one.title === 'Client Onboarding Call')!;
    const { body } = await meetingInfo(meeting.teamsId);
    expect(body).toEqual({
      details: {
        id: meeting.teamsId,
        msGraphResourceId: meeting.graphId,
        scheduledStartTime: expect.stringMatching(/Z$/),
        scheduledEndTime: expect.stringMatching(/Z$/),
        joinUrl: meeting.joinWebUrl,
        title: 'Client Onboarding Call',
        type: 'Scheduled',
      },
      conversation: { isGroup: true, conversationType: 'groupChat', id: meeting.threadId },
      organizer: {
        id: `29:${sandbox.demoOrganizerId}`,
        aadObjectId: sandbox.demoOrganizerId,
        tenantId: sandbox.tenantId,
      },
    });
  });

  it('knows no other meeting, and refuses all without the permission', async () => {
    expect((await meetingInfo('MCMxOTptZWV0aW5nI2Zvbw==')).status).toBe(404);
    connector.permitMeetings = false;
    expect((await meetingInfo(sandbox.channel.meetings[0]!.teamsId)).status).toBe(403);
  });
});

it('fails as told, once each, and keeps what was accepted', async () => {
  const send = () =>
    fetch(`${connector.serviceUrl}/v3/conversations/chat/activities`, { method: 'POST', body: '{"type":"message"}' });
  connector.faults.push({ status: 503 }, 'reset', 'reset-after-accepting');
  expect((await send()).status).toBe(503);
  await expect(send()).rejects.toThrow();
  expect(connector.standing('chat')).toEqual([]);
  await expect(send()).rejects.toThrow();
  expect(connector.standing('chat')).toHaveLength(1);
  expect((await send()).status).toBe(201);
});
