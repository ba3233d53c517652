import type { AttendanceAnswer } from '../domain/attendance';
import type { ParticipantFilter } from '../domain/participants';
import type { Iso } from '../domain/time';
import { commandAction } from './action';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';
import { mayShowPeople } from './privacy';
import { eventArgs, reportArgs, subjectArgs } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';

/** In a shared place a smaller count of people could be told apart by those present. */
const SMALLEST_SHARED_COUNT = 5;
const MOST_LINKS = 4;

/** Late, left early, brief: in a personal chat each part leads to those people. */
export function sentenceRuns(value: AttendanceAnswer, context: CardContext): TextRun[] {
  // Without one usable interval nobody is late or early by definition, which would read as knowledge.
  if (value.peak.count === null) return [textRun('When people came and left is not known.')];
  if (value.late + value.leftEarly + value.brief === 0)
    return [textRun('Nobody came late, left early or stayed under 5 minutes.')];
  const args = reportArgs(value);
  const part = (count: number, words: string, filter: ParticipantFilter): TextRun => {
    const text = `${countWords(count, context)} ${words}`;
    if (count === 0 || !mayShowPeople(context)) return textRun(text);
    const action = commandAction({ title: `Who ${words}`, command: 'participants', args: { ...args, filter } });
    return textRun(text, { selectAction: action });
  };
  const late = part(value.late, 'came late', 'late');
  return joinedRuns(
    [
      { ...late, text: capitalised(late.text) },
      part(value.leftEarly, 'left early', 'left-early'),
      part(value.brief, 'stayed under 5 minutes', 'brief'),
    ],
    textRun(' · '),
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function countWords(count: number, context: CardContext): string {
  if (count === 0) return 'nobody';
  if (context.place === 'shared' && count < SMALLEST_SHARED_COUNT) return `fewer than ${SMALLEST_SHARED_COUNT}`;
  return formatFor(context).number(count);
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
      all: { ...subjectArgs(value.subject), all: true as const },
    },
    { label: 'Other sessions: ', ways: sessions, all: { ...eventArgs(value.subject), all: true as const } },
  ]
    .filter(({ ways }) => ways.length > 0)
    .map(({ label, ways, all }) => ({
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
          ? [textRun(` and ${format.number(ways.length - MOST_LINKS)} more`, { size: 'Small', isSubtle: true })]
          : []),
        textRun(' · ', { size: 'Small' }),
        textRun('all as one', {
          size: 'Small',
          selectAction: commandAction({ title: 'All counted as one', command: 'attendance', args: all }),
        }),
      ],
    }));
}
