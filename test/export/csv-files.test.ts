import fc from 'fast-check';
import { parse } from 'papaparse';
import { cellText } from '../../src/export/cell';
import { csvFiles } from '../../src/export/csv-files';
import { anyCharacter } from '../support/any-character';
import { aRegistration, guid } from '../support/registrations';
import { runs } from '../support/thorough';
import { contentOf, hostile, stay, textOf, threePeople } from './contents';

/** Rows by their headings, as papaparse reads them: none of it is ours. */
function read(text: string): Record<string, string>[] {
  const { data, errors } = parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

function filesOf(content: Parameters<typeof contentOf>[0]) {
  const files = csvFiles(contentOf(content));
  const [people, stays, summary] = files.map(textOf);
  return { files, people: people!, stays: stays!, summary: summary! };
}

describe('CSV files', () => {
  const { files, people, stays, summary } = filesOf({ records: threePeople, zone: 'Europe/Berlin' });

  it('are three, named by their event', () => {
    expect(files.map(file => [file.holds, file.name])).toEqual([
      ['people', 'Autumn talk people.csv'],
      ['stays', 'Autumn talk stays.csv'],
      ['summary', 'Autumn talk summary.csv'],
    ]);
  });

  it('begin with one byte order mark and end every line with CRLF', () => {
    for (const text of [people, stays, summary]) {
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text.lastIndexOf('\ufeff')).toBe(0);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('hold one row a person, with unknown as nothing', () => {
    expect(read(people)).toEqual([
      {
        Person: '1',
        Name: 'Ada Berg',
        'E-mail': 'ada@example.com',
        Role: 'Organizer',
        Identity: 'member',
        'First join': '2026-11-12T11:00:00+01:00',
        'Last leave': '2026-11-12T12:00:00+01:00',
        'Time zone': 'Europe/Berlin',
        Seconds: '3600',
        Share: '1',
        Late: 'no',
        'Left early': 'no',
        'Stayed to the end': 'yes',
        Brief: 'no',
        Registration: '',
      },
      {
        Person: '2',
        Name: 'Bo Chen',
        'E-mail': '',
        Role: 'Attendee',
        Identity: 'member',
        'First join': '2026-11-12T11:10:00+01:00',
        'Last leave': '2026-11-12T11:40:30+01:00',
        'Time zone': 'Europe/Berlin',
        Seconds: '1830',
        Share: '0.5083',
        Late: 'yes',
        'Left early': 'yes',
        'Stayed to the end': 'no',
        Brief: 'no',
        Registration: '',
      },
      {
        Person: '3',
        Name: 'Caller',
        'E-mail': '',
        Role: 'Attendee',
        Identity: 'anonymous',
        'First join': '',
        'Last leave': '',
        'Time zone': 'Europe/Berlin',
        Seconds: '',
        Share: '',
        Late: '',
        'Left early': '',
        'Stayed to the end': '',
        Brief: '',
        Registration: '',
      },
    ]);
  });

  it('hold one row a stay, tied to its person; none for whom there is none', () => {
    expect(read(stays).map(row => [row.Person, row.Name, row.Join, row.Leave, row.Seconds])).toEqual([
      ['1', 'Ada Berg', '2026-11-12T11:00:00+01:00', '2026-11-12T12:00:00+01:00', '3600'],
      ['2', 'Bo Chen', '2026-11-12T11:10:00+01:00', '2026-11-12T11:20:00+01:00', '600'],
      ['2', 'Bo Chen', '2026-11-12T11:15:00+01:00', '2026-11-12T11:35:00+01:00', '1200'],
      ['2', 'Bo Chen', '2026-11-12T11:30:00+01:00', '2026-11-12T11:40:30+01:00', '630'],
    ]);
  });

  it('hold one row a figure', () => {
    const figures = Object.fromEntries(read(summary).map(row => [row.Figure, row.Value]));
    expect(figures).toMatchObject({
      Complete: 'yes',
      Title: 'Autumn talk',
      'Time zone': 'Europe/Berlin',
      'Window start': '2026-11-12T11:00:00+01:00',
      'Window end': '2026-11-12T12:00:00+01:00',
      Attended: '3',
      'Reported total': '3',
      'Role: Organizer': '1',
      'Role: Attendee': '2',
      Peak: '2',
      'Peak at': '2026-11-12T11:10:00+01:00',
      Late: '1',
      'Left early': '1',
      'Stayed to the end': '1',
      'Average time': '2715',
      'Median time': '2715',
      'Share of event': '0.7542',
      Completed: '1',
      Brief: '0',
      'Time unknown': '1',
    });
    expect(figures).not.toHaveProperty('Registered');
    for (const row of read(summary)) expect(row.Definition).toMatch(/\.$/);
  });

  it('say what is known of registrations', () => {
    const { people, summary } = filesOf({
      records: [
        { id: 'a', registrationId: guid(1), role: 'Attendee', intervals: [stay(0, 60)] },
        { id: 'b', role: 'Attendee', intervals: [stay(0, 60)] },
      ],
      registrations: [aRegistration({ id: guid(1) }), aRegistration({ id: guid(2) })],
    });
    expect(read(people).map(row => row.Registration)).toEqual(['registered', 'none']);
    expect(Object.fromEntries(read(summary).map(row => [row.Figure, row.Value]))).toMatchObject({
      Registered: '2',
      Matched: '1',
      'No-shows': '1',
      'Walk-ins': '1',
      'Attendance rate': '0.5',
      'Registered and stayed': '1',
    });
  });

  it('leave figures that are unknown empty', () => {
    const { summary } = filesOf({ records: [{ id: 'c', name: 'Caller', intervals: [] }] });
    const figures = Object.fromEntries(read(summary).map(row => [row.Figure, row.Value]));
    expect(figures).toMatchObject({
      Peak: '',
      'Peak at': '',
      'Average time': '',
      'Median time': '',
      'Share of event': '',
    });
  });

  it('say in their names and in the first row of the summary when people are missing', () => {
    const { files, summary } = filesOf({ records: threePeople, figures: { incomplete: true, recordsRead: 4 } });
    expect(files.map(file => file.name)).toEqual([
      'Autumn talk people (incomplete).csv',
      'Autumn talk stays (incomplete).csv',
      'Autumn talk summary (incomplete).csv',
    ]);
    expect(read(summary)[0]).toMatchObject({
      Figure: 'Complete',
      Value: 'no',
      Definition: expect.stringContaining('4'),
    });
  });

  it.each(hostile.map(name => [JSON.stringify(name).slice(0, 40), name]))(
    'hold %s as text and nothing else',
    (_, name) => {
      const { people, stays, summary } = filesOf({
        records: [
          { id: 'z', identityId: 'z', name, email: name, role: name, intervals: [stay(0, 60)] },
          ...threePeople,
        ],
        title: name,
      });
      expect(read(people)).toHaveLength(4);
      expect(read(people)[0]).toMatchObject({ Person: '1', Name: cellText(name), 'E-mail': cellText(name) });
      expect(read(stays)[0]).toMatchObject({ Person: '1', Name: cellText(name), Join: '2026-11-12T10:00:00+00:00' });
      expect(read(summary)[1]).toMatchObject({ Figure: 'Title', Value: cellText(name) });
    },
  );

  it('are read back by a parser that is not ours, whatever people are called', () => {
    const text = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 20 }), fc.constantFrom(...hostile));
    const person = fc.record({ name: text, email: text, role: text, join: fc.integer({ min: 0, max: 50 }) });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 8 }), persons => {
        const records = persons.map(({ join, ...rest }, index) => ({
          id: `r${index}`,
          identityId: `p${index}`,
          ...rest,
          intervals: [stay(join, join + 5)],
        }));
        const { people, stays } = filesOf({ records });
        const names = records.map(({ name, email }) => [cellText(name), cellText(email)]);
        expect(read(people).map(row => [row.Name, row['E-mail']])).toEqual(names);
        expect(read(stays).map(row => [row.Name, row['E-mail']])).toEqual(names);
        expect(read(stays).map(row => row.Seconds)).toEqual(records.map(() => '300'));
      }),
      { numRuns: runs(300) },
    );
  });
});
