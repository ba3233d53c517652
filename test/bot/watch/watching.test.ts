import { seriesKeyOf } from '../../../src/domain/series';
import { createWorld } from '../../../src/sandbox/world/world';
import { NOON, buttonsOf } from '../chat';
import * as chats from './watch-door';
import { startWatchDoor, type WatchDoor } from './watch-door';

const world = createWorld({ seed: 1, now: NOON, attendees: 60 });
const TITLE = 'Spring Product Briefing';
const event = world.events.find(one => one.title === TITLE)!;
const text = (card: unknown) => JSON.stringify(card);
/** Without what buttons carry. */
const shown = (card: unknown) => JSON.stringify(card, (name, value) => (name === 'data' ? undefined : value));
/** Each test has chats of its own. */
const [PERSONAL, GROUP, CHANNEL] = [{ ...chats.PERSONAL }, { ...chats.GROUP }, { ...chats.CHANNEL }];
const inGroup = { conversation: GROUP };
const inChannel = { conversation: CHANNEL };
const OTHER_TENANT = 'd0000000-0000-4000-8000-0000000000ff';

let started: WatchDoor;
let bot: WatchDoor;
let turn = 0;
beforeAll(async () => {
  started = await startWatchDoor();
  bot = {
    ...started,
    say: (words, place) => started.say(words, { conversation: PERSONAL, ...place }),
    press: (verb, args, place) => started.press(verb, args, { conversation: PERSONAL, ...place }),
    watches: (conversation = GROUP.id) => started.watches(conversation),
  };
});
beforeEach(() => {
  turn += 1;
  PERSONAL.id = `a:own-${turn}`;
  GROUP.id = `19:group-${turn}@thread.v2`;
  CHANNEL.id = `19:channel-${turn}@thread.tacv2`;
});
afterEach(async () => {
  await bot.read(async tx => {
    for (const tenant of [bot.sandbox.tenantId, OTHER_TENANT])
      for (const { id } of await tx.watches.inTenant(tenant)) await tx.watches.remove(tenant, id);
  });
  expect(bot.errors).toEqual([]);
});
afterAll(() => started.close());

const place = (id: string) => bot.read(tx => tx.conversations.find(bot.sandbox.tenantId, id));

