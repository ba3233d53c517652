import { GROUP, PERSONAL, startWatchDoor, type WatchDoor } from './watch-door';

let bot: WatchDoor;
beforeEach(async () => {
  bot = await startWatchDoor();
});
afterEach(async () => {
  const { errors } = bot;
  await bot.close();
  expect(errors).toEqual([]);
});

const inGroup = { conversation: GROUP };
const place = (id: string) => bot.read(tx => tx.conversations.find(bot.sandbox.tenantId, id));
const bots = [{ id: '28:rollcall' }];

describe('the address of a conversation', () => {
  it('is kept only where something is watched', async () => {
    await bot.say('events');
    await bot.deliver({ type: 'installationUpdate', action: 'add' }, inGroup);
    expect(await place(PERSONAL.id)).toBeUndefined();
    expect(await place(GROUP.id)).toBeUndefined();
  });

  it('follows what the channel says with each message', async () => {
    await bot.say('watch all my events', inGroup);
    const moved = `${bot.connector.serviceUrl}/moved`;
    await bot.say('events', { ...inGroup, rest: { serviceUrl: moved } });
    expect(await place(GROUP.id)).toMatchObject({ serviceUrl: moved, state: 'active' });
  });

  it.each([
    ['installationUpdate', { type: 'installationUpdate', action: 'remove' }],
    ['conversationUpdate', { type: 'conversationUpdate', membersRemoved: bots }],
  ])('is gone after %s, and back after the next installation', async (_, removal) => {
    await bot.say('watch all my events', inGroup);
    expect(await bot.deliver(removal, inGroup)).toBe(200);
    expect(await place(GROUP.id)).toMatchObject({ state: 'gone' });
    expect(JSON.stringify(await bot.say('watching'))).toContain('nothing can be posted there now');
    await bot.deliver({ type: 'installationUpdate', action: 'add' }, inGroup);
    expect(await place(GROUP.id)).toMatchObject({ state: 'active' });
  });

  it('is back with the next message as well', async () => {
    await bot.say('watch all my events', inGroup);
    await bot.deliver({ type: 'installationUpdate', action: 'remove' }, inGroup);
    await bot.say('events', inGroup);
    expect(await place(GROUP.id)).toMatchObject({ state: 'active' });
  });

  it.each([
    ['an upgrade', { type: 'installationUpdate', action: 'remove-upgrade' }],
    ['somebody else leaving', { type: 'conversationUpdate', membersRemoved: [{ id: '29:somebody' }] }],
  ])('stays after %s', async (_, activity) => {
    await bot.say('watch all my events', inGroup);
    await bot.deliver(activity, inGroup);
    expect(await place(GROUP.id)).toMatchObject({ state: 'active' });
  });

  it('of a deleted channel is gone, not that of the team it was told in', async () => {
    const [general, deleted] = ['19:general@thread.tacv2', '19:deleted@thread.tacv2'].map(id => ({
      conversation: { id, conversationType: 'channel', isGroup: true },
    }));
    await bot.say('watch all my events', general);
    await bot.say('watch all my events', deleted);
    const channelData = {
      tenant: { id: bot.sandbox.tenantId },
      eventType: 'channelDeleted',
      channel: { id: deleted!.conversation.id },
    };
    await bot.deliver({ type: 'conversationUpdate', channelData }, general);
    expect(await place(general!.conversation.id)).toMatchObject({ state: 'active' });
    expect(await place(deleted!.conversation.id)).toMatchObject({ state: 'gone' });
  });
});

describe('a meeting whose chat Rollcall is in', () => {
  const CLIENT = 'Client Onboarding Call';
  const meeting = (title = CLIENT) => bot.sandbox.channel.meetings.find(one => one.title === title)!;

  /** The chat as Teams writes it in meeting events: all in lower case. */
  function chatOf({ threadId, teamsId }: { threadId: string; teamsId: string }) {
    return {
      conversation: { id: threadId, conversationType: 'groupchat', isGroup: true },
      rest: { channelData: { tenant: { id: bot.sandbox.tenantId }, meeting: { id: teamsId } } },
    };
  }

  async function happens(what: 'Start' | 'End', value: object = {}, one = meeting()) {
    await bot.deliver({ type: 'event', name: `application/vnd.microsoft.meeting${what}`, value }, chatOf(one));
    for (let tries = 0; tries < 100 && (await bot.watches(one.threadId)).length === 0; tries++)
      await new Promise(resolve => setTimeout(resolve, 5));
    await new Promise(resolve => setTimeout(resolve, 50));
  }

  const target = () => JSON.stringify(['meeting', meeting().organizerId, meeting().graphId]);

  it('is watched there for its organiser, once', async () => {
    await happens('Start');
    await happens('End', { EndTime: '2026-11-18T15:00:00Z' });
    expect(await bot.watches(meeting().threadId)).toEqual([
      { what: 'event', targetId: target(), personId: meeting().organizerId },
    ]);
    expect(await place(meeting().threadId)).toMatchObject({ type: 'groupChat', state: 'active' });
    expect(await bot.read(tx => tx.sessions.find(bot.sandbox.tenantId, meeting().graphId, target()))).toMatchObject({
      ownerId: meeting().organizerId,
      endAt: Date.parse('2026-11-18T15:00:00Z'),
    });
    expect(JSON.stringify(await bot.say('watching', chatOf(meeting())))).toMatch(
      /Client Onboarding Call.*Meeting, each time · here/,
    );
  });

  it('says nothing by itself', async () => {
    await happens('Start');
    expect(bot.connector.sent).toEqual([]);
  });

  it('is not watched again after it was taken away there', async () => {
    await happens('Start');
    expect(JSON.stringify(await bot.say('unwatch this meeting', chatOf(meeting())))).toContain('Not watched');
    await happens('End');
    expect(await bot.watches(meeting().threadId)).toEqual([]);
    await bot.say('watch this meeting', chatOf(meeting()));
    expect(await bot.watches(meeting().threadId)).toMatchObject([{ targetId: target() }]);
  });

  it('is forgotten with its organiser, whoever watches it, and that it was taken away', async () => {
    await happens('Start');
    await bot.say('watch this meeting', { ...chatOf(meeting()), part: 'coOrganizer' });
    await bot.say('unwatch this meeting', chatOf(meeting()));
    await bot.say('watch this meeting', chatOf(meeting()));
    expect(await bot.forget(meeting().organizerId)).toBeGreaterThan(0);
    expect(await bot.watches(meeting().threadId)).toEqual([]);
    const mark = `unwatched ${meeting().threadId} ${target()}`;
    expect(await bot.read(tx => tx.marks.get(bot.sandbox.tenantId, mark))).toBeUndefined();
  });

  it('is not watched where the channel may not tell whose it is', async () => {
    bot.connector.permitMeetings = false;
    await happens('Start');
    expect(await bot.watches(meeting().threadId)).toEqual([]);
    expect(bot.door.lines.find(line => line.msg === 'could not watch a meeting')).toMatchObject({
      code: 'meeting-chat-refused',
    });
  });

  it('an event that is no meeting’s watches nothing', async () => {
    await bot.deliver({ type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} }, chatOf(meeting()));
    expect(bot.connector.reads).toEqual([]);
  });
});
