import fc from 'fast-check';
import type { CardContext } from '../../src/cards/card';
import { summaryCard } from '../../src/cards/summary';
import { changeWords } from '../../src/cards/summary-change';
import { sharedSummaryCard } from '../../src/cards/summary-preview';
import { cardText } from '../../src/cards/text';
import type { Summary } from '../../src/domain/summary';
import { changeSince } from '../../src/domain/summary-change';
import samples from '../../adaptiveCards/summary.sample.json';
import { expectSoundCard, textBlocks } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

const [everything] = samples as unknown as { value: Summary }[];
const { attendance, parts } = everything!.value;
/** The sample's own day is 12 November. */
const LAST = '2026-10-15T09:00:00.000Z';

function summary(before: number, now: number, start: string | null = LAST): Summary {
  const of = { ...attendance, attended: now, reportedTotal: now };
  return { attendance: of, parts, change: changeSince({ id: 's', start, attended: before }, of)! };
}
const words = (before: number, now: number, context: CardContext = shared, start: string | null = LAST) => {
  const { attendance: of, change } = summary(before, now, start);
  return changeWords(of, change, context)?.spoken;
};
const DAY = 'on Thu, 15 Oct 2026';

it.each<[number, number, string | undefined]>([
  [336, 312, `24 fewer than ${DAY} (−7.1 %)`],
  [312, 336, `24 more than ${DAY} (+7.7 %)`],
  [10, 11, `1 more than ${DAY} (+10 %)`],
  [40, 40, `as many as ${DAY}`],
  [0, 40, `nobody came the time before, ${DAY}`],
  [40, 0, `40 fewer than ${DAY} (−100 %)`],
  [0, 0, `nobody came the time before, ${DAY}, either`],
  [5, 5_000, `4,995 more than ${DAY}`],
  [3, 40, `fewer than 5 people came the time before, ${DAY}`],
  [40, 3, undefined],
])('from %i to %i people, where others read along: %s', (before, now, said) => {
  expect(words(before, now)).toBe(said);
});

it('tells a few where one person alone may know', () => {
  expect(words(3, 40, personal)).toBe(`37 more than ${DAY}`);
  expect(words(30, 3, personal)).toBe(`27 fewer than ${DAY} (−90 %)`);
  expect(words(3, 40, figuresOnly)).toBe(`fewer than 5 people came the time before, ${DAY}`);
});

it('names the day in the words of its reader, and says so where it was the same day, or none is known', () => {
  expect(words(336, 312, { ...shared, locale: 'en-US', zone: 'America/New_York' })).toBe(
    '24 fewer than on Thu, Oct 15, 2026 (−7.1 %)',
  );
  expect(words(336, 312, shared, '2026-11-12T07:00:00.000Z')).toBe('24 fewer than earlier that day (−7.1 %)');
  expect(words(336, 312, shared, null)).toBe('24 fewer than the time before (−7.1 %)');
  expect(words(0, 312, shared, null)).toBe('nobody came the time before');
});

it('stands on the card, in what is spoken and in plain text', () => {
  const card = sharedSummaryCard(summary(336, 312), personal);
  expect(textBlocks(card)).toContain('24 fewer people than on {{DATE(2026-10-15T09:00:00Z, SHORT)}} (−7.1 %).');
  expect(card.speak).toContain(`312 people came: 24 fewer than ${DAY} (−7.1 %).`);
  expect(card.fallbackText).toBe(card.speak);
  expect(cardText(card, shared)).toContain(`24 fewer people than ${DAY} (−7.1 %).`);
  expect(textBlocks(card).join('\n')).toContain('**Change**: the difference from the earlier figure');
  expectSoundCard(card);
  expect(textBlocks(sharedSummaryCard(summary(11, 10), personal))).toContainEqual(
    expect.stringMatching(/^1 fewer person than on/),
  );
});

it('stands on the card of a time that nobody came to', () => {
  const card = summaryCard(summary(40, 0), shared);
  expect(textBlocks(card)).toContainEqual(expect.stringMatching(/^40 fewer people than on .*\(−100 %\)\.$/));
  expectSoundCard(card);
});

it('is left out with the figures, where there is none, and of a part', () => {
  const { change: _, ...none } = summary(336, 312);
  const full = summary(336, 312);
  const untold: Summary[] = [
    none,
    { ...full, parts: ['curve', 'stay'] },
    { ...full, attendance: { ...full.attendance, incomplete: true, recordsRead: 100 } },
  ];
  for (const one of untold) {
    const card = summaryCard(one, shared);
    expect(JSON.stringify(card)).not.toMatch(/fewer than on|fewer people than|\*\*Change\*\*/);
    expectSoundCard(card);
  }
});

it('gives no small group away to others, on either side', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 400 }), (few, many) => {
      for (const context of [shared, figuresOnly]) {
        const before = words(few, many, context) ?? '';
        expect(before.replace(DAY, '')).toMatch(
          many > 0 && many < 5 ? /^$/ : /^fewer than 5 people came the time before, $/,
        );
        expect(words(many, few, context)).toBeUndefined();
      }
    }),
  );
});

it('fits with the longest texts', () => {
  const long = summary(99_999_999, 1);
  const subject = { ...long.attendance.subject, title: '漢'.repeat(300), sessionTitle: '字'.repeat(300) };
  for (const context of [shared, personal])
    expectSoundCard(summaryCard({ ...long, attendance: { ...long.attendance, subject } }, context));
});
