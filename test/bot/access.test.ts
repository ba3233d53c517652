import { createAnswerer } from '../../src/bot/answerer';
import type { Answerer } from '../../src/bot/command';
import { commands } from '../../src/bot/commands';
import type { EventRef } from '../../src/domain/sources';
import { createGraphClient } from '../../src/graph/client';
import { createEventSourceFor } from '../../src/graph/event-source';
import { turnOf } from '../support/thorough';
import { NOON, startChat, type Chat } from './chat';

let chat: Chat;
/** Ids of an event, its session and its report, as only its organiser learns them. */
let ids: { kind: string; id: string; session: string; report: string };

beforeAll(async () => {
  chat = await startChat();
  const mine = await chat.say('attendance spring product briefing');
  const { subject, report } = mine.facts;
  ids = { kind: subject.kind, id: subject.id, session: subject.sessionId, report: report.id };
});
afterAll(() => chat.close());

/** What is one's own, of which an event's name or id takes nothing. */
const LISTS = ['help', 'events', 'calls', 'watching', 'posts', 'sign-out'];
const about = commands.map(command => command.name).filter(name => !LISTS.includes(name));
const others = ['stranger', 'attendee', 'presenter', 'boardOrganizer', 'guest'] as const;

describe.each(others.map((part, turn) => [part, turn] as const))(
  'to a %s, an event of others does not exist',
  (part, turn) => {
    const as = () => ({ person: chat.sandbox.people[part], conversation: `access ${part}` });

    it.each(turnOf(about, turn, 4))('%s, in words and by button', async name => {
      const words = name === 'person' ? 'person amara in' : name;
      const answers = [
        await chat.say(`${words} spring product briefing`, as()),
        await chat.say(`${words} ${ids.id}`, as()),
        await chat.press(name, { args: { kind: ids.kind, id: ids.id } }, as()),
        await chat.press(name, { args: { id: ids.id } }, as()),
        await chat.press(name, { args: ids }, as()),
        await chat.press(name, { args: { ...ids, page: 2 } }, as()),
      ];
      for (const { problem, facts, card } of answers) {
        expect(problem).toBe('not-found');
        // What forbids it is told to nobody else.
        expect(facts).not.toHaveProperty('status');
        expect(facts).not.toHaveProperty('requestId');
        expect(JSON.stringify(card)).not.toMatch(/\b264\b/);
      }
    });

    it('takes the same requests as an event that was never there', async () => {
      const kinds = (paths: string[]) => paths.map(path => path.replace(/[0-9a-f]{8}-[0-9a-f@-]{27,}/g, '{id}'));
      const asked = async (id: string) => {
        chat.moveClock(11 * 60_000);
        const { paths } = await chat.requestsOf(() => chat.press('attendance', { args: { kind: ids.kind, id } }, as()));
        return kinds(paths);
      };
      expect(await asked(ids.id)).toEqual(await asked(`${ids.id}0`));
    });

    it('looks exactly like an event that was never there', async () => {
      const forbidden = await chat.press('attendance', { args: { kind: ids.kind, id: ids.id } }, as());
      const missing = await chat.press('attendance', { args: { kind: ids.kind, id: `${ids.id}0` } }, as());
      expect(forbidden.facts).toEqual(missing.facts);
      expect(JSON.stringify(forbidden.card).replaceAll(ids.id, '')).toBe(
        JSON.stringify(missing.card).replaceAll(`${ids.id}0`, ''),
      );
    });
  },
);

