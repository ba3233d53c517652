import { plainText } from '../../src/bot/plain-text';
import { answerOf, ASKER, message, press, startDoor, TENANT, type Door } from '../support/door';

const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true, tenantId: TENANT } };
const channel = {
  conversation: { id: '19:channel;messageid=1', conversationType: 'channel', isGroup: true, tenantId: TENANT },
};

describe('a message that waits for its answer', () => {
  let door: Door;
  beforeAll(async () => {
    door = await startDoor();
  });
  afterAll(() => door.close());

  it('is answered with one card in the body', async () => {
    const { status, body } = await door.post(message('help', { deliveryMode: 'expectReplies' }));
    expect(status).toBe(200);
    expect(body.activities).toHaveLength(1);
    expect(body.activities[0]).toMatchObject({
      type: 'message',
      summary: 'answer to help',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }],
    });
  });

  it('says who asks, in which conversation, place, zone and language', async () => {
    await door.ask(message('events', { localTimezone: 'Europe/Berlin', locale: 'de-DE' }));
    expect(door.asked.at(-1)!.asked).toMatchObject({
      asker: { personId: ASKER, tenantId: TENANT },
      conversation: 'a:personal',
      card: { place: 'personal', figuresOnly: false, zone: 'Europe/Berlin', locale: 'de-DE', botId: '28:rollcall' },
    });
  });

  it.each([
    ['a group chat', group, 'shared'],
    ['a channel', channel, 'shared'],
    ['a type that Teams adds later', { conversation: { id: 'x', conversationType: 'huddle' } }, 'shared'],
    ['an untyped chat of the sandbox', { conversation: { id: 'x' } }, 'personal'],
    ['an untyped group of the sandbox', { conversation: { id: 'x', isGroup: true } }, 'shared'],
    [
      'a chat between two people, whose compose box says personal too',
      { conversation: { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal' } },
      'shared',
    ],
  ])('knows %s', async (_name, where, place) => {
    await door.ask(message('events', where));
    expect(door.asked.at(-1)!.asked.card.place).toBe(place);
  });

  it.each([
    ['unknown ones', 'Not/AZone', 'xx-not-a-locale-at-all'],
    ['empty ones', '', ''],
    ['none', null, null],
    ['very long ones', 'x'.repeat(5000), 'y'.repeat(5000)],
  ])('falls back to UTC and en-US for zone and language: %s', async (_name, localTimezone, locale) => {
    await door.ask(message('events', { localTimezone, locale }));
    expect(door.asked.at(-1)!.asked.card).toMatchObject({ zone: 'UTC', locale: 'en-US' });
  });

  it('takes zone and language from the client where the activity has none', async () => {
    const entities = [{ type: 'clientInfo', timezone: 'Asia/Tokyo', locale: 'ja-JP' }];
    await door.ask(message('events', { locale: undefined, entities }));
    expect(door.asked.at(-1)!.asked.card).toMatchObject({ zone: 'Asia/Tokyo', locale: 'ja-JP' });
  });

  it.each([
    ['nobody', undefined],
    ['a blank', ' '],
    ['zeros', '00000000-0000-0000-0000-000000000000'],
    ['a list', [ASKER]],
    ['an object', { $ne: null }],
    ['a number', 7],
  ])('has no asker when the channel names %s', async (_name, aadObjectId) => {
    await door.ask(message('events', { from: { id: '29:x', aadObjectId } }));
    expect(door.asked.at(-1)!.asked.asker).toBeUndefined();
  });

  it('has no asker when the activity names two tenants', async () => {
    await door.ask(message('events', { channelData: { tenant: { id: 'another' } } }));
    expect(door.asked.at(-1)!.asked.asker).toBeUndefined();
  });

  it('takes the sandbox tenant where none is named', async () => {
    await door.ask(
      message('events', { conversation: { id: 'x', conversationType: 'personal' }, channelData: undefined }),
    );
    expect(door.asked.at(-1)!.asked.asker).toEqual({ personId: ASKER, tenantId: 'sandbox' });
  });

  it('answers the same id again: only the channel repeats itself', async () => {
    const twice = message('events', { id: 'same' });
    expect(await door.ask(twice)).toHaveLength(1);
    expect(await door.ask({ ...twice, text: 'help' })).toMatchObject([{ speak: 'answer to help' }]);
  });

  it('needs neither recipient nor channel nor serviceUrl in the sandbox', async () => {
    const bare = { type: 'message', text: 'hi', from: { id: 'me' }, conversation: { id: 'c' } };
    expect(await door.ask(bare)).toMatchObject([{ speak: 'answer to hi' }]);
  });

  it('logs neither names nor ids nor words', () => {
    const log = JSON.stringify(door.lines);
    expect(door.lines.some(line => line.msg === 'answered')).toBe(true);
    for (const secret of ['Canary Name', ASKER, 'answer to', TENANT]) expect(log).not.toContain(secret);
  });
});

