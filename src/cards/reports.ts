import template from '../../adaptiveCards/reports.json';
import type { Args } from '../domain/args';
import { LISTED_REPORTS } from '../domain/attendance-record';
import type { ListedReport, ReportLine, ReportsAnswer } from '../domain/report-list';
import { isFew, tellCount } from '../domain/small-groups';
import type { Iso } from '../domain/time';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { leftOutHint } from './list-row';
import { pageActions, pageText } from './paging';
import { personText, plainText } from './person-text';
import { mayShowPeople, mayTellFew, toldWords } from './privacy';
import { wordsFor } from './problem-words';
import { createRenderer, withRowsThatFit } from './render';
import { stateOf, type State } from './state';
import { eventArgs, subjectArgs, subjectHead } from './subject-head';
import { dateMacro, spanText, whenInList } from './when';

const render = createRenderer(template);

/** A page of reports, each leading to its figures. Names nobody. */
export function reportsCard(value: ReportsAnswer, context: CardContext): Card {
  const format = formatFor(context);
  const head = subjectHead(value.subject, context);
  const count = value.reports === 0 ? 'No report yet' : counted(format, value.reports, 'report', 'reports');
  const sessions = value.sessions > 1 ? counted(format, value.sessions, 'session', 'sessions') : '';
  const line = [count, sessions, pageText(value, format), 'your time'].filter(Boolean).join(' · ');
  return withRowsThatFit(value.lines, lines =>
    render({
      speak:
        `${head.spoken}: ${[count, sessions].filter(Boolean).join(', ')}. ${spokenLines(lines, 3, context)}`.trim(),
      fallbackText: `${head.spoken}: ${count}. ${spokenLines(lines, 10, context)}`.trim(),
      head,
      line,
      groups: toGroups(lines, value, context),
      notes: notes(value),
      hint: leftOutHint(
        value.lines.length,
        lines.length,
        `Press a report, or say its number: attendance ${(lines.find(({ report }) => report) ?? lines[0])?.number ?? 1}.`,
      ),
      actions: actionBar(reportsActions(value)),
    }),
  );
}

interface Row {
  number: string;
  title: string;
  line: string;
  total: string;
  isTold: boolean;
  tap: CardElement;
}

interface Group {
  /** Null where there is nothing to tell apart. */
  session: { title: string; line: string; state: State } | null;
  rows: Row[];
}

/** The lines of each session together, under its title where there are several. */
function toGroups(lines: readonly ReportLine[], value: ReportsAnswer, context: CardContext): Group[] {
  const groups: (Group & { id: string | undefined })[] = [];
  for (const line of lines) {
    const { session } = line;
    const last = groups.at(-1);
    const row = toRow(line, value, context);
    if (last && last.id === session?.id) last.rows.push(row);
    else
      groups.push({
        id: session?.id,
        session:
          session && value.sessions > 1
            ? {
                title: personText(session.title) || 'Untitled session',
                line: whenInList(session, context),
                state: stateOf(session.phase),
              }
            : null,
        rows: [row],
      });
  }
  return groups;
}

function toRow(line: ReportLine, value: ReportsAnswer, context: CardContext): Row {
  const number = formatFor(context).number(line.number);
  const { report, session, state } = line;
  const args: Args = {
    ...eventArgs(value.subject),
    ...(session && { session: session.id }),
    ...(report && { report: report.id }),
  };
  const words = state && wordsFor(state, {}, context);
  return {
    number,
    title: report ? when(report, context) : (words?.title ?? ''),
    line: report ? quietLine(report, context) : (words?.why ?? words?.what ?? ''),
    total: report ? totalWords(report, context) : '',
    tap: commandAction({ title: `Open number ${number}`, command: 'attendance', args }),
    isTold: report !== null,
  };
}

/** For a TextBlock. */
function when(report: ListedReport, context: CardContext): string {
  const { start, end } = report;
  const from = start ?? end;
  if (from && isTooSmall(report, context)) return dateMacro(from);
  return from ? spanText(from, start ? end : null, context) : 'Without a date';
}

function quietLine(report: ListedReport, context: CardContext): string {
  const { seconds, isNewest } = report;
  const length = seconds === null ? 'length unknown' : formatFor(context).duration(seconds);
  const told = isTooSmall(report, context) ? 'too few to say more' : length;
  return isNewest ? `${told} · newest` : told;
}

/** A report of so few begins and ends with single people. */
function isTooSmall({ reportedTotal }: ListedReport, context: CardContext): boolean {
  return reportedTotal !== null && isFew(reportedTotal) && !mayShowPeople(context);
}

/** Graph's own total; groups too small for this place are not told. */
function totalWords({ reportedTotal }: ListedReport, context: CardContext): string {
  if (reportedTotal === null) return 'total unknown';
  const told = mayTellFew(context) ? reportedTotal : tellCount(reportedTotal);
  return toldWords(told, context, { one: 'person', many: 'people', none: 'Nobody came' }) ?? '';
}

function spokenLines(lines: readonly ReportLine[], most: number, context: CardContext): string {
  const format = formatFor(context);
  const spokenDay = (report: ListedReport, at: Iso): string =>
    isTooSmall(report, context) ? format.day(at) : `${format.day(at)}, ${format.clock(at)} (${format.zone})`;
  const spoken = lines.slice(0, most).map(({ number, session, report, state }) => {
    const at = report?.start ?? report?.end;
    const told = report
      ? `${at ? spokenDay(report, at) : 'without a date'}, ${totalWords(report, context)}`
      : `${plainText(session?.title, 60)}: ${state ? wordsFor(state, {}, context).title.toLowerCase() : ''}`;
    return `${number}. ${told}`;
  });
  return spoken.join('; ');
}

/** The limits where they bite. */
function notes({ listFull, reachesBackAYear, lines, subject }: ReportsAnswer): { text: string }[] {
  const of = subject.kind === 'meeting' ? 'meeting' : 'session';
  return [
    ...(listFull
      ? [`Graph lists the newest ${LISTED_REPORTS} reports of a ${of} and gives nobody the older ones.`]
      : []),
    ...(reachesBackAYear ? ['Graph keeps a report for one year: older ones are gone.'] : []),
    ...(lines.some(({ report }) => report)
      ? ['The totals are those of Graph. Time in breakout rooms is in no report.']
      : []),
  ].map(text => ({ text }));
}

function reportsActions(value: ReportsAnswer): (CardElement | undefined)[] {
  const about = subjectArgs(value.subject);
  const event = eventArgs(value.subject);
  const command = (title: string, name: string, args: Args): CardElement =>
    commandAction({ title, command: name, args });
  return [
    value.reports > 1 ? command('All as one', 'attendance', { ...about, all: true }) : undefined,
    ...pageActions(value, 'reports', about),
    value.reports > 0 ? command(value.reports > 1 ? 'Newest' : 'Attendance', 'attendance', about) : undefined,
    value.otherSessions > 0 ? command('Other sessions', 'reports', event) : undefined,
    value.subject.kind === 'meeting' ? command('My events', 'events', {}) : command('Event', 'event', event),
  ];
}
