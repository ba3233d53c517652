import { readLink, toLink, type LinkTarget } from '../../../src/domain/link';
import type { Sandbox } from '../../../src/sandbox/server';
import { TENANT } from '../../support/door';
import { parts } from '../../support/card-checks';
import { PUBLIC_URL, startTenantDoor, type TenantDoor } from '../../support/tenant-door';

/* Rollcall's own links, pasted into the compose box by every kind of person. */

type Part = keyof Sandbox['people'];

let here: TenantDoor;
let demo: string;
let targets: Record<'event' | 'session' | 'attendance' | 'meeting', LinkTarget>;

beforeAll(async () => {
  here = await startTenantDoor();
  demo = here.sandbox.people.demo;
  const linkOn = async (words: string): Promise<LinkTarget> => {
    const [card] = await here.door.ask(here.from(demo, words));
    const row = parts(card.body).find(part => part.id === 'link');
    const run = parts(row).find(part => part.type === 'TextRun')!;
    return readLink(run.text as string, PUBLIC_URL)!;
  };
  targets = {
    event: await linkOn('event all-hands'),
    session: await linkOn('session all-hands'),
    attendance: await linkOn('attendance all-hands'),
    meeting: await linkOn('attendance 367726574046'),
  };
});
afterAll(() => here.close());

function paste(url: unknown, person: string, rest: object = {}, tenant: TenantDoor = here): Promise<any> {
  const { text: _, ...activity } = tenant.from(person, '', { type: 'invoke', name: 'composeExtension/queryLink' });
  return tenant.door.post({ ...activity, value: { url }, ...rest });
}

