import type { CallSession } from '../domain/call-record';
import { streamQuality } from '../domain/stream-quality';
import { sessionColumns } from './call-session-columns';
import { streamColumns } from './call-stream-columns';
import { lineOf, type Column, type SessionRow } from './call-columns';
import { BYTE_ORDER_MARK, LINE_END, type ExportFile } from './content';
import { fileName, type NamedAfter } from './file-name';
import { createZonedTime } from './zoned-time';

/** Gathers the lines of both files as sessions stream by; one whose id came before is left out. */
export interface CallRows {
  add(sessions: readonly CallSession[]): void;
  readonly sessions: number;
  /** One row a session, and one a stream. */
  files(name: NamedAfter): ExportFile[];
}

/**
 * The files of a call: UTF-8 with byte order mark, CRLF, quoted as RFC 4180 says, times with the offset of `zone`; unknown is an empty cell. What others than
 * readers may not see is not in the sessions any more (`domain/call-privacy`), and its cells are empty.
 */
export function createCallRows(zone: string): CallRows {
  const time = createZonedTime(zone);
  const sessionLines: string[] = [];
  const streamLines: string[] = [];
  const seen = new Set<string>();

  const addStreams = (session: CallSession, number: number): SessionRow['verdicts'] => {
    const verdicts = { good: 0, poor: 0, unclassified: 0 };
    for (const segment of session.segments)
      for (const media of segment.media)
        for (const stream of media.streams) {
          streamLines.push(lineOf(streamColumns, { number, session, segment, media, stream, time }));
          verdicts[streamQuality(stream, media.label).verdict] += 1;
        }
    return verdicts;
  };

  return {
    add(sessions) {
      for (const session of sessions) {
        const id = session.id.toLowerCase();
        if (seen.has(id)) continue;
        seen.add(id);
        const number = sessionLines.length + 1;
        const verdicts = addStreams(session, number);
        sessionLines.push(lineOf(sessionColumns, { number, session, verdicts, time }));
      }
    },
    get sessions() {
      return sessionLines.length;
    },
    files: name => [
      fileOf('call-sessions', fileName(name, 'call sessions'), sessionColumns, sessionLines),
      fileOf('call-streams', fileName(name, 'call streams'), streamColumns, streamLines),
    ],
  };
}

function fileOf<Row>(
  holds: 'call-sessions' | 'call-streams',
  name: string,
  columns: readonly Column<Row>[],
  lines: readonly string[],
): ExportFile {
  const part = {
    heading: BYTE_ORDER_MARK + columns.map(([heading]) => heading).join() + LINE_END,
    length: lines.length,
    put(to: { put(text: string): unknown }, index: number) {
      to.put(lines[index] ?? '');
      return 1;
    },
  };
  return { holds, name, encoding: 'utf8', parts: [part] };
}
