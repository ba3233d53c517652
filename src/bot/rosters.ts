import type { Args } from '../domain/args';
import type { ParticipantsAnswer } from '../domain/participants';
import { createRoster, type Roster } from '../domain/roster';
import type { ReportHome } from '../domain/sources';
import type { PartialRead } from '../domain/partial-read';
import { readReports } from '../reading/collect-records';
import type { Answer, Question, Remembered } from './command';
import { checkKeptRight } from './kept-right';
import { choiceAnswer } from './problem-answer';
import { ALL_REPORTS, chooseReport, shownBy, spanOf } from './reports';
import { ownerOf } from './recent';
import { spokenOf, toRemembered, type Found } from './which/subjects';
import { findWhich } from './which/which';

/** The people of one report, or of several merged, with names and stays: for personal chat alone. */
export interface ReadRoster extends PartialRead {
  /** What cards need to say whose people these are. */
  head: Pick<ParticipantsAnswer, 'subject' | 'report' | 'reports'>;
  home: ReportHome;
  roster: Roster;
  /** When it was read: a place in the roster means somebody only in this reading of it. */
  stamp: number;
}

interface KeptRoster extends ReadRoster {
  /** What each report showed when it was read. */
  seen: string;
}

/** About what a person weighs in a roster: name, e-mail, ids and two stays. */
const PERSON_BYTES = 450;

/**
 * The people that `args` are about: those just read, where only the view of them changes; else found, chosen and read now. Several events fit: the
 * answer that asks which. Throws AppError.
 */
export async function findRoster(command: string, args: Args, question: Question): Promise<ReadRoster | Answer> {
  const kept = keptRoster(args, question);
  if (kept) {
    await checkKeptRight(question, kept.head.subject);
    return kept;
  }
  const which = await findWhich(args, question, 'past');
  if ('candidates' in which) return choiceAnswer(which, command, args, question);
  return readRoster(which.found, args, question, { again: true });
}

/**
 * The people of the report that `args` name, of the newest, or of all. Those kept for the asker serve again while the list shows the same end and total
 * of each report, unless `again`. The caller found `found` through bot/which, which checks access. Throws AppError.
 */
export async function readRoster(
  found: Found,
  args: Pick<Args, 'report' | 'all'>,
  question: Question,
  options: { again?: true } = {},
): Promise<ReadRoster> {
  const { subject, home, report, merged } = await chooseReport(found, args, question);
  const about = toRemembered(found, subject.sessionId);
  // Where there is but one, all reports are that one.
  const key = merged.length > 1 ? ALL_REPORTS : report.id;
  const owner = ownerOf(question);
  const remember = (name?: string) => {
    if (name !== key) question.recent.set(owner, rosterKey(about, name), key, key.length);
  };
  // "participants page 2" names no report: it goes on with the one last read.
  remember();
  if (args.all) remember(ALL_REPORTS);
  const seen = JSON.stringify([merged.map(one => one.report.id), shownBy(merged)]);
  const kept = question.recent.get(owner, rosterKey(about, key)) as KeptRoster | undefined;
  if (kept && !kept.incomplete && !options.again && kept.seen === seen) return kept;

  const { into, reports, partial } = await readReports(createRoster, merged, question);
  const value: KeptRoster = {
    head: { subject, report: { id: report.id, ...spanOf(merged) }, reports: merged.length },
    home,
    roster: into.finish(reports, question.thresholds),
    stamp: question.card.now,
    seen,
    ...partial,
  };
  question.recent.set(owner, rosterKey(about, key), value, value.roster.length * PERSON_BYTES);
  return value;
}

/** The people just read of the same report, for another page, order or part of them. The caller checks that the asker still has the right. */
export function keptRoster(args: Args, question: Question): ReadRoster | undefined {
  const isView = [args.page, args.sort, args.filter, args.find, args.person].some(one => one !== undefined);
  if (args.which !== undefined || !(isView || (question.isPressed && (args.report !== undefined || args.all))))
    return undefined;
  const home = spokenOf(args, question.memory);
  if (!home) return undefined;
  const owner = ownerOf(question);
  const keptAs = (key?: unknown) => question.recent.get(owner, rosterKey(home, key)) as KeptRoster | string | undefined;
  const first = keptAs(args.all ? ALL_REPORTS : args.report);
  const kept = typeof first === 'string' ? keptAs(first) : first;
  return typeof kept === 'string' || (kept?.incomplete && !isView) ? undefined : kept;
}

/** False for the answer that has to be given first. */
export function isRoster(read: ReadRoster | Answer): read is ReadRoster {
  return 'roster' in read;
}

/** How far a roster could be read, for the facts of an answer. */
export function partialOf({ incomplete, recordsRead, incompleteBecause }: PartialRead): PartialRead {
  return {
    ...(incomplete && { incomplete }),
    ...(recordsRead !== undefined && { recordsRead }),
    ...(incompleteBecause && { incompleteBecause }),
  };
}

function rosterKey({ kind, id, session }: Remembered, report: unknown = 'last'): string {
  return JSON.stringify(['roster', kind, id, session, report]);
}
