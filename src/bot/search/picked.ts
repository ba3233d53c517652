import { foundCard } from '../../cards/found';
import { problemCard } from '../../cards/problem';
import type { Card } from '../../cards/card';
import { AppError, isAppError } from '../../domain/errors';
import { searches, type CameTo, type FoundSubject, type SearchId } from '../../domain/found';
import type { Subject } from '../../domain/subject';
import { readActionData } from '../action-data';
import type { Question } from '../command';
import { keptFigures } from '../figures';
import { chooseReport } from '../reports';
import { myEventsIfKept } from '../which/my-events';
import { eventSubject, isMeeting, meetingSubject, type Found } from '../which/subjects';
import { findWhich } from '../which/which';
import type { Picked } from './search';

/**
 * The card of a result that was picked, read anew and checked for whoever picked it: what was deleted since, or was never theirs, becomes a card that says
 * so. By the time `late` resolves it is drawn from what is known. Never throws an AppError.
 */
export async function pickedCard(value: unknown, question: Question, late: Promise<unknown>): Promise<Card> {
  const card = { ...question.card, place: 'shared' as const };
  try {
    const { search, args } = readPicked(value);
    const found = await inTime(findWhich(args, question), late);
    const people = search === 'searchPeople' ? { people: true as const } : {};
    if (!found) {
      const subject = keptSubject(args, question);
      question.note('posted', search, subject);
      return foundCard({ subject, ...people, ...uncounted }, card);
    }
    if ('candidates' in found) throw new AppError('not-found');
    const facts: FoundSubject = { subject: await subjectOf(found.found, question, late), ...people, ...uncounted };
    await inTime(count(facts, found.found, question), late);
    question.note('posted', search, facts.subject);
    return foundCard(facts, card);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return problemCard({ code: error.code, details: {} }, card);
  }
}

const uncounted = { sessions: null, attended: null };

/** What came back from a client is trusted in nothing. Throws bad-action. */
function readPicked(value: unknown): Picked {
  const { search, args } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { kind, id, session } = readActionData({ args: args ?? {} });
  if (!isSearch(search) || kind === undefined || id === undefined) throw new AppError('bad-action');
  return { search, args: { kind, id, ...(session !== undefined && { session }) } };
}

function isSearch(value: unknown): value is SearchId {
  return (searches as readonly unknown[]).includes(value);
}

/** As the asker's own list, read within five minutes, has it. Throws took-too-long. */
function keptSubject({ id, session }: Picked['args'], question: Question): Subject {
  const kept = myEventsIfKept(question)?.events.find(({ event }) => event.id === id);
  if (!kept || session !== undefined) throw new AppError('took-too-long');
  return eventSubject(kept, question.card.now);
}

/** With its session, where one is meant. Throws not-found where the event has no such session, took-too-long. */
async function subjectOf(found: Found, question: Question, late: Promise<unknown>): Promise<Subject> {
  const { now } = question.card;
  if (isMeeting(found)) return meetingSubject(found, now);
  const { event, sessionId } = found;
  if (sessionId === undefined) return eventSubject(found, now);
  const sessions = await inTime(question.source.sessions({ kind: event.kind, id: event.id }), late);
  if (!sessions) throw new AppError('took-too-long');
  const session = sessions.find(one => one.id === sessionId);
  if (!session) throw new AppError('not-found');
  return eventSubject(found, now, session, session.subject === event.title ? 1 : sessions.length);
}

/** Adds what can be counted. Where there is nothing to count, or it can't be read, the card is as good without. */
async function count(facts: FoundSubject, found: Found, question: Question): Promise<void> {
  try {
    const { subject, report, merged, otherSessions } = await chooseReport(found, {}, question);
    const people = keptFigures(merged, question)?.attended;
    const counted = people ?? report.reportedTotal;
    if (!isMeeting(found)) facts.sessions = otherSessions.length + 1;
    if (counted === null) return;
    const by: CameTo['by'] = people === undefined ? 'graph' : 'rollcall';
    const isOther = facts.subject.sessionId === undefined && subject.sessionTitle !== undefined;
    facts.attended = { people: counted, by, ...(isOther && { session: subject.sessionTitle ?? '' }) };
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}

/** Undefined where it is late. What fails afterwards is of no more interest. */
async function inTime<Value>(work: Promise<Value>, late: Promise<unknown>): Promise<Value | undefined> {
  work.catch(() => undefined);
  return Promise.race([work, late.then(() => undefined)]);
}
