import fc from 'fast-check';
import type { Attendance } from '../../src/domain/attendance';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import { changesOf, pairsOf, type ComparedEvent, type ComparisonAnswer } from '../../src/domain/comparison';
import { comparisonCard } from '../../src/cards/comparison';
import { comparisonChart } from '../../src/cards/comparison-chart';
import { changeText } from '../../src/cards/comparison-figures';
import { headline, returningSentences } from '../../src/cards/comparison-words';
import { cardBytes } from '../../src/cards/render';
import { shortTitles } from '../../src/cards/short-titles';
import { cardText } from '../../src/cards/text';
import { anyCharacter } from '../support/any-character';
import { expectSoundCard } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

const minute = 60_000;
const from = Date.parse('2026-11-12T10:00:00Z');

/** An event of an hour, a day after the other, at which so many people were from the start to the given minute. */
function anEvent(
  index: number,
  people: number,
  title: string,
  more: Partial<Attendance> = {},
  until = 60,
): ComparedEvent {
  const start = from + index * 24 * 60 * minute;
  const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
  const report = { id: `r${index}`, start: at(0), end: at(until), reportedTotal: people, externalEventInformation: [] };
  const count = createAttendanceCount();
  count.add(
    Array.from({ length: people }, (_, one) => ({
      id: `${one}`,
      role: 'Attendee',
      intervals: [{ join: start, leave: start + until * minute }],
    })),
  );
  return {
    ...count.finish([report]),
    ...more,
    subject: { kind: 'webinar', id: `e${index}`, sessionId: `s${index}`, title, phase: 'ended', role: 'organizer' },
    report: { id: report.id, start: report.start, end: report.end },
  };
}

function answer(events: ComparedEvent[], more: Partial<ComparisonAnswer> = {}): ComparisonAnswer {
  return { events, changes: changesOf(events), returning: [], ...more };
}

const short = (...titles: string[]) =>
  shortTitles(
    titles.map((title, index) => anEvent(index, 1, title)),
    28,
    personal,
  );

describe('short titles', () => {
  it.each<[string[], string[]]>([
    [
      ['Customer Webinar Series 3: Automating the Boring Parts', 'Customer Webinar Series 4: Answers from the Field'],
      ['Series 3', 'Series 4'],
    ],
    [
      ['Spring Product Briefing', 'Energy Savings Masterclass'],
      ['Spring Product Briefing', 'Energy Savings Masterclass'],
    ],
    [
      ['All-Hands: Where We Stand', 'All-Hands: The Year Ahead'],
      ['Where We Stand', 'The Year Ahead'],
    ],
    [
      ['Night Shift', 'Night Shift', 'Night Shift'],
      ['12 Nov', '13 Nov', '14 Nov'],
    ],
    [
      ['', 'B'],
      ['Untitled', 'B'],
    ],
    [
      ['Webinar 3', 'Webinar 12'],
      ['Webinar 3', 'Webinar 12'],
    ],
  ])('%j', (titles, expected) => {
    expect(short(...titles)).toEqual(expected);
  });

  it('are apart and no longer than they may be, whatever the titles', () => {
    const title = fc.oneof(
      fc.constantFrom('Series 1: a', 'Series 1: b', 'Series 2', 'x'.repeat(200), 'x'.repeat(199) + 'y', '', ' : '),
      fc.string({ unit: anyCharacter, maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 6 }), titles => {
        const names = short(...titles);
        expect(new Set(names).size).toBe(titles.length);
        for (const name of names) expect([name.length > 0, name.length <= 28]).toEqual([true, true]);
      }),
    );
  });
});

