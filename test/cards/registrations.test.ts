import { questionCard } from '../../src/cards/question';
import { registrationsCard } from '../../src/cards/registrations';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import type { QuestionSummary } from '../../src/domain/answer-summary';
import type { QuestionAnswer, RegistrationsAnswer } from '../../src/domain/registrations';
import type { CardContext } from '../../src/cards/card';
import { expectSoundCard, parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

const after = readSamples(root, 'registrations')[0]!.value as RegistrationsAnswer;
const text = (change: Partial<RegistrationsAnswer>, context = personal): string =>
  cardText(registrationsCard({ ...after, ...change }, context), context);
const bars = (card: object): [string, number][] =>
  parts(card)
    .filter(part => part.type === 'Chart.HorizontalBar')
    .flatMap(part => (part.data as { x: string; y: number }[]).map(({ x, y }): [string, number] => [x, y]));

describe('registrations', () => {
  it('draw who registered, came and stayed', () => {
    expect(bars(registrationsCard(after, personal))).toEqual([
      ['Registered', 426],
      ['Came (62 %)', 264],
      ['Stayed to the end (47 %)', 201],
    ]);
    expect(text({})).toContain('426 registered · 264 of them came (62 %) · 162 did not · 3 walk-ins');
  });

  it('leave out the third bar where nobody’s times are known, and the funnel where nobody is registered', () => {
    expect(bars(registrationsCard({ ...after, registeredStayed: null }, personal))).toHaveLength(2);
    const none = { ...after.registration!, registered: 0, matched: 0, noShows: 0, attendanceRate: null };
    expect(bars(registrationsCard({ ...after, registration: none }, personal))).toEqual([]);
    expect(text({ registration: none })).toContain('Nobody is registered · 3 walk-ins');
  });

  it('say singular and none as people would', () => {
    const one = { ...after.registration!, registered: 2, matched: 0, noShows: 2, walkIns: 1, attendanceRate: 0 };
    expect(text({ registration: one })).toContain('2 registered · none of them came (0 %) · 2 did not · 1 walk-in');
    const all = { ...one, matched: 2, noShows: 0, walkIns: 0, attendanceRate: 1 };
    expect(text({ registration: all })).toContain('2 registered · 2 of them came (100 %) · no walk-ins');
  });

  it('show a status that Graph adds later under its own name', () => {
    expect(text({ byStatus: { registered: 5, onHold: 7, '': 1 } })).toContain(
      '7 with the status onHold · 1 with the status missing',
    );
  });

  it('read nothing into the name of a status', () => {
    const byStatus = { registered: 5, constructor: 6, '[x](https://evil.example) {{DATE(x)}}': 7 };
    expect(text({ byStatus })).toContain('6 with the status constructor · 7 with the status xhttpsevilexampleDATEx');
  });

  it('say why nobody knows who came', () => {
    const { registration: _r, report: _p, registeredStayed: _s, ...before } = after;
    const said = (notCompared: RegistrationsAnswer['notCompared']) =>
      cardText(registrationsCard({ ...before, notCompared: notCompared! }, personal), personal);
    expect(said('not-started')).toContain('It has not begun');
    expect(said('throttled')).toContain('since Graph asked for a pause');
  });
});

describe.each<[string, CardContext]>([
  ['a shared place', shared],
  ['an organisation of figures only', figuresOnly],
])('in %s', (_, context) => {
  it('few are not told apart, nor what gives them away', () => {
    const figures = {
      ...after.registration!,
      registered: 20,
      matched: 17,
      noShows: 3,
      walkIns: 2,
      attendanceRate: 0.85,
    };
    const said = text(
      { registration: figures, attended: 40, byStatus: { registered: 20, canceled: 2, waitlisted: 9 }, total: 31 },
      context,
    );
    expect(said).not.toMatch(/\b17\b|85 %|\b3 did|2 walk-ins|\b2\s+cancelled/);
    expect(said).toContain('fewer than 5 walk-ins');
    expect(bars(registrationsCard({ ...after, registration: figures }, context))).toEqual([]);
  });

  it('few registrations are a few, without the days they came on', () => {
    const said = text({ total: 3, byStatus: { registered: 3 }, questions: [] }, context);
    expect(said).not.toContain('Registrations so far');
    expect(registrationsCard({ ...after, total: 3, byStatus: { registered: 3 } }, context).speak).toContain(
      'fewer than 5',
    );
  });

  const question = (change: Partial<QuestionSummary>): QuestionAnswer => ({
    subject: after.subject,
    question: {
      number: 1,
      title: 'Why?',
      kind: 'choices',
      severalChoices: false,
      answered: 40,
      choices: [],
      texts: [],
      textsLeftOut: 0,
      ...change,
    },
    questions: 1,
    total: 60,
    page: 1,
    pages: 1,
    matching: 0,
  });
  const choices = (...counts: number[]) =>
    counts.map((count, index) => ({ text: `Choice ${'ABC'.charAt(index)}`, count }));

  it('a choice of few is told as few, with what would give it away', () => {
    const card = questionCard(question({ choices: choices(2, 8, 30) }), context);
    const said = cardText(card, context);
    expect(bars(card)).toEqual([]);
    expect(said).toContain('fewer than 5');
    expect(said).not.toMatch(/\b2\b|\b8\b/);
    expect(said).toContain('30');
  });

  it('choices of many are a chart', () => {
    expect(bars(questionCard(question({ choices: choices(10, 30) }), context))).toEqual([
      ['Choice A (25 %)', 10],
      ['Choice B (75 %)', 30],
    ]);
  });

  it.each(['Choice', '漢'.repeat(200)])('of three hundred choices called %s… the most frequent are told', name => {
    const all = Array.from({ length: 300 }, (_, index) => ({ text: `${index} ${name}`, count: 10 + (index % 150) }));
    const card = questionCard(question({ answered: 400, severalChoices: true, choices: all }), context);
    expectSoundCard(card);
    const shown = bars(card).map(([, count]) => count);
    expect(shown.length).toBeGreaterThan(9);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(150);
    expect(cardText(card, context)).toContain(`The most frequent choices. ${300 - shown.length} others did not fit.`);
  });

  it('answers of all but a few are not counted, by number or by share', () => {
    const card = questionCard(question({ answered: 58, choices: choices(28, 30) }), context);
    expect(cardText(card, context)).not.toMatch(/58|%/);
    expect(bars(card)).toEqual([]);
  });

  it('what is no choice of the form is one row', () => {
    const others = choices(6, 7).map(one => ({ ...one, text: `secret ${one.text}`, isOther: true as const }));
    const said = cardText(
      questionCard(question({ answered: 40, choices: [...choices(27), ...others] }), context),
      context,
    );
    expect(said).not.toContain('secret');
    expect(said).toContain('Other answers');
  });
});
