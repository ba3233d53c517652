import type { Args } from '../domain/args';
import { createAnswerSummary } from '../domain/answer-summary';
import { AppError, isAppError, type ProblemCode } from '../domain/errors';
import type { RegistrationQuestion } from '../domain/registration';
import type { RegistrationBook } from '../domain/registration-book';
import { signUpsOf, type RegistrationsAnswer } from '../domain/registrations';
import type { EventRef } from '../domain/sources';
import type { Question } from './command';
import { readFigures } from './figures';
import { inTurn, isUnread, readBook, unreadError } from '../reading/registrations';
import { chooseReport, spanOf } from './reports';
import { ownerOf } from './recent';
import { eventSubject, isMeeting, type Found } from './which/subjects';

/** About what an answer weighs in memory beside its texts. */
const ANSWER_BYTES = 16_000;

/** Everything that the registrations of an event tell, with what people wrote; kept for ten minutes. Throws AppError where there are none to read. */
export async function readRegistrations(found: Found, args: Args, question: Question): Promise<RegistrationsAnswer> {
  if (isMeeting(found)) throw new AppError('no-registrations', { title: found.meeting.subject ?? '' });
  const event: EventRef = { kind: found.event.kind, id: found.event.id };
  const asking = inTurn(question);
  const summary = createAnswerSummary();
  const [book, form] = await Promise.all([
    readBook(event, asking, {
      answers: true,
      take(page, into) {
        for (const registration of page) {
          const before = into.count;
          into.put(registration);
          // The answers of a registration that comes twice count once.
          if (into.count > before) summary.add(registration);
        }
      },
    }),
    readForm(event, question),
  ]);
  if (!book) throw new AppError('no-registrations', { title: found.event.title });
  const unread = isUnread(book) ? book : undefined;
  const read = isUnread(book) ? book.book : book;
  if (unread && read.count === 0) throw unreadError(unread);
  const came = unread ? { notCompared: unread.unread } : await readCame(found, args, asking, read);
  const answer: RegistrationsAnswer = {
    subject: eventSubject(found, question.card.now),
    total: read.count,
    byStatus: read.byStatus(),
    signUps: signUpsOf(read),
    questions: summary.finish(form.questions),
    ...(form.unread && { questionsUnread: form.unread }),
    ...came,
    ...(unread && { incomplete: true, registrationsRead: read.count, incompleteBecause: unread.unread }),
  };
  question.recent.set(ownerOf(question), keyOf(event), answer, ANSWER_BYTES + textBytes(answer));
  return answer;
}

/** The same as just read, if that was within ten minutes. The caller has checked access. */
export function keptRegistrations(event: EventRef, question: Question): RegistrationsAnswer | undefined {
  return question.recent.get(ownerOf(question), keyOf(event)) as RegistrationsAnswer | undefined;
}

function keyOf({ kind, id }: EventRef): string {
  return JSON.stringify(['registrations', kind, id]);
}

function textBytes({ questions }: RegistrationsAnswer): number {
  return questions.reduce(
    (sum, { texts, choices }) => [...texts, ...choices].reduce((bytes, { text }) => bytes + 60 + 2 * text.length, sum),
    0,
  );
}

async function readForm(
  event: EventRef,
  { source }: Question,
): Promise<{ questions: RegistrationQuestion[]; unread?: ProblemCode }> {
  try {
    return { questions: await source.registrationQuestions(event) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { questions: [], unread: error.code };
  }
}

/** Who came of them, to any of the event's reports unless one session was named; where nobody can say, why. */
async function readCame(
  found: Found,
  args: Args,
  question: Question,
  book: RegistrationBook,
): Promise<Partial<RegistrationsAnswer>> {
  try {
    const { subject, report, merged } = await chooseReport(found, { ...args, all: true }, question);
    const figures = await readFigures(merged, question, book);
    const { registration, registeredStayed = null, attended, incompleteBecause = 'internal' } = figures;
    if (!registration) return { notCompared: incompleteBecause };
    return {
      subject,
      registration,
      registeredStayed,
      attended,
      reports: merged.length,
      report: { id: report.id, ...spanOf(merged) },
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { notCompared: question.signal?.aborted ? 'took-too-long' : error.code };
  }
}
