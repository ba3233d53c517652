import template from '../../adaptiveCards/question.json';
import type { QuestionAnswer } from '../domain/registrations';
import { actionBar, commandAction } from './action';
import { barsOf } from './bars';
import type { Card, CardContext } from './card';
import { counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { personText, plainText } from './person-text';
import { idWords, privateCard } from './private';
import { mayShowPeople } from './privacy';
import { totalWords } from './registration-status';
import { shortReason } from './short-reason';
import { answeredWords, questionTitle, tellQuestion, type ToldQuestion } from './question-row';
import { createRenderer, withRowsThatFit } from './render';
import { subjectArgs, subjectHead } from './subject-head';

const render = createRenderer(template);
const LONGEST_ANSWER = 400;
const MOST_CHOICES = 20;

/** What people answered to one question: choices as bars, words page by page. Says nothing of who wrote what. */
export function questionCard(value: QuestionAnswer, context: CardContext): Card {
  const { question, subject } = value;
  if (question.kind === 'text' && !mayShowPeople(context))
    return privateCard(
      { command: `registrations ${idWords(subject.id, subject.sessionId)} question ${question.number}` },
      context,
    );
  const head = subjectHead(subject, context);
  const title = questionTitle(question);
  const told = tellQuestion(question, value.total, context);
  const line = lineOf(value, told, context);
  const draw = (choices: Choices, texts: QuestionAnswer['question']['texts']) => {
    const left = { texts: question.texts.length - texts.length, choices: told.choices.length - choices.length };
    const shown = told.choices.filter(choice => choices.includes(choice));
    const bars = barsOf(
      shown.map(({ text, count }) => ({ label: text, count, ...(told.whole !== undefined && { whole: told.whole }) })),
      context,
    );
    return render({
      speak: `${head.spoken}. ${plainText(title)}. ${line}.`,
      fallbackText: `${head.spoken}. ${plainText(title)}. ${line}. ${shown.map(({ text }) => plainText(text, 40)).join(', ')}`,
      head,
      title,
      number: `Question ${question.number} of ${value.questions}`,
      line,
      chart: bars.chart,
      rows: bars.rows,
      texts: texts.map(({ text, count }, index) => ({
        separated: index > 0,
        text: personText(text, LONGEST_ANSWER) || 'nothing that can be shown',
        times: count > 1 ? ` × ${formatFor(context).number(count)}` : '',
      })),
      notes: notesOf(value, left, context),
      actions: actionBar(actionsOf(value)),
    });
  };
  return withRowsThatFit(mostFrequent(told.choices), choices =>
    withRowsThatFit(question.texts, texts => draw(choices, texts)),
  );
}

type Choices = ToldQuestion['choices'];

/** Those that are not told come last. */
function mostFrequent(choices: Choices): Choices {
  const countOf = ({ count }: Choices[number]) => (typeof count === 'number' ? count : -1);
  return [...choices].sort((one, other) => countOf(other) - countOf(one)).slice(0, MOST_CHOICES);
}

function lineOf(value: QuestionAnswer, told: ToldQuestion, context: CardContext): string {
  const { question, total } = value;
  const format = formatFor(context);
  const kinds = question.severalChoices ? 'several choices may be ticked' : '';
  return [
    [answeredWords(told, context), totalWords(total, context)].filter(Boolean).join(' from '),
    kinds,
    pageText(value, format),
  ]
    .filter(Boolean)
    .join(' · ');
}

function notesOf(
  value: QuestionAnswer,
  left: { texts: number; choices: number },
  context: CardContext,
): { text: string }[] {
  const format = formatFor(context);
  const { textsLeftOut } = value.question;
  return [
    ...(value.incomplete
      ? [`Incomplete: reading broke off, since ${shortReason(value.incompleteBecause)}. Answers are missing here.`]
      : []),
    ...(left.choices > 0
      ? [`The most frequent choices. ${counted(format, left.choices, 'other', 'others')} did not fit.`]
      : []),
    ...(left.texts > 0 ? [`${counted(format, left.texts, 'answer', 'answers')} of this page did not fit.`] : []),
    ...(textsLeftOut > 0
      ? [`${counted(format, textsLeftOut, 'answer is', 'answers are')} not kept: there are too many different ones.`]
      : []),
    'Of all registrations, those cancelled or turned down as well.',
  ].map(text => ({ text }));
}

function actionsOf(value: QuestionAnswer) {
  const { subject, question, questions } = value;
  const args = subjectArgs(subject);
  const to = (title: string, number: number) =>
    commandAction({ title, command: 'registrations', args: { ...args, question: number } });
  return [
    ...pageActions(value, 'registrations', { ...args, question: question.number }),
    ...(question.number < questions ? [to('Next question', question.number + 1)] : []),
    ...(question.number > 1 ? [to('Previous question', question.number - 1)] : []),
    commandAction({ title: 'All registrations', command: 'registrations', args }),
  ];
}
