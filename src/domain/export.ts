import type { ProblemCode } from './errors';
import type { PartialRead } from './partial-read';
import type { Subject } from './subject';
import type { Iso } from './time';

/** `csv`: three files for spreadsheets and programs. `teams`: one file, laid out as Teams' own download. */
export const exportLayouts = ['csv', 'teams'] as const;
export type ExportLayout = (typeof exportLayouts)[number];

/** What a file holds: one row a person, one row a stay, one row a figure; or all of it in Teams' layout. Of a call: one row a session, one row a stream. */
export type ExportHolds = 'people' | 'stays' | 'summary' | 'teams' | 'call-sessions' | 'call-streams';

export interface ExportedFile {
  holds: ExportHolds;
  name: string;
  bytes: number;
  /** Without the line of headings; those of Teams' layout are people. */
  rows: number;
}

/** What `export` answers: which files were written, and of what. */
export interface ExportAnswer extends PartialRead {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  /** How many reports were merged. */
  reports: number;
  layout: ExportLayout;
  attended: number;
  /** IANA zone that the times in the files are written in. */
  zone: string;
  files: ExportedFile[];
  /** Why registrations could not be read; only where the files would have told them. */
  registrationUnread?: ProblemCode;
}
