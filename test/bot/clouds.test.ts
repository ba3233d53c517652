import { startChat, type Chat } from './chat';

const JOIN_ID = '367726574046';

async function meetingOf({ sandbox }: Chat): Promise<{ id: string; joinWebUrl: string }> {
  const url = `${sandbox.root}/v1.0/users/${sandbox.demoOrganizerId}/onlineMeetings?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'${JOIN_ID}'`;
  const answer = await fetch(url, { headers: { authorization: 'Bearer test' } });
  const { value } = (await answer.json()) as { value: { id: string; joinWebUrl: string }[] };
  return value[0]!;
}

describe('a cloud with meetings and without events', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await startChat({ cloud: 'usgov' });
  });
  afterAll(() => chat.close());

  it('answers about meetings, by link and by either id', async () => {
    const { id, joinWebUrl } = await meetingOf(chat);
    for (const which of [joinWebUrl, JOIN_ID, id]) {
      const { facts } = await chat.say(`attendance ${which}`);
      expect(facts).toMatchObject({ attended: 12, subject: { kind: 'meeting' } });
    }
  });

  it.each(['events', 'event all-hands', 'attendance all-hands', 'attendance yesterday'])(
    'says of %j that events are not offered',
    async words => {
      expect((await chat.say(words, { conversation: words })).problem).toBe('cloud-without-api');
    },
  );
});

describe('a cloud without either', () => {
  it('says so, and asks nobody', async () => {
    const chat = await startChat({ cloud: 'china' });
    const { joinWebUrl } = await meetingOf(chat);
    const { paths } = await chat.requestsOf(async () => {
      for (const which of [joinWebUrl, JOIN_ID, 'all-hands'])
        expect((await chat.say(`attendance ${which}`, { conversation: which })).problem).toBe('cloud-without-api');
    });
    expect(paths).toEqual([]);
    await chat.close();
  });
});
