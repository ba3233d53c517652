import type { QuestionSummary } from '../domain/answer-summary';
import type { RegistrationsAnswer } from '../domain/registrations';
import { tellCount, tellPart, tellParts, type Told } from '../domain/small-groups';
import { commandAction } from './action';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';
import { mayShowPeople, toldWords } from './privacy';
import { subjectArgs } from './subject-head';

export function questionsHeading({ questions, questionsUnread }: RegistrationsAnswer): string | null {
  if (questions.length === 0) return null;
  return questionsUnread ? 'Answers (the questions could not be read)' : 'Answers';
}

/** A question and its most frequent answer; it opens where its answers may be shown. */
export function questionRow(
  question: QuestionSummary,
  separated: boolean,
  { subject }: RegistrationsAnswer,
  context: CardContext,
) {
  const { number, kind, answered } = question;
  const isText = kind === 'text';
  const opens = (!isText || mayShowPeople(context)) && answered > 0;
  const tap = commandAction({
    title: `Open question ${number}`,
    command: 'registrations',
    args: { ...subjectArgs(subject), question: number },
  });
  return {
    separated,
    title: `${number}. ${questionTitle(question)}`,
    line: [answeredWords(question, context), leadingWords(question, context)].filter(Boolean).join(' · '),
    tap: opens ? tap : null,
  };
}

export function questionTitle({ title, number }: QuestionSummary): string {
  return personText(title) || `Question ${number}`;
}

export function answeredWords({ answered }: QuestionSummary, context: CardContext): string {
  const told = mayShowPeople(context) ? answered : tellCount(answered);
  return toldWords(told, context, { one: 'answer', many: 'answers', none: 'no answers' }) ?? '';
}

function leadingWords({ choices, answered, severalChoices }: QuestionSummary, context: CardContext): string {
  const [most] = toldChoices({ choices, answered, severalChoices }, context)
    .filter(({ count }) => typeof count === 'number' && count > 0)
    .sort((a, b) => Number(b.count) - Number(a.count));
  if (!most || typeof most.count !== 'number') return '';
  return `most: ${personText(most.text, 50)} (${formatFor(context).percent(most.count / answered)})`;
}

/** Choices as readers may know them: they are parts of the answers, unless one answer may hold several. */
export function toldChoices(
  { choices, answered, severalChoices }: Pick<QuestionSummary, 'choices' | 'answered' | 'severalChoices'>,
  context: CardContext,
): { text: string; count: Told }[] {
  if (mayShowPeople(context)) return choices;
  const counts = choices.map(({ count }) => count);
  const told = severalChoices ? counts.map(count => tellPart(count, answered)) : tellParts(counts, answered);
  return choices.map(({ text }, index) => ({ text, count: told[index] ?? 'hidden' }));
}
