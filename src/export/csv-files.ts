import type { Participant } from '../domain/participants';
import type { Roster } from '../domain/roster';
import type { Instant } from '../domain/time';
import { csvText, decimalText, numberText } from './cell';
import { BYTE_ORDER_MARK, LINE_END, type ExportContent, type ExportFile } from './content';
import { fileName } from './file-name';
import { summaryLines } from './summary';
import { createZonedTime, type ZonedTime } from './zoned-time';

/** The set for spreadsheets and programs: UTF-8 with byte order mark, CRLF, quoted as RFC 4180 says, ISO 8601 times. Unknown is an empty cell. */
export function csvFiles(content: ExportContent): ExportFile[] {
  const { roster } = content;
  const time = createZonedTime(content.zone);
  const file = (holds: 'people' | 'stays' | 'summary', lines: ExportFile['lines']): ExportFile => ({
    holds,
    name: fileName(content, holds),
    encoding: 'utf8',
    lines,
    rowsOf: count => count - 1,
  });
  return [
    file('people', () => peopleLines(roster, time)),
    file('stays', () => stayLines(roster, time)),
    file('summary', () => summaryLines(content, time)),
  ];
}

const PEOPLE =
  'Person,Name,E-mail,Role,Identity,First join,Last leave,Time zone,Seconds,Share,Late,Left early,Stayed to the end,Brief,Registration';
const STAYS = 'Person,Name,E-mail,Role,Join,Leave,Time zone,Seconds';

function* peopleLines(roster: Roster, time: ZonedTime): Iterable<string> {
  yield BYTE_ORDER_MARK + PEOPLE + LINE_END;
  const zone = csvText(time.zone);
  for (let index = 0; index < roster.length; index += 1) {
    const named = roster.named(index);
    const { firstJoin, lastLeave, seconds, share, late, leftEarly, stayedToEnd, brief } = roster.times(index);
    // Somebody without a time was neither late nor early by definition: "no" would read as knowledge.
    const placed = firstJoin !== undefined;
    const stayed = `${yesOrNo(late, placed)},${yesOrNo(leftEarly, placed)},${yesOrNo(stayedToEnd, placed)},${yesOrNo(brief, seconds !== null)}`;
    yield `${index + 1},${namedCells(named)},${named.identity},${timeCell(firstJoin, time)},${timeCell(lastLeave, time)},${zone},${numberText(seconds)},${decimalText(share)},${stayed},${csvText(roster.registration(index))}${LINE_END}`;
  }
}

function* stayLines(roster: Roster, time: ZonedTime): Iterable<string> {
  yield BYTE_ORDER_MARK + STAYS + LINE_END;
  const zone = csvText(time.zone);
  for (let index = 0; index < roster.length; index += 1) {
    const stays = roster.stays(index);
    if (stays.length === 0) continue;
    const who = `${index + 1},${namedCells(roster.named(index))}`;
    for (const { join, leave } of stays)
      yield `${who},${time.iso(join)},${time.iso(leave)},${zone},${numberText((leave - join) / 1000)}${LINE_END}`;
  }
}

function namedCells({ name, email, role }: Pick<Participant, 'name' | 'email' | 'role'>): string {
  return `${csvText(name)},${csvText(email)},${csvText(role)}`;
}

function timeCell(at: Instant | undefined, time: ZonedTime): string {
  return at === undefined ? '' : time.iso(at);
}

function yesOrNo(value: boolean, isKnown: boolean): string {
  if (!isKnown) return '';
  return value ? 'yes' : 'no';
}
