import type { Attendance } from '../../src/domain/attendance';
import { createAttendanceCount } from '../../src/domain/attendance-count';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import type { Registration } from '../../src/domain/registration';
import { createRegistrationBook } from '../../src/domain/registration-book';
import { createRegistrationJoin } from '../../src/domain/registration-join';
import { createRoster } from '../../src/domain/roster';
import type { ExportContent, ExportFile } from '../../src/export/content';
import { TextBuffer } from '../../src/export/text-buffer';
import { hostileTexts } from '../support/hostile';

export const START = Date.parse('2026-11-12T10:00:00Z');
export const report: AttendanceReport = {
  id: 'r',
  start: '2026-11-12T10:00:00Z',
  end: '2026-11-12T11:00:00Z',
  reportedTotal: 3,
  externalEventInformation: [],
};

/** Minutes from the start. */
export const stay = (join: number, leave: number) => ({ join: START + join * 60_000, leave: START + leave * 60_000 });

interface Wanted {
  records: AttendanceRecord[];
  registrations?: Registration[];
  title?: string;
  sessionTitle?: string;
  zone?: string;
  figures?: Partial<Attendance>;
}

export function contentOf({ records, registrations, title = 'Autumn talk', ...more }: Wanted): ExportContent {
  const book = createRegistrationBook();
  if (registrations) book.add(registrations);
  const join = registrations && createRegistrationJoin(book);
  const count = createAttendanceCount(0, join);
  const roster = createRoster(0, join);
  count.add(records);
  roster.add(records);
  return {
    subject: {
      kind: 'webinar',
      id: 'w',
      title,
      ...(more.sessionTitle !== undefined && { sessionTitle: more.sessionTitle }),
      phase: 'ended',
      role: 'organizer',
    },
    figures: { ...count.finish([report]), ...more.figures },
    roster: roster.finish([report]),
    zone: more.zone ?? 'UTC',
  };
}

/** The whole file, read back from its bytes. */
export function textOf(file: ExportFile | undefined): string {
  const to = new TextBuffer(file!.encoding);
  for (const part of file!.parts) {
    to.put(part.heading);
    for (let index = 0; index < part.length; index += 1) part.put(to, index);
  }
  return to.take().toString(file!.encoding);
}

/** A heading and so many lines. */
export const partsOf = (heading: string, length: number, lineOf: (index: number) => string): ExportFile['parts'] => [
  {
    heading,
    length,
    put(to, index) {
      to.put(lineOf(index));
      return 1;
    },
  },
];

/** Three people: one on time, one late on two devices, one of whom nothing is known. */
export const threePeople: AttendanceRecord[] = [
  { id: 'a', identityId: 'a', name: 'Ada Berg', email: 'ada@example.com', role: 'Organizer', intervals: [stay(0, 60)] },
  { id: 'b1', identityId: 'b', name: 'Bo Chen', role: 'Attendee', intervals: [stay(10, 20), stay(30, 40.5)] },
  { id: 'b2', identityId: 'b', name: 'Bo Chen', role: 'Attendee', intervals: [stay(15, 35)] },
  { id: 'c', name: 'Caller', role: 'Attendee', intervals: [] },
];

/** Names that a spreadsheet would run, or that break a file that is written carelessly. */
export const hostile = hostileTexts('C6', 'C8', 'C12');