describe('what a person typed', () => {
  let door: Door;
  beforeAll(async () => {
    door = await startDoor();
  });
  afterAll(() => door.close());

  const mention = (name: string, id: string) => ({
    type: 'mention',
    text: `<at>${name}</at>`,
    mentioned: { id, name },
  });

  it.each<[string, string, object[], string]>([
    [
      'a mention in front',
      '<at>Rollcall</at> attendance last',
      [mention('Rollcall', '28:rollcall')],
      'attendance last',
    ],
    ['a mention and a no-break space', '<at>Rollcall</at>\u00a0help\n', [mention('Rollcall', '28:rollcall')], 'help'],
    ['a mention and its entity', '<at>Rollcall</at>&nbsp;help', [mention('Rollcall', '28:rollcall')], 'help'],
    [
      'a mention under another name',
      '<at>Roll Call (dev)</at> help',
      [mention('Roll Call (dev)', '28:rollcall')],
      'help',
    ],
    ['a mention without an entity', '<at>Rollcall</at> help', [], 'help'],
    ['a mention with an id', '<at id="0">Rollcall</at> help', [], 'help'],
    [
      'somebody else mentioned',
      '<at>Rollcall</at> attendance <at>Ann</at>',
      [mention('Ann', '29:ann')],
      'attendance Ann',
    ],
    ["the editor's markup", '<div><p>attendance&nbsp;<b>all-hands</b></p></div>', [], 'attendance all-hands'],
    ['entities', 'event Q&amp;A &lt;live&gt; &#39;26 &#x1F600;', [], "event Q&A <live> '26 😀"],
    ['angle brackets that are words', 'attendance <which>', [], 'attendance <which>'],
    ['right-to-left text', 'event اجتماع الربيع', [], 'event اجتماع الربيع'],
    ['only emoji', '🎉🎉', [], '🎉🎉'],
    ['a broken tag', '<at>Rollcall help', [], 'Rollcall help'],
    [
      'losing where a link leads',
      'attendance <a href="https://teams.microsoft.com/meet/1">Join</a>',
      [],
      'attendance https://teams.microsoft.com/meet/1',
    ],
    ['taking typed marks for markup', 'event plan &lt;b&gt; &amp;amp; more', [], 'event plan <b> &amp; more'],
    ['cutting a word where it is bold', 'attendance all-<b>hands</b>', [], 'attendance all-hands'],
  ])('is read without %s', async (_name, text, entities, expected) => {
    await door.ask(message(text, { entities }));
    expect(plainText(door.asked.at(-1)!.text!)).toBe(expected);
  });

  it.each([[undefined], [null], [''], [' \u00a0 ']])('may be %j (trap: message.text may be undefined)', async text => {
    await door.ask(message(text!, { entities: [mention('Rollcall', '28:rollcall')] }));
    expect(plainText(door.asked.at(-1)!.text!)).toBe('');
  });

  it('may be 200,000 characters of half tags', async () => {
    const since = Date.now();
    await door.ask(message('<at '.repeat(50_000)));
    expect(Date.now() - since).toBeLessThan(5000);
    expect(door.asked.at(-1)!.text!.length).toBeGreaterThan(500);
  });
});

describe('a pressed button', () => {
  let door: Door;
  beforeAll(async () => {
    door = await startDoor(({ verb }) => answerOf(`page of ${verb!}`));
  });
  afterAll(() => door.close());

  it('is answered with the card that takes the place of its own', async () => {
    const { status, body } = await door.post(press('participants', { args: { page: 2 } }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { speak: 'page of participants' },
    });
    expect(door.asked.at(-1)).toMatchObject({ verb: 'participants', data: { args: { page: 2 } } });
  });

  it('with expectReplies comes back as an invoke response in the body', async () => {
    const { body } = await door.post(press('events', {}, { deliveryMode: 'expectReplies' }));
    expect(body.activities.at(-1)).toMatchObject({
      type: 'invokeResponse',
      value: { status: 200, body: { statusCode: 200 } },
    });
  });

  it('stays a replacement of its own card whatever came before (trap: a card with refresh switches the handler for good)', async () => {
    const refreshing = await startDoor(() => {
      const { card } = answerOf('again');
      return { card: { ...card, refresh: { action: {}, userIds: [] } }, facts: {} };
    });
    for (let time = 0; time < 2; time++)
      expect((await refreshing.post(press('events', {}))).body).toMatchObject({
        statusCode: 200,
        value: { speak: 'again' },
      });
    await refreshing.close();
  });

  it('as Action.Submit comes as a message with a value', async () => {
    const [card] = await door.ask(
      message(undefined, { value: { verb: 'participants', args: { page: 2 }, find: 'ann' }, replyToId: 'the-card' }),
    );
    expect(card).toMatchObject({ speak: 'page of participants' });
    expect(door.asked.at(-1)).toMatchObject({ verb: 'participants', data: { args: { page: 2 }, find: 'ann' } });
  });

  it.each([[{}], [{ verb: 5 }], [{ verb: null, args: {} }]])(
    'with value %j reaches the answerer, who knows what to say',
    async value => {
      await door.ask(message('', { value }));
      expect(door.asked.at(-1)).toMatchObject({ verb: '', data: value });
    },
  );

  it.each([[undefined], [null], [{}], [{ action: 'x' }], [{ action: { verb: ['a'] } }], [[]]])(
    'with the value %j is a bad request',
    async value => {
      const { status, body } = await door.post(press('x', {}, { value }));
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { statusCode: 400, type: 'application/vnd.microsoft.error' },
      });
    },
  );

  it('of an invoke nobody knows is 501 with words (trap: an unmatched invoke answers 501 and nothing)', async () => {
    const { status, body } = await door.post(press('x', {}, { name: 'composeExtension/querySettingUrl' }));
    expect(status).toBe(501);
    expect(body.error.message).toBe('Rollcall does not know this invoke.');
  });
});

