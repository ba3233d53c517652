import { firstRun, query, startComposeBox, titles } from './search/compose-box';
import { startDesk } from './dialogs/desk';
import { createWorld } from '../../src/sandbox/world/world';
import { NOON, startChat, type Said } from './chat';

/** What Graph said of a right counts for five minutes, whatever was read by it is kept for. */
const MINUTE = 60_000;
const TITLE = 'Spring Product Briefing';

const asCode = (said: Said) => said.problem;

describe('a co-organiser who was removed', () => {
  it('is shown what was kept for five minutes, and then nothing', async () => {
    const chat = await startChat();
    try {
      const as = (conversation: string) => ({ person: chat.sandbox.people.coOrganizer, conversation });
      const people = await chat.say('participants spring product briefing', as('people'));
      const walkIns = await chat.say('walk-ins spring product briefing', as('walk-ins'));
      const listed = await chat.say('events past', as('events'));
      const answers = await chat.say('registrations spring product briefing', as('answers'));
      const [row] = people.facts.people;
      const events = listed.facts.events.map((one: any) => one.title);
      expect([people, walkIns, listed, answers].map(asCode)).toEqual([undefined, undefined, undefined, undefined]);
      const { id } = people.facts.subject;
      expect(chat.sandbox.removeCoOrganizer(id, chat.sandbox.people.coOrganizer)).toBe(true);

      const again = [
        () => chat.pressOn(people, 'participants', args => args.page === 2, as('people')),
        () => chat.say('participants page 2', as('people')),
        () => chat.say('participants late', as('people')),
        () => chat.pressOn(people, 'person', args => args.person === row.key, as('people')),
        () => chat.say('walk-ins page 2', as('walk-ins')),
        () => chat.say('registrations question 1', as('answers')),
      ];
      chat.moveClock(4.9 * MINUTE);
      expect(asCode(await again[0]!())).toBeUndefined();
      expect(asCode(await again[4]!())).toBeUndefined();

      chat.moveClock(0.2 * MINUTE);
      for (const ask of again) expect(asCode(await ask())).toBe('not-found');
      const late = await chat.press('events', { args: { filter: 'past' } }, as('events'));
      expect(events).toContain(TITLE);
      expect(late.facts.events.map((one: any) => one.title)).not.toContain(TITLE);
      const anywhere = await chat.say(`person ${row.name}`, as('anywhere'));
      expect(JSON.stringify(anywhere.facts)).not.toContain(TITLE);
    } finally {
      await chat.close();
    }
  });

  it('cannot make five minutes last by asking again and again', async () => {
    const chat = await startChat();
    try {
      const as = { person: chat.sandbox.people.coOrganizer, conversation: 'again' };
      const people = await chat.say('participants spring product briefing', as);
      chat.sandbox.removeCoOrganizer(people.facts.subject.id, as.person);
      const codes: unknown[] = [];
      for (let minute = 1; minute <= 6; minute += 1) {
        chat.moveClock(MINUTE);
        codes.push(asCode(await chat.pressOn(people, 'participants', args => args.page === 2, as)));
      }
      expect(codes.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
      expect(codes[5]).toBe('not-found');
    } finally {
      await chat.close();
    }
  });

  it('finds nothing of it in the compose box', async () => {
    const box = await startComposeBox();
    try {
      const rest = { person: box.sandbox.people.coOrganizer };
      const all = async () => ({
        events: titles(await box.search('searchEvents', query('spring product'), rest)),
        sessions: titles(await box.search('searchSessions', query('spring product'), rest)),
        people: titles(
          await box.search('searchPeople', [...query('a'), { name: 'event', value: 'spring product briefing' }], rest),
        ),
      });
      await box.search('searchEvents', firstRun, rest);
      await all();
      await box.quiet();
      const { result: before } = await box.requestsOf(all);
      expect(before.events).toContain(TITLE);
      expect(before.sessions).toContain(TITLE);
      expect(before.people.length).toBeGreaterThan(0);
      const { id } = createWorld({ seed: 1, now: NOON, attendees: 60 }).events.find(one => one.title === TITLE)!;
      expect(box.sandbox.removeCoOrganizer(id, rest.person)).toBe(true);
      box.moveClock(5.1 * MINUTE);
      expect(await all()).toEqual({ events: [], sessions: [], people: [] });
    } finally {
      await box.close();
    }
  });

  it('does not make a list younger by looking for people in it', async () => {
    const box = await startComposeBox();
    try {
      const rest = { person: box.sandbox.people.coOrganizer };
      const people = (event: string) =>
        box.search('searchPeople', [...query('a'), { name: 'event', value: event }], rest);
      await box.search('searchEvents', firstRun, rest);
      await box.quiet();
      const { id } = createWorld({ seed: 1, now: NOON, attendees: 60 }).events.find(one => one.title === TITLE)!;
      expect(box.sandbox.removeCoOrganizer(id, rest.person)).toBe(true);
      box.moveClock(4.9 * MINUTE);
      // What is read anew in the background comes late.
      box.sandbox.faults.add({ path: '$batch', times: 1, fault: { delayMs: 1_000 } });
      await people('all-hands');
      box.moveClock(0.2 * MINUTE);
      expect(titles(await box.search('searchEvents', query('spring product'), rest))).not.toContain(TITLE);
    } finally {
      await box.close();
    }
  });

  it('inserts no card that was drawn before', async () => {
    const desk = await startDesk();
    try {
      const { coOrganizer } = desk.sandbox.people;
      const drawn = await Promise.all(
        [coOrganizer, desk.sandbox.demoOrganizerId].map(async person => {
          const as = { person };
          const first = await desk.open('postSummary', {}, as);
          const { value } = first.inputs.event.choices.find((one: any) => one.title.startsWith(TITLE));
          const shown = await desk.press(first.button('Next'), { event: value }, as);
          const inputs = Object.entries(shown.inputs).map(([id, input]: [string, any]) => [id, input.value ?? '']);
          const press = () => desk.press(shown.button('Insert'), Object.fromEntries(inputs), as);
          return { id: value.replace(/^\w+ /, ''), press };
        }),
      );
      const [removed, organiser] = drawn;
      expect((await removed!.press()).inserted).toBeDefined();
      expect(desk.sandbox.removeCoOrganizer(removed!.id, coOrganizer)).toBe(true);
      desk.moveClock(5.1 * MINUTE);
      const { inserted, body } = await removed!.press();
      expect(inserted).toBeUndefined();
      expect(JSON.stringify(body)).toContain('is not yours any more');
      expect((await organiser!.press()).inserted).toBeDefined();
    } finally {
      await desk.close();
    }
  });
});

describe('whoever still runs it', () => {
  it('is asked for again, not the report: one request of the event', async () => {
    const chat = await startChat();
    try {
      const first = await chat.say('participants spring product briefing');
      chat.moveClock(6 * MINUTE);
      const { paths, result } = await chat.requestsOf(() =>
        chat.pressOn(first, 'participants', args => args.page === 2),
      );
      expect(result.facts.page).toBe(2);
      expect(paths).toEqual([expect.stringMatching(/virtualEvents\/webinars\/[^/]+$/)]);
      const { paths: none } = await chat.requestsOf(() => chat.pressOn(first, 'participants', args => args.page === 2));
      expect(none).toEqual([]);
    } finally {
      await chat.close();
    }
  });
});
