import { ALL_SESSIONS, summaryPreviewCard, type SummaryPreview } from '../../src/cards/summary-preview';
import sample from '../../adaptiveCards/summary-preview.sample.json';
import { expectSoundCard, parts } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

const preview = sample[0]!.value as unknown as SummaryPreview;
const sessionsOf = (count: number): SummaryPreview['sessions'] => [
  ...Array.from({ length: count }, (_, index) => ({
    value: `session ${index} ${'x'.repeat(60)}`,
    title: `${index} ${'漢'.repeat(80)}`,
    start: { at: new Date(Date.UTC(2026, 0, 1 + index, 10)).toISOString(), exact: true },
  })),
  { value: ALL_SESSIONS, title: 'All sessions together', start: null },
];
const choicesOf = (card: object) =>
  (parts(card).find(one => one.id === 'session')?.choices as { value: string }[]).map(one => one.value);

it.each([2, 30, 400])('fits with %i sessions, the chosen one, the newest and all together among them', count => {
  const sessions = sessionsOf(count);
  const first = sessions[0]!.value;
  for (const context of [personal, shared]) {
    const card = summaryPreviewCard({ ...preview, sessions, session: first }, context);
    expectSoundCard(card);
    const choices = choicesOf(card);
    expect(choices).toEqual(expect.arrayContaining([first, sessions.at(-2)!.value, ALL_SESSIONS]));
    expect(choices).toEqual(sessions.map(one => one.value).filter(one => choices.includes(one)));
    const left = sessions.length - choices.length;
    if (left > 0) expect(JSON.stringify(card)).toContain(`${left} older sessions cannot be chosen here.`);
    else expect(JSON.stringify(card)).not.toContain('cannot be chosen');
  }
});
