import { createAnswerer } from '../../../src/bot/answerer';
import { createGraphClient } from '../../../src/graph/client';
import { createEventSourceFor } from '../../../src/graph/event-source';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { NOON } from '../chat';
import { startConnector, type FakeConnector } from '../../support/connector';
import { message, press, startDoor, type Door } from '../../support/door';

let sandbox: Sandbox;
let connector: FakeConnector;
let door: Door;
let closeClient: () => Promise<void>;
let passed = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60, now: () => NOON });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  connector = await startConnector(sandbox.channel);
  const client = createGraphClient({ root: sandbox.root, token: async () => 'test', sleep: async () => undefined });
  closeClient = () => client.close();
  const answerer = createAnswerer({ sourceFor: createEventSourceFor(client), now: () => NOON });
  door = await startDoor(
    ({ text, verb, data, asked }) =>
      verb === undefined ? answerer.words(text!, asked) : answerer.action(verb, data, asked),
    { now: () => Date.now() + passed },
  );
});
afterEach(async () => {
  await door.close();
  await connector.close();
  await closeClient();
});

/** What was asked of the channel about meetings; it is asked about organisers as well. */
const meetingReads = () => connector.reads.filter(path => path.includes('/v1/meetings/'));

type Part = keyof Sandbox['people'];

/** The parts of an activity that say: from the chat of this meeting, by this person. */
function inChatOf(title: string | null, part: Part = 'demo') {
  const meeting = sandbox.channel.meetings.find(one => one.title === title)!;
  return { ...chatActivity(meeting.threadId, part), meeting };
}

function chatActivity(threadId: string, part: Part = 'demo') {
  return {
    serviceUrl: connector.serviceUrl,
    from: { id: `29:${part}`, aadObjectId: sandbox.people[part] },
    conversation: { id: threadId, conversationType: 'groupChat', isGroup: true },
    channelData: { meeting: { id: Buffer.from(`0#${threadId}#0`).toString('base64') } },
  };
}

async function say(text: string, activity: object): Promise<string> {
  const [card] = await door.ask(message(text, activity));
  return JSON.stringify(card);
}

const CLIENT = 'Client Onboarding Call';

