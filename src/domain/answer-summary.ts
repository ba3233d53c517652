import type { Registration, RegistrationAnswer, RegistrationQuestion } from './registration';

/** What people answered to one question of the registration form. Over all registrations, whatever became of them. */
export interface QuestionSummary {
  /** From 1, in the order of the form. */
  number: number;
  /** Null where Graph gives none. */
  title: string | null;
  kind: 'choices' | 'yes-no' | 'text';
  /** Several choices may be given to one answer. */
  severalChoices: boolean;
  /** Registrations that answered it. */
  answered: number;
  /** Choices in the order of the form, those it does not list last; Yes and No; empty for text. */
  choices: Choice[];
  /** What people wrote, most frequent first; equal words are one. Personal chat only. */
  texts: { text: string; count: number }[];
  /** Answers that are too many to be kept. */
  textsLeftOut: number;
}

export interface Choice {
  text: string;
  count: number;
  /** Not a choice of the form: somebody may have written it. */
  isOther?: true;
}

/** The same without anything that people may have written. */
export function withoutWords(question: QuestionSummary): QuestionSummary {
  const { choices } = question;
  const others = choices.filter(({ isOther }) => isOther).reduce((sum, { count }) => sum + count, 0);
  const listed = choices.filter(({ isOther }) => !isOther);
  const other: Choice = { text: 'Other answers', count: others, isOther: true };
  return { ...question, texts: [], choices: others > 0 ? [...listed, other] : listed };
}

/** Gathers the answers of each registration once. */
export interface AnswerSummary {
  add(registration: Registration): void;
  /** `questions` of the form, where they could be read; what only the answers tell comes after them. */
  finish(questions: readonly RegistrationQuestion[]): QuestionSummary[];
}

interface Gathered {
  id: string | undefined;
  title: string | undefined;
  answered: number;
  yes: number;
  no: number;
  choices: Map<string, number>;
  mostChoices: number;
  texts: Map<string, number>;
  textsLeftOut: number;
}

const LONGEST_TEXT = 500;
/** Different texts kept of one question: a megabyte at most. */
const MOST_TEXTS = 1000;

export function createAnswerSummary(): AnswerSummary {
  const gathered = new Map<string, Gathered>();

  const gather = (key: string, id: string | undefined, title: string | undefined): Gathered => {
    let one = gathered.get(key);
    if (!one) {
      const empty = { answered: 0, yes: 0, no: 0, mostChoices: 0, textsLeftOut: 0 };
      one = { id, title, ...empty, choices: new Map(), texts: new Map() };
      gathered.set(key, one);
    }
    one.title ??= title;
    return one;
  };

  const addAnswer = ({ questionId, question, isYes, choices, text }: RegistrationAnswer) => {
    if (isYes === undefined && choices.length === 0 && text === undefined) return;
    const one = gather(questionId ?? `words ${question ?? ''}`, questionId, question);
    one.answered += 1;
    if (isYes !== undefined) one[isYes ? 'yes' : 'no'] += 1;
    one.mostChoices = Math.max(one.mostChoices, choices.length);
    for (const choice of new Set(choices)) add(one.choices, choice);
    if (text === undefined) return;
    const words = text.slice(0, LONGEST_TEXT);
    if (one.texts.size < MOST_TEXTS || one.texts.has(words)) add(one.texts, words);
    else one.textsLeftOut += 1;
  };

  return {
    add(registration) {
      registration.answers?.forEach(addAnswer);
    },
    finish(questions) {
      for (const { id, title } of questions) gather(id, id, title);
      const place = new Map(questions.map(({ id }, index) => [id, index]));
      const form = new Map(questions.map(question => [question.id, question]));
      return [...gathered.values()]
        .sort((a, b) => (place.get(a.id ?? '') ?? Infinity) - (place.get(b.id ?? '') ?? Infinity) || 0)
        .map((one, index) => summaryOf(one, form.get(one.id ?? ''), index + 1));
    },
  };
}

function add(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

function summaryOf(one: Gathered, question: RegistrationQuestion | undefined, number: number): QuestionSummary {
  const kind = kindOf(one, question);
  const head = { number, title: question?.title ?? one.title ?? null, answered: one.answered, textsLeftOut: 0 };
  if (kind === 'yes-no') {
    const choices = [
      { text: 'Yes', count: one.yes },
      { text: 'No', count: one.no },
    ];
    return { ...head, kind, severalChoices: false, choices, texts: [] };
  }
  if (kind === 'text') {
    // Words count as words, wherever Graph put them.
    const texts = byCount(merged(one.texts, one.choices));
    return { ...head, kind, severalChoices: false, choices: [], texts, textsLeftOut: one.textsLeftOut };
  }
  const given = merged(one.choices, one.texts);
  const listed = [...new Set(question?.choices ?? [])].map(text => ({ text, count: given.get(text) ?? 0 }));
  const others = byCount(given)
    .filter(({ text }) => !question?.choices.includes(text))
    .map((one): Choice => ({ ...one, isOther: true }));
  const severalChoices = question?.input === 'multiChoice' || one.mostChoices > 1;
  return { ...head, kind, severalChoices, choices: [...listed, ...others], texts: [] };
}

/** By the form; a kind that Graph adds later, and a question the form no longer has, by the answers. */
function kindOf({ yes, no, choices }: Gathered, question: RegistrationQuestion | undefined): QuestionSummary['kind'] {
  if (question?.input === 'boolean') return 'yes-no';
  if (question && /choice$/i.test(question.input)) return 'choices';
  if (question && /text$/i.test(question.input)) return 'text';
  if (yes + no > 0) return 'yes-no';
  return choices.size > 0 ? 'choices' : 'text';
}

function merged(one: Map<string, number>, other: Map<string, number>): Map<string, number> {
  const all = new Map(one);
  for (const [text, count] of other) all.set(text, (all.get(text) ?? 0) + count);
  return all;
}

function byCount(counts: Map<string, number>): { text: string; count: number }[] {
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}
