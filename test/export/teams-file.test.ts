import { parse } from 'papaparse';
import { durationText, teamsFile } from '../../src/export/teams-file';
import { contentOf, hostile, stay, textOf, threePeople } from './contents';
import { byHeadings, bySections, clockTime, decoded, duration } from './teams-reader';

const bytesOf = (content: Parameters<typeof contentOf>[0]) => {
  const file = teamsFile(contentOf(content));
  return Buffer.from(textOf(file), file.encoding);
};
const columns = ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Participant ID (UPN)', 'Role'];

describe("Teams' own layout", () => {
  const bytes = bytesOf({ records: threePeople, zone: 'America/New_York' });
  const text = decoded(bytes);

  it('is UTF-16LE with byte order mark and CRLF', () => {
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x31, 0x00]);
    expect(text).toMatch(/^1\. Summary\r\nMeeting title\tAutumn talk\r\n/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\ufeff]/);
  });

  it('has its three sections where readers look for them', () => {
    expect(bySections(text)).toEqual({
      summary: {
        'Meeting title': 'Autumn talk',
        'Attended participants': '3',
        'Start time': '11/12/26, 5:00:00 AM',
        'End time': '11/12/26, 6:00:00 AM',
        'Meeting duration': '1h 0m 0s',
        'Average attendance time': '45m 15s',
      },
      participants: [
        [
          'Ada Berg',
          '11/12/26, 5:00:00 AM',
          '11/12/26, 6:00:00 AM',
          '1h 0m 0s',
          'ada@example.com',
          'ada@example.com',
          'Organizer',
        ],
        ['Bo Chen', '11/12/26, 5:10:00 AM', '11/12/26, 5:40:30 AM', '30m 30s', '', '', 'Attendee'],
        ['Caller', '', '', '', '', '', 'Attendee'],
      ].map(cells => Object.fromEntries(columns.map((column, index) => [column, cells[index]]))),
      activities: [
        ['Ada Berg', '11/12/26, 5:00:00 AM', '11/12/26, 6:00:00 AM', '1h 0m 0s', 'ada@example.com', 'Organizer'],
        ['Bo Chen', '11/12/26, 5:10:00 AM', '11/12/26, 5:20:00 AM', '10m 0s', '', 'Attendee'],
        ['Bo Chen', '11/12/26, 5:15:00 AM', '11/12/26, 5:35:00 AM', '20m 0s', '', 'Attendee'],
        ['Bo Chen', '11/12/26, 5:30:00 AM', '11/12/26, 5:40:30 AM', '10m 30s', '', 'Attendee'],
      ].map(cells =>
        Object.fromEntries(
          ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'].map((column, index) => [
            column,
            cells[index],
          ]),
        ),
      ),
    });
  });

  it('has its lines where those look who count them, and the headings that others compare', () => {
    const lines = text.split('\r\n');
    expect(lines[1]).toBe('Meeting title\tAutumn talk');
    expect(lines[7]).toBe('');
    expect(lines[8]).toBe('2. Participants');
    expect(lines[9]).toBe(columns.join('\t'));
    expect(byHeadings(text).map(cells => cells[0])).toEqual(['Ada Berg', 'Bo Chen', 'Caller']);
  });

  it('has times and durations that are read back', () => {
    const { summary, participants, activities } = bySections(text);
    expect(clockTime(summary['Start time']!)).toBe('2026-11-12T05:00:00');
    expect(duration(summary['Meeting duration']!)).toBe(3600);
    expect(participants.map(row => duration(row['In-Meeting Duration']!))).toEqual([3600, 1830, undefined]);
    expect(activities.map(row => clockTime(row['Leave Time']!))).toEqual([
      '2026-11-12T06:00:00',
      '2026-11-12T05:20:00',
      '2026-11-12T05:35:00',
      '2026-11-12T05:40:30',
    ]);
  });

  it('names the session, and says in the title when people are missing', () => {
    const title = (more: object) =>
      bySections(decoded(bytesOf({ records: threePeople, ...more }))).summary['Meeting title'];
    expect(title({ sessionTitle: 'Day 2' })).toBe('Autumn talk: Day 2');
    expect(title({ figures: { incomplete: true, recordsRead: 4 } })).toBe('INCOMPLETE, 4 records read: Autumn talk');
  });

  it('is there without anybody too', () => {
    const { participants, activities, summary } = bySections(decoded(bytesOf({ records: [] })));
    expect([participants, activities]).toEqual([[], []]);
    expect(summary['Attended participants']).toBe('0');
    expect(summary['Average attendance time']).toBe('');
  });

  it.each(hostile.map(name => [JSON.stringify(name).slice(0, 40), name]))(
    'has the same cells for those who split at tabs and those who read CSV, with %s',
    (_, name) => {
      const hostileBytes = bytesOf({
        records: [
          { id: 'z', identityId: 'z', name, email: name, role: name, intervals: [stay(0, 60)] },
          ...threePeople,
        ],
        title: name,
      });
      const read = decoded(hostileBytes);
      const split = read.split('\r\n').map(line => line.split('\t'));
      const { data } = parse<string[]>(read, { delimiter: '\t', newline: '\r\n' });
      expect(data).toEqual(split);
      expect(split.filter(cells => cells.length === 7)).toHaveLength(5);
      expect(
        bySections(read)
          .participants.map(row => row.Name)
          .slice(1),
      ).toEqual(['Ada Berg', 'Bo Chen', 'Caller']);
    },
  );
});

it.each<[number | null | undefined, string]>([
  [0, '0s'],
  [59.4, '59s'],
  [59.6, '1m 0s'],
  [3600, '1h 0m 0s'],
  [3723, '1h 2m 3s'],
  [90_061, '25h 1m 1s'],
  [null, ''],
  [undefined, ''],
])('%p seconds are %j', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
