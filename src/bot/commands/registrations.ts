import { questionCard } from '../../cards/question';
import { mayShowPeople } from '../../cards/privacy';
import { registrationsCard } from '../../cards/registrations';
import { withoutWords } from '../../domain/answer-summary';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import type { QuestionAnswer, RegistrationsAnswer } from '../../domain/registrations';
import { pageOf } from '../../domain/page';
import { insteadOfPeople } from '../answer-of';
import type { Answer, Command, Question } from '../command';
import { keptRegistrations, readRegistrations } from '../event-registrations';
import { withoutAll, withoutPage } from '../page-words';
import { choiceAnswer } from '../problem-answer';
import { isMeeting, toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';

const QUESTION = /(?:^|\s)question (?:no\.? ?|number |#)?(\d{1,3})$/i;
const TEXTS_PER_PAGE = 10;

/** Who registered, without a name: how many of each status, when, who came of them, and what they answered. */
export const registrations: Command = {
  name: 'registrations',
  aliases: ['registration', 'registered for', 'registered', 'sign-ups', 'sign ups', 'signups'],
  usage: 'registrations [<which>] [question <number>] [page <number>]',
  help: 'How many registered, when, how many of them came, and what they answered.',
  example: 'registrations energy savings',
  featured: true,
  parse: readRegistrationsView,
  async answer(args, question) {
    const which = await findWhich(args, question);
    if ('candidates' in which) return choiceAnswer(which, registrations.name, args, question);
    const { found } = which;
    const isView = args.question !== undefined && !isMeeting(found);
    const kept = isView ? keptRegistrations({ kind: found.event.kind, id: found.event.id }, question) : undefined;
    // Another page is one of the same answer; all else is read again where that was cut off.
    const isWhole = !kept?.incomplete || args.page !== undefined;
    const all = kept && isWhole ? kept : await readRegistrations(found, args, question);
    const answer = args.question === undefined ? whole(all, question) : one(all, args, question);
    return { ...answer, remember: { subject: toRemembered(found) } };
  },
};

/** `energy savings question 3 page 2` */
function readRegistrationsView(text: string): Args {
  const { words, page } = withoutPage(text);
  const asked = QUESTION.exec(words);
  const { which } = withoutAll(asked ? words.slice(0, asked.index) : words);
  return {
    ...(which !== undefined && { which }),
    ...(asked && { question: Number(asked[1]) }),
    ...(page !== undefined && { page }),
  };
}

function whole(all: RegistrationsAnswer, { card }: Question): Answer {
  const { questions } = all;
  // Ten texts a question at most: the others are a question away.
  const shown = questions.map(summary =>
    mayShowPeople(card) ? { ...summary, texts: summary.texts.slice(0, TEXTS_PER_PAGE) } : withoutWords(summary),
  );
  const facts: RegistrationsAnswer = { ...all, questions: shown };
  return { card: registrationsCard(facts, card), facts };
}

function one(all: RegistrationsAnswer, args: Args, question: Question): Answer {
  const { questions, subject, total, incomplete, registrationsRead, incompleteBecause } = all;
  const summary = questions[(args.question ?? 0) - 1];
  if (!summary)
    throw new AppError('no-such-number', { asked: `question ${args.question ?? ''}`, listLength: questions.length });
  const { number, kind, texts } = summary;
  const instead =
    kind === 'text' &&
    insteadOfPeople(registrations.name, { ...args, which: `${subject.id} question ${number}` }, question);
  if (instead) return instead;
  const { items, page, pages } = pageOf(texts, args.page ?? 1, TEXTS_PER_PAGE);
  const facts: QuestionAnswer = {
    subject,
    question: mayShowPeople(question.card) ? { ...summary, texts: items } : withoutWords(summary),
    questions: questions.length,
    total,
    page,
    pages,
    matching: texts.length,
    ...(incomplete && { incomplete }),
    ...(registrationsRead !== undefined && { registrationsRead }),
    ...(incompleteBecause && { incompleteBecause }),
  };
  return { card: questionCard(facts, question.card), facts };
}
