import { expectSoundCard } from '../../support/card-checks';
import { press } from '../../support/door';
import { buttonsOf } from '../chat';
import { firstRun, query, startComposeBox, texts, titles, type ComposeBox } from './compose-box';

const DAY_MS = 86_400_000;

let box: ComposeBox;
beforeAll(async () => {
  box = await startComposeBox();
});
afterAll(() => box.close());

const dateOf = (text: string) => Date.parse(/\d{1,2} \w{3} \d{4}/.exec(text)?.[0] ?? '');

describe('events', () => {
  it('the first run shows the newest first, 25 at most, as a list with previews', async () => {
    const reply = await box.search('searchEvents', firstRun);
    expect(reply).toMatchObject({ type: 'result', attachmentLayout: 'list' });
    expect(reply.attachments).toHaveLength(25);
    const dates = texts(reply).map(dateOf).filter(Boolean);
    expect(dates.length).toBeGreaterThan(15);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    for (const { contentType, content, preview } of reply.attachments!) {
      expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
      expect(preview.contentType).toBe('application/vnd.microsoft.card.thumbnail');
      expect(preview.content.text).toMatch(/^(Ended|Coming|Live|Draft|Cancelled|No date) · .+ · (Webinar|Town hall)$/);
      expectSoundCard(content);
    }
    expect(JSON.stringify(reply).length).toBeLessThan(80_000);
  });

  it.each([
    ['tide', 'Tidewater All-Hands: Where We Stand'],
    ['spirng brief', 'Spring Product Briefing'],
    ['BRIEFING spring', 'Spring Product Briefing'],
    ['allhands', 'Tidewater All-Hands: Where We Stand'],
  ])('typing %j narrows to it at once', async (typed, title) => {
    expect(titles(await box.search('searchEvents', query(typed)))[0]).toBe(title);
  });

  it('where no title fits, finds the events of a day, newest first', async () => {
    const reply = await box.search('searchEvents', query('webinars last week'));
    const dates = texts(reply).map(dateOf);
    expect(dates).toHaveLength(7);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    const monday = Date.parse('2026-11-09T00:00:00Z');
    for (const date of dates) expect(Math.floor((date - monday) / DAY_MS)).toBeLessThan(7);
    expect(Math.min(...dates)).toBeGreaterThanOrEqual(monday);
    for (const text of texts(reply)) expect(text).toMatch(/Webinar$/);
    expect(titles(await box.search('searchEvents', query('december')))).toEqual(['Summer Campus Tour']);
  });

  it('says so of a date that no calendar has', async () => {
    expect(await box.search('searchEvents', query('30 february'))).toMatchObject({
      type: 'message',
      text: expect.stringContaining('No event of yours fits'),
    });
  });

  it('pages of any size tile the list', async () => {
    const all: string[] = [];
    for (let skip = 0; ; skip += 7) {
      const { attachments = [] } = await box.search('searchEvents', query(''), { options: { skip, count: 7 } });
      if (attachments.length === 0) break;
      expect(attachments.length).toBeLessThanOrEqual(7);
      all.push(...attachments.map(one => one.preview.content.tap.value.args.id));
    }
    const { result } = await box.requestsOf(() => box.search('searchEvents', query('')));
    expect(all.slice(0, 25)).toEqual(result.attachments!.map(one => one.preview.content.tap.value.args.id));
    expect(new Set(all).size).toBe(all.length);
    const mine = await box.ask({ type: 'message', text: 'events' });
    expect(mine.speak).toContain(`${all.length} events`);
  });

  it('asks Graph nothing while somebody types, and in the background once a minute', async () => {
    await box.search('searchEvents', query('a'));
    await box.quiet();
    const typed = await box.requestsOf(async () => {
      for (const words of ['s', 'sp', 'spr', 'spri']) await box.search('searchEvents', query(words));
    });
    expect(typed.paths).toEqual([]);
    box.moveClock(61_000);
    const older = await box.requestsOf(async () => {
      await box.search('searchEvents', query('spring'));
      await box.quiet();
    });
    expect(older.paths.filter(path => path.includes('$batch'))).toHaveLength(1);
  });

  it('says so where nothing fits', async () => {
    const reply = await box.search('searchEvents', query('zeppelin'));
    expect(reply).toEqual({
      type: 'message',
      text: 'No event of yours fits “zeppelin”. Try a part of its title.',
    });
  });
});

describe('sessions', () => {
  it('finds a session by its own title, by its event, and by both', async () => {
    for (const typed of ['pipelines', 'day 2', 'bootcamp pipelines'])
      expect(titles(await box.search('searchSessions', query(typed)))).toContain(
        'Day 2: Pipelines · Data Platform Bootcamp',
      );
  });

  it('inserts the session, whose buttons are about it', async () => {
    const { attachments } = await box.search('searchSessions', query('day 2 pipelines'));
    const { value } = attachments![0].preview.content.tap;
    const card = await box.pick(value);
    expectSoundCard(card);
    expect(card.speak).toMatch(/^Data Platform Bootcamp, Day 2: Pipelines, .* ended\. 51 people/);
    const attendance = buttonsOf(card).find(one => one.verb === 'attendance');
    expect(attendance.data.args).toEqual({ kind: 'webinar', id: value.args.id, session: value.args.session });
  });
});