describe('a change in words', () => {
  it.each<[Parameters<typeof changeText>[0], number | 'few' | 'hidden' | null, number | 'few' | null, string]>([
    ['attended', 173, 196, '+23 (+13 %)'],
    ['attended', 196, 173, '−23 (−12 %)'],
    ['attended', 0, 7, '+7'],
    ['attended', 7, 0, '−7 (−100 %)'],
    ['attended', 20_000, 20_001, '+1'],
    ['attended', 5, 20_000, '+19,995'],
    ['attended', 9, 9, 'the same'],
    ['attended', null, 9, ''],
    ['attended', 'few', 9, ''],
    ['late', 'hidden', 9, ''],
    ['late', 9, 'few', ''],
    ['averageSeconds', 2400, 2580, '+3 min (+7.5 %)'],
    ['averageSeconds', 2400, 2410, 'about the same'],
    ['averageSeconds', 2400, 2355, '−1 min (−1.9 %)'],
    ['shareOfEvent', 0.5, 0.75, '+25 points'],
    ['shareOfEvent', 0.5, 0.51, '+1 point'],
    ['attendanceRate', 0.5, 0.4955, '−0.5 points'],
    ['attendanceRate', 0.5, 0.50001, 'about the same'],
  ])('%s from %s to %s: %s', (name, before, after, words) => {
    expect(changeText(name, before, after, personal)).toBe(words);
  });
});

describe('the headline', () => {
  const said = (...people: number[]) => {
    const events = people.map((count, index) => anEvent(index, count, `Talk ${index + 1}`));
    return headline(answer(events), ['Talk 1', 'Talk 2', 'Talk 3'], personal);
  };

  it('tells the latest against the one before', () => {
    expect(said(10, 20, 25)).toBe('Talk 3 had 25 people: 5 more than Talk 2 (+25 %)');
    expect(said(10, 1)).toBe('Talk 2 had 1 person: 9 fewer than Talk 1 (−90 %)');
    expect(said(10, 10)).toBe('Talk 2 had 10 people, as many as Talk 1');
    expect(said(0, 10)).toBe('Talk 2 had 10 people: 10 more than Talk 1');
  });

  it('tells no small group to others, nor the difference from one', () => {
    const events = [anEvent(0, 3, 'Talk 1'), anEvent(1, 12, 'Talk 2')];
    for (const context of [shared, figuresOnly]) {
      expect(headline(answer(events), ['A', 'B'], context)).toBe('B had 12 people, A fewer than 5');
      expect(headline(answer([...events].reverse()), ['B', 'A'], context)).toBe('A had fewer than 5 people');
      expect(cardText(comparisonCard(answer(events), context), context)).not.toMatch(/\b[39]\b(?! %)/);
    }
  });
});

describe('who came again', () => {
  const events = [anEvent(0, 20, 'A'), anEvent(1, 20, 'B'), anEvent(2, 20, 'C')];
  const say = (returned: number, known: number, more: Partial<ComparisonAnswer>, context = personal) => {
    const returning = pairsOf(events).map(pair => ({
      ...pair,
      returned,
      known,
      share: known ? returned / known : null,
    }));
    return returningSentences(answer(events, { returning, ...more }), ['A', 'B', 'C'], context);
  };

  it('is told with whom it is of', () => {
    expect(say(10, 20, { cameToAll: 8, newcomers: 7 })).toEqual([
      '10 of the 20 people of C had come to B too (50 %).',
      '8 came to all 3.',
      '7 had come to none of those before.',
      'Came again from one to the next: 50 % → 50 %.',
    ]);
    expect(say(10, 15, {})[0]).toBe('10 of the 15 people of C who can be known again had come to B too (67 %).');
    expect(say(0, 20, {})[0]).toBe('Nobody of the 20 people of C had come to B too.');
    expect(say(0, 0, {})).toEqual(['Nobody of C can be known again: there is no account and no e-mail address.']);
  });

  it('gives no small group away to others', () => {
    expect(say(3, 20, { cameToAll: 1, newcomers: 8 }, shared)).toEqual([
      'Fewer than 5 of the 20 people of C had come to B too.',
    ]);
    expect(say(18, 20, { cameToAll: 8, newcomers: 2 }, shared)).toEqual([
      'How many came again is told of larger groups.',
    ]);
    // 12 came again, 10 of them to all: 2 who did not.
    expect(say(12, 20, { cameToAll: 10, newcomers: 5 }, shared).join(' ')).not.toMatch(/came to all/);
  });
});