describe('watch', () => {
  it('keeps what, who and where to post, in one go', async () => {
    const card = await bot.say('watch spring product briefing', inGroup);
    expect(text(card)).toContain(TITLE);
    expect(text(card)).toContain('In this group chat.');
    expect(await bot.watches()).toEqual([
      { what: 'event', targetId: event.id, personId: bot.sandbox.people.demo.toLowerCase() },
    ]);
    expect(await place(GROUP.id)).toEqual({
      tenant: bot.sandbox.tenantId,
      id: GROUP.id,
      serviceUrl: bot.connector.serviceUrl,
      type: 'groupChat',
      botId: '28:rollcall',
      state: 'active',
    });
  });

  it('knows whose personal chat it posts to, and speaks to one person there', async () => {
    const card = await bot.say('watch spring product briefing');
    expect(text(card)).toContain('which only you read');
    expect(await place(PERSONAL.id)).toMatchObject({ type: 'personal', personId: bot.sandbox.people.demo });
  });

  it.each([['spring product briefing'], ['series spring product briefing'], ['all my events']])(
    'twice is one watch: %s',
    async words => {
      const first = await bot.say(`watch ${words}`, inGroup);
      const again = await bot.say(`watch ${words}`, inGroup);
      expect(text(first)).not.toContain('Already watched');
      expect(text(again)).toContain('Already watched');
      expect(await bot.watches()).toHaveLength(1);
    },
  );

  it('of a series is another wish than of one of its events', async () => {
    await bot.say('watch spring product briefing', inGroup);
    await bot.say('watch series spring product briefing', inGroup);
    expect((await bot.watches()).map(({ what, targetId }) => [what, targetId]).sort()).toEqual([
      ['event', event.id],
      ['series', seriesKeyOf(TITLE)],
    ]);
  });

  it('of a name that fits several of one series is of the series', async () => {
    const mine = world.events.filter(one => one.organizer.id === world.people.demo.id);
    const keys = mine.map(one => seriesKeyOf(one.title));
    const key = keys.find((one, index) => keys.indexOf(one) !== index)!;
    await bot.say(`watch ${key}`, inGroup);
    expect(await bot.watches()).toMatchObject([{ what: 'series', targetId: key }]);
  });

  it('of what ended says what still comes of it, and offers what does', async () => {
    const buttons = (card: unknown) => buttonsOf(card as any).map(one => one.title);
    const recent = await bot.say('watch security awareness hour');
    expect(text(recent)).toContain('It has ended: as soon as Teams has the report.');
    expect(buttons(recent)[0]).toBe('Unwatch');
    const past = await bot.say('watch partner summit');
    expect(text(past)).toContain('It ended more than a day ago');
    expect(buttons(past)).toEqual(['Watch the series', 'Attendance', 'Unwatch', 'All that is watched']);
  });

  it('in a thread of a channel posts to the channel itself', async () => {
    const card = await bot.say('<at>Rollcall</at> watch spring product briefing', {
      conversation: { ...CHANNEL, id: `${CHANNEL.id};messageid=1700000000000` },
    });
    expect(text(card)).toContain('In this channel, as a post of its own');
    expect(await bot.watches(CHANNEL.id)).toHaveLength(1);
    expect(await place(CHANNEL.id)).toMatchObject({ type: 'channel', state: 'active' });
    expect(text(await bot.say('watching', inChannel))).toContain(TITLE);
  });

  it('in another tenant is another watch, and seen by nobody of this one', async () => {
    await bot.say('watch all my events', inGroup);
    const there = {
      conversation: { ...GROUP, tenantId: OTHER_TENANT },
      rest: { channelData: { tenant: { id: OTHER_TENANT } } },
    };
    expect(text(await bot.say('watching', there))).toContain('Nothing yet');
    await bot.say('watch all my events', there);
    expect(await bot.watches()).toHaveLength(1);
    expect(await bot.read(tx => tx.watches.inConversation(OTHER_TENANT, GROUP.id))).toHaveLength(1);
  });

  it.each(['presenter', 'attendee', 'stranger'] as const)('of a %s keeps nothing of an event', async part => {
    const card = await bot.say('watch spring product briefing', { ...inGroup, part });
    expect(text(card)).not.toContain(TITLE);
    await bot.press('watch', { kind: event.kind, id: event.id }, { ...inGroup, part });
    await bot.press('watch', { kind: event.kind, id: event.id, scope: 'series' }, { ...inGroup, part });
    expect(await bot.watches()).toEqual([]);
    expect(await place(GROUP.id)).toBeUndefined();
  });

  it.each([
    'watch [Reset password](https://evil.example)',
    'watch series ${$root.speak} "><script>alert(1)</script>',
    "watch ' or 1=1 --",
    'watch series %',
    `watch ${'漢'.repeat(400)}`,
    'watch every \u202eevil',
  ])('of a name made to do harm keeps nothing, and repeats it as words: %s', async words => {
    const card = await bot.say(words, inGroup);
    expect(text(card)).not.toMatch(/<script|\$\{|"url":"https:\/\/evil|\u202e/);
    expect(await bot.watches()).toEqual([]);
  });

  it.each(['all', 'everything', 'all of my events'])('%s is all that one runs', async words => {
    await bot.say(`watch ${words}`, inGroup);
    expect(await bot.watches()).toMatchObject([{ what: 'all' }]);
  });

  it('of everything is for anybody: rights are asked for when something is posted', async () => {
    const card = await bot.say('watch all my events', { ...inGroup, part: 'stranger' });
    expect(text(card)).toContain('All webinars and town halls of one organiser');
    expect(text(card)).not.toMatch(/\byou\b/);
    expect(await bot.watches()).toMatchObject([{ what: 'all', targetId: '', personId: bot.sandbox.people.stranger }]);
  });

  it('names nobody in a group, and no id', async () => {
    for (const words of ['watch spring product briefing', 'watching', 'unwatch spring product briefing']) {
      const card = await bot.say(words, inGroup);
      expect(shown(card.body)).not.toMatch(/Canary|[0-9a-f]{8}-[0-9a-f]{4}/);
      expect(text(card)).not.toContain(event.organizer.name);
    }
  });

  it('says so where it can not post: a card that was inserted in a chat of two others', async () => {
    const chat = { conversation: { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal' } };
    const card = await bot.press('watch', { kind: event.kind, id: event.id }, chat);
    expect(text(card)).toContain('Nothing can be posted here');
    expect(await bot.watches(chat.conversation.id)).toEqual([]);
  });
});

it('without a database says so in words, and checks the event first', async () => {
  const bare = await startWatchDoor({ withoutStore: true });
  try {
    expect(text(await bare.say('watch spring product briefing'))).toMatch(/Nothing can be posted here.*Spring Product/);
    expect(text(await bare.say('watching'))).toContain('Nothing can be posted here');
    expect(text(await bare.say('event spring product briefing'))).not.toMatch(/"(?:Watch|Watch the series)"/);
    expect(text(await bare.say('watch spring product briefing', { part: 'stranger' }))).toContain('Not found');
  } finally {
    await bare.close();
  }
});

describe('watching', () => {
  it('lists in a chat of one’s own all that one watches, with where; numbers end them', async () => {
    await bot.say('watch all my events');
    await bot.say('watch spring product briefing', inGroup);
    const card = await bot.say('watching');
    expect(text(card)).toMatch(/Spring Product Briefing.*in a group chat.*All your webinars.*here/);
    expect(text(await bot.say('unwatch 3'))).toContain('No such number');
    expect(text(await bot.say('unwatch 1'))).toContain('Not watched');
    expect(await bot.watches()).toEqual([]);
    expect(await bot.watches(PERSONAL.id)).toHaveLength(1);
  });

  it('a number means the event that another list has there, once there was one', async () => {
    await bot.say('watch all my events');
    await bot.say('watching');
    await bot.say('events past');
    expect(text(await bot.say('unwatch 1'))).toContain('Not watched here');
    expect(await bot.watches(PERSONAL.id)).toHaveLength(1);
  });

  it('tells in a group neither what is watched elsewhere nor what others run', async () => {
    await bot.say('watch spring product briefing');
    await bot.say('watch series spring product briefing', inGroup);
    await bot.say('watch spring product briefing', inChannel);
    const own = text(await bot.say('watching', inGroup));
    expect(own).toContain('The whole series');
    expect(own).toContain('2 watches of yours in other places');
    const stranger = text(await bot.say('watching', { ...inGroup, part: 'stranger' }));
    expect(stranger).not.toContain('Spring');
    expect(stranger).toContain('1 more watch was set up here');
  });

  it('a number of it opens the event as well', async () => {
    await bot.say('watch spring product briefing');
    await bot.say('watching');
    expect(text(await bot.say('event 1'))).toContain(TITLE);
  });
});

describe('unwatch', () => {
  const button = (card: any, verb: string) => buttonsOf(card).find(one => one.verb === verb).data.args;

  it('by the button of the confirmation, and the second time says that it is gone', async () => {
    const args = button(await bot.say('watch spring product briefing', inGroup), 'unwatch');
    expect(text(await bot.press('unwatch', args, inGroup))).toContain('not posted here any more');
    expect(text(await bot.press('unwatch', args, inGroup))).toContain('Not watched here');
    expect(await bot.watches()).toEqual([]);
  });

  it('by the button of the list', async () => {
    await bot.say('watch all my events', inGroup);
    const args = button(await bot.say('watching', inGroup), 'unwatch');
    expect(Object.keys(args)).toEqual(['watched']);
    await bot.press('unwatch', args, inGroup);
    expect(await bot.watches()).toEqual([]);
  });

  it('a co-organiser ends what the organiser watches; nobody else does, by name or by its id', async () => {
    await bot.say('watch spring product briefing', inGroup);
    await bot.say('watch all my events', inGroup);
    const ids = await bot.read(async tx =>
      (await tx.watches.inConversation(bot.sandbox.tenantId, GROUP.id)).map(({ id }) => id),
    );
    for (const part of ['stranger', 'attendee', 'presenter'] as const) {
      await bot.say('unwatch spring product briefing', { ...inGroup, part });
      await bot.say('unwatch all my events', { ...inGroup, part });
      const answers = [...ids, 'never-was'].map(watched => bot.press('unwatch', { watched }, { ...inGroup, part }));
      const [first, ...rest] = (await Promise.all(answers)).map(text);
      expect(first).toContain('Not watched here');
      for (const other of rest)
        expect(other.replaceAll(/[0-9a-f-]{36}|never-was/g, '…')).toBe(first!.replaceAll(/[0-9a-f-]{36}/g, '…'));
    }
    expect(await bot.watches()).toHaveLength(2);
    await bot.say('unwatch spring product briefing', { ...inGroup, part: 'coOrganizer' });
    expect((await bot.watches()).map(({ what }) => what)).toEqual(['all']);
    await bot.say('unwatch all my events', { ...inGroup, part: 'coOrganizer' });
    expect(await bot.watches()).toHaveLength(1);
  });

  it('of a watch in another tenant ends nothing', async () => {
    await bot.say('watch all my events', inGroup);
    const [one] = await bot.read(tx => tx.watches.inConversation(bot.sandbox.tenantId, GROUP.id));
    await bot.press(
      'unwatch',
      { watched: one!.id },
      {
        conversation: { ...GROUP, tenantId: OTHER_TENANT },
        rest: { channelData: { tenant: { id: OTHER_TENANT } } },
      },
    );
    expect(await bot.watches()).toHaveLength(1);
  });

  it.each(['everything', 'all', 'all of them'])('%s ends all that one made here, and nothing else', async words => {
    await bot.say('watch spring product briefing', inGroup);
    await bot.say('watch series spring product briefing', inGroup);
    await bot.say('watch all my events', inGroup);
    await bot.say('watch all my events', { ...inGroup, part: 'coOrganizer' });
    await bot.say('watch spring product briefing');
    expect(text(await bot.say(`unwatch ${words}`, inGroup))).toContain('3 watches ended');
    expect(await bot.watches()).toMatchObject([{ what: 'all', personId: bot.sandbox.people.coOrganizer }]);
    expect(await bot.watches(PERSONAL.id)).toHaveLength(1);
    expect(text(await bot.say(`unwatch ${words}`, inGroup))).toContain('Not watched here');
  });

  it('alone shows what is watched', async () => {
    await bot.say('watch all my events');
    expect(text(await bot.say('unwatch'))).toContain('1 watch');
  });
});

it('an event, its session and its attendance offer to watch it, and then not to', async () => {
  const ask = ['event next', 'session next', 'attendance spring product briefing'];
  for (const words of ask) expect(text(await bot.say(words, inGroup))).toMatch(/"title":"Watch(?: the series)?"/);
  await bot.say('watch series spring product briefing', inGroup);
  await bot.say('watch next', inGroup);
  for (const words of ask) expect(text(await bot.say(words, inGroup))).toContain('"title":"Unwatch"');
  // In another conversation nothing is watched.
  expect(text(await bot.say('event next', inChannel))).toContain('"title":"Watch"');
});
