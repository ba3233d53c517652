import template from '../../adaptiveCards/export.json';
import type { ProblemCode } from '../domain/errors';
import type { ExportAnswer, ExportedFile, ExportHolds } from '../domain/export';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { idWords, privateCard } from './private';
import { readBefore, shortReason } from './short-reason';
import { createRenderer } from './render';
import { reportArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

/** What a file is called on a card, what it holds, and what its rows are. */
export const fileWords: Record<ExportHolds, { title: string; what: string; one: string; many: string }> = {
  people: { title: 'People', what: 'Who came, one row a person', one: 'person', many: 'people' },
  stays: { title: 'Stays', what: 'Each time somebody joined and left', one: 'stay', many: 'stays' },
  summary: { title: 'Summary', what: 'All figures, each with its definition', one: 'row', many: 'rows' },
  teams: {
    title: 'Attendance report',
    what: "People and stays, laid out as Teams' own download",
    one: 'person',
    many: 'people',
  },
  'call-sessions': {
    title: 'Sessions',
    what: 'Both ends of each session, how it ended, and its streams by verdict',
    one: 'session',
    many: 'sessions',
  },
  'call-streams': {
    title: 'Streams',
    what: 'Each stream with its verdict, all measures and both networks',
    one: 'stream',
    many: 'streams',
  },
};

/** The files that were written, before Teams asks whether they may go to the reader's OneDrive. */
export function exportCard(value: ExportAnswer, context: CardContext): Card {
  const { subject, layout } = value;
  if (!mayShowPeople(context))
    return privateCard({ command: `export ${idWords(subject.id, subject.sessionId)}` }, context);
  const format = formatFor(context);
  const head = subjectHead(subject, context);
  const count = counted(format, value.files.length, 'file', 'files');
  const said = `${head.spoken}. ${count}, ${counted(format, value.attended, 'person', 'people')}.`;
  const partial = [
    value.incomplete ? ' People are missing in them.' : '',
    value.registrationUnread ? ' They do not say who had registered.' : '',
  ].join('');
  const report = reportArgs(value);
  const again = commandAction({ title: 'Read again', command: 'export', args: { ...report, layout } });
  return render({
    speak: said + partial,
    fallbackText: `${said}${partial} ${value.files.map(file => plainText(file.name, 120)).join(', ')}`,
    head,
    line: [
      counted(format, value.attended, 'person', 'people'),
      ...(value.reports > 1 ? [`${format.number(value.reports)} reports as one`] : []),
      `times in ${format.zone}`,
    ].join(' · '),
    alerts: [
      ...(value.incomplete ? [{ text: partialText(value, context) }] : []),
      ...(value.registrationUnread ? [{ text: unreadText(value.registrationUnread) }] : []),
    ],
    files: value.files.map(file => fileRow(file, context)),
    how: context.botId === undefined ? null : howText(value.files.length),
    actions: actionBar([
      ...(value.incomplete || value.registrationUnread ? [again] : []),
      layout === 'csv'
        ? commandAction({ title: "As Teams' own file", command: 'export', args: { ...report, layout: 'teams' } })
        : commandAction({ title: 'As CSV files', command: 'export', args: { ...report, layout: 'csv' } }),
      commandAction({ title: 'Attendance', command: 'attendance', args: report }),
      commandAction({ title: 'Participants', command: 'participants', args: report }),
    ]),
  });
}

/** What Teams does next; elsewhere nobody asks. */
export function howText(files: number): string {
  const asks = files === 1 ? 'Teams asks' : 'For each file Teams asks';
  return `${asks} whether Rollcall may put it into your OneDrive. Nobody else gets it, and Rollcall removes its own copy within the hour.`;
}

export function fileRow({ holds, name, bytes, rows }: ExportedFile, context: CardContext) {
  const format = formatFor(context);
  const { title, what, one, many } = fileWords[holds];
  return {
    title,
    name: personText(name, 120),
    what: `${what}.`,
    size: `${sizeText(bytes, context)} · ${counted(format, rows, one, many)}`,
  };
}

function partialText(value: ExportAnswer, context: CardContext): string {
  return `**Incomplete.** ${readBefore(value, context)}. People are missing in these files, and their names say so; read again to go on.`;
}

function unreadText(code: ProblemCode): string {
  return `**Without registrations.** These files do not say who had registered: ${shortReason(code)}.`;
}

/** `412 bytes`, `34 KB`, `1.2 MB`; as file managers count. */
export function sizeText(bytes: number, context: CardContext): string {
  const format = formatFor(context);
  if (bytes < 1000) return counted(format, bytes, 'byte', 'bytes');
  if (bytes < 999_500) return `${format.number(Math.round(bytes / 1000))} KB`;
  const megabytes = bytes / 1_000_000;
  const shown = new Intl.NumberFormat(context.locale, { maximumFractionDigits: megabytes < 10 ? 1 : 0 });
  return `${shown.format(megabytes)} MB`;
}
