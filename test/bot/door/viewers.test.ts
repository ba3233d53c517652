import { MOST_VIEWERS } from '../../../src/bot/door/viewers';
import { until } from '../../support/until';
import { press } from '../../support/door';
import { GROUP, startTenantDoor, type TenantDoor } from '../../support/tenant-door';

const ALL_HANDS = 'attendance all-hands';
let here: TenantDoor;
let demo: string;

const start = async () => {
  here = await startTenantDoor();
  demo = here.sandbox.people.demo;
};
function startForEach() {
  beforeEach(start);
  afterEach(() => here.close());
}

/** The card that stands in the group chat once the answer came. */
async function say(text: string, rest: object = {}, person = demo): Promise<any> {
  const answers = () => here.cards().filter(({ speak }) => !String(speak).startsWith('Working on it'));
  const before = answers().length;
  await here.door.post(here.from(person, text, rest));
  return until(() => answers()[before], 15_000);
}

/** People who sit in a conversation. */
function crowd(size: number) {
  return Array.from({ length: size }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    name: `Canary Member ${index}`,
    email: `member-${index}@contoso.com`,
    tenantId: here.sandbox.tenantId,
  }));
}

const rosterReads = () => here.connector.reads.filter(path => path.includes('/members'));

describe('what was asked in a shared place', () => {
  beforeAll(start);
  afterEach(() => here.connector.reads.splice(0));
  afterAll(() => here.close());

  // First, while nothing is known of the roster.
  it.each([
    'help',
    'events',
    'sessions bootcamp',
    'session all-hands',
    'participants all-hands',
    'nothing of this name',
  ])('of "%s" has nothing more to show, and no refresh', async words => {
    expect((await say(words)).refresh).toBeUndefined();
    expect(rosterReads()).toEqual([]);
  });

  it.each([
    ['event all-hands', 'event', ['id', 'kind']],
    ['all-hands', 'event', ['id', 'kind']],
    ['atendance all-hands', 'attendance', ['id', 'kind', 'report', 'session']],
    ['attendance bootcamp all reports', 'attendance', ['all', 'id', 'kind']],
    ['registrations spring product briefing', 'registrations', ['id', 'kind', 'session']],
    ['registrations energy savings question 3', 'registrations', ['id', 'kind', 'question', 'session']],
    ['reports all-hands', 'reports', ['id', 'kind', 'session']],
    ['compare last 3 customer webinar series', 'compare', ['others']],
  ])('of "%s" asks the same again by ids', async (words, verb, keys) => {
    const card = await say(words);
    expect(card.refresh.action.verb).toBe(verb);
    expect(Object.keys(card.refresh.action.data.args).sort()).toEqual(keys);
    expect(card.refresh.userIds[0]).toBe(`29:${demo}`);
  });
});

describe('a card in a shared place', () => {
  startForEach();

  it('refreshes for the organiser and the co-organisers who sit there, by their ids in Teams', async () => {
    const card = await say(ALL_HANDS);
    const { coOrganizer, secondCoOrganizer } = here.sandbox.people;
    expect(card.refresh.userIds).toEqual([`29:${demo}`, `29:${coOrganizer}`, `29:${secondCoOrganizer}`]);
    expect(card.refresh.action).toMatchObject({ type: 'Action.Execute', verb: 'attendance', data: { own: true } });
    const { args } = card.refresh.action.data;
    expect(Object.keys(args).sort()).toEqual(['id', 'kind', 'report', 'session']);
    expect(JSON.stringify(args)).not.toContain('hands');
  });

  it('asks for few people by their ids, in its conversation, and once in ten minutes', async () => {
    await say(ALL_HANDS);
    expect(rosterReads()).toHaveLength(2);
    for (const path of rosterReads()) expect(path).toContain(`/conversations/${encodeURIComponent(GROUP)}/members/`);
    await say(ALL_HANDS);
    expect(rosterReads()).toHaveLength(2);
    here.moveClock(11 * 60_000);
    await say(ALL_HANDS);
    expect(rosterReads()).toHaveLength(4);
  });

  it('names the organiser first where a co-organiser asks', async () => {
    const { coOrganizer, secondCoOrganizer } = here.sandbox.people;
    const { refresh } = await say(ALL_HANDS, {}, coOrganizer);
    expect(refresh.userIds).toEqual([`29:${coOrganizer}`, `29:${demo}`, `29:${secondCoOrganizer}`]);
  });

  it('of a channel is looked for in the team', async () => {
    const conversation = { id: `${GROUP};messageid=17`, conversationType: 'channel', tenantId: here.sandbox.tenantId };
    const channelData = { tenant: { id: here.sandbox.tenantId }, team: { id: '19:the-team@thread.tacv2' } };
    await here.door.post(here.from(demo, ALL_HANDS, { conversation, channelData }));
    await here.connector.messages(1);
    expect(rosterReads()).toHaveLength(2);
    for (const path of rosterReads()) expect(decodeURIComponent(path)).toContain('19:the-team@thread.tacv2/members/');
  });

  it('of two events refreshes for those who run both', async () => {
    const { refresh } = await say('compare all-hands with spring product briefing');
    const { facts } = await here.answerer.words('event spring product briefing', {
      asker: { tenantId: here.sandbox.tenantId, personId: demo },
      conversation: 'other',
      card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
    });
    const { event } = facts as { event: { coOrganizers: { id: string }[] } };
    const both = [here.sandbox.people.coOrganizer, here.sandbox.people.secondCoOrganizer].filter(id =>
      event.coOrganizers.some(one => one.id === id),
    );
    expect(refresh.userIds).toEqual([demo, ...both].map(id => `29:${id}`));
  });

  it('is the whole of what changes: no other card has a refresh', async () => {
    const personal = { conversation: { id: 'a:own', conversationType: 'personal', tenantId: here.sandbox.tenantId } };
    await here.door.post(here.from(demo, ALL_HANDS, personal));
    await here.connector.messages(1);
    expect(here.cards('a:own')[0].refresh).toBeUndefined();
    expect(rosterReads()).toEqual([]);
  });

  it('refreshes also where the channel waits for it in the body', async () => {
    const [card] = await here.door.ask(here.from(demo, ALL_HANDS));
    expect(card.refresh.userIds).toHaveLength(3);
  });

  it('without an address to look at knows the asker alone', async () => {
    const { serviceUrl: _, ...activity } = here.from(demo, ALL_HANDS);
    const [card] = await here.door.ask(activity);
    expect(card.refresh.userIds).toEqual([`29:${demo}`]);
  });

  it('that answers a button late refreshes too, and the answer to the button itself does not', async () => {
    const first = await say(ALL_HANDS);
    const { args } = first.refresh.action.data;
    const { body } = await here.door.post(here.from(demo, undefined, press('attendance', { args })));
    expect(body.value.refresh).toBeUndefined();
    await here.close();
    here = await startTenantDoor({ pace: { patience: 1 }, latencyMs: 20 });
    await here.door.post({
      ...here.from(demo, undefined, press('attendance', { args })),
      ...roomOf(here, demo),
    });
    const [updated] = await here.connector.messages(1);
    for (let tries = 0; tries < 400 && !here.cards().some(card => card.refresh); tries++)
      await new Promise(resolve => setTimeout(resolve, 10));
    expect(updated).toBeDefined();
    expect(here.cards().find(card => card.refresh)?.refresh.userIds).toHaveLength(3);
  });
});

