import { participantsCard } from '../../cards/participants';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import { selectParticipants } from '../../domain/participant-list';
import type { Participant, ParticipantsAnswer } from '../../domain/participants';
import { createRoster } from '../../domain/roster';
import type { Answer, Command, Question, Remembered } from '../command';
import { collectRecords, type PartialRead } from '../collect-records';
import { ownerOf } from '../which/my-events';
import { isParticipantFilter, readParticipantsView } from '../participants-view';
import { choiceAnswer } from '../problem-answer';
import { chooseReport, spanOf } from '../reports';
import { toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';

const PAGE = 10;
/** In place of a report's id: all of them. */
const ALL = 'all reports';
/** About what a participant weighs in memory. */
const PERSON_BYTES = 320;

interface ReadRoster extends PartialRead {
  head: Pick<ParticipantsAnswer, 'subject' | 'report' | 'reports'>;
  people: Participant[];
}

/** The people of one report, by name: in personal chat alone. */
export const participants: Command = {
  name: 'participants',
  aliases: ['people', 'attendees'],
  usage: 'participants [<which>] [late|left early|stayed|brief|presenters|guests] [by time] [find <name>]',
  help: 'Who came, by name, and how long each stayed. In personal chat only.',
  example: 'participants all-hands by time',
  featured: true,
  namesPeople: true,
  parse: words => readParticipantsView(words),
  async answer(args, question) {
    const { filter = 'all', find = '', sort = 'name', page = 1 } = args;
    if (!isParticipantFilter(filter)) throw new AppError('bad-action');
    const roster = kept(args, question) ?? (await read(args, question));
    if ('card' in roster) return roster;
    const { head, people, ...partial } = roster;
    const shown = selectParticipants(people, { filter, find, sort, page, pageSize: PAGE });
    const facts: ParticipantsAnswer = { ...head, ...shown, attended: people.length, sort, filter, find, ...partial };
    const { kind, id, sessionId } = head.subject;
    return {
      card: participantsCard(facts, question.card),
      facts,
      remember: { subject: { kind, id, ...(sessionId !== undefined && { session: sessionId }) } },
    };
  },
};

/** The people just read of the same report, for another page, order or part of them. Access was asked for this asker when they were read. */
function kept(args: Args, question: Question): ReadRoster | undefined {
  const isView = [args.page, args.sort, args.filter, args.find].some(one => one !== undefined);
  if (args.which !== undefined || !(isView || (question.isPressed && (args.report !== undefined || args.all))))
    return undefined;
  const { subject } = question.memory;
  const about = args.id === undefined ? subject : { ...args, id: args.id };
  if (!about?.kind) return undefined;
  const { kind, id, session } = about;
  const home: Remembered = { kind, id, ...(session !== undefined && { session }) };
  const owner = ownerOf(question);
  const report = args.all ? ALL : (args.report ?? question.recent.get(owner, rosterKey(home)));
  const roster = question.recent.get(owner, rosterKey(home, report)) as ReadRoster | undefined;
  return roster?.incomplete && !isView ? undefined : roster;
}

async function read(args: Args, question: Question): Promise<ReadRoster | Answer> {
  const which = await findWhich(args, question, 'past');
  if ('candidates' in which) return choiceAnswer(which, participants.name, args, question);
  const { subject, report, merged } = await chooseReport(which.found, args, question);
  const roster = createRoster(report.reportedTotal ?? 0);
  const { begun, partial } = await collectRecords(roster, merged, question);
  const people = roster.finish(merged.slice(0, begun).map(one => one.report)).all();
  const value: ReadRoster = {
    head: { subject, report: { id: report.id, ...spanOf(merged) }, reports: merged.length },
    people,
    ...partial,
  };
  const about = toRemembered(which.found, subject.sessionId);
  const owner = ownerOf(question);
  const key = args.all ? ALL : report.id;
  question.recent.set(owner, rosterKey(about, key), value, people.length * PERSON_BYTES);
  // "participants page 2" names no report: it goes on with the one last read.
  question.recent.set(owner, rosterKey(about), key, key.length);
  return value;
}

function rosterKey({ kind, id, session }: Remembered, report: unknown = 'last'): string {
  return JSON.stringify(['participants', kind, id, session, report]);
}
