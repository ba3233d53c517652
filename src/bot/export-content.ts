import { createCountedRoster } from '../domain/counted-roster';
import type { Subject } from '../domain/subject';
import { createRegistrationJoin } from '../domain/registration-join';
import type { ExportContent } from '../export/content';
import { readReports } from '../reading/collect-records';
import type { Question } from './command';
import { inTurn, isUnread, readBook } from '../reading/registrations';
import type { PlacedReport } from './reports';

/** Figures and people of the same records, read once. The caller has checked access. */
export async function readExportContent(
  subject: Subject,
  merged: readonly PlacedReport[],
  question: Question,
): Promise<ExportContent> {
  const home = merged[0]?.home;
  const asking = inTurn(question);
  const book = home?.of === 'session' ? await readBook(home.event, asking) : undefined;
  const create = (expected: number) =>
    createCountedRoster(expected, book && !isUnread(book) ? createRegistrationJoin(book) : undefined);
  const { into, reports, partial } = await readReports(create, merged, asking);
  const { figures, roster } = into.finish(reports, question.thresholds);
  const { registration, registeredStayed = null, ...rest } = figures;
  return {
    subject,
    roster,
    zone: question.card.zone,
    ...(question.thresholds && { thresholds: question.thresholds }),
    figures: {
      ...rest,
      ...(isUnread(book) && { registrationUnread: book.unread }),
      // Whose record is missing would be told as not having come.
      ...(registration && !partial.incomplete && { registration, registeredStayed }),
      ...partial,
    },
  };
}
