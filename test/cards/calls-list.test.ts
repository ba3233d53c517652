import { callsCard } from '../../src/cards/calls';
import { callSessionsCard } from '../../src/cards/call-sessions';
import { qualityCard } from '../../src/cards/quality';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import { CALL_RECORDS_KEPT } from '../../src/domain/call-record';
import type { CallsAnswer, CallSessionsAnswer, QualityAnswer } from '../../src/domain/calls';
import { parts, root } from '../support/card-checks';
import { personal } from '../support/card-context';

/* What a reader of these cards stumbled over: zones, numbers, the edge of what is kept, and words that stand alone. */

const aDay = readSamples(root, 'calls').find(({ name }) => name === 'A day')?.value as CallsAnswer;
const sessions = readSamples(root, 'call-sessions').find(({ name }) => name === 'Failed first')
  ?.value as CallSessionsAnswer;
const quality = readSamples(root, 'quality').find(({ name }) => name === 'For a reader')?.value as QualityAnswer;
const textOf = (more: Partial<CallsAnswer>): string => cardText(callsCard({ ...aDay, ...more }, personal), personal);
const before = (ms: number): string => new Date(personal.now - ms).toISOString();
const HOUR = 3_600_000;

describe('a list of calls', () => {
  it('says in which zone its times are', () => {
    expect(textOf({})).toContain(`dates in ${personal.zone}`);
  });

  it('gives the number of its own first line as the example', () => {
    const calls = aDay.calls.map((one, index) => ({ ...one, number: index + 11 }));
    expect(textOf({ calls, page: 2, pages: 2, total: 13 })).toContain('say its number: call 11.');
  });

  it('names a call that has no title after who organised it, as its own card does', () => {
    expect(textOf({})).toContain('Call of Diane Demoss');
  });

  it.each(['own', 'all'] as const)('does not say of %s that there was none where not all could be read', scope => {
    const partial = { incomplete: true, callsRead: 0, incompleteBecause: 'throttled' } as const;
    const text = textOf({ calls: [], total: 0, scope, ...partial });
    for (const words of ['none so far', 'in what could be read', '0 calls were found before'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/has no record|None of your/);
  });

  it('says where days are left out because calls of then are gone', () => {
    const kept = before(CALL_RECORDS_KEPT);
    const window = { start: kept, end: before(20 * 24 * HOUR) };
    expect(textOf({ window, day: '2026-01-01/2026-01-31' })).toContain(
      'keeps calls for 30 days: earlier ones are gone',
    );
    expect(textOf({})).not.toContain('earlier ones are gone');
  });

  it.each([
    ['an hour ago', HOUR, true],
    ['most of a day ago', 20 * HOUR, false],
  ])('of a time that ended %s and had none speaks of late records: %#', (_, ago, late) => {
    const window = { start: before(ago + 24 * HOUR), end: before(ago) };
    expect(textOf({ calls: [], total: 0, window, day: '2026-11-12' }).includes('an hour after its end')).toBe(late);
  });
});

describe('words that stand alone', () => {
  it('have no article', () => {
    const connectionType = 'mobile';
    const platform = 'unknown';
    const lines = sessions.sessions.map(one => ({ ...one, connectionType, platform }));
    const text = cardText(callSessionsCard({ ...sessions, sessions: lines }, personal), personal);
    expect(text).toContain('Unknown platform · mobile network');
    const byNetwork = quality.quality.byNetwork.map(group => ({ ...group, key: 'mobile' }));
    const drawn = cardText(qualityCard({ ...quality, quality: { ...quality.quality, byNetwork } }, personal), personal);
    expect(drawn).toMatch(/^Mobile network: /m);
  });
});

describe('bars', () => {
  it('are of 100 per cent, as clients write the sum beside them', () => {
    const byNetwork = [{ ...quality.quality.byNetwork[0]!, good: 1, poor: 1, unclassified: 1, poorShare: 0.5 }];
    const card = qualityCard({ ...quality, quality: { ...quality.quality, byNetwork } }, personal);
    const charts = parts(card.body).filter(({ type }) => type === 'Chart.HorizontalBar.Stacked');
    expect(charts.length).toBeGreaterThan(0);
    for (const { data } of charts)
      for (const bar of data as { data: { value: number }[] }[])
        expect(bar.data.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(100, 6);
  });
});

it.each(['failed', 'poor', 'video'])('where sessions are missing, none that is %s is not said of all', filter => {
  const none: CallSessionsAnswer = { ...sessions, sessions: [], matching: 0, page: 1, pages: 1, filter };
  const text = (value: CallSessionsAnswer) => cardText(callSessionsCard(value, personal), personal);
  expect(text({ ...none, incomplete: true, sessionsRead: 60 })).toContain('None of the sessions that were read.');
  expect(text(none)).toMatch(/No session (?:failed|had a poor stream|is of that kind)/);
});
