import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAttendanceCount } from '../src/domain/attendance-count';
import { createRegistrationBook } from '../src/domain/registration-book';
import { createRegistrationJoin } from '../src/domain/registration-join';
import { toRecord, toReport } from '../src/graph/attendance';
import { toRegistration } from '../src/graph/registrations';

/* One folder a case: _notes.txt says what it shows and how the figures were worked out by hand, _input.json is Graph's JSON of one report or of several merged, with
   registrations or without, facts.json the answer. */

const folder = join(__dirname, 'scenarios');
const read = (name: string, file: string) => JSON.parse(readFileSync(join(folder, name, file), 'utf8'));

/** `3x11 4x9`: eleven points with three people, then nine with four. */
function runsOf(curve: { present: number }[]): string {
  const runs: [number, number][] = [];
  for (const { present } of curve) {
    const last = runs.at(-1);
    if (last?.[0] === present) last[1] += 1;
    else runs.push([present, 1]);
  }
  return runs.map(([present, points]) => `${present}x${points}`).join(' ');
}

function joinOf(registrations: unknown[] | undefined) {
  if (!registrations) return undefined;
  const book = createRegistrationBook();
  book.add(registrations.map(row => toRegistration(row)));
  return createRegistrationJoin(book);
}

describe.each(readdirSync(folder))('%s', name => {
  const input = read(name, '_input.json');
  const { averageSeconds, medianSeconds, shareOfEvent, ...expected } = read(name, 'facts.json');
  const reports: { report: any; records: unknown[] }[] = input.reports ?? [input];
  const count = createAttendanceCount(0, joinOf(input.registrations));
  reports.forEach(({ records }, index) => {
    if (index > 0) count.nextReport();
    count.add(records.map(toRecord));
  });
  const facts = count.finish(reports.map(({ report }) => toReport(report, report.id)));

  it('comes to the figures worked out by hand', () => {
    expect({ ...facts, curve: runsOf(facts.curve) }).toEqual({
      ...expected,
      averageSeconds: averageSeconds === null ? null : expect.closeTo(averageSeconds, 6),
      medianSeconds: medianSeconds === null ? null : expect.closeTo(medianSeconds, 6),
      shareOfEvent: shareOfEvent === null ? null : expect.closeTo(shareOfEvent, 9),
    });
  });
});
