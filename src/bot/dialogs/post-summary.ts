import type { Card } from '../../cards/card';
import { wordsFor } from '../../cards/problem-words';
import { cardBytes } from '../../cards/render';
import { summaryEventCard } from '../../cards/summary-event';
import {
  ALL_SESSIONS,
  offeredParts,
  sharedSummaryCard,
  summaryPreviewCard,
  type SummaryPreview,
} from '../../cards/summary-preview';
import { isOpaqueId } from '../../domain/args';
import { AppError, isAppError, isProblem, type ProblemCode } from '../../domain/errors';
import { phaseOf, type EventKind } from '../../domain/event';
import { summaryParts, type Summary, type SummaryPart } from '../../domain/summary';
import type { Question } from '../command';
import { readAttendance } from '../commands/attendance';
import { changeSinceLastTime } from '../compare/last-time';
import { checkKeptRight } from '../kept-right';
import { readingOnce } from '../reading-once';
import { withoutPeople } from '../report-state';
import { inListOrder, keptMyEvents, readMyEvent, startOf } from '../which/my-events';
import type { MyEvent } from '../../domain/my-events';
import { ownerOf } from '../recent';
import type { Dialog, Step } from './dialog';

/** From an event that was held to a card of its figures in the compose box: choose the event, see the card, insert it. */
export const postSummary: Dialog = {
  id: 'postSummary',
  title: 'Post attendance summary',
  open: (_opened, question) => chooseEvent(question),
  async submit(data, question) {
    const asking = readingOnce(question);
    const { step } = data;
    if (step === 'choose') return chooseEvent(asking, textOf(data.event));
    if (step !== 'preview' && step !== 'insert') throw new AppError('bad-action');
    if (data.event === undefined || data.event === '') return chooseEvent(asking, undefined, 'Choose an event first.');
    const asked = readAsked(data);
    const seen = step === 'insert' ? seenCard(asked, asking) : undefined;
    try {
      if (!seen) return await preview(asked, asking, step === 'insert' ? CHANGED : undefined);
      await checkKeptRight(asking, asked);
      noteSummary('posted', asked, question);
      return { insert: seen };
    } catch (error) {
      if (isProblem(error, 'not-found')) return chooseEvent(asking, undefined, GONE);
      throw error;
    }
  },
};

const CHANGED = 'This is how it looks with what you chose now. Press Insert to put it into your message.';
const GONE = 'That event is gone, or is not yours any more. Choose another.';
const GONE_SESSION = 'That session is gone. Choose another.';
const MOST_EVENTS = 100;

/** What the inputs say. */
interface Asked {
  kind: EventKind;
  id: string;
  /** A session's id, or all of them; absent for the newest. */
  session?: string;
  parts: readonly SummaryPart[];
}

async function chooseEvent(question: Question, chosen = spokenOf(question), alert?: string): Promise<Step> {
  const { now } = question.card;
  const { events, unread } = await keptMyEvents(question);
  const held = inListOrder(events, now).filter(({ event }) => ['running', 'ended'].includes(phaseOf(event, now)));
  // What the conversation speaks of may be older than the newest.
  const offered = held.filter(({ event }, index) => index < MOST_EVENTS || valueOf(event) === chosen);
  const ended = held.find(({ event }) => phaseOf(event, now) === 'ended');
  const card = summaryEventCard(
    {
      events: offered.map(({ event }) => ({
        value: valueOf(event),
        kind: event.kind,
        title: event.title,
        start: event.start ?? null,
        phase: phaseOf(event, now),
      })),
      ...(chosen !== undefined && { chosen }),
      ...(ended && { newest: valueOf(ended.event) }),
      ...(alert !== undefined && { alert }),
      unread: unread.length > 0,
    },
    question.card,
  );
  return { show: card, size: 'medium' };
}

function valueOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`;
}

function spokenOf({ memory }: Question): string | undefined {
  return memory.subject && valueOf(memory.subject);
}

/** States that leave nothing to show, told beside the choice. */
const withoutFigures: readonly ProblemCode[] = [...withoutPeople, 'report-unlisted'];

async function preview(asked: Asked, question: Question, alert?: string): Promise<Step> {
  const { kind, id, parts } = asked;
  const mine = await readMyEvent(question, id, kind);
  const form = { event: valueOf(asked), title: mine.event.title, parts, ...(await sessionsOf(mine, question)) };
  const shown = await withFigures(form, mine, asked, question, alert);
  return { show: summaryPreviewCard(shown, question.card), size: 'large' };
}

async function withFigures(
  form: Pick<SummaryPreview, 'event' | 'title' | 'sessions' | 'parts'>,
  mine: MyEvent,
  asked: Asked,
  question: Question,
  alert: string | undefined,
): Promise<SummaryPreview> {
  const { session, parts } = asked;
  if (parts.length === 0) return { ...form, ...(session && { session }), alert: 'Choose at least one thing to show.' };
  try {
    const all = session === ALL_SESSIONS;
    const found = session === undefined || all ? mine : { ...mine, sessionId: session };
    const attendance = await readAttendance(found, all ? { all: true } : {}, question);
    const shown = form.sessions.length > 0 ? (session ?? attendance.subject.sessionId) : undefined;
    const now = { ...asked, ...(shown !== undefined && { session: shown }) };
    const change = parts.includes('figures') ? await changeSinceLastTime(mine, attendance, question) : undefined;
    const summary: Summary = { attendance, parts, ...(change && { change }) };
    keepSeen(now, summary, question);
    noteSummary('looked', now, question);
    return { ...form, ...(shown !== undefined && { session: shown }), summary, ...(alert !== undefined && { alert }) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'not-found' && session !== undefined) return { ...form, alert: GONE_SESSION };
    if (!withoutFigures.includes(error.code)) throw error;
    const { title, what } = wordsFor(error.code, error.details, question.card);
    return { ...form, ...(session !== undefined && { session }), alert: `**${title}.** ${what}` };
  }
}

/** The sessions to choose from, where there are several: those that have begun, by time, and all of them together. */
async function sessionsOf({ event }: MyEvent, { source, card }: Question): Promise<Pick<SummaryPreview, 'sessions'>> {
  const all = await source.sessions({ kind: event.kind, id: event.id });
  const begun = all.filter(one => one.start === undefined || Date.parse(one.start.at) <= card.now);
  if (all.length < 2 || begun.length === 0) return { sessions: [] };
  const sessions = [...begun]
    .sort((a, b) => startOf(a) - startOf(b))
    .map(one => ({ value: one.id, title: one.subject ?? '', start: one.start ?? null }));
  return { sessions: [...sessions, { value: ALL_SESSIONS, title: 'All sessions together', start: null }] };
}

function noteSummary(deed: 'looked' | 'posted', { kind, id, session }: Asked, { note }: Question): void {
  const sessionId = session === ALL_SESSIONS ? undefined : session;
  note(deed, postSummary.id, { kind, id, ...(sessionId !== undefined && { sessionId }) });
}

function seenKey({ kind, id, session = '', parts }: Asked): string {
  return `summary seen ${JSON.stringify([kind, id, session, summaryParts.filter(part => parts.includes(part))])}`;
}

/** What was previewed is what will be inserted, to the letter: by what was asked, and by what the inputs will say. */
function keepSeen(asked: Asked, summary: Summary, question: Question): void {
  const card = sharedSummaryCard(summary, question.card);
  const offered = offeredParts(summary.attendance, question.card);
  for (const parts of [asked.parts, asked.parts.filter(part => offered.includes(part))])
    question.recent.set(ownerOf(question), seenKey({ ...asked, parts }), card, cardBytes(card));
}

function seenCard(asked: Asked, question: Question): Card | undefined {
  return question.recent.get(ownerOf(question), seenKey(asked)) as Card | undefined;
}

/** The inputs, which came from a client. Throws bad-action. */
function readAsked({ event, session, parts, asked }: Readonly<Record<string, unknown>>): Asked {
  const [, kind, id = ''] = /^(webinar|townhall) (.+)$/s.exec(textOf(event) ?? '') ?? [];
  if (kind === undefined || !isOpaqueId(id)) throw new AppError('bad-action');
  const named = session === undefined || session === '' ? undefined : (textOf(session) ?? '');
  if (named !== undefined && !isOpaqueId(named)) throw new AppError('bad-action');
  // Nothing chosen comes as an empty text, or not at all.
  const chosen =
    parts === undefined ? (asked === true ? [] : summaryParts) : (textOf(parts) ?? '?').split(',').filter(Boolean);
  if (!chosen.every(isPart)) throw new AppError('bad-action');
  return { kind: kind as EventKind, id, ...(named !== undefined && { session: named }), parts: chosen };
}

function isPart(part: string): part is SummaryPart {
  return (summaryParts as readonly string[]).includes(part);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
