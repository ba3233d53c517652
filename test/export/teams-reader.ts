/* Reads the layout of Teams' own download in the ways that programs of others do; docs/export.md says where these come from. */

export interface TeamsReport {
  summary: Record<string, string>;
  participants: Record<string, string>[];
  activities: Record<string, string>[];
}

/** By the byte order mark, as text readers do. */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  throw new Error('no byte order mark');
}

/** Sections found by their titles as whole lines, cells by tabs, columns by their headings, each table to its first empty line. */
export function bySections(text: string): TeamsReport {
  const lines = text.split('\r\n');
  const from = (title: string) => {
    const at = lines.indexOf(title);
    if (at === -1) throw new Error(`no section ${title}`);
    const rest = lines.slice(at + 1);
    const end = rest.indexOf('');
    return rest.slice(0, end === -1 ? undefined : end).map(line => line.split('\t'));
  };
  const table = (title: string) => {
    const [headings = [], ...rows] = from(title);
    return rows.map(cells => Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])));
  };
  return {
    summary: Object.fromEntries(from('1. Summary').map(([name = '', value = '']) => [name, value])),
    participants: table('2. Participants'),
    activities: table('3. In-Meeting Activities'),
  };
}

/** From the line that begins with the first headings to the one that holds the title of the next section, as those do who look at nothing else. */
export function byHeadings(text: string): string[][] {
  const lines = text.split('\n').map(line => line.replace(/\r$/, ''));
  const start = lines.findIndex(line => line.trim().startsWith('Name\tFirst Join'));
  const end = lines.findIndex(line => line.includes('3. In-Meeting Activities'));
  return lines
    .slice(start + 1, end)
    .filter(line => line.trim() !== '')
    .map(line => line.split('\t'));
}

/** `M/D/YY, h:mm:ss AM/PM` on a clock without a zone, as ISO 8601 without one; undefined for anything else. */
export function clockTime(text: string): string | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{2}), (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/.exec(text);
  if (!found) return undefined;
  const [month, day, year, hour, minute, second] = found.slice(1, 7).map(Number);
  const hours = (hour! % 12) + (found[7] === 'PM' ? 12 : 0);
  return new Date(Date.UTC(2000 + year!, month! - 1, day, hours, minute, second)).toISOString().slice(0, 19);
}

/** Seconds of `1h 2m 3s` in which any part may be left out; undefined for anything else. */
export function duration(text: string): number | undefined {
  const found = /^(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?$/.exec(text.trim());
  if (!found || text.trim() === '') return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}
