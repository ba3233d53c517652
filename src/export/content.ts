import type { Attendance, Thresholds } from '../domain/attendance';
import type { ProblemCode } from '../domain/errors';
import type { ExportHolds } from '../domain/export';
import type { Roster } from '../domain/roster';
import type { Subject } from '../domain/subject';
import type { Encoding, TextBuffer } from './text-buffer';

/** Everything that files are made of. */
export interface ExportContent {
  subject: Subject;
  figures: Attendance & { incompleteBecause?: ProblemCode };
  roster: Roster;
  /** IANA zone that times are written in. */
  zone: string;
  /** What figures were counted by; absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
}

/** A file that is not written yet: its lines are made one by one as they are asked for, so that no file is ever in memory. */
export interface ExportFile {
  holds: ExportHolds;
  /** As it may stand on any disk and in OneDrive. */
  name: string;
  encoding: Encoding;
  /** Puts the lines there, each with its line ending, the first with the byte order mark; one more each time the next is asked for. */
  lines(to: TextBuffer): Iterable<unknown>;
  /** How many rows that makes, without titles and headings. */
  rowsOf(lines: number): number;
}

export const BYTE_ORDER_MARK = '\ufeff';
export const LINE_END = '\r\n';
