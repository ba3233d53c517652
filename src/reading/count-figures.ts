import type { Attendance } from '../domain/attendance';
import { createAttendanceCount } from '../domain/attendance-count';
import type { RegistrationBook } from '../domain/registration-book';
import { createRegistrationJoin } from '../domain/registration-join';
import type { PartialRead } from '../domain/partial-read';
import { readReports } from './collect-records';
import type { PlacedReport } from './placed-reports';
import type { Reading } from './reading';
import { inTurn, isUnread, readBook } from './registrations';

/** Counts the records of one report, or of several merged, joined with the event's registrations, which the caller may have read into `read`. The caller has checked access. */
export async function countFigures(
  merged: readonly PlacedReport[],
  reading: Reading,
  read?: RegistrationBook,
): Promise<Attendance & PartialRead> {
  const home = merged[0]?.home;
  const asking = inTurn(reading);
  const book = read ?? (home?.of === 'session' ? await readBook(home.event, asking) : undefined);
  const create = (expected: number) =>
    createAttendanceCount(expected, book && !isUnread(book) ? createRegistrationJoin(book) : undefined);
  const { into, reports, partial } = await readReports(create, merged, asking);
  const { registration, registeredStayed = null, ...figures } = into.finish(reports, reading.thresholds);
  return {
    ...figures,
    ...(isUnread(book) && { registrationUnread: book.unread }),
    // Whose record is missing would be told as not having come.
    ...(registration && (partial.incomplete ? { registrationOmitted: true } : { registration, registeredStayed })),
    ...partial,
  };
}
