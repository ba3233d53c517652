import { callerChoiceCard } from '../../cards/caller-choice';
import { callsCard } from '../../cards/calls';
import { isSamePerson } from '../../domain/access';
import type { Args } from '../../domain/args';
import type { CallerChoiceAnswer, CallsAnswer } from '../../domain/calls';
import { AppError } from '../../domain/errors';
import { isGuid } from '../../domain/guid';
import { pageOf } from '../../domain/page';
import { toCallLine } from '../calls/call-line';
import { readCaller, type Caller } from '../calls/caller';
import { daysOf, readCallsWords } from '../calls/calls-window';
import { lastListed, partialList, readCallList, withMeetings, type Listed } from '../calls/kept-list';
import type { Answer, Command, Question } from '../command';
import { withoutPage } from '../page-words';
import { ownerOf } from '../recent';

const PAGE = 10;
const MOST_NUMBERED = 500;
/** In place of somebody's id: the number that is said next stands for one of the choice. */
const CHOICE = 'choice';
const CHOICES = 'caller choice';
const CHOICE_BYTES = 300;

/** The calls of what the asker runs, or of everybody for readers: by name, so where people may be shown alone. */
export const calls: Command = {
  name: 'calls',
  aliases: ['my calls', 'call records'],
  usage: 'calls [<date>] [<person>]',
  help: 'The calls of your events and meetings, newest first. In personal chat only.',
  example: 'calls last week',
  featured: false,
  namesPeople: true,
  parse(text) {
    const { words, page } = withoutPage(text);
    return { ...(words && { which: words }), ...(page !== undefined && { page }) };
  },
  async answer(args, question) {
    const meant = await readMeant(args, question);
    if ('choices' in meant) return choiceOf(meant, question);
    const list = await readCallList(meant, question, args.page !== undefined);
    const { items, page, pages } = pageOf(list.calls, args.page ?? 1, PAGE);
    const shown = await withMeetings(items, list, question);
    const { days, person, scope } = list;
    const facts: CallsAnswer = {
      calls: shown.map((one, index) => toCallLine(one, (page - 1) * PAGE + index + 1)),
      page,
      pages,
      total: list.calls.length,
      ...days,
      scope,
      ...(person && { person }),
      ...partialList(list),
    };
    return {
      card: callsCard(facts, question.card),
      facts,
      remember: { calls: list.calls.slice(0, MOST_NUMBERED).map(({ call }) => call.id) },
    };
  },
};

type Choice = Omit<CallerChoiceAnswer, 'code'>;

async function readMeant(args: Args, question: Question): Promise<Listed | Choice> {
  const { which, day, participant, page } = args;
  if (participant === CHOICE) return chosen(which ?? '', day, question);
  if (which === undefined) {
    if (participant !== undefined && !isGuid(participant)) throw new AppError('bad-action');
    const last = !question.isPressed && page !== undefined ? lastListed(question) : undefined;
    const person = participant === undefined ? undefined : knownAs(participant, question);
    return last ?? { days: daysOf(day, question), ...(person && { person }) };
  }
  const { days, rest } = readCallsWords(which, question);
  const caller = await readCaller(rest, question);
  return 'choices' in caller ? { ...caller, ...(days.day !== undefined && { day: days.day }) } : { days, ...caller };
}

/** The person of a button, by the name that was read with the list before. */
function knownAs(id: string, question: Question): Caller {
  const before = lastListed(question)?.person;
  if (before && isSamePerson(before.id, id)) return before;
  const choices = (question.recent.get(ownerOf(question), CHOICES) ?? []) as Choice['choices'];
  const { displayName } = choices.find(one => isSamePerson(one.id, id)) ?? {};
  return {
    id,
    ...(displayName && { displayName }),
    ...(isSamePerson(id, question.asker.personId) && { isAsker: true }),
  };
}

/** "Which one did you mean?": a number, said next, goes on with the calls of that person. */
function choiceOf(choice: Choice, question: Question): Answer {
  const facts: CallerChoiceAnswer = { code: 'which-one', ...choice };
  const { day, choices } = choice;
  question.recent.set(ownerOf(question), CHOICES, choices, choices.length * CHOICE_BYTES);
  return {
    card: callerChoiceCard(facts, question.card),
    facts,
    problem: 'which-one',
    remember: { pending: { command: calls.name, args: { participant: CHOICE, ...(day !== undefined && { day }) } } },
  };
}

function chosen(asked: string, day: string | undefined, question: Question): Listed {
  const choices = question.recent.get(ownerOf(question), CHOICES) as Choice['choices'] | undefined;
  if (!choices) throw new AppError('no-list-yet', { asked });
  const one = choices[Number(asked.replace(/\D/g, '')) - 1];
  if (!one) throw new AppError('no-such-number', { asked, listLength: choices.length });
  return { days: daysOf(day, question), person: knownAs(one.id, question) };
}
