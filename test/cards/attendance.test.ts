import { attendanceCard } from '../../src/cards/attendance';
import { roleCounts } from '../../src/cards/role';
import { formatFor } from '../../src/cards/format';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import type { AttendanceAnswer } from '../../src/domain/attendance';
import type { Told } from '../../src/domain/small-groups';
import { parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

const webinar = readSamples(root, 'attendance')[0]!.value as AttendanceAnswer;
const text = (change: Partial<AttendanceAnswer>, context = personal): string =>
  cardText(attendanceCard({ ...webinar, ...change }, context), context);

describe('the figures', () => {
  it('are large, four, and the fourth gives way where the card is narrow', () => {
    const large = parts(attendanceCard(webinar, personal).body).filter(part => part.size === 'ExtraLarge');
    expect(large.map(part => part.text)).toEqual(['264', '173', '38 min', '62 %']);
    const narrow = parts(attendanceCard(webinar, personal).body).filter(part => part.targetWidth !== undefined);
    expect(narrow.map(part => part.targetWidth)).toEqual(['atLeast:standard', 'atMost:narrow']);
    expect(narrow[1]?.text).toBe('On average 62 % of the event.');
  });

  it('unknown is a dash and never 0', () => {
    const unknown = text({
      averageSeconds: null,
      medianSeconds: null,
      shareOfEvent: null,
      completed: null,
      peak: { count: null, at: null },
      curve: [],
    });
    expect(unknown).toContain('–');
    expect(unknown).not.toMatch(/\b0 min|\b0 %/);
    expect(unknown).toContain('How long people stayed is not known.');
  });
});

it('nobody is said to have stayed to the end where no times are known', () => {
  const sums = text({ peak: { count: null, at: null }, curve: [], stayedToEnd: 0, completed: 3 });
  expect(sums).toContain('or longer. 3 saw nearly all of it.');
  expect(sums).not.toContain('stayed to the end');
  expect(text({ completed: null, stayedToEnd: 7 })).toContain('or longer. 7 stayed to the end.');
});

describe('what is missing or uncertain', () => {
  it.each<[string, Partial<AttendanceAnswer>, string]>([
    ['time unknown', { timeUnknown: 3 }, 'For 3 people Graph gives no time'],
    ['another total', { reportedTotal: 270 }, "Graph's own total is 270; its records name 264 different people"],
    ['a full list of reports', { reportListFull: true }, 'Graph lists the newest 50 reports only'],
    [
      'cut short',
      { incomplete: true, recordsRead: 1500, incompleteBecause: 'throttled' },
      'Incomplete. 1,500 records were read before Graph asked for a pause.',
    ],
    [
      'cut short for no known reason',
      { incomplete: true, recordsRead: 1 },
      '1 record was read before reading broke off.',
    ],
    ['nobody', { attended: 0, reportedTotal: 0, byRole: {} }, 'Nobody came. There is a report'],
    ['the only report', { otherReports: [] }, 'The only report: Thu, 12 Nov 2026, 09:52 to 11:04'],
    ['a report without times among others', { report: { id: 'x', start: null, end: null } }, 'One of 2 reports.'],
    ['no interval at all', { peak: { count: null, at: null }, curve: [] }, 'When people came and left is not known.'],
    ['several counted as one', { reports: 3 }, '3 reports counted as one'],
  ])('%s', (_, change, words) => {
    expect(text(change)).toContain(words);
  });

  it('an unfinished answer offers to read again first, and does not compare totals', () => {
    const card = attendanceCard({ ...webinar, reportedTotal: 9999, incomplete: true, recordsRead: 500 }, personal);
    expect(card.actions?.[0]?.title).toBe('Read again');
    expect(JSON.stringify(card)).not.toContain('9,999');
  });

  it('nobody came leaves no figures, no curve and nobody to list', () => {
    const card = attendanceCard({ ...webinar, attended: 0, curve: [], byRole: {} }, personal);
    expect(JSON.stringify(card)).not.toMatch(/ExtraLarge|Chart\.Line|Participants/);
    expect(card.speak).toContain('Nobody came.');
    expect(JSON.stringify(card)).toContain('**Came**');
  });
});

describe('which report', () => {
  const other = (id: string, end: string) => ({ id, start: end, end });

  it.each([
    [[other('a', '2026-11-11T10:00:00Z')], 'Newest of 2 reports'],
    [[other('a', '2026-11-11T10:00:00Z'), other('b', '2026-11-14T10:00:00Z')], 'Report 2 of 3, newest first'],
  ])('%#', (otherReports, words) => {
    expect(text({ otherReports })).toContain(words);
  });

  it('leads to four others at most and says how many more there are', () => {
    const otherReports = Array.from({ length: 9 }, (_, index) => other(`r${index}`, `2026-11-0${index + 1}T10:00:00Z`));
    const card = attendanceCard({ ...webinar, otherReports }, personal);
    const links = parts(card.body).filter(
      part => (part.selectAction as { title?: string } | undefined)?.title === 'Its attendance',
    );
    expect(links).toHaveLength(4);
    expect(cardText(card, personal)).toContain('· 5 more ·');
  });
});

describe('asking again', () => {
  const again = (change: Partial<AttendanceAnswer>) =>
    attendanceCard({ ...webinar, ...change }, personal).actions?.find(action => action.title === 'Refresh')?.data;
  const older = { id: 'a', start: null, end: '2020-01-01T10:00:00Z' };
  const { kind, id, sessionId: session } = webinar.subject;

  it('the newest report leaves room for a newer one; an older one was chosen and stays', () => {
    expect(again({ otherReports: [older] })).toEqual({ args: { kind, id, session } });
    expect(again({ otherReports: [webinar.report], report: older })).toEqual({
      args: { kind, id, session, report: 'a' },
    });
  });
});

describe('in a shared place', () => {
  const link = (otherSessions: AttendanceAnswer['otherSessions']) =>
    decodeURIComponent(
      String(
        attendanceCard({ ...webinar, otherSessions }, shared).actions?.find(one => one.type === 'Action.OpenUrl')?.url,
      ),
    );

  it('the way to the private chat names the session where there are several', () => {
    const { id, sessionId } = webinar.subject;
    expect(link([{ id: 'other', title: 'Day 2', start: null }])).toMatch(
      `message=attendance ${id} session ${sessionId}`,
    );
    expect(link([])).toMatch(new RegExp(`message=attendance ${id}$`));
  });
});

describe('late, left early, brief', () => {
  const links = (change: Partial<AttendanceAnswer>, context = personal) =>
    parts(attendanceCard({ ...webinar, ...change }, context).body)
      .filter(part => part.type === 'TextRun' && part.selectAction)
      .map(part => (part.selectAction as { data?: { args: { filter?: string } } }).data?.args.filter)
      .filter(Boolean);

  it('each leads to those people', () => {
    expect(links({})).toEqual(['late', 'left-early', 'brief']);
  });

  it('nobody is a word that leads nowhere', () => {
    expect(links({ late: 0 })).toEqual(['left-early', 'brief']);
    expect(text({ late: 0 })).toContain('Nobody came late · ');
    expect(text({ leftEarly: 0 })).toContain(' came late · nobody left early · ');
  });

  it('is one sentence when all three are nobody', () => {
    const none = text({ late: 0, leftEarly: 0, brief: 0 });
    expect(none).toContain('Nobody came late, left early or stayed under 5 minutes.');
  });

  it('lead nowhere in a shared place, where small numbers are blurred', () => {
    expect(links({}, shared)).toEqual([]);
    expect(text({ late: 4, leftEarly: 5 }, shared)).toContain('Fewer than 5 came late · 5 left early');
    expect(text({ late: 4 }, personal)).toContain('4 came late');
  });
});

describe('small groups', () => {
  const some: Partial<AttendanceAnswer> = {
    attended: 12,
    reportedTotal: 13,
    byRole: { Organizer: 1, Presenter: 2, Attendee: 9 },
    late: 2,
    leftEarly: 1,
    stayedToEnd: 11,
    completed: 7,
    brief: 0,
    timeUnknown: 1,
    peak: { count: 11, at: webinar.peak.at },
  };

  it('are told where people may be shown', () => {
    const told = text(some);
    expect(told).toContain('2 came late · 1 left early · nobody stayed under 5 minutes');
    expect(told).toContain('1 organiser, 2 presenters, 9 attendees');
    expect(told).toContain('For 1 person Graph gives no time');
  });

  it.each([
    ['in a shared place', shared],
    ['where figures only are shown', figuresOnly],
  ])('are not told %s, nor what gives them away', (_, context) => {
    const told = text(some, context);
    expect(told).toContain('Fewer than 5 came late · fewer than 5 left early · nobody stayed under 5 minutes');
    // Of 12, 9 attendees leave 3; 11 who stayed leave 1.
    expect(told).toContain('Fewer than 5 each: organisers, presenters');
    expect(told).not.toMatch(/9 attendees|11 stayed/);
    expect(told).toContain('For fewer than 5 people Graph gives no time');
    expect(told).toContain('7 saw nearly all of it');
    expect(attendanceCard({ ...webinar, ...some }, context).fallbackText).not.toMatch(/[12] (organiser|presenter)/);
  });

  it.each([
    ['in a shared place', shared, 'Figures of so few would tell of single people, so there are none here.'],
    ['where figures only are shown', figuresOnly, 'your organisation shows figures only'],
  ])('fewer than 5 in all are told %s, and nothing else of them', (_, context, why) => {
    const card = attendanceCard({ ...webinar, ...some, attended: 4, byRole: { Attendee: 4 } }, context);
    const told = cardText(card, context);
    expect(told).toContain('Fewer than 5 people came.');
    expect(told).toContain(why);
    expect(card.speak).toMatch(/Fewer than 5 people came\.$/);
    expect(card.fallbackText).not.toMatch(/attendee/);
    expect(JSON.stringify(card)).not.toContain('**Late**');
    expect(JSON.stringify(card)).not.toMatch(
      /ExtraLarge|Chart\.Line|came late|Half stayed|total is|"Participants"|09:52/,
    );
  });

  it('fewer than 5 in all stay untold where not everything was read', () => {
    const partial = { ...some, attended: 3, byRole: { Attendee: 3 }, incomplete: true as const, recordsRead: 3 };
    expect(text(partial, shared)).toContain('Incomplete. Fewer than 5 records were read before');
    expect(text(partial, shared)).not.toMatch(/\b3\b/);
  });

  it('averages of fewer than 5 are not told', () => {
    const large = (context: typeof shared) =>
      parts(attendanceCard({ ...webinar, ...some, timeUnknown: 9 }, context).body)
        .filter(part => part.size === 'ExtraLarge')
        .map(part => part.text);
    expect(large(shared)).toEqual(['12', '11']);
    expect(large(personal)).toHaveLength(4);
    expect(text({ ...some, timeUnknown: 9 }, shared)).not.toMatch(/Half stayed|On average \d/);
  });

  it('nobody was in the room with a few: the line leaves those moments out', () => {
    const at = (minute: number) => `2026-11-12T10:${String(minute).padStart(2, '0')}:00.000Z`;
    const curve = [2, 6, 3, 9, 1, 0].map((present, index) => ({ at: at(index * 10), present }));
    const values = (context: typeof shared) =>
      (
        parts(attendanceCard({ ...webinar, ...some, curve }, context).body).find(part => part.yMax !== undefined)!
          .data as {
          values: { x: number; y: number }[];
        }[]
      )[0]!.values.map(({ x, y }) => [x, y]);
    expect(values(personal).slice(0, 6)).toEqual([
      [0, 2],
      [10, 6],
      [20, 3],
      [30, 9],
      [40, 1],
      [50, 0],
    ]);
    expect(values(shared).slice(0, 3)).toEqual([
      [10, 6],
      [30, 9],
      [50, 0],
    ]);
  });
});

describe('roleCounts', () => {
  it.each([
    [{ Attendee: 1, Organizer: 1 }, '1 organiser, 1 attendee'],
    [{ None: 2, Moderator: 3, Presenter: 2, Attendee: 0 }, '2 presenters, 3 as Moderator, 2 without a role'],
    [{}, ''],
    [{ Organizer: 'few', Presenter: 'hidden', Attendee: 258 }, '258 attendees, fewer than 5 organisers'],
    [
      { Organizer: 'few', Moderator: 'few', None: 'few' },
      'fewer than 5 each: organisers, as Moderator, without a role',
    ],
  ] as [Record<string, Told>, string][])('%j', (byRole, words) => {
    expect(roleCounts(byRole, formatFor(personal))).toBe(words);
  });
});
