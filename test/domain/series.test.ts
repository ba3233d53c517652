import fc from 'fast-check';
import { seriesKeyOf } from '../../src/domain/series';
import { anyCharacter } from '../support/any-character';

describe('events are of one series', () => {
  it.each([
    ['Customer Webinar Series 1: Getting Started with Harbor', 'Customer Webinar Series 4: Answers from the Field'],
    ['Weekly Safety Briefing', 'weekly safety briefing'],
    ['Town Hall November 2026', 'Town Hall, 12 Dec 2026'],
    ['Q3 All-Hands', 'Q4 all hands'],
    ['Spring Product Briefing', 'Autumn Product Briefing'],
    ['Onboarding – Part 1', 'Onboarding – Part 12'],
    ['Onboarding, part one', 'Onboarding, part three'],
    ['Leadership Talk III', 'Leadership Talk IV'],
    ['2026-11-12 Stand-up', '2026-11-13 Stand-up'],
    ['12th Partner Day', '13th Partner Day'],
    ['Lunch & Learn #3 (Kitchen)', 'Lunch & Learn #4 (Garden)'],
    ['Webinar 3 - Pricing', 'Webinar 4 - Rollout'],
    ['第3回 説明会', '第4回 説明会'],
  ])('%s / %s', (one, other) => {
    expect(seriesKeyOf(one)).not.toBe('');
    expect(seriesKeyOf(one)).toBe(seriesKeyOf(other));
  });

  it.each([
    ['Customer Webinar Series 1: Getting Started', 'Customer Advisory Circle'],
    ['All-Hands: Where We Stand', 'All-Hands: The Year Ahead'],
    ['Data Platform Bootcamp', 'Data Platform Basics'],
    ['2026', '2027'],
    ['Monday', 'Tuesday'],
    ['Part 1', 'Volume 1'],
  ])('but not %s / %s', (one, other) => {
    expect(seriesKeyOf(one)).not.toBe(seriesKeyOf(other));
  });

  it('whatever the number', () => {
    const title = fc.stringMatching(/^[a-z]{4,8}( [a-z]{4,8}){0,3}$/);
    fc.assert(
      fc.property(title, fc.nat(), fc.nat(), (words, one, other) => {
        expect(seriesKeyOf(`${words} ${one}`)).toBe(seriesKeyOf(`${words} ${other}: of late`));
      }),
    );
  });

  it('any text has a key', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), text => typeof seriesKeyOf(text) === 'string'));
  });
});
