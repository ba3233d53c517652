import { createAnswerSummary, withoutWords, type QuestionSummary } from '../../src/domain/answer-summary';
import type { RegistrationAnswer, RegistrationQuestion } from '../../src/domain/registration';
import { aRegistration } from '../support/registrations';

const answer = (questionId: string | undefined, more: Partial<RegistrationAnswer>): RegistrationAnswer => ({
  questionId,
  question: undefined,
  text: undefined,
  isYes: undefined,
  choices: [],
  ...more,
});
const asked = (id: string, input: string, choices: string[] = []): RegistrationQuestion => ({
  id,
  title: `Title of ${id}`,
  input,
  choices,
});

function summaryOf(questions: RegistrationQuestion[], ...answers: RegistrationAnswer[][]): QuestionSummary[] {
  const summary = createAnswerSummary();
  for (const one of answers) summary.add(aRegistration({ answers: one }));
  return summary.finish(questions);
}

describe('the answers to a question', () => {
  it('with choices are counted by choice, in the order of the form, those of nobody too, others last', () => {
    const [summary] = summaryOf(
      [asked('q', 'singleChoice', ['A', 'B', 'C'])],
      [answer('q', { choices: ['B'] })],
      // A single choice comes as text as well.
      [answer('q', { text: 'B' })],
      [answer('q', { choices: ['gone'] })],
      [answer('q', { choices: ['C'] })],
      [answer('q', {})],
      [],
    );
    expect(summary).toEqual({
      number: 1,
      title: 'Title of q',
      kind: 'choices',
      severalChoices: false,
      answered: 4,
      choices: [
        { text: 'A', count: 0 },
        { text: 'B', count: 2 },
        { text: 'C', count: 1 },
        { text: 'gone', count: 1, isOther: true },
      ],
      texts: [],
      textsLeftOut: 0,
    });
  });

  it('with several choices count each once a registration', () => {
    const [summary] = summaryOf(
      [asked('q', 'multiChoice', ['A', 'B'])],
      [answer('q', { choices: ['A', 'B', 'B'] })],
      [answer('q', { choices: ['B'] })],
    );
    expect(summary).toMatchObject({ severalChoices: true, answered: 2 });
    expect(summary!.choices.map(one => one.count)).toEqual([1, 2]);
  });

  it('yes or no', () => {
    const yesNo = [true, true, false, undefined].map(isYes => [answer('q', { isYes })]);
    expect(summaryOf([asked('q', 'boolean')], ...yesNo)).toMatchObject([
      {
        kind: 'yes-no',
        answered: 3,
        choices: [
          { text: 'Yes', count: 2 },
          { text: 'No', count: 1 },
        ],
      },
    ]);
  });

  it('in words come most frequent first, equal ones as one, long ones cut', () => {
    const long = 'x'.repeat(600);
    const texts = ['once', 'twice', 'twice', long].map(text => [answer('q', { text })]);
    expect(summaryOf([asked('q', 'multilineText')], ...texts)[0]).toMatchObject({
      kind: 'text',
      answered: 4,
      choices: [],
      texts: [
        { text: 'twice', count: 2 },
        { text: 'once', count: 1 },
        { text: long.slice(0, 500), count: 1 },
      ],
    });
  });

  it('in too many words say how many are left out', () => {
    const texts = Array.from({ length: 1010 }, (_, index) => [answer('q', { text: `text ${index % 1005}` })]);
    const [summary] = summaryOf([asked('q', 'text')], ...texts);
    expect(summary).toMatchObject({ answered: 1010, textsLeftOut: 5 });
    expect(summary!.texts).toHaveLength(1000);
    expect(summary!.texts[0]!.count).toBe(2);
  });
});

it('without words nothing is left that somebody may have written', () => {
  const answers = ['A', 'my own', 'mine too', 'my own'].map(text => [answer('q', { text })]);
  const [choices, words] = summaryOf([asked('q', 'singleChoice', ['A']), asked('w', 'text')], ...answers, [
    answer('w', { text: 'secret' }),
  ]).map(withoutWords);
  expect(choices!.choices).toEqual([
    { text: 'A', count: 1 },
    { text: 'Other answers', count: 3, isOther: true },
  ]);
  expect(words).toMatchObject({ answered: 1, texts: [], choices: [] });
});

describe('questions', () => {
  it('come in the order of the form, without answers too; those it no longer has come after them', () => {
    const summaries = summaryOf(
      [asked('b', 'text'), asked('a', 'boolean'), asked('none', 'text')],
      [answer('gone', { choices: ['x'], question: 'Was asked once' }), answer('a', { isYes: true })],
      [answer(undefined, { text: 'y', question: 'No id' }), answer('b', { text: 'z' })],
    );
    expect(summaries.map(({ number, title, kind, answered }) => [number, title, kind, answered])).toEqual([
      [1, 'Title of b', 'text', 1],
      [2, 'Title of a', 'yes-no', 1],
      [3, 'Title of none', 'text', 0],
      [4, 'Was asked once', 'choices', 1],
      [5, 'No id', 'text', 1],
    ]);
  });

  it.each<[string, Partial<RegistrationAnswer>, QuestionSummary['kind']]>([
    ['yes or no', { isYes: false }, 'yes-no'],
    ['choices', { choices: ['a'] }, 'choices'],
    ['words', { text: 'a' }, 'text'],
  ])('of a kind that Graph adds later are told by the answers: %s', (_, given, kind) => {
    expect(summaryOf([asked('q', 'slider')], [answer('q', given)])[0]!.kind).toBe(kind);
    expect(summaryOf([], [answer('q', given)])[0]).toMatchObject({ kind, title: null });
  });
});