describe('the rooms on one chart', () => {
  it('begin together, in minutes, and end where each ends', () => {
    const chart = comparisonChart(
      [anEvent(0, 30, 'A', {}, 30), anEvent(1, 40, 'B', {}, 58)],
      ['A', 'B'],
      24,
      personal,
    )!;
    const [one, other] = chart.lines.map(line => line.values);
    expect([one![0], other![0]]).toEqual([
      { x: 0, y: 30 },
      { x: 0, y: 40 },
    ]);
    expect(one!.at(-1)).toEqual({ x: 30, y: 0 });
    expect(other!.at(-1)).toEqual({ x: 60, y: 0 });
    for (const { values } of chart.lines) expect(values.length).toBeLessThanOrEqual(26);
    expect(chart.yMax).toBe(40);
    expect(new Set(chart.lines.map(line => line.color)).size).toBe(2);
  });

  it('are drawn by share of their peak where one is over five times the other, and say so', () => {
    const draw = (people: number) =>
      comparisonChart([anEvent(0, 10, 'A'), anEvent(1, people, 'B')], ['A', 'B'], 24, personal)!;
    expect(draw(50)).toMatchObject({ yMax: 60, caption: expect.stringMatching(/^People in the room/) });
    expect(draw(51)).toMatchObject({ yMax: 100, caption: expect.stringContaining('in per cent of its own peak') });
    for (const { values } of draw(51).lines) expect(values[0]).toEqual({ x: 0, y: 100 });
  });

  it('leave out what was read in part, nobody’s, and a few where others read along', () => {
    const [a, b] = [anEvent(0, 30, 'A'), anEvent(1, 40, 'B')];
    const missing: ComparedEvent = { subject: b.subject, unavailable: 'no-report' };
    const none = (events: ComparedEvent[], context = personal) =>
      comparisonChart(events, ['A', 'B'], 24, context) === undefined;
    expect(none([a, b])).toBe(false);
    expect(none([a, missing])).toBe(true);
    expect(none([a, anEvent(1, 0, 'B')])).toBe(true);
    expect(none([a, anEvent(1, 40, 'B', { incomplete: true })])).toBe(true);
    expect([none([a, anEvent(1, 4, 'B')], shared), none([a, anEvent(1, 4, 'B')])]).toEqual([true, false]);
  });
});

describe('the card', () => {
  it('stays under its limit with six events of the longest ids and titles', () => {
    const events = Array.from({ length: 6 }, (_, index) => {
      const event = anEvent(index, 40 + index, `${'漢'.repeat(300)}${index}`);
      const id = `${index}`.padEnd(512, 'x');
      return { ...event, subject: { ...event.subject, id, sessionId: id }, report: { id, start: null, end: null } };
    });
    const card = comparisonCard(answer(events), personal);
    expect(cardBytes(card)).toBeLessThanOrEqual(25_000);
    expectSoundCard(card);
  });

  it('says so where no two can be compared', () => {
    const [a, b] = [anEvent(0, 30, 'A'), anEvent(1, 40, 'B')];
    const card = comparisonCard(answer([a, { subject: b.subject, unavailable: 'report-not-ready' }]), personal);
    const text = cardText(card, personal);
    expect(text).toContain('No two of these can be compared yet');
    expect(text).toContain('Read again');
    expectSoundCard(card);
  });

  it('tells one day once', () => {
    const line = (events: ComparedEvent[]) =>
      cardText(comparisonCard(answer(events), personal), personal).split('\n')[2];
    expect(line([anEvent(0, 9, 'A'), anEvent(0, 9, 'B')])).toBe('2 events · Thu, 12 Nov 2026 · dates in Europe/London');
    expect(line([anEvent(0, 9, 'A'), anEvent(1, 9, 'B')])).toContain('Thu, 12 Nov 2026 to Fri, 13 Nov 2026');
  });
});
