import template from '../../adaptiveCards/comparison.json';
import type { Args } from '../domain/args';
import {
  comparedFrom,
  hasFigures,
  MOST_COMPARED,
  type ComparedEvent,
  type ComparisonAnswer,
} from '../domain/comparison';
import { actionBar, commandAction, explainAction } from './action';
import { CARD_BYTES, type Card, type CardContext, type CardElement } from './card';
import { comparisonChart } from './comparison-chart';
import { figureRows, PART, type FigureRow } from './comparison-figures';
import { headline, returningSentences, standingText } from './comparison-words';
import { definitions, type DefinitionName } from './definitions';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { cardBytes, createRenderer } from './render';
import { shortTitles } from './short-titles';
import { reportArgs, subjectArgs } from './subject-head';
import { dateMacro, whenInList } from './when';

const render = createRenderer(template);
/** Points a line of the chart, which is left out, with the taps, where ids are so long that the card would grow too large. */
const POINTS = 24;
const LONGEST_TITLE = 60;
const LONGEST_NAME = 44;
const LONGEST_LEGEND = 28;
const USUAL_LAST = 4;

/** Events side by side: figures with their changes, their rooms on one chart, and who came again. Names nobody, in any place. */
export function comparisonCard(value: ComparisonAnswer, context: CardContext): Card {
  const full = drawn(value, POINTS, context);
  return cardBytes(full) <= CARD_BYTES ? full : drawn(value, 0, context);
}

function drawn(value: ComparisonAnswer, points: number, context: CardContext): Card {
  const { events } = value;
  const names = shortTitles(events, LONGEST_NAME, context);
  const legends = shortTitles(events, LONGEST_LEGEND, context);
  const latest = value.changes.at(-1);
  const rows = figureRows(events, latest, context);
  const head = headline(value, names, context);
  const returning = returningSentences(value, names, context);
  const said = [`${plainText(head, 200)}.`, ...returning.slice(0, 1).map(text => plainText(text, 300))].join(' ');
  const [earlier = '', later = ''] = latest ? [legends[latest.earlier], legends[latest.later]] : [];
  return render({
    speak: said,
    fallbackText: `${said} ${plainText(`Came: ${rows.find(row => row.name === 'attended')?.chain ?? 'not known'}`)}.`,
    headline: head,
    of: sharedTitle(events),
    line: lineOf(value, context),
    chart: comparisonChart(events, legends, points, context) ?? null,
    pair: events.length === 2 ? { earlier: legends[0], later: legends[1], rows: rows.map(pairRow) } : null,
    chains: events.length > 2 ? { rows } : null,
    changeOf: events.length > 2 && latest ? `Changes from ${earlier} to ${later}` : null,
    again: returning[0] ?? null,
    regulars: returning.slice(1).join(' ') || null,
    events: events.map((event, index) => ({
      ...eventRow(event, index, context),
      ...(points === 0 && { tap: null }),
    })),
    notes: notesOf(value, context),
    definitions: definitions(definedFigures(rows, value), context),
    actions: actionBar(comparisonActions(value)),
  });
}

/** The title that all have, where dates or sessions tell them apart. */
function sharedTitle([first, ...others]: readonly ComparedEvent[]): string | null {
  const title = first?.subject.title;
  return others.every(({ subject }) => subject.title === title) ? personText(title) || null : null;
}

function lineOf({ events }: ComparisonAnswer, context: CardContext): string {
  const format = formatFor(context);
  const days = events
    .map(comparedFrom)
    .filter(Number.isFinite)
    .map(day => new Date(day).toISOString());
  const ends = [days[0], days.at(-1)].filter(day => day !== undefined);
  const onDays = [...new Map(ends.map(day => [format.day(day), dateMacro(day)])).values()];
  const own = context.ownView ? 'only you see this view' : '';
  return [counted(format, events.length, 'event', 'events'), onDays.join(' to '), 'dates in your time', own]
    .filter(Boolean)
    .join(' · ');
}

function pairRow({ label, values, change }: FigureRow, index: number) {
  const [earlier, later] = values;
  return { label, earlier, later, change, separated: index > 0 };
}

function eventRow(event: ComparedEvent, index: number, context: CardContext) {
  const { subject } = event;
  const title = personText(subject.title, LONGEST_TITLE) || 'Untitled';
  const session = personText(subject.sessionTitle, LONGEST_TITLE);
  const start = hasFigures(event) && event.report.start ? { at: event.report.start, exact: true } : subject.start;
  const args = hasFigures(event) ? reportArgs(event) : subjectArgs(subject);
  return {
    title: session && session !== title ? `${title}, ${session}` : title,
    line: `${whenInList({ start }, context)} · ${standingText(event, context)}`,
    separated: index > 0,
    tap: commandAction({ title: 'Its attendance', command: 'attendance', args }),
  };
}

function notesOf({ events, asked, changes }: ComparisonAnswer, context: CardContext): { text: string }[] {
  const format = formatFor(context);
  const isPart = events.some(event => hasFigures(event) && event.incomplete);
  const missing = events.filter(event => !hasFigures(event)).length;
  const notes = [
    asked === undefined
      ? ''
      : `You asked for the last ${format.number(asked)}: there are ${format.number(events.length)} that are over.`,
    isPart ? `${PART} Read in part, and left out of every change.` : '',
    missing > 0 && changes.length > 0 ? 'An event without figures is passed over: changes are between the others.' : '',
  ];
  return notes.filter(Boolean).map(text => ({ text }));
}

const definitionOf: Record<FigureRow['name'], DefinitionName> = {
  attended: 'attended',
  peak: 'peak',
  averageSeconds: 'average',
  shareOfEvent: 'share-of-event',
  stayedToEnd: 'stayed-to-the-end',
  completed: 'completed',
  late: 'late',
  leftEarly: 'left-early',
  registered: 'registered',
  attendanceRate: 'attendance-rate',
};

function definedFigures(rows: readonly FigureRow[], { returning }: ComparisonAnswer): DefinitionName[] {
  return [
    'change',
    ...(returning.length > 0 ? (['returning'] as const) : []),
    ...rows.map(row => definitionOf[row.name]),
  ];
}

function comparisonActions({ events, inSeries = 0 }: ComparisonAnswer): CardElement[] {
  const latest = events.at(-1);
  const last = Math.min(inSeries, events.length < USUAL_LAST ? USUAL_LAST : MOST_COMPARED);
  const isShort = events.some(event => !hasFigures(event) || event.incomplete);
  const others = events.map(event => idsOf(event));
  return [
    isShort ? commandAction({ title: 'Read again', command: 'compare', args: { others } }) : undefined,
    latest && last > events.length
      ? commandAction({
          title: `Compare the last ${last}`,
          command: 'compare',
          args: { ...subjectArgs(latest.subject), last },
        })
      : undefined,
    latest && commandAction({ title: 'Latest attendance', command: 'attendance', args: latestArgs(latest) }),
    commandAction({ title: 'All events', command: 'events', args: {} }),
    explainAction('How is this counted?', ['counted']),
  ].filter(action => action !== undefined);
}

function latestArgs(event: ComparedEvent): Args {
  return hasFigures(event) ? reportArgs(event) : subjectArgs(event.subject);
}

/** A meeting's times are its reports; of a session the newest report is meant, which may come to change. */
function idsOf(event: ComparedEvent) {
  const { kind, id, sessionId } = event.subject;
  return {
    kind,
    id,
    ...(sessionId !== undefined && { session: sessionId }),
    ...(kind === 'meeting' && hasFigures(event) && { report: event.report.id }),
  };
}
