import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { RIGHT_HOLDS } from '../../src/domain/access';
import { membersOf } from '../../src/sandbox/world/people';
import { startRealApp, type RealApp } from '../support/real-app';
import { thorough, turnOf } from '../support/thorough';
import {
  PUBLIC_URL,
  TITLE,
  bare,
  event,
  insiders,
  lists,
  missing,
  partOfAnswer,
  real,
  rows,
  world,
  type About,
} from './authorisation-table';
import { NOON } from './chat';

// As with the other half of the table: whatever the machine does beside it.
jest.setTimeout(60_000);

let app: RealApp;
let clock = NOON;
beforeAll(async () => {
  const pace = { patience: 20_000, dialogPatience: 20_000, ownView: 20_000, linkPreview: 20_000 };
  const now = () => clock;
  app = await startRealApp({
    env: { PUBLIC_URL, ROLLCALL_READER_GROUPS: world.groups[0]!.id, LOG_LEVEL: 'warn' },
    sandbox: { now },
    overrides: { now, pace },
  });
});
afterAll(() => app.close());

interface Who {
  aadObjectId?: string;
}
const someone = ({ id }: { id: string }): Who => ({ aadObjectId: id });

/** The status and what is shown, signed by the channel. */
async function send(activity: Record<string, any>, from: Who, tenant = app.sandbox.tenantId) {
  clock += 1_000;
  const { status, body } = await app.post({
    ...activity,
    id: randomUUID(),
    timestamp: new Date(clock).toISOString(),
    serviceUrl: app.connector.serviceUrl,
    recipient: app.from('', '').recipient,
    from: { id: `29:${from.aadObjectId ?? 'nobody'}`, name: 'Canary Name', ...from },
    channelData: { tenant: { id: tenant } },
    conversation: { ...activity.conversation, tenantId: tenant },
  });
  return { status, shown: body?.activities?.map((one: any) => one.attachments) ?? body };
}

