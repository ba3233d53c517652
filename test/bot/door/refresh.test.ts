import type { Sandbox } from '../../../src/sandbox/server';
import { press, TENANT } from '../../support/door';
import { startTenantDoor, type TenantDoor } from '../../support/tenant-door';

/* Somebody's own view of a card that stands in a group chat: what a client asks for by itself. */

type Part = keyof Sandbox['people'];

let here: TenantDoor;
let demo: string;
/** The refresh of the town hall's attendance, as it stands in the group chat. */
let action: { verb: string; data: any };
/** Names and addresses of everybody who came. */
let names: string[];

const SMALL = 'attendance west coast partner day';

beforeAll(async () => {
  here = await startTenantDoor();
  demo = here.sandbox.people.demo;
  ({ action } = (await ask('attendance all-hands')).refresh);
  const { facts } = await here.answerer.words('participants all-hands', own('names'));
  names = (facts as any).people.flatMap(({ name, email }: any) => [name, email]).filter((one: any) => one?.length > 6);
});
afterAll(() => here.close());

function own(conversation: string) {
  return {
    asker: { tenantId: here.sandbox.tenantId, personId: demo },
    conversation,
    card: { place: 'personal' as const, figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
  };
}

async function ask(words: string, person = demo): Promise<any> {
  const [card] = await here.door.ask(here.from(person, words));
  return card;
}

/** What a client sends by itself for one of `userIds`. */
function refresh({ verb, data }: { verb: unknown; data: unknown }, person: string, rest: object = {}) {
  const { from, conversation, channelData, serviceUrl } = here.from(person);
  return press(verb, data, {
    from,
    conversation,
    channelData,
    serviceUrl,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'automatic' },
    ...rest,
  });
}

const keeps = {
  status: 200,
  body: {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'These are the figures that everybody sees here.',
  },
};

it.each<Part>(['demo', 'coOrganizer', 'secondCoOrganizer'])(
  'shows a %s their own view, which names nobody',
  async part => {
    const sent = here.connector.sent.length;
    const { status, body } = await here.door.post(refresh(action, here.sandbox.people[part]));
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    const card = JSON.stringify(body.value);
    expect(card).toContain('only you see this view');
    expect(card).toContain(part === 'demo' ? 'you organise' : 'you co-organise');
    expect(card).toContain('Event id: ');
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(card).not.toContain(name);
    expect(card).not.toMatch(/"verb":"(participants|person|export)"/);
    // What was refreshed must not refresh itself again.
    expect(body.value.refresh).toBeUndefined();
    expect(here.connector.sent.slice(sent)).toEqual([]);
  },
);

it.each<Part>(['presenter', 'attendee', 'stranger', 'guest', 'boardOrganizer'])(
  'leaves a %s the figures of everybody, and does not tell whether there are others',
  async part => {
    const person = here.sandbox.people[part];
    const sent = here.connector.sent.length;
    expect(await here.door.post(refresh(action, person))).toEqual(keeps);
    const { args } = action.data;
    const missing = { verb: action.verb, data: { own: true, args: { ...args, id: `${args.id}0` } } };
    expect(await here.door.post(refresh(missing, person))).toEqual(keeps);
    expect(here.connector.sent.slice(sent)).toEqual([]);
  },
);

it('tells counts of a small event, of which everybody hears that they are few', async () => {
  const shared = await ask(SMALL);
  expect(JSON.stringify(shared)).toContain('ewer than 5');
  const { body } = await here.door.post(refresh(shared.refresh.action, demo));
  const [shown] = JSON.stringify(body.value).split('"id":"counted"');
  expect(shown).not.toContain('ewer than 5');
});

it.each([
  'event all-hands',
  'reports all-hands',
  'registrations energy savings',
  'compare last 3 customer webinar series',
])('follows from "%s"', async words => {
  const shared = await ask(words);
  const { body } = await here.door.post(refresh(shared.refresh.action, demo));
  expect(body.type).toBe('application/vnd.microsoft.card.adaptive');
  expect(body.value.refresh).toBeUndefined();
  for (const name of names) expect(JSON.stringify(body.value)).not.toContain(name);
});

it('is the same when "Refresh" is chosen in the menu of the message', async () => {
  const value = { action: { type: 'Action.Execute', ...action }, trigger: 'manual' };
  const { body } = await here.door.post(refresh(action, demo, { value }));
  expect(JSON.stringify(body.value)).toContain('only you see this view');
  expect(await here.door.post(refresh(action, here.sandbox.people.stranger, { value }))).toEqual(keeps);
});

