import { turnoutCard } from '../cards/turnout';
import type { Args } from '../domain/args';
import { AppError } from '../domain/errors';
import { createRegistrants, pageOfPeople, type NoShow, type TurnoutAnswer } from '../domain/no-shows';
import type { Participant } from '../domain/participants';
import { createRegistrationJoin } from '../domain/registration-join';
import { createRoster } from '../domain/roster';
import type { PartialRead } from '../domain/partial-read';
import { readReports } from '../reading/collect-records';
import type { Answer, Question, Remembered } from './command';
import { checkKeptRight } from './kept-right';
import { withoutAll, withoutFind, withoutPage } from './page-words';
import { choiceAnswer } from './problem-answer';
import { inTurn, isUnread, readBook, unreadError } from '../reading/registrations';
import { ALL_REPORTS, chooseReport, spanOf } from './reports';
import { ownerOf } from './recent';
import { spokenOf, toRemembered, type Found } from './which/subjects';
import { findWhich } from './which/which';

const PAGE = 10;
/** About what a person weighs in memory. */
const PERSON_BYTES = 320;

/** Both lists, which are made by one reading. */
interface Turnout extends PartialRead {
  about: Remembered;
  head: Pick<TurnoutAnswer, 'subject' | 'report' | 'reports'>;
  /** Undefined where records are missing: whose record it is would be told as not having come. */
  noShows: NoShow[] | undefined;
  walkIns: Participant[];
  registered: number;
  came: number;
}

/** `spring all reports page 2 find anna`: what stands at the end is the view, what is left names the event. */
export function readTurnoutView(text: string): Args {
  const { words: view, find } = withoutFind(text);
  const { words, page } = withoutPage(view);
  return { ...withoutAll(words), ...(find !== undefined && { find }), ...(page !== undefined && { page }) };
}

/** A page of those who registered and did not come, or of those who came and had not registered. The answerer keeps it to where people may be shown. */
export async function answerTurnout(list: TurnoutAnswer['list'], args: Args, question: Question): Promise<Answer> {
  let turnout = kept(args, question);
  if (turnout) {
    await checkKeptRight(question, turnout.about);
  } else {
    const which = await findWhich(args, question, 'past');
    if ('candidates' in which) return choiceAnswer(which, list, args, question);
    turnout = await read(which.found, args, question);
  }
  const { about, head, noShows, walkIns, registered, came, ...partial } = turnout;
  const { find = '', page = 1 } = args;
  const view = { find, page, pageSize: PAGE };
  if (list === 'no-shows' && !noShows) throw new AppError(partial.incompleteBecause ?? 'internal');
  const facts: TurnoutAnswer =
    list === 'no-shows'
      ? { ...head, list, ...pageOfPeople(noShows ?? [], view), total: noShows?.length ?? 0, of: registered, find }
      : { ...head, list, ...pageOfPeople(walkIns, view), total: walkIns.length, of: came, find, ...partial };
  return { card: turnoutCard(facts, question.card), facts, remember: { subject: about } };
}

/** What was just read of the same report, for another page or part of it. The caller checks that the asker still has the right. */
function kept(args: Args, { recent, memory, ...question }: Question): Turnout | undefined {
  if (args.which !== undefined || (args.page === undefined && args.find === undefined)) return undefined;
  const home = spokenOf(args, memory);
  if (!home) return undefined;
  const owner = ownerOf(question);
  const report = args.all ? ALL_REPORTS : (args.report ?? recent.get(owner, keyOf(home)));
  return recent.get(owner, keyOf(home, report)) as Turnout | undefined;
}

async function read(found: Found, args: Args, question: Question): Promise<Turnout> {
  const { subject, report, merged, home } = await chooseReport(found, args, question);
  if (home.of === 'meeting') throw new AppError('no-registrations', { title: subject.title });
  const asking = inTurn(question);
  const registrants = createRegistrants();
  const book = await readBook(home.event, asking, { take: registrants.take });
  if (!book) throw new AppError('no-registrations', { title: subject.title });
  if (isUnread(book)) throw unreadError(book);
  let join = createRegistrationJoin(book);
  const create = (expected: number) => createRoster(expected, (join = createRegistrationJoin(book)));
  const { into, reports, partial } = await readReports(create, merged, asking);
  const people = into.finish(reports, question.thresholds);
  const walkIns = people.all().filter(person => person.walkIn);
  const noShows = partial.incomplete ? undefined : registrants.noShows(join);
  const about = toRemembered(found, subject.sessionId);
  const value: Turnout = {
    about,
    head: { subject, report: { id: report.id, ...spanOf(merged) }, reports: merged.length },
    noShows,
    walkIns,
    registered: book.byStatus().registered ?? 0,
    came: people.length,
    ...partial,
  };
  const owner = ownerOf(question);
  const key = args.all ? ALL_REPORTS : report.id;
  question.recent.set(owner, keyOf(about, key), value, (walkIns.length + (noShows?.length ?? 0)) * PERSON_BYTES);
  // "no-shows page 2" names no report: it goes on with the one last read.
  question.recent.set(owner, keyOf(about), key, key.length);
  return value;
}

function keyOf({ kind, id, session }: Remembered, report: unknown = 'last'): string {
  return JSON.stringify(['turnout', kind, id, session, report]);
}
