import { toInstant, type Instant, type Iso } from '../domain/time';
import { numberText, tabbedText } from './cell';
import { BYTE_ORDER_MARK, LINE_END, type ExportContent, type ExportFile } from './content';
import { fileName } from './file-name';
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
    lines: () => teamsLines(content),
    rowsOf: () => content.roster.length,
  };
}

function* teamsLines(content: ExportContent): Iterable<string> {
  const { figures, roster, subject } = content;
  const time = createZonedTime(content.zone);
  const written = (at: Iso | null) => clockCell(toInstant(at), time);
  const line = (...cells: string[]): string => cells.join('\t') + LINE_END;

  yield BYTE_ORDER_MARK + line('1. Summary');
  yield line('Meeting title', titleCell(content));
  yield line('Attended participants', numberText(figures.attended));
  yield line('Start time', written(figures.window.start));
  yield line('End time', written(figures.window.end));
  yield line('Meeting duration', durationText(secondsBetween(figures.window.start, figures.window.end)));
  yield line('Average attendance time', durationText(figures.averageSeconds));
  yield line();
  yield line('2. Participants');
  yield line(...PARTICIPANTS);
  for (let index = 0; index < roster.length; index += 1) {
    const person = roster.named(index);
    const { firstJoin, lastLeave, seconds } = roster.times(index);
    const email = tabbedText(person.email);
    // Graph gives no user principal name; for people of the organisation the address is mostly the same, and readers tell people apart by it.
    const principal = person.identity === 'member' ? email : '';
    const [joined, left] = [clockCell(firstJoin, time), clockCell(lastLeave, time)];
    yield `${tabbedText(person.name)}\t${joined}\t${left}\t${durationText(seconds)}\t${email}\t${principal}\t${tabbedText(person.role)}${LINE_END}`;
  }
  yield line();
  yield line('3. In-Meeting Activities');
  yield line(...ACTIVITIES);
  for (let index = 0; index < roster.length; index += 1) {
    const stays = roster.stays(index);
    if (stays.length === 0) continue;
    const { name, email, role } = roster.named(index);
    const [who, rest] = [tabbedText(name), `${tabbedText(email)}\t${tabbedText(role)}${LINE_END}`];
    for (const { join, leave } of stays)
      yield `${who}\t${time.american(join)}\t${time.american(leave)}\t${durationText((leave - join) / 1000)}\t${rest}`;
  }

  /** The sections have no place for a remark that every reader would pass over, so the title holds it. */
  function titleCell({ figures: { incomplete, recordsRead } }: ExportContent): string {
    const title =
      subject.sessionTitle && subject.sessionTitle !== subject.title
        ? `${subject.title}: ${subject.sessionTitle}`
        : subject.title;
    return tabbedText(incomplete ? `INCOMPLETE, ${recordsRead ?? 0} records read: ${title}` : title);
  }
}

function clockCell(at: Instant | undefined, time: ZonedTime): string {
  return at === undefined ? '' : time.american(at);
}

/** Each is written many times. */
const durations: string[] = [];
const LONGEST_DURATION = 36 * 3600;

/** `1h 2m 3s`, `2m 3s`, `3s`; empty for unknown. */
export function durationText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '';
  const whole = Math.max(0, Math.round(seconds));
  return whole > LONGEST_DURATION ? newDuration(whole) : (durations[whole] ??= newDuration(whole));
}

function newDuration(whole: number): string {
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = [`${hours}h`, `${minutes}m`, `${whole % 60}s`];
  return parts.slice(hours > 0 ? 0 : minutes > 0 ? 1 : 2).join(' ');
}

function secondsBetween(start: Iso | null, end: Iso | null): number | null {
  const [from, to] = [toInstant(start), toInstant(end)];
  return from === undefined || to === undefined ? null : (to - from) / 1000;
}
