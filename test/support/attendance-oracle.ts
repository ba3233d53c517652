import type { Attendance } from '../../src/domain/attendance';
import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';

/** One report with its records. */
export interface ReadReport {
  report: AttendanceReport;
  records: AttendanceRecord[];
}

/**
 * The figures of one report or of several merged, straight from the words of metrics.md: slow, obvious, and written apart from src/domain. Presence is counted by asking
 * every person at every instant, people are found by comparing every record with every other.
 */
export function slowAttendance(...parts: ReadReport[]): Attendance {
  const people = slowPeople(parts.flatMap(part => part.records));
  const stays = people.map(person => person.flatMap(usable));
  const all = stays.flat();
  const windows = apart(parts.map(({ report, records }) => windowFor(report, records.flatMap(usable))));
  const [first, last] = [windows[0], windows.at(-1)];
  const length = windows.reduce((sum, { start, end }) => sum + end - start, 0);
  const grace = 5 * 60_000;

  const times = people.map((person, index) => {
    const mine = stays[index]!;
    const inside = windows.reduce((sum, window) => sum + measure(mine.map(s => clip(s, window))), 0);
    if (mine.length > 0) return { time: measure(mine), inside };
    const total = person.reduce((sum, record) => sum + (record.totalSeconds ?? 0) * 1000, 0);
    const time = first ? Math.min(total, length) : total;
    return total > 0 ? { time, inside: time } : undefined;
  });
  const known = times.filter(time => time !== undefined);
  const placed = stays.filter(mine => mine.length > 0);
  const present = (at: number) => stays.filter(mine => mine.some(s => s.join <= at && at < s.leave)).length;

  const moments = [...new Set(all.map(s => s.join))].sort((a, b) => a - b);
  const most = moments.map(at => ({ at, count: present(at) })).sort((a, b) => b.count - a.count || a.at - b.at)[0];
  const nowhere = people.length > 0 && placed.length === 0;

  const points = Math.min(60, length);
  const step = points > 1 ? Math.floor((length - 1) / (points - 1)) : 0;
  const curve = Array.from({ length: nowhere ? 0 : points }, (_, i) => instantInside(windows, i * step));

  const byRole: Record<string, number> = {};
  for (const person of people) {
    const role = person.map(record => roleOf(record.role)).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0]!;
    byRole[role] = (byRole[role] ?? 0) + 1;
  }
  const firsts = placed.map(mine => Math.min(...mine.map(s => s.join)));
  const lasts = placed.map(mine => Math.max(...mine.map(s => s.leave)));

  return {
    attended: people.length,
    reportedTotal: parts.some(({ report }) => report.reportedTotal === null)
      ? null
      : parts.reduce((sum, { report }) => sum + report.reportedTotal!, 0),
    byRole,
    timeUnknown: people.length - known.length,
    peak: { count: nowhere ? null : (most?.count ?? 0), at: most ? new Date(most.at).toISOString() : null },
    curve: curve.map(at => ({ at: new Date(at).toISOString(), present: present(at) })),
    averageSeconds: known.length ? known.reduce((sum, one) => sum + one.time, 0) / known.length / 1000 : null,
    medianSeconds: median(known.map(one => one.time / 1000)),
    shareOfEvent:
      known.length && length > 0 ? known.reduce((sum, one) => sum + one.inside / length, 0) / known.length : null,
    late: firsts.filter(join => join > first!.start + grace).length,
    leftEarly: lasts.filter(leave => leave < last!.end - grace).length,
    stayedToEnd: lasts.filter(leave => leave >= last!.end - grace).length,
    completed: length > 0 ? known.filter(one => one.inside >= 0.95 * length).length : null,
    brief: known.filter(one => one.time < 5 * 60_000).length,
    window: {
      start: first ? new Date(first.start).toISOString() : null,
      end: last ? new Date(last.end).toISOString() : null,
    },
    reports: parts.length,
  };
}

interface Stay {
  join: number;
  leave: number;
}

function usable(record: AttendanceRecord): Stay[] {
  return record.intervals.filter((i): i is Stay => i.join !== undefined && i.leave !== undefined && i.leave > i.join);
}

