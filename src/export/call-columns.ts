import type { CallMedia, CallSegment, CallSession, CallStream } from '../domain/call-record';
import { toInstant, type Iso } from '../domain/time';
import { LINE_END } from './content';
import type { ZonedTime } from './zoned-time';

/** A stream of a session, and where it stands in it. */
export interface StreamRow {
  number: number;
  session: CallSession;
  segment: CallSegment;
  media: CallMedia;
  stream: CallStream;
  time: ZonedTime;
}

/** A session, and the verdicts on its streams. */
export interface SessionRow {
  number: number;
  session: CallSession;
  verdicts: Record<'good' | 'poor' | 'unclassified', number>;
  time: ZonedTime;
}

/** A heading and the cell below it, ready for the file. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => string];

export function lineOf<Row>(columns: readonly Column<Row>[], row: Row): string {
  return columns.map(([, cell]) => cell(row)).join() + LINE_END;
}

/** A moment in the zone of the file. */
export function timeCell(at: Iso | null | undefined, time: ZonedTime): string {
  const instant = toInstant(at);
  return instant === undefined ? '' : time.iso(instant);
}
