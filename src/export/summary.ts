import { DEFAULT_THRESHOLDS, type Attendance, type Thresholds } from '../domain/attendance';
import type { RegistrationFigures } from '../domain/registration-join';
import { toInstant, type Iso } from '../domain/time';
import { csvText, decimalText, numberText } from './cell';
import { BYTE_ORDER_MARK, LINE_END, type ExportContent, type ExportPart } from './content';
import type { ZonedTime } from './zoned-time';

type Row = [figure: string, value: string, unit: string, definition: string];

const UNREAD: Row = [
  'Registrations',
  csvText('not read'),
  '',
  'They could not be read: these files do not say who had registered.',
];

const COLUMNS = 'Figure,Value,Unit,Definition';

/** One row a figure of docs/metrics.md, after what it is of. A figure that is unknown has no value. */
export function summaryPart(content: ExportContent, time: ZonedTime): ExportPart {
  const all = rows(content, time);
  return {
    heading: BYTE_ORDER_MARK + COLUMNS + LINE_END,
    length: all.length,
    put(to, index) {
      const [figure, value, unit, definition] = all[index] ?? UNREAD;
      to.put([csvText(figure), value, csvText(unit), csvText(definition)].join() + LINE_END);
      return 1;
    },
  };
}

function rows(content: ExportContent, time: ZonedTime): Row[] {
  const { figures, thresholds = DEFAULT_THRESHOLDS } = content;
  return [
    ...aboutRows(content, time),
    ...countRows(figures, time, thresholds),
    ...timeRows(figures, thresholds),
    ...(figures.registration ? registrationRows(figures.registration, figures.registeredStayed ?? null) : []),
    ...(figures.registrationUnread ? [UNREAD] : []),
  ];
}

function aboutRows({ subject, figures, zone }: ExportContent, time: ZonedTime): Row[] {
  const { incomplete, recordsRead } = figures;
  const completeness: Row = incomplete
    ? ['Complete', 'no', '', `Reading ended after ${recordsRead ?? 0} records. People are missing in these files.`]
    : ['Complete', 'yes', '', 'All records of the reports were read.'];
  return [
    completeness,
    ['Title', csvText(subject.title), '', 'Of the event or meeting.'],
    ...(subject.sessionTitle ? [['Session', csvText(subject.sessionTitle), '', 'Its own title.'] satisfies Row] : []),
    ['Kind', csvText(subject.kind), '', 'webinar, townhall or meeting.'],
    ['Reports', numberText(figures.reports), 'reports', 'Attendance reports counted together here.'],
    ['Time zone', csvText(zone), 'IANA zone', 'All times of these files are on the clock of this zone.'],
    [
      'Window start',
      timeCell(figures.window.start, time),
      'ISO 8601',
      'Start of the first report that people were in.',
    ],
    ['Window end', timeCell(figures.window.end, time), 'ISO 8601', 'End of the last one.'],
  ];
}

function countRows(figures: Attendance, time: ZonedTime, { graceMs }: Thresholds): Row[] {
  const grace = minutes(graceMs);
  const roles = Object.entries(figures.byRole).map(([role, count]): Row => [
    `Role: ${role}`,
    numberText(count),
    'people',
    'Different people in this role as Graph names it; whoever had several counts in the highest.',
  ]);
  return [
    ['Attended', numberText(figures.attended), 'people', 'Different people with at least one record.'],
    [
      'Reported total',
      numberText(figures.reportedTotal),
      'people',
      'The number that Graph puts on the report; not always that of the people in it.',
    ],
    ...roles,
    ['Peak', numberText(figures.peak.count), 'people', 'The most people present at one moment.'],
    ['Peak at', timeCell(figures.peak.at, time), 'ISO 8601', 'The first such moment.'],
    ['Late', numberText(figures.late), 'people', `First joined more than ${grace} after the start.`],
    ['Left early', numberText(figures.leftEarly), 'people', `Last left more than ${grace} before the end.`],
    [
      'Stayed to the end',
      numberText(figures.stayedToEnd),
      'people',
      `Last left at the end, within ${grace} before it, or after it.`,
    ],
  ];
}

function timeRows(figures: Attendance, { briefMs, completedShare }: Thresholds): Row[] {
  return [
    [
      'Average time',
      decimalText(figures.averageSeconds),
      'seconds',
      'Mean of the time in the event over people whose time is known; two devices at once count once.',
    ],
    ['Median time', decimalText(figures.medianSeconds), 'seconds', 'Half of these people stayed longer.'],
    [
      'Share of event',
      decimalText(figures.shareOfEvent),
      '0 to 1',
      'Mean share of the event that people with a known time were there for.',
    ],
    [
      'Completed',
      numberText(figures.completed),
      'people',
      `There for at least ${Math.round(completedShare * 100)} % of the event.`,
    ],
    ['Brief', numberText(figures.brief), 'people', `In the event for under ${minutes(briefMs)}.`],
    [
      'Time unknown',
      numberText(figures.timeUnknown),
      'people',
      'Came, and Graph gives no times: left out of every time and share.',
    ],
  ];
}

function registrationRows(figures: RegistrationFigures, registeredStayed: number | null): Row[] {
  const apart = 'Registrations with this status; counted apart, in no rate.';
  return [
    ['Registered', numberText(figures.registered), 'registrations', 'Registrations that stand.'],
    ['Matched', numberText(figures.matched), 'registrations', 'Of these, the ones that somebody who came belongs to.'],
    ['No-shows', numberText(figures.noShows), 'registrations', 'Registered, and not matched.'],
    [
      'Walk-ins',
      numberText(figures.walkIns),
      'people',
      'Attendees, and people without a role, who belong to no registration of any status.',
    ],
    ['Attendance rate', decimalText(figures.attendanceRate), '0 to 1', 'Matched, of registered.'],
    ['Registered and stayed', numberText(registeredStayed), 'registrations', 'Matched, and stayed to the end.'],
    ['Canceled', numberText(figures.canceled), 'registrations', apart],
    ['Waitlisted', numberText(figures.waitlisted), 'registrations', apart],
    ['Pending approval', numberText(figures.pendingApproval), 'registrations', apart],
    ['Rejected by organizer', numberText(figures.rejectedByOrganizer), 'registrations', apart],
  ];
}

function minutes(ms: number): string {
  const count = ms / 60_000;
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}

function timeCell(at: Iso | null, time: ZonedTime): string {
  const instant = toInstant(at);
  return instant === undefined ? '' : time.iso(instant);
}
