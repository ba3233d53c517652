import { withoutWords, type QuestionSummary } from '../domain/answer-summary';
import type { RegistrationsAnswer } from '../domain/registrations';
import { tellPart, tellParts, type Told } from '../domain/small-groups';
import { commandAction } from './action';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';
import { mayShowPeople, mayTellFew, toldWords } from './privacy';
import { subjectArgs } from './subject-head';

export function questionsHeading({ questions, questionsUnread }: RegistrationsAnswer): string | null {
  if (questions.length === 0) return null;
  return questionsUnread ? 'Answers (the questions could not be read)' : 'Answers';
}

/** A question and its most frequent answer; it opens where its answers may be shown. */
export function questionRow(
  question: QuestionSummary,
  separated: boolean,
  { subject, total }: RegistrationsAnswer,
  context: CardContext,
) {
  const { number, kind, answered } = question;
  const told = tellQuestion(question, total, context);
  const isText = kind === 'text';
  const opens = (!isText || mayShowPeople(context)) && answered > 0;
  const tap = commandAction({
    title: `Open question ${number}`,
    command: 'registrations',
    args: { ...subjectArgs(subject), question: number },
  });
  return {
    separated,
    title: personText(question.title) ? `${number}. ${questionTitle(question)}` : questionTitle(question),
    line: [answeredWords(told, context), leadingWords(told, context)].filter(Boolean).join(' · '),
    tap: opens ? tap : null,
  };
}

export function questionTitle({ title, number }: QuestionSummary): string {
  return personText(title) || `Question ${number}`;
}

/** A question as readers may know its answers, of so many registrations. */
export interface ToldQuestion {
  answered: Told;
  /** The answers, of which shares may be told; undefined where that would give a small group away. */
  whole: number | undefined;
  choices: { text: string; count: Told }[];
}

export function tellQuestion(question: QuestionSummary, total: number, context: CardContext): ToldQuestion {
  const { answered } = question;
  if (mayTellFew(context)) return { answered, whole: answered, choices: question.choices };
  const { choices, severalChoices } = withoutWords(question);
  const toldAnswered = tellPart(answered, total);
  const isTold = typeof toldAnswered === 'number';
  // Where the answers are not told, their choices must not add up to them: they are parts of the registrations then.
  const of = isTold ? answered : total;
  const counts = choices.map(({ count }) => count);
  const told = severalChoices ? counts.map(count => tellPart(count, of)) : tellParts(counts, of);
  return {
    answered: toldAnswered,
    whole: isTold ? answered : undefined,
    choices: choices.map(({ text }, index) => ({ text, count: told[index] ?? 'hidden' })),
  };
}

export function answeredWords({ answered }: ToldQuestion, context: CardContext): string {
  return toldWords(answered, context, { one: 'answer', many: 'answers', none: 'no answers' }) ?? '';
}

function leadingWords({ choices, whole }: ToldQuestion, context: CardContext): string {
  const [most] = choices
    .filter(({ count }) => typeof count === 'number' && count > 0)
    .sort((a, b) => Number(b.count) - Number(a.count));
  if (!most || typeof most.count !== 'number') return '';
  const share = whole ? ` (${formatFor(context).percent(most.count / whole)})` : '';
  return `most: ${personText(most.text, 50)}${share}`;
}