/** What the one asked about may stand in what is shown of the other: in a list of somebody's own. Each request has an id of Graph's. */
const barest = (shown: unknown, ...about: About[]) =>
  about
    .reduce((text, one) => bare(JSON.parse(text), one), JSON.stringify(shown ?? null))
    .replaceAll(/"text":"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"text":"…"');

async function both(row: (typeof rows)[number], who: Who) {
  const [one, other] = await Promise.all([send(row.way(real), who), send(row.way(missing), who)]);
  return { forbidden: barest(one.shown, real, missing), never: barest(other.shown, real, missing) };
}

/** They are asked while they still may, so that there is something kept of it. */
describe('a removed co-organiser', () => {
  const who = someone(insiders['co-organiser']);
  const some = turnOf(rows, 2, 4);

  it('was answered before', async () => {
    for (const { name, how, way } of some)
      expect(JSON.stringify((await send(way(real), who)).shown)).toContain(partOfAnswer(name, how));
    expect(app.sandbox.removeCoOrganizer(event.id, who.aadObjectId!)).toBe(true);
    clock += RIGHT_HOLDS;
  });

  it.each(some)('gets the answer of an event that never was: $name, $how', async row => {
    const { forbidden, never } = await both(row, who);
    expect(forbidden).toBe(never);
    expect(forbidden).not.toContain(TITLE);
  });

  it.each(Object.entries(lists))('has it in no list: %s', async (_, activity) => {
    expect(JSON.stringify((await send(activity, who)).shown)).not.toContain(event.id);
  });
});

describe('external: an account of another organisation', () => {
  it.each(turnOf(rows, 1, 5))('gets the answer of an event that never was: $name, $how', async row => {
    const { forbidden, never } = await both(row, { aadObjectId: 'e1f3c6a8-0000-4000-8000-0000000000bb' });
    expect(forbidden).toBe(never);
    expect(forbidden).not.toContain(TITLE);
  });
});

it.each([
  ['without an account', {}, 0],
  ['with an id that is none', { aadObjectId: "x' or 1 eq 1" }, 1],
])('external: somebody %s gets the answer of an event that never was, and Graph is not asked', async (_, who, turn) => {
  const before = app.sandbox.requests.length;
  const asked = rows.filter(({ how }) => !/words|session|report|client/.test(how));
  for (const row of turnOf(asked, turn, 2)) {
    const { forbidden, never } = await both(row, who);
    expect(forbidden).toBe(never);
    expect(forbidden).not.toContain(TITLE);
  }
  expect(eventsAsked(before)).toEqual([]);
});

const eventsAsked = (from: number) => app.sandbox.requests.slice(from).filter(({ path }) => /events|users/i.test(path));

it('another tenant gets nothing at all: refused at the door, and Graph is not asked', async () => {
  const before = app.sandbox.requests.length;
  for (const { way } of turnOf(rows, 0, 4)) {
    const { status, shown } = await send(
      way(real),
      someone(insiders.organiser),
      'e1f3c6a8-0000-4000-8000-0000000000bb',
    );
    expect({ status, shown: JSON.stringify(shown ?? '').includes(TITLE) }).toEqual({ status: 403, shown: false });
  }
  expect(eventsAsked(before)).toEqual([]);
});

const NO_MORE = 'You may read this, no more';
const isMaking = (name: string, how: string) =>
  ['watch', 'new-session'].includes(name) || (name === 'newSession' && how.startsWith('form'));
/** Searches go through the searcher's own events. */
const isOwn = (name: string, how: string) => ['searchEvents', 'searchSessions'].includes(name) && how === 'by title';

/** Where others read along, a reader has calls of their own events alone. */
const isOthersCall = (name: string, how: string) => ['call', 'quality'].includes(name) && how.endsWith('in a group');

describe('a reader', () => {
  const who = someone(world.people.otherNamesake);

  it.each(turnOf(rows, 3, 4))('is answered, and makes nothing: $name, $how', async ({ name, how, way }) => {
    const shown = JSON.stringify((await send(way(real), who)).shown);
    if (isOwn(name, how)) expect(shown).not.toContain(TITLE);
    else if (isOthersCall(name, how)) expect(shown).toContain('No such call');
    else
      expect(shown).toContain(
        isMaking(name, how) && partOfAnswer(name, how) === TITLE ? NO_MORE : partOfAnswer(name, how),
      );
  });
});

describe('whoever asks about whatever', () => {
  // Not every event has sessions and reports to be named, nor something that only who runs it sees.
  const byId = rows.filter(
    ({ name, how }) =>
      partOfAnswer(name, how) === TITLE &&
      !['compare', 'lookUpMeeting'].includes(name) &&
      !(name === 'newSession' && how.startsWith('insert')) &&
      !/title|in words|by name|series|session|report|refresh|of a call/.test(how),
  );
  const people = membersOf(world.people);
  const events = world.events.filter(one => one.organizer !== world.people.uncovered);
  const removed = new Set<string>();

  /** Who may: organisers, co-organisers who were not removed, and readers. */
  function may(personId: string, asked: (typeof events)[number]): boolean {
    if (asked.organizer.id === personId) return true;
    if (world.groups.some(group => group.members.some(one => one.id === personId))) return true;
    if (removed.has(`${asked.id} ${personId}`)) return false;
    return asked.coOrganizers.some(one => one.id === personId);
  }

  it('is told of it where they may, and else what they are told of nothing (some of all combinations)', async () => {
    const gone = insiders['co-organiser'].id;
    app.sandbox.removeCoOrganizer(event.id, gone);
    removed.add(`${event.id} ${gone}`);
    clock += RIGHT_HOLDS;
    const some = fc.record({
      person: fc.constantFrom(...people),
      asked: fc.oneof(fc.constantFrom(...events), fc.constant(event)),
      row: fc.nat(byId.length - 1),
      removes: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(some, async ({ person, asked, row, removes }) => {
        if (removes === 0 && app.sandbox.removeCoOrganizer(asked.id, person.id)) {
          removed.add(`${asked.id} ${person.id}`);
          clock += RIGHT_HOLDS;
        }
        const { way } = byId[row]!;
        const [session] = asked.sessions;
        const about: About = {
          ...real,
          kind: asked.kind,
          id: asked.id,
          session: session?.id ?? real.session,
          report: session?.reports[0]?.id ?? real.report,
          which: asked.title,
        };
        const nothing: About = { ...missing, kind: asked.kind };
        const [answer, never] = await Promise.all(
          [about, nothing].map(async one => barest((await send(way(one), someone(person))).shown, about, nothing)),
        );
        expect(answer !== never).toBe(may(person.id, asked));
        if (!may(person.id, asked)) expect(answer).not.toContain(asked.title);
      }),
      { numRuns: thorough ? 200 : 50 },
    );
  });
});
