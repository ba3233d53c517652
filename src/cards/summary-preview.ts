import template from '../../adaptiveCards/summary-preview.json';
import type { AttendanceAnswer } from '../domain/attendance';
import type { Summary, SummaryPart } from '../domain/summary';
import type { EventTime } from '../domain/time';
import type { Card, CardContext, CardElement } from './card';
import { dialogAction } from './dialog-card';
import { counted, formatFor } from './format';
import { personText } from './person-text';
import { asEverybody } from './privacy';
import { createRenderer, withRowsThatFit } from './render';
import { partsToShow, summaryCard } from './summary';

/** The second step of posting a summary: what it shows, and how that looks. */
export interface SummaryPreview {
  /** What the input of the first step sent. */
  event: string;
  title: string;
  /** Where the event has several; `value` is what the input sends. */
  sessions: { value: string; title: string; start: EventTime | null }[];
  session?: string;
  parts: readonly SummaryPart[];
  /** Absent where there is nothing to show; then `alert` says why. */
  summary?: Summary;
  alert?: string;
}

/** In place of a session's id: all of them, counted as one. */
export const ALL_SESSIONS = 'all';

const render = createRenderer(template);

const names: Record<SummaryPart, string> = {
  figures: 'Figures',
  curve: 'The room over time',
  registrations: 'Registrations',
  stay: 'How long people stayed',
};
const partNames = Object.entries(names) as [SummaryPart, string][];

/** The summary as everybody in the conversation will have it. */
export function sharedSummaryCard(summary: Summary, context: CardContext): Card {
  return summaryCard(summary, shared(context));
}

/** The parts that there is a choice of. */
export function offeredParts(attendance: AttendanceAnswer, context: CardContext): SummaryPart[] {
  return partsToShow(attendance, shared(context));
}

/** More are looked through by nobody; where the card has no room for as many, the oldest go first. */
const MOST_SESSIONS = 60;

/** What can be chosen, and below it the card exactly as it will be inserted, its buttons told in words. */
export function summaryPreviewCard(value: SummaryPreview, context: CardContext): Card {
  const { sessions, session } = value;
  const isKept = (one: { value: string }) => one.value === session || one.value === ALL_SESSIONS;
  const others = sessions.filter(one => !isKept(one)).reverse();
  return withRowsThatFit(others.slice(0, MOST_SESSIONS), rows => {
    const shown = sessions.filter(one => isKept(one) || rows.includes(one));
    return drawPreview({ ...value, sessions: shown }, sessions.length - shown.length, context);
  });
}

function drawPreview(value: SummaryPreview, left: number, context: CardContext): Card {
  const { event, summary } = value;
  const card = summary && sharedSummaryCard(summary, context);
  const offered = summary ? offeredParts(summary.attendance, context) : partNames.map(([part]) => part);
  const parts = partNames.filter(([part]) => offered.includes(part)).map(([part, title]) => ({ title, value: part }));
  const title = personText(value.title) || 'Untitled';
  // Without the input, nothing chosen there means nothing.
  const asked = parts.length > 0;
  const said = card ? `Preview: ${card.speak}` : `Nothing to post. ${value.alert ?? ''}`;
  return render({
    speak: said,
    fallbackText: said,
    title,
    alert: value.alert ?? null,
    many: value.sessions.length > 0,
    sessions: sessionChoices(value.sessions, context),
    left:
      left > 0
        ? `${counted(formatFor(context), left, 'older session', 'older sessions')} cannot be chosen here.`
        : null,
    session: value.session ?? '',
    parted: asked,
    parts,
    chosen: value.parts.filter(part => offered.includes(part)).join(','),
    previewed: card !== undefined,
    preview: card ? withoutTaps(card.body.filter(part => part.id !== 'counted')) : [],
    buttons: card
      ? `Its buttons are answered for whoever presses them: ${(card.actions ?? []).map(({ title: name }) => String(name)).join(' · ')}`
      : '',
    actions: [
      ...(card ? [dialogAction('Insert', { step: 'insert', event, asked }, { style: 'positive' })] : []),
      ...(asked || value.sessions.length > 0
        ? [dialogAction('Update preview', { step: 'preview', event, asked })]
        : []),
      dialogAction('Back', { step: 'choose', event }, { associatedInputs: 'none' }),
    ],
  });
}

function sessionChoices(sessions: SummaryPreview['sessions'], context: CardContext) {
  const format = formatFor(context);
  return sessions.map(({ value, title, start }) => {
    const when = start ? ` (${format.day(start.at)}, ${format.clock(start.at)})` : '';
    return { title: `${personText(title, 70) || 'Untitled session'}${when}`, value };
  });
}

function shared(context: CardContext): CardContext {
  return { ...asEverybody(context), place: 'shared' };
}

/** Nothing in the preview can be pressed: it would leave the window's step. */
function withoutTaps(part: CardElement[]): CardElement[];
function withoutTaps(part: unknown): unknown;
function withoutTaps(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutTaps);
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(([name]) => name !== 'selectAction');
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutTaps(one)]));
}
