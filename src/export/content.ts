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

/** A file that is not written yet: its lines are made as the disk takes them, so that no file is ever in memory. */
export interface ExportFile {
  holds: ExportHolds;
  /** As it may stand on any disk and in OneDrive. */
  name: string;
  encoding: Encoding;
  /** One after the other. */
  parts: readonly ExportPart[];
}

/** A function a line and none for all lines: what is called a hundred thousand times is soon compiled, and can be stopped at any line. */
export interface ExportPart {
  /** Lines before the others, each with its line ending; the first of a file begins with the byte order mark. */
  heading: string;
  /** How often `put` is called, with 0, 1, 2 and so on. */
  length: number;
  /** Puts the lines of this index, each with its line ending; returns how many rows that makes. */
  put(to: TextBuffer, index: number): number;
}

export const BYTE_ORDER_MARK = '\ufeff';
export const LINE_END = '\r\n';
