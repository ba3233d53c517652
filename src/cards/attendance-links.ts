import { DEFAULT_THRESHOLDS, type AttendanceAnswer } from '../domain/attendance';
import type { Told, ToldAttendance } from '../domain/small-groups';
import type { ParticipantFilter } from '../domain/participants';
import type { Iso } from '../domain/time';
import { commandAction } from './action';
import type { CardContext } from './card';
import { capitalised, counted, formatFor } from './format';
import { personText } from './person-text';
import { mayShowPeople, toldWords } from './privacy';
import { eventArgs, reportArgs, subjectArgs } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';

const MOST_LINKS = 4;
const MINUTE = 60_000;

/** Late, left early, brief: where people may be shown each part leads to them; what gives a small group away is left out. */
export function sentenceRuns(value: AttendanceAnswer, told: ToldAttendance, context: CardContext): TextRun[] {
  // Without one usable interval nobody is late or early by definition, which would read as knowledge.
  if (value.peak.count === null) return [textRun('When people came and left is not known.')];
  const { briefMs } = context.thresholds ?? DEFAULT_THRESHOLDS;
  const stayedBriefly = `stayed under ${counted(formatFor(context), briefMs / MINUTE, 'minute', 'minutes')}`;
  if (value.late + value.leftEarly + value.brief === 0)
    return [textRun(`Nobody came late, left early or ${stayedBriefly}.`)];
  const args = reportArgs(value);
  const part = (count: Told, words: string, filter: ParticipantFilter): TextRun[] => {
    const text = toldWords(count, context, { one: words, many: words, none: `nobody ${words}` });
    if (text === undefined) return [];
    if (count === 0 || !mayShowPeople(context)) return [textRun(text)];
    const action = commandAction({ title: `Who ${words}`, command: 'participants', args: { ...args, filter } });
    return [textRun(text, { selectAction: action })];
  };
  const [first, ...others] = [
    ...part(told.late, 'came late', 'late'),
    ...part(told.leftEarly, 'left early', 'left-early'),
    ...part(told.brief, stayedBriefly, 'brief'),
  ];
  if (!first) return [textRun('Who came late or left early is not told here: the groups are too small.')];
  return joinedRuns([{ ...first, text: capitalised(first.text) }, ...others], textRun(' · '));
}

/** Lines that lead to the other reports and the other sessions. */
export function wayRuns(value: AttendanceAnswer, context: CardContext): { inlines: TextRun[] }[] {
  const format = formatFor(context);
  const dated = (at: Iso | null): string => (at ? `${format.shortDay(at)}, ${format.clock(at)}` : 'without a date');
  const reports = value.otherReports.map(report => ({
    text: dated(report.start),
    args: { ...subjectArgs(value.subject), report: report.id },
  }));
  const sessions = value.otherSessions.map(session => ({
    text: personText(session.title, 40) || dated(session.start),
    args: { ...eventArgs(value.subject), session: session.id },
  }));
  return [
    {
      label: `Other reports (${format.zone}): `,
      ways: reports,
      list: { command: 'reports', args: subjectArgs(value.subject) },
      all: { ...subjectArgs(value.subject), all: true as const },
    },
    {
      label: 'Other sessions: ',
      ways: sessions,
      list: { command: 'sessions', args: eventArgs(value.subject) },
      all: { ...eventArgs(value.subject), all: true as const },
    },
  ]
    .filter(({ ways }) => ways.length > 0)
    .map(({ label, ways, list, all }) => ({
      inlines: [
        textRun(label, { size: 'Small', isSubtle: true }),
        ...joinedRuns(
          ways.slice(0, MOST_LINKS).map(({ text, args }) =>
            textRun(text, {
              size: 'Small',
              selectAction: commandAction({ title: 'Its attendance', command: 'attendance', args }),
            }),
          ),
          textRun(' · ', { size: 'Small' }),
        ),
        ...(ways.length > MOST_LINKS
          ? [
              textRun(' · ', { size: 'Small' }),
              textRun(`${format.number(ways.length - MOST_LINKS)} more`, {
                size: 'Small',
                selectAction: commandAction({ title: 'All in a list', command: list.command, args: list.args }),
              }),
            ]
          : []),
        textRun(' · ', { size: 'Small' }),
        textRun('all as one', {
          size: 'Small',
          selectAction: commandAction({ title: 'All counted as one', command: 'attendance', args: all }),
        }),
      ],
    }));
}