it('leaves what the conversation speaks of as it was', async () => {
  await ask('event spring product briefing');
  await here.door.post(refresh(action, demo));
  expect(JSON.stringify(await ask('event'))).toContain('Spring Product Briefing');
});

it('has the whole card in a chat of their own, should a client ask there', async () => {
  const conversation = { id: 'a:own', conversationType: 'personal', tenantId: here.sandbox.tenantId };
  const { body } = await here.door.post(refresh(action, demo, { conversation }));
  expect(JSON.stringify(body.value)).toContain('"verb":"participants"');
  expect(JSON.stringify(body.value)).not.toContain('only you see');
});

it('tells nothing of people in an organisation of figures only', async () => {
  const only = await startTenantDoor({ askers: { figuresOnly: true } });
  const small = (await ask(SMALL)).refresh.action;
  const { body } = await only.door.post({ ...refresh(small, demo), serviceUrl: only.connector.serviceUrl });
  expect(JSON.stringify(body.value)).toContain('ewer than 5');
  await only.close();
});

describe('a tampered refresh', () => {
  it.each<[string, unknown, unknown]>([
    ['another command', 'export', { own: true, args: {} }],
    ['a list of people', 'participants', { own: true, args: {} }],
    ['a list of events', 'events', { own: true, args: {} }],
    ['no command', 'nothing', { own: true, args: {} }],
    ['a verb of the prototype', 'constructor', { own: true, args: {} }],
    ['a very long verb', 'x'.repeat(10_000), {}],
    ['an empty verb', '', {}],
    ['no data', 'attendance', undefined],
    ['data that is no object', 'attendance', 'own'],
    ['data that is a list', 'attendance', [1]],
    ['arguments that are none', 'attendance', { own: true, args: 'all' }],
    ['an unknown argument', 'attendance', { own: true, args: { everything: true } }],
    ['no arguments', 'event', { own: true }],
    ['words in place of ids', 'event', { own: true, args: { which: 'no such event anywhere' } }],
    ['a session without its event', 'attendance', { own: true, args: { session: 'x' } }],
  ])('%s keeps the card', async (_, verb, data) => {
    expect(await here.door.post(refresh({ verb, data }, here.sandbox.people.stranger))).toEqual(keeps);
  });

  it('from another tenant, or from nobody, keeps the card', async () => {
    expect(await here.door.post(refresh(action, demo, { from: { id: '29:x' } }))).toEqual(keeps);
    const elsewhere = { channelData: { tenant: { id: TENANT } } };
    expect(await here.door.post(refresh(action, demo, elsewhere))).toEqual(keeps);
  });

  it('never starts an export', async () => {
    const conversation = { id: 'a:own', conversationType: 'personal', tenantId: here.sandbox.tenantId };
    const { args } = action.data;
    const { body } = await here.door.post(refresh({ verb: 'export', data: { args } }, demo, { conversation }));
    expect(body.type).toBe(keeps.body.type);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(JSON.stringify(here.connector.sent)).not.toContain('file.consent');
  });
});

describe('when Graph is slow', () => {
  it('keeps the card, shows no progress, and has the view the next time', async () => {
    const slow = await startTenantDoor({ pace: { patience: 20, ownView: 400 } });
    slow.sandbox.faults.add({ times: 1, fault: { delayMs: 1000 } });
    const again = () => slow.door.post({ ...refresh(action, demo), serviceUrl: slow.connector.serviceUrl });
    expect(await again()).toEqual(keeps);
    await new Promise(resolve => setTimeout(resolve, 1500));
    expect(slow.connector.sent).toEqual([]);
    expect((await again()).body.type).toBe('application/vnd.microsoft.card.adaptive');
    await slow.close();
  });

  it('and fails, keeps the card', async () => {
    const broken = await startTenantDoor();
    broken.sandbox.faults.add({ fault: { status: 500 } });
    const answer = await broken.door.post({ ...refresh(action, demo), serviceUrl: broken.connector.serviceUrl });
    expect(answer).toEqual(keeps);
    expect(broken.connector.sent).toEqual([]);
    await broken.close();
  });
});

it('is logged without names, titles or ids', () => {
  const lines = here.door.lines.filter(line => line.way === 'refresh');
  expect(lines.length).toBeGreaterThan(20);
  const told = JSON.stringify(lines);
  for (const one of [demo, action.data.args.id, 'Canary', 'All-Hands']) expect(told).not.toContain(one);
});