async function cardOf(url: unknown, person: string, rest: object = {}, tenant: TenantDoor = here): Promise<any> {
  const { status, body } = await paste(url, person, rest, tenant);
  expect(status).toBe(200);
  expect(body.composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
  const [attachment, ...others] = body.composeExtension.attachments;
  expect(others).toEqual([]);
  expect(attachment.contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(attachment.preview.contentType).toBe('application/vnd.microsoft.card.thumbnail');
  expect(JSON.stringify(attachment.preview)).not.toMatch(/All-Hands|Tidewater/);
  return attachment.content;
}

const link = (target: LinkTarget): string => toLink(PUBLIC_URL, target)!;
const heading = (card: any): string => JSON.stringify(parts(card.body).find(part => part.style === 'heading')?.text);

it('finds the ids in the links that cards offer', () => {
  expect(Object.keys(targets.event)).toEqual(['kind', 'id']);
  expect(Object.keys(targets.session)).toEqual(['kind', 'id', 'session']);
  expect(Object.keys(targets.attendance)).toEqual(['kind', 'id', 'session', 'report']);
  expect(targets.meeting).toMatchObject({ kind: 'meeting', report: expect.any(String) });
});

const people: Part[] = ['demo', 'coOrganizer', 'secondCoOrganizer'];
describe.each(people)('to a %s', part => {
  it.each([
    ['event', '"Event"'],
    ['session', '"Session"'],
    ['attendance', '"Attendance"'],
  ] as const)('shows the card of %s, drawn for everybody', async (name, shown) => {
    const card = await cardOf(link(targets[name]), here.sandbox.people[part]);
    expect(heading(card)).toBe(shown);
    expect(JSON.stringify(card)).toContain('Tidewater All-Hands');
    expect(JSON.stringify(card)).not.toMatch(/you (co-)?organise|only you see|@contoso|"verb":"participants"/);
    expect(card.version).toBe('1.3');
    expect(card.refresh).toBeUndefined();
  });
});

it('shows a meeting to its organiser', async () => {
  expect(heading(await cardOf(link(targets.meeting), demo))).toBe('"Attendance"');
});

const strangers: Part[] = ['presenter', 'attendee', 'stranger', 'guest', 'boardOrganizer'];
describe.each(strangers)('to a %s', part => {
  it('shows one card, whether there is anything or not', async () => {
    for (const target of Object.values(targets)) {
      const person = here.sandbox.people[part];
      const missing = { ...target, id: `${target.id.slice(0, -1)}${target.id.endsWith('0') ? '1' : '0'}` };
      const [there, nowhere] = [await cardOf(link(target), person), await cardOf(link(missing), person)];
      expect(heading(there)).toBe('"A Rollcall link"');
      const plain = (card: object, { id }: LinkTarget) => JSON.stringify(card).replaceAll(encodeURIComponent(id), 'ID');
      expect(plain(there, target)).toBe(plain(nowhere, missing));
      expect(JSON.stringify(there)).not.toMatch(/All-Hands|Tidewater|Onboarding/);
    }
  });
});

it('shows the same card to those whom the channel does not name, even the organiser', async () => {
  const anonymous = { name: 'composeExtension/anonymousQueryLink' };
  const redacted = { ...anonymous, from: { id: 'redacted', name: 'redacted' } };
  const expected = await cardOf(link(targets.event), here.sandbox.people.stranger);
  expect(await cardOf(link(targets.event), demo, redacted)).toEqual(expected);
  expect(await cardOf(link(targets.event), demo, anonymous)).toEqual(expected);
  expect(await cardOf(link(targets.event), demo, { from: { id: '29:x' } })).toEqual(expected);
  expect(await cardOf(link(targets.event), demo, { channelData: { tenant: { id: TENANT } } })).toEqual(expected);
});

it.each(['composeExtension/queryLink', 'composeExtensions/queryLink', 'composeExtensions/anonymousQueryLink'])(
  'knows the invoke as %s',
  async name => {
    const shown = heading(await cardOf(link(targets.event), demo, { name }));
    expect(shown).toBe(name.includes('anonymous') ? '"A Rollcall link"' : '"Event"');
  },
);

it('draws for everybody in a personal chat too: the box may be that of two people', async () => {
  const conversation = { id: 'a:own', conversationType: 'personal', tenantId: here.sandbox.tenantId };
  const card = await cardOf(link(targets.attendance), demo, { conversation });
  expect(JSON.stringify(card)).not.toMatch(/"verb":"participants"|you organise/);
});

it('leaves what the conversation speaks of as it was', async () => {
  await here.door.ask(here.from(demo, 'event spring product briefing'));
  await cardOf(link(targets.event), demo);
  const [card] = await here.door.ask(here.from(demo, 'event'));
  expect(JSON.stringify(card)).toContain('Spring Product Briefing');
});

it('shows the event where its report is gone, and one card where all is', async () => {
  const gone = link({ ...targets.attendance, report: '00000000-0000-4000-8000-000000000000' });
  expect(heading(await cardOf(gone, demo))).toBe('"Session"');
  const never = link({ kind: 'webinar', id: '00000000-0000-4000-8000-000000000000' });
  expect(heading(await cardOf(never, demo))).toBe('"A Rollcall link"');
});

describe('a link that is none of ours', () => {
  it.each<[string, unknown]>([
    ['another host', 'https://evil.example/e/townhall/1'],
    ['a host that looks like ours', 'https://rоllcall.example/e/townhall/1'],
    ['our host as somebody else’s user', 'https://rollcall.example@evil.example/e/townhall/1'],
    ['another place of our host', 'https://rollcall.example/api/messages'],
    ['an encoded slash', 'https://rollcall.example/e/townhall/1%2F2'],
    ['an encoded way up', 'https://rollcall.example/e/townhall/%2e%2e/1'],
    ['no address', 'rollcall'],
    ['10,000 characters', `https://rollcall.example/e/townhall/${'a'.repeat(10_000)}`],
    ['a join link', 'https://teams.microsoft.com/l/meetup-join/19%3ameeting'],
    ['nothing', undefined],
    ['a number', 5],
    ['a list', ['https://rollcall.example/e/townhall/1']],
    ['an object', { url: 'https://rollcall.example/e/townhall/1' }],
  ])('%s shows nothing', async (_, url) => {
    const { status, body } = await paste(url, demo);
    expect(status).toBe(200);
    expect(body).toEqual({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } });
  });

  it.each([null, undefined, 'x', 5, []])('a value of %j shows nothing', async value => {
    expect((await paste('', demo, { value })).body.composeExtension.attachments).toEqual([]);
  });
});

it('shows nothing, and offers no links, without an address of its own', async () => {
  const other = await startTenantDoor({ withoutLinks: true });
  expect((await paste(link(targets.event), demo, {}, other)).body.composeExtension.attachments).toEqual([]);
  const [card] = await other.door.ask(other.from(demo, 'event all-hands'));
  expect(JSON.stringify(card)).toContain('Tidewater All-Hands');
  expect(JSON.stringify(card)).not.toContain('Copy link');
  await other.close();
});

describe('when Graph is slow', () => {
  const records = { path: 'attendanceRecords', fault: { delayMs: 2500 } };

  it('shows the session in place of figures that take long, and the figures the next time', async () => {
    const slow = await startTenantDoor({ pace: { linkPreview: 800 } });
    slow.sandbox.faults.add(records);
    const since = Date.now();
    expect(heading(await cardOf(link(targets.attendance), demo, {}, slow))).toBe('"Session"');
    expect(Date.now() - since).toBeLessThan(2400);
    await new Promise(resolve => setTimeout(resolve, 2800));
    slow.sandbox.faults.clear();
    expect(heading(await cardOf(link(targets.attendance), demo, {}, slow))).toBe('"Attendance"');
    await slow.close();
  });

  it('answers in time with the card for everybody', async () => {
    const slow = await startTenantDoor({ pace: { linkPreview: 200 } });
    slow.sandbox.faults.add({ fault: 'hang' });
    const since = Date.now();
    expect(heading(await cardOf(link(targets.attendance), demo, {}, slow))).toBe('"A Rollcall link"');
    expect(Date.now() - since).toBeLessThan(2500);
    await slow.close();
  });
});