describe('what needs no answer', () => {
  let door: Door;
  beforeAll(async () => {
    door = await startDoor();
  });
  afterAll(() => door.close());

  it.each([
    'typing',
    'messageUpdate',
    'messageDelete',
    'messageReaction',
    'event',
    'endOfConversation',
    'somethingNew',
  ])('%s is taken in silence, with a line for the operator', async type => {
    expect(await door.post(message('x', { type, deliveryMode: 'expectReplies' }))).toEqual({
      status: 200,
      body: { activities: [] },
    });
    expect(door.lines.at(-1)).toMatchObject({ msg: 'ignored', type });
  });

  it('our own message is not answered', async () => {
    expect(await door.ask(message('x', { from: { id: '28:rollcall' } }))).toEqual([]);
  });
});

it('what names an activity stands in the log where it is a word of the protocol, and nothing else', async () => {
  const door = await startDoor(undefined, {
    askers: { personOf: id => id, tenantOf: () => undefined, figuresOnly: false, untypedIsPersonal: false },
    channel: 'msteams',
  });
  const hostile = ['Canary Name <canary@contoso.example>', 'canary@contoso.example', `x${'canary'.repeat(100)}`];
  for (const type of hostile) await door.post(message(undefined, { type }));
  await door.close();
  const open = await startDoor();
  for (const said of hostile) {
    await open.post(message(undefined, { type: said, name: said, action: said }));
    await open.post(message(undefined, { type: 'installationUpdate', action: said }));
  }
  await open.post(message(undefined, { type: 'event', name: 'application/vnd.microsoft.readReceipt' }));
  await open.close();
  const lines = [...door.lines, ...open.lines];
  expect(lines.filter(line => line.msg === 'another tenant')).toHaveLength(3);
  expect(lines.filter(line => line.msg === 'ignored')).toHaveLength(7);
  expect(JSON.stringify(lines)).not.toMatch(/canary/i);
  expect(lines.at(-1)).toMatchObject({ type: 'event', event: 'application/vnd.microsoft.readReceipt' });
});

describe('an installation', () => {
  const update = (rest: object) => message(undefined, { type: 'conversationUpdate', ...rest });
  const bot = { id: '28:rollcall' };
  let door: Door;
  beforeEach(async () => {
    door = await startDoor();
  });
  afterEach(() => door.close());

  it('is welcomed once, although Teams tells of it twice', async () => {
    expect(await door.ask(message(undefined, { type: 'installationUpdate', action: 'add' }))).toHaveLength(1);
    expect(await door.ask(update({ membersAdded: [bot, { id: '29:person' }] }))).toHaveLength(0);
    expect(await door.ask(update({ ...group, membersAdded: [bot] }))).toHaveLength(1);
  });

  it.each([
    ['new members of the team', update({ ...group, membersAdded: [{ id: '29:a' }, { id: '29:b' }] })],
    ['a member who leaves', update({ membersRemoved: [bot] })],
    ['a renamed channel', update({ ...channel, channelData: { eventType: 'channelRenamed' } })],
    ['an upgrade', message(undefined, { type: 'installationUpdate', action: 'add-upgrade' })],
    ['a removal', message(undefined, { type: 'installationUpdate', action: 'remove' })],
    ['members that are none', update({ membersAdded: [null, 5, {}] })],
  ])('is not %s', async (_name, activity) => {
    expect(await door.ask(activity)).toEqual([]);
  });
});
