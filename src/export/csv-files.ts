import type { Roster } from '../domain/roster';
import { csvText, decimalText, numberText, putCsvText } from './cell';
import { BYTE_ORDER_MARK, LINE_END, type ExportContent, type ExportFile, type ExportPart } from './content';
import { fileName } from './file-name';
import { createKeptText, type KeptText } from './kept-text';
import { summaryPart } from './summary';
import { createZonedTime, type ZonedTime } from './zoned-time';

/** The set for spreadsheets and programs: UTF-8 with byte order mark, CRLF, quoted as RFC 4180 says, ISO 8601 times. Unknown is an empty cell. */
export function csvFiles(content: ExportContent): ExportFile[] {
  const { roster } = content;
  const time = createZonedTime(content.zone);
  const who = createKeptText('utf8', roster.length, (to, index) => {
    const { name, email, role } = roster.named(index);
    to.put(numberText(index + 1));
    putCsvText(to.put(','), name);
    putCsvText(to.put(','), email);
    putCsvText(to.put(','), role);
  });
  const rows = { roster, who, time };
  const file = (holds: 'people' | 'stays' | 'summary', part: ExportPart): ExportFile => ({
    holds,
    name: fileName(content, holds),
    encoding: 'utf8',
    parts: [part],
  });
  return [
    file('people', peoplePart(rows)),
    file('stays', staysPart(rows)),
    file('summary', summaryPart(content, time)),
  ];
}

interface Rows {
  roster: Roster;
  /** The first cells of a row, up to the role. */
  who: KeptText;
  time: ZonedTime;
}

const PEOPLE =
  'Person,Name,E-mail,Role,Identity,First join,Last leave,Time zone,Seconds,Share,Late,Left early,Stayed to the end,Brief,Registration';
const STAYS = 'Person,Name,E-mail,Role,Join,Leave,Time zone,Seconds';

function peoplePart({ roster, who, time }: Rows): ExportPart {
  const zone = `,${csvText(time.zone)},`;
  return {
    heading: BYTE_ORDER_MARK + PEOPLE + LINE_END,
    length: roster.length,
    put(to, index) {
      const { firstJoin, lastLeave, seconds, share, late, leftEarly, stayedToEnd, brief } = roster.times(index);
      // Somebody without a time was neither late nor early by definition: "no" would read as knowledge.
      const placed = !Number.isNaN(firstJoin);
      who.put(to, index);
      to.put(',').put(roster.named(index).identity).put(',');
      time.putIso(to, firstJoin);
      time.putIso(to.put(','), lastLeave);
      to.put(zone).put(numberText(seconds));
      to.put(',').put(decimalText(share));
      to.put(yesOrNo(late, placed)).put(yesOrNo(leftEarly, placed)).put(yesOrNo(stayedToEnd, placed));
      to.put(yesOrNo(brief, !Number.isNaN(seconds))).put(',');
      putCsvText(to, roster.registration(index));
      to.put(LINE_END);
      return 1;
    },
  };
}

function staysPart({ roster, who, time }: Rows): ExportPart {
  const zone = `,${csvText(time.zone)},`;
  return {
    heading: BYTE_ORDER_MARK + STAYS + LINE_END,
    length: roster.length,
    put(to, index) {
      const stays = roster.stays(index);
      for (const { join, leave } of stays) {
        who.put(to, index);
        time.putIso(to.put(','), join);
        time.putIso(to.put(','), leave);
        to.put(zone)
          .put(numberText((leave - join) / 1000))
          .put(LINE_END);
      }
      return stays.length;
    },
  };
}

/** A cell with the comma before it. */
function yesOrNo(value: boolean, isKnown: boolean): string {
  if (!isKnown) return ',';
  return value ? ',yes' : ',no';
}