/** `press` brings a conversation of its own. */
function roomOf(tenant: TenantDoor, person: string): object {
  const { conversation, channelData, serviceUrl, from: account } = tenant.from(person);
  return { conversation, channelData, serviceUrl, from: account };
}

describe('a roster that', () => {
  startForEach();

  it('refuses leaves the asker, and is left alone for a minute', async () => {
    here.connector.faults.push({ status: 403 }, { status: 403 });
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
    const reads = rosterReads().length;
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
    expect(rosterReads()).toHaveLength(reads);
    here.moveClock(61_000);
    expect((await say(ALL_HANDS)).refresh.userIds).toHaveLength(3);
  });

  it('does not know them leaves the asker', async () => {
    here.connector.faults.push({ status: 404 }, { status: 404 });
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
    await say(ALL_HANDS);
    expect(rosterReads()).toHaveLength(2);
  });

  it.each([
    ['nothing', { status: 200 }],
    ['an account without an id', { status: 200, body: { name: 'x' } }],
    ['an id that is none', { status: 200, body: { id: 'x'.repeat(10_000) } }],
  ])('gives %s leaves the asker', async (_, fault) => {
    here.connector.faults.push(fault, fault);
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
  });

  it('is slow holds the answer up for less than two seconds, and is known the next time', async () => {
    here.connector.faults.push({ status: 404, afterMs: 1300 }, { status: 404, afterMs: 1300 });
    const since = Date.now();
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
    expect(Date.now() - since).toBeLessThan(2500);
    await new Promise(resolve => setTimeout(resolve, 600));
    await say(ALL_HANDS);
    expect(rosterReads()).toHaveLength(2);
  });

  it('hangs, answers all the same', async () => {
    here.connector.faults.push('hang', 'hang');
    expect((await say(ALL_HANDS)).refresh.userIds).toEqual([`29:${demo}`]);
  });

  it('has thousands is never read as a whole', async () => {
    await here.close();
    here = await startTenantDoor({ others: crowd(10_000) });
    expect((await say(ALL_HANDS)).refresh.userIds).toHaveLength(3);
    expect(rosterReads()).toHaveLength(2);
    for (const path of here.connector.reads) expect(path).not.toMatch(/pagedmembers|\/members$/);
  });
});

describe('an event of very many co-organisers', () => {
  startForEach();

  it(`names ${MOST_VIEWERS} at most`, async () => {
    const others = crowd(150);
    await here.close();
    here = await startTenantDoor({ others, coOrganizers: others.map(({ id }) => ({ id })) });
    await say('events');
    const card = await say('attendance all-hands');
    // A name is found in a list, whose events are summaries; a button's event is read by itself.
    await here.door.post(
      here.from(demo, undefined, { value: { verb: 'attendance', args: card.refresh.action.data.args } }),
    );
    for (let tries = 0; tries < 400 && here.cards().length < 3; tries++)
      await new Promise(resolve => setTimeout(resolve, 10));
    const { refresh } = here.cards().at(-1);
    expect(refresh.userIds).toHaveLength(MOST_VIEWERS);
    expect(refresh.userIds[0]).toBe(`29:${demo}`);
    expect(new Set(refresh.userIds).size).toBe(MOST_VIEWERS);
    expect(rosterReads().length).toBeLessThanOrEqual(105);
  });
});

it('in an organisation of figures only nobody has a view of their own', async () => {
  here = await startTenantDoor({ askers: { figuresOnly: true } });
  demo = here.sandbox.people.demo;
  expect((await say(ALL_HANDS)).refresh).toBeUndefined();
  await here.close();
});