describe('people in an event', () => {
  const people = (typed: string, event = 'spring product briefing') =>
    box.search('searchPeople', [...query(typed), { name: 'event', value: event }]);

  it('finds them by name with errors forgiven, and tells when they came', async () => {
    const reply = await people('sofia marcheti');
    expect(titles(reply)[0]).toBe('Sofia Marchetti');
    expect(texts(reply)[0]).toMatch(
      /^Joined \d\d:\d\d, stayed .+ · Attendee · Spring Product Briefing · times in Europe\/London$/,
    );
  });

  it('puts no name into the conversation, nor into what travels', async () => {
    const reply = await people('sofia marchetti');
    const { content, preview } = reply.attachments![0];
    expect(JSON.stringify([content, preview.content.tap])).not.toMatch(/sofia|marchetti/i);
    const card = await box.pick(preview.content.tap.value);
    expectSoundCard(card);
    expect(JSON.stringify(card)).not.toMatch(/sofia|marchetti|tidewater\.example/i);
    expect(card.speak).toMatch(/^Spring Product Briefing/);
    expect(card.actions[0]).toMatchObject({ type: 'Action.OpenUrl', title: 'Open in private' });
    expect(decodeURIComponent(card.actions[0].url)).toContain('participants ');
  });

  it('pages tile everybody, by name', async () => {
    const all: string[] = [];
    for (let skip = 0; ; skip += 25) {
      const reply = await box.search('searchPeople', [{ name: 'event', value: 'spring product briefing' }], {
        options: { skip, count: 25 },
      });
      if (reply.attachments?.length === 0) break;
      all.push(...titles(reply));
    }
    const { speak } = await box.ask({ type: 'message', text: 'attendance spring product briefing' });
    expect(speak).toContain(`${all.length} `);
    const named = all.filter(name => !name.startsWith('Unnamed')).map(name => name.toLowerCase());
    expect(named).toEqual(named.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('without an event: the newest that ended with a report, or what the conversation speaks of', async () => {
    const activity = { conversation: { id: 'a:own', conversationType: 'personal', tenantId: box.sandbox.tenantId } };
    const newest = await box.search('searchPeople', firstRun, { activity });
    expect(texts(newest)[0]).toContain('Tidewater All-Hands');
    await box.ask({ type: 'message', text: 'attendance bootcamp day 1', ...activity });
    const spoken = await box.search('searchPeople', firstRun, { activity });
    expect(texts(spoken)[0]).toContain('Data Platform Bootcamp');
  });

  it('typing the name of an event asks Graph for no list of events', async () => {
    await box.search('searchEvents', firstRun);
    await box.quiet();
    const { paths } = await box.requestsOf(async () => {
      for (const event of ['energ', 'energy', 'energy sav', 'energy savings'])
        expect(texts(await people('', event))[0]).toContain('Energy Savings Masterclass');
    });
    expect(paths.filter(path => path.includes('getByUserId'))).toEqual([]);
    expect(paths.filter(path => path.includes('attendanceRecords'))).toHaveLength(1);
  });

  it('an event that is none, one without a report, and nobody of that name: each a sentence', async () => {
    expect(await people('x', 'zeppelin flights')).toMatchObject({ type: 'message', text: expect.stringMatching(/\S/) });
    expect(await people('', 'next')).toMatchObject({
      type: 'message',
      text: expect.stringContaining('Not started yet'),
    });
    expect(await people('zzzzzz')).toEqual({
      type: 'message',
      text: 'Nobody who came to Spring Product Briefing fits “zzzzzz”.',
    });
  });
});

describe('what is inserted', () => {
  const roles = ['demo', 'coOrganizer', 'presenter', 'attendee', 'stranger'] as const;

  it('holds title, date, state and counts, and nothing of a person', async () => {
    const { attachments } = await box.search('searchEvents', query('spring product briefing'));
    const { content, preview } = attachments![0];
    const card = await box.pick(preview.content.tap.value);
    for (const one of [content, card]) {
      expectSoundCard(one);
      expect(JSON.stringify(one)).not.toMatch(/Okonkwo|Raghunathan|you organise|tidewater\.example/);
    }
    expect(card.speak).toMatch(/^Spring Product Briefing, \w+, \d+ Nov 2026, .* ended\. 1 session · 264 people/);
    expect(buttonsOf(card).map(one => one.verb)).toEqual(['attendance', 'event', 'sessions']);
  });

  it('tells Rollcall’s own count once somebody asked for it, and Graph’s before', async () => {
    const { attachments } = await box.search('searchEvents', query('energy savings masterclass'));
    const { value } = attachments![0].preview.content.tap;
    expect((await box.pick(value)).speak).toMatch(/92 people in the report of Teams\.$/);
    await box.ask({ type: 'message', text: 'attendance energy savings masterclass' });
    expect((await box.pick(value)).speak).toMatch(/92 people came\.$/);
  });

  it.each(roles)('its buttons are checked for whoever presses: %s', async part => {
    const { attachments } = await box.search('searchEvents', query('spring product briefing'));
    const cards = [attachments![0].content, await box.pick(attachments![0].preview.content.tap.value)];
    const isMine = part === 'demo' || part === 'coOrganizer';
    for (const button of cards.flatMap(buttonsOf)) {
      const { type, name, value } = press(button.verb, button.data);
      const pressed = await box.ask({ type, name, value }, box.sandbox.people[part]);
      const said = JSON.stringify(pressed);
      if (isMine) expect(said).toContain('Spring Product Briefing');
      else {
        expect(said).not.toMatch(/Spring Product Briefing|\b264\b/);
        expect(said).toMatch(/Not found/);
      }
    }
  });

  it.each(roles)('a row is checked for whoever picks it: %s', async part => {
    const { attachments } = await box.search('searchEvents', query('spring product briefing'));
    const card = await box.pick(attachments![0].preview.content.tap.value, { person: box.sandbox.people[part] });
    expectSoundCard(card);
    if (part === 'demo' || part === 'coOrganizer') expect(card.speak).toContain('Spring Product Briefing');
    else {
      expect(JSON.stringify(card)).not.toContain('Spring');
      expect(card.speak).toMatch(/^Not found/);
    }
  });

  it.each(roles)('%s finds their own events alone', async part => {
    for (const search of ['searchEvents', 'searchSessions', 'searchPeople']) {
      const reply = await box.search(search, query('spring product briefing'), { person: box.sandbox.people[part] });
      const said = JSON.stringify(reply.attachments ?? []);
      if (part === 'demo' || part === 'coOrganizer') {
        if (search !== 'searchPeople') expect(said).toContain('Spring Product Briefing');
      } else expect(said).not.toContain('Spring Product Briefing');
    }
    const named = [{ name: 'event', value: 'spring product briefing' }];
    const people = await box.search('searchPeople', named, { person: box.sandbox.people[part] });
    expect(people.type).toBe(part === 'demo' || part === 'coOrganizer' ? 'result' : 'message');
  });
});

describe('the Playground', () => {
  it('gets rows without a tap, which it could not show, and whole cards to insert', async () => {
    const here = await startComposeBox({ channel: undefined });
    try {
      // As it sends it: no first run, no parameter name unless filled in.
      const reply = await here.search('searchEvents', query('spring product briefing'));
      const [first] = reply.attachments!;
      expect(first.preview.content).not.toHaveProperty('tap');
      expect(buttonsOf(first.content).map(one => one.verb)).toEqual(['attendance', 'event', 'sessions']);
    } finally {
      await here.close();
    }
  });

  it('and either spelling of the invokes is understood', async () => {
    const reply = await box.search('searchEvents', query('spring'), { name: 'composeExtensions/query' });
    expect(titles(reply)[0]).toMatch(/Spring/);
    const { value } = reply.attachments![0].preview.content.tap;
    expect((await box.pick(value, { name: 'composeExtensions/selectItem' })).speak).toMatch(/Spring/);
  });
});

it('figures only: no people, and the rest as ever', async () => {
  const here = await startComposeBox({ figuresOnly: true });
  try {
    const { result, paths } = await here.requestsOf(() => here.search('searchPeople', query('sofia')));
    expect(result).toMatchObject({ type: 'message', text: expect.stringMatching(/^Figures only/) });
    expect(paths).toEqual([]);
    expect(titles(await here.search('searchEvents', query('spring')))).toContain('Spring Product Briefing');
  } finally {
    await here.close();
  }
});

it('expectReplies: the reply comes as an activity of the body', async () => {
  const body = await box.ask({
    type: 'invoke',
    name: 'composeExtension/query',
    value: { commandId: 'searchEvents', parameters: query('spring'), queryOptions: { skip: 0, count: 25 } },
  });
  expect(JSON.stringify(body)).toContain('Spring Product Briefing');
});

it('logs who searched and how long it took, never what was typed', async () => {
  await box.search('searchPeople', [...query('zanzibar'), { name: 'event', value: 'quagmire' }]);
  expect(box.door.lines.at(-1)).toMatchObject({ msg: 'searched', search: 'searchPeople', rows: 0 });
  expect(JSON.stringify(box.door.lines)).not.toMatch(/zanzibar|quagmire/);
});

it('finds people by a part of their address', async () => {
  const event = { name: 'event', value: 'spring product briefing' };
  const all = await box.search('searchPeople', [...query('@'), event]);
  expect(all.attachments).toHaveLength(25);
  expect(await box.search('searchPeople', [...query('nobody@nowhere'), event])).toMatchObject({ type: 'message' });
  const sofia = await box.search('searchPeople', [...query('sofia.marchetti@'), event]);
  expect(titles(sofia)).toEqual(['Sofia Marchetti']);
});
