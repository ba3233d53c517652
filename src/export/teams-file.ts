import { secondsBetween, toInstant, type Instant, type Iso } from '../domain/time';
import { numberText, putTabbedText, tabbedText } from './cell';
import { BYTE_ORDER_MARK, LINE_END, type ExportContent, type ExportFile, type ExportPart } from './content';
import { fileName } from './file-name';
import { createKeptText } from './kept-text';
import { createZonedTime, type ZonedTime } from './zoned-time';

const PARTICIPANTS = [
  'Name',
  'First Join',
  'Last Leave',
  'In-Meeting Duration',
  'Email',
  'Participant ID (UPN)',
  'Role',
];
const ACTIVITIES = ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'];

/**
 * One file laid out as the attendance report that Teams itself offers for download, in English: UTF-16LE with byte order mark, cells separated by tabs,
 * three numbered sections with an empty line between them. docs/export.md says how this was checked.
 */
export function teamsFile(content: ExportContent): ExportFile {
  return {
    holds: 'teams',
    name: fileName(content, 'attendance report'),
    encoding: 'utf16le',
    parts: teamsParts(content),
  };
}

function teamsParts(content: ExportContent): ExportPart[] {
  const { roster } = content;
  const time = createZonedTime(content.zone);
  const names = createKeptText('utf16le', roster.length, (into, index) => {
    putTabbedText(into, roster.named(index).name);
  });
  const addresses = createKeptText('utf16le', roster.length, (into, index) => {
    putTabbedText(into.put('\t'), roster.named(index).email);
  });
  return [
    {
      heading: BYTE_ORDER_MARK + summaryText(content, time) + textOf([], ['2. Participants'], PARTICIPANTS),
      length: roster.length,
      put(to, index) {
        const { identity, role } = roster.named(index);
        const { firstJoin, lastLeave, seconds } = roster.times(index);
        names.put(to, index);
        time.putAmerican(to.put('\t'), firstJoin);
        time.putAmerican(to.put('\t'), lastLeave);
        to.put('\t').put(durationText(seconds));
        addresses.put(to, index);
        // Graph gives no user principal name; for people of the organisation the address is mostly the same, and readers tell people apart by it.
        if (identity === 'member') addresses.put(to, index);
        else to.put('\t');
        putTabbedText(to.put('\t'), role);
        to.put(LINE_END);
        return 1;
      },
    },
    {
      heading: textOf([], ['3. In-Meeting Activities'], ACTIVITIES),
      length: roster.length,
      put(to, index) {
        for (const { join, leave } of roster.stays(index)) {
          names.put(to, index);
          time.putAmerican(to.put('\t'), join);
          time.putAmerican(to.put('\t'), leave);
          to.put('\t').put(durationText((leave - join) / 1000));
          addresses.put(to, index);
          putTabbedText(to.put('\t'), roster.named(index).role);
          to.put(LINE_END);
        }
        // People are what is counted of this file.
        return 0;
      },
    },
  ];
}

function summaryText(content: ExportContent, time: ZonedTime): string {
  const { figures } = content;
  const written = (at: Iso | null) => clockCell(toInstant(at), time);
  return textOf(
    ['1. Summary'],
    ['Meeting title', titleCell(content)],
    ['Attended participants', numberText(figures.attended)],
    ['Start time', written(figures.window.start)],
    ['End time', written(figures.window.end)],
    ['Meeting duration', durationText(secondsBetween(figures.window.start, figures.window.end))],
    ['Average attendance time', durationText(figures.averageSeconds)],
  );
}

function textOf(...lines: string[][]): string {
  return lines.map(cells => cells.join('\t') + LINE_END).join('');
}

/** The sections have no place for a remark that every reader would pass over, so the title holds it. */
function titleCell({ subject, figures: { incomplete, recordsRead } }: ExportContent): string {
  const title =
    subject.sessionTitle && subject.sessionTitle !== subject.title
      ? `${subject.title}: ${subject.sessionTitle}`
      : subject.title;
  return tabbedText(incomplete ? `INCOMPLETE, ${recordsRead ?? 0} records read: ${title}` : title);
}

function clockCell(at: Instant | undefined, time: ZonedTime): string {
  return at === undefined ? '' : time.american(at);
}

/** Each is written many times. */
const LONGEST_DURATION = 36 * 3600;
let durations: (string | undefined)[] | undefined;

/** `1h 2m 3s`, `2m 3s`, `3s`; empty for unknown. */
export function durationText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '';
  const whole = Math.max(0, Math.round(seconds));
  if (whole > LONGEST_DURATION) return newDuration(whole);
  durations ??= new Array<undefined>(LONGEST_DURATION + 1).fill(undefined);
  return (durations[whole] ??= newDuration(whole));
}

function newDuration(whole: number): string {
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = [`${hours}h`, `${minutes}m`, `${whole % 60}s`];
  return parts.slice(hours > 0 ? 0 : minutes > 0 ? 1 : 2).join(' ');
}