describe('in the chat of a meeting', () => {
  it('attendance alone is about that meeting, and the channel is asked once', async () => {
    const { meeting: _meeting, ...chat } = inChatOf(CLIENT);
    expect(await say('<at>Rollcall</at> attendance', chat)).toMatch(/Client Onboarding Call.*"9"/);
    expect(await say('attendance', chat)).toContain(CLIENT);
    expect(meetingReads()).toEqual([expect.stringMatching(/^GET \/_connector\/v1\/meetings\//)]);
  });

  it.each(['attendance', 'attendance here', 'attendance of this meeting', 'event'])(
    '%j after another event was spoken of in another chat',
    async words => {
      await say('attendance spring product briefing', { serviceUrl: connector.serviceUrl });
      expect(await say(words, inChatOf(CLIENT))).toContain(CLIENT);
    },
  );

  it('goes on with what this chat spoke of, and comes back when asked', async () => {
    const chat = inChatOf(CLIENT);
    await say('attendance spring product briefing', chat);
    expect(await say('attendance', chat)).toContain('Spring Product Briefing');
    expect(await say('attendance this meeting', chat)).toContain(CLIENT);
    expect(await say('attendance', chat)).toContain(CLIENT);
  });

  it('the channel is not asked where the words name something', async () => {
    await say('attendance all-hands', inChatOf(CLIENT));
    expect(meetingReads()).toEqual([]);
  });

  it('is known after the turn has ended, too', async () => {
    const { meeting: _meeting, ...chat } = inChatOf(CLIENT);
    await door.post(message('<at>Rollcall</at> attendance', chat));
    const [sent] = await connector.messages(1);
    expect(JSON.stringify(sent!.activity)).toContain(CLIENT);
  });

  it('the channel is asked again after an hour, and for each meeting', async () => {
    await say('attendance', inChatOf(CLIENT));
    await say('attendance here', inChatOf('Weekly Operations Review'));
    expect(meetingReads()).toHaveLength(2);
    passed += 61 * 60_000;
    await say('attendance here', inChatOf(CLIENT));
    expect(meetingReads()).toHaveLength(3);
  });

  it('its reports are listed', async () => {
    const card = await say('reports', inChatOf('Weekly Operations Review'));
    expect(card).toContain('Attendance reports');
    expect(card).toContain('Weekly Operations Review');
  });

  it('a co-organiser reads it in the name of its organiser', async () => {
    const before = sandbox.requests.length;
    expect(await say('attendance', inChatOf('On-Call Handover'))).toContain('On-Call Handover');
    const paths = sandbox.requests
      .slice(before)
      .map(one => decodeURIComponent(one.path))
      // Those are read in nobody's name.
      .filter(path => !path.includes('/communications/callRecords'));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(path).toContain(`/users/${sandbox.people.guildOrganizer}/onlineMeetings/`);
  });

  it('a button pressed there is read in the same name', async () => {
    const { meeting, ...chat } = inChatOf('On-Call Handover');
    const before = sandbox.requests.length;
    await door.post(press('attendance', { args: { kind: 'meeting', id: meeting.graphId } }, chat));
    const paths = sandbox.requests.slice(before).map(one => decodeURIComponent(one.path));
    expect(paths[0]).toContain(`/users/${sandbox.people.guildOrganizer}/onlineMeetings/`);
  });

  it('figures alone are shown: no names', async () => {
    const card = await say('attendance', inChatOf('Weekly Operations Review'));
    expect(card).toContain('Weekly Operations Review');
    expect(card).not.toMatch(/Okonkwo|Raghunathan|Kahale|Marchetti/);
    expect(await say('participants', inChatOf('Weekly Operations Review'))).not.toMatch(/Okonkwo|Kahale|Marchetti/);
  });

  it.each(['attendee', 'presenter', 'stranger'] as const)('a %s is told that it is not theirs', async part => {
    const card = await say('attendance', inChatOf('Weekly Operations Review', part));
    expect(card).toContain('Only its organiser may read this');
    expect(card).not.toMatch(/\bcame\b/);
  });

  it('a meeting still to come has not started', async () => {
    expect(await say('attendance', inChatOf(null))).toContain('Not started yet');
  });

  it('a meeting in a channel says that it is one', async () => {
    expect(await say('attendance', inChatOf('Design Critique'))).toContain('A channel meeting');
  });
});

describe('where Teams does not say which meeting it is', () => {
  it('a refused permission is named, with the way around it', async () => {
    connector.permitMeetings = false;
    const card = await say('attendance', inChatOf(CLIENT));
    expect(card).toContain('OnlineMeeting.ReadBasic.Chat');
    expect(card).toContain('join link');
    connector.permitMeetings = true;
    expect(await say('attendance', inChatOf(CLIENT))).toContain(CLIENT);
  });

  it.each([{ status: 500 }, 'reset' as const])('%j is said, not taken for no meeting', async fault => {
    connector.faults.push(fault);
    expect(await say('attendance', inChatOf(CLIENT))).toContain('Teams did not say which meeting this is');
    expect(await say('attendance', inChatOf(CLIENT))).toContain(CLIENT);
  });

  it('the chat of a session is known by the thread in its join link', async () => {
    const [webinar] = await (async () => {
      const headers = { authorization: 'Bearer app' };
      const root = `${sandbox.root}/v1.0/solutions/virtualEvents/webinars`;
      const { value } = (await (await fetch(root, { headers })).json()) as any;
      const event = value.find((one: any) => one.displayName === 'Spring Product Briefing');
      return ((await (await fetch(`${root}/${event.id}/sessions`, { headers })).json()) as any).value;
    })();
    const thread = /meetup-join\/([^/]+)/.exec(webinar.joinWebUrl)![1]!;
    for (const permitMeetings of [true, false]) {
      connector.permitMeetings = permitMeetings;
      const chat = chatActivity(decodeURIComponent(thread));
      expect(await say('attendance', chat)).toContain('Spring Product Briefing');
    }
  });

  it('an unknown meeting leaves the question as it is in any chat', async () => {
    const chat = chatActivity('19:meeting_unknown@thread.v2');
    expect(await say('attendance', chat)).toContain('Which event?');
  });

  it.each([{ meeting: null }, { meeting: 'x' }, { meeting: { id: 7 } }, { meeting: { id: '' } }, {}])(
    'channelData %j names no meeting',
    async channelData => {
      await say('attendance', { ...inChatOf(CLIENT), channelData });
      expect(meetingReads()).toEqual([]);
    },
  );
});