/** Records in groups of one person; what repeats an earlier record adds no time of its own. */
export function slowPeople(records: AttendanceRecord[]): AttendanceRecord[][] {
  const kept: AttendanceRecord[] = [];
  for (const record of records) {
    const twin = kept.find(other => record.id && other.id === record.id && same(other.intervals, record.intervals));
    if (twin) {
      kept.push({ ...record, totalSeconds: 0 });
      twin.totalSeconds = Math.max(twin.totalSeconds ?? 0, record.totalSeconds ?? 0);
    } else {
      const keyless = !record.id && keyOf(record) === undefined && usable(record).length > 0;
      if (!keyless || !kept.some(other => same(other, record))) kept.push({ ...record });
    }
  }
  const groups = kept.map(record => [{ record, key: keyOf(record) }]);
  for (let a = 0; a < groups.length; a += 1)
    for (let b = a + 1; b < groups.length; b += 1)
      if (groups[a]!.some(x => groups[b]!.some(y => onePerson(x, y)))) {
        groups[a]!.push(...groups.splice(b, 1)[0]!);
        // Who was nobody of theirs may be, now that they are more.
        b = a;
      }
  return groups.map(group => group.map(({ record }) => record));
}

interface Keyed {
  record: AttendanceRecord;
  key: string | undefined;
}

function onePerson(a: Keyed, b: Keyed): boolean {
  if (a.record.id && a.record.id === b.record.id) return true;
  return a.key !== undefined && a.key === b.key;
}

function keyOf(record: AttendanceRecord): string | undefined {
  if (record.identityId && record.identityId.replaceAll('-', '').replaceAll('0', '') !== '')
    return 'identity ' + record.identityId;
  if (record.registrationId) return 'registration ' + record.registrationId;
  if (record.email?.trim()) return 'email ' + record.email.trim().toLowerCase();
  return undefined;
}

function windowFor(report: AttendanceReport, stays: Stay[]): { start: number; end: number } | undefined {
  const own =
    report.start && report.end && Date.parse(report.end) > Date.parse(report.start)
      ? { start: Date.parse(report.start), end: Date.parse(report.end) }
      : undefined;
  if (stays.length === 0 || (own && stays.some(s => s.join < own.end && s.leave > own.start))) return own;
  return { start: Math.min(...stays.map(s => s.join)), end: Math.max(...stays.map(s => s.leave)) };
}

/** Windows without those that are unknown, by start; what overlaps is one. */
function apart(windows: ({ start: number; end: number } | undefined)[]): { start: number; end: number }[] {
  const some = windows.filter(one => one !== undefined);
  const pair = some.flatMap(a => some.filter(b => a !== b && a.start < b.end && b.start < a.end).map(b => [a, b]))[0];
  if (!pair) return some.sort((a, b) => a.start - b.start);
  const [a, b] = pair as [{ start: number; end: number }, { start: number; end: number }];
  const both = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
  return apart([...some.filter(one => one !== a && one !== b), both]);
}

/** The instant after so much time inside the windows. */
function instantInside(windows: { start: number; end: number }[], passed: number): number {
  const [first, ...rest] = windows;
  const length = first!.end - first!.start;
  return passed < length ? first!.start + passed : instantInside(rest, passed - length);
}

/** Length of a union, by looking at every piece between two neighbouring ends. */
function measure(stays: Stay[]): number {
  const ends = [...new Set(stays.flatMap(s => [s.join, s.leave]))].sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < ends.length; i += 1)
    if (stays.some(s => s.join <= ends[i - 1]! && ends[i]! <= s.leave)) sum += ends[i]! - ends[i - 1]!;
  return sum;
}

function clip(stay: Stay, window: { start: number; end: number }): Stay {
  const join = Math.min(Math.max(stay.join, window.start), window.end);
  return { join, leave: Math.max(join, Math.min(stay.leave, window.end)) };
}

function roleOf(role: string | undefined): string {
  return role === undefined || role === '' ? 'None' : role;
}

function rank(role: string): number {
  const place = ['Organizer', 'Presenter', 'Attendee'].indexOf(role);
  return role === 'None' ? 9 : place < 0 ? 5 : place;
}

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