describe('a Graph that gives any session and report under any event', () => {
  let lax: Answerer;
  let others: { event: EventRef; session: string; report: string };
  let close: () => Promise<void>;

  beforeAll(async () => {
    const client = createGraphClient({ root: chat.sandbox.root, token: async () => 'test' });
    close = () => client.close();
    const { facts } = await chat.say('attendance board preparation', { person: chat.sandbox.people.boardOrganizer });
    const { kind, id, sessionId } = facts.subject;
    others = { event: { kind, id }, session: sessionId, report: facts.report.id };
    const home = { of: 'session' as const, event: others.event, sessionId };
    lax = createAnswerer({
      now: () => NOON,
      sourceFor: asker => {
        const source = createEventSourceFor(client)(asker);
        return {
          ...source,
          session: (event, asked) => source.session(asked === sessionId ? others.event : event, asked),
          report: (own, asked) => source.report(asked === others.report ? home : own, asked),
          records: (own, asked) => source.records(asked === others.report ? home : own, asked),
        };
      },
    });
  });
  afterAll(() => close());

  it.each(about)('%s shows nothing of others under the id of one’s own event', async name => {
    const asked = {
      asker: { tenantId: chat.sandbox.tenantId, personId: chat.sandbox.demoOrganizerId },
      conversation: 'lax',
      card: { place: 'personal' as const, figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
    };
    const { session, report } = others;
    for (const args of [
      { kind: ids.kind, id: ids.id, session },
      { kind: ids.kind, id: ids.id, session, report },
      { kind: ids.kind, id: ids.id, session: ids.session, report },
      { kind: ids.kind, id: ids.id, report },
    ]) {
      const { facts, problem } = await lax.action(name, { args }, asked);
      if (problem !== 'not-found') expect(JSON.stringify(facts)).not.toMatch(new RegExp(`${session}|${report}|Board`));
    }
  });
});

describe('somebody whom no access policy covers', () => {
  it('learns that of their own events, and nothing of the events of others', async () => {
    const as = { person: chat.sandbox.people.uncovered };
    expect((await chat.say('events', as)).problem).toBe('access-policy-missing');
    const real = await chat.say(`attendance ${ids.id}`, as);
    const made = await chat.say(`attendance ${ids.id}0`, as);
    expect([real.problem, made.problem]).toEqual(['access-policy-missing', 'access-policy-missing']);
    expect((await chat.press('attendance', { args: ids }, as)).problem).toBe('not-found');
  });
});

describe('what one person read stays with that person', () => {
  it('shows nobody else the people just read', async () => {
    await chat.say(`participants ${ids.id}`);
    const view = { args: { ...ids, page: 2, sort: 'time' } };
    expect((await chat.press('participants', view)).problem).toBeUndefined();
    expect((await chat.press('participants', view, { person: chat.sandbox.people.stranger })).problem).toBe(
      'not-found',
    );
  });

  it('keeps memory apart by conversation and person', async () => {
    await chat.say('attendance spring product briefing', { conversation: 'one' });
    expect((await chat.say('attendance', { conversation: 'one' })).facts.attended).toBe(264);
    expect((await chat.say('attendance', { conversation: 'two' })).problem).toBe('nothing-named');
    const { stranger } = chat.sandbox.people;
    expect((await chat.say('attendance', { conversation: 'one', person: stranger })).problem).toBe('nothing-named');
  });

  it('hides meetings of others, also from those invited', async () => {
    const { facts } = await chat.say('attendance 367726574046');
    for (const part of ['stranger', 'attendee', 'presenter'] as const) {
      const as = { person: chat.sandbox.people[part] };
      const { problem } = await chat.press('attendance', { args: { kind: 'meeting', id: facts.subject.id } }, as);
      expect({ part, problem }).toEqual({ part, problem: 'not-found' });
    }
  });
});

describe('names', () => {
  it('stay out of shared places', async () => {
    const { facts, card } = await chat.say('participants spring product briefing', { place: 'shared' });
    expect(facts).toEqual({ place: 'private', command: 'participants spring product briefing' });
    expect(JSON.stringify(card)).not.toContain('Okonkwo');
    const pressed = await chat.press('participants', { args: { ...ids, page: 2 } }, { place: 'shared' });
    expect(pressed.facts).toMatchObject({ place: 'private' });
    const { requests } = chat.sandbox;
    const before = requests.length;
    await chat.say('participants spring product briefing', { place: 'shared' });
    expect(requests.length).toBe(before);
  });

  it('are in no card of a shared place', async () => {
    for (const words of [
      'events',
      'event all-hands',
      'sessions all-hands',
      'session all-hands',
      'attendance all-hands',
    ]) {
      const { card, problem } = await chat.say(words, { place: 'shared' });
      expect({ words, problem }).toEqual({ words, problem: undefined });
      expect(JSON.stringify(card)).not.toMatch(/Okonkwo|Raghunathan|Kahale/);
    }
  });
});

describe('the log', () => {
  it('holds codes, and no words of a person', async () => {
    await chat.say('attendance my very secret event');
    const { event, facts } = chat.log.at(-1)!;
    expect(event).toBe('answered with a problem');
    expect(facts).toMatchObject({ code: 'not-found', command: 'attendance' });
    expect(Object.keys(facts).sort()).toEqual(['code', 'command', 'error']);
  });
});
