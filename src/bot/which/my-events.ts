import { accessToEvent, RIGHT_HOLDS } from '../../domain/access';
import { AppError, isAppError, isProblem } from '../../domain/errors';
import { phaseOf, type EventKind, type VirtualEvent } from '../../domain/event';
import type { MyEvent, MyEvents } from '../../domain/my-events';
import type { Question, Remembered } from '../command';
import { ownerOf } from '../recent';
import { ofListed } from '../why/explaining';
import { askingRight, wasRightAsked } from './right';

const KEY = 'events';
/** About what an event weighs in memory, beside its own texts. */
const EVENT_BYTES = 600;

/**
 * Every event the asker runs, read now, and kept for as long as what it says of rights holds: five minutes. Nothing that `domain/access` denies is in it.
 */
export async function readMyEvents(question: Question): Promise<MyEvents> {
  if (question.myEvents) return question.myEvents;
  const from = performance.now();
  const { events, unread } = await question.source.events();
  const mine: MyEvents = { events: events.flatMap(event => toMine(event, question) ?? []), unread };
  const weight = mine.events.reduce((sum, { event }) => sum + EVENT_BYTES + 2 * (event.description?.length ?? 0), 0);
  question.recent.set(ownerOf(question), KEY, mine, weight, RIGHT_HOLDS - (performance.now() - from));
  return mine;
}

/** The same; none in a cloud without events: meetings may still be had there. */
export async function readMyEventsIfAny(question: Question): Promise<MyEvents> {
  try {
    return await readMyEvents(question);
  } catch (error) {
    if (isProblem(error, 'cloud-without-api')) return { events: [], unread: [] };
    throw error;
  }
}

/** The same as last read, if that was within five minutes. */
export async function keptMyEvents(question: Question): Promise<MyEvents> {
  return myEventsIfKept(question) ?? readMyEvents(question);
}

/** The same, and none where they can't be read: for words that may have been anything, and for names that are not needed. */
export async function keptEventsOrNone(question: Question): Promise<MyEvent[]> {
  try {
    return (await keptMyEvents(question)).events;
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

/** The kept ones, and undefined where that asks Graph something. */
export function myEventsIfKept(question: Pick<Question, 'recent' | 'asker'>): MyEvents | undefined {
  return question.recent.get(ownerOf(question), KEY) as MyEvents | undefined;
}

/**
 * One event by id, for somebody who runs it, or may read all. To everybody else it does not exist, however Graph refuses it: only who is shown to run it learns the
 * exact cause. Throws AppError.
 */
export async function readMyEvent(question: Question, id: string, kind?: EventKind): Promise<MyEvent> {
  const keepRight = askingRight(question);
  let event: VirtualEvent;
  try {
    event = await question.source.event(id, kind);
  } catch (error) {
    if (!isRefusal(error) && !isNotFound(error)) throw error;
    // Asked also of what is missing: how long a refusal takes may not tell that there was something to refuse.
    const listed = await findListed(question, id);
    const isReader = await question.isReader();
    if (!isRefusal(error) || !(listed || isReader)) throw new AppError('not-found', {}, { cause: error });
    throw ofListed(error, listed?.event.organizer?.id, question.card.app?.reads);
  }
  const direct = toMine(event, question);
  if (direct) {
    keepRight(event, direct.role);
    return direct;
  }
  // One event read by itself may name fewer people than the lists of roles do.
  const listed = (await listOf(question)).find(one => one.event.id === id && one.event.kind === event.kind);
  if (listed) return { event, role: listed.role };
  const read = toMine(event, question, await question.isReader());
  if (!read) throw new AppError('not-found');
  return read;
}

const READABLE = 'readable events';

/** Everybody's events, for a reader; none for anybody else. Kept for five minutes. Throws AppError. */
export async function readableEvents(question: Question): Promise<MyEvent[]> {
  if (!(await question.isReader())) return [];
  const owner = ownerOf(question);
  const kept = question.recent.get(owner, READABLE) as MyEvent[] | undefined;
  if (kept) return kept;
  const events = (await question.source.tenantEvents()).flatMap(event => toMine(event, question, true) ?? []);
  question.recent.set(owner, READABLE, events, events.length * EVENT_BYTES, RIGHT_HOLDS);
  return events;
}

/** 401 and 403 that say something about one event. */
export function isRefusal(error: unknown): error is AppError {
  return isAppError(error) && ['permission-missing', 'access-policy-missing', 'not-the-organizer'].includes(error.code);
}

/** Missing and forbidden look the same: no request id, no status. */
export function notFoundAlike(error: unknown): unknown {
  return isNotFound(error) ? new AppError('not-found', {}, { cause: error }) : error;
}

function isNotFound(error: unknown): boolean {
  return isProblem(error, 'not-found');
}

function toMine(event: VirtualEvent, { asker }: Question, isReader = false): MyEvent | undefined {
  const role = accessToEvent(event, asker.personId, isReader);
  return role === 'none' ? undefined : { event, role };
}

async function findListed(question: Question, id: string): Promise<MyEvent | undefined> {
  return (await listOf(question)).find(one => one.event.id === id);
}

async function listOf(question: Question): Promise<MyEvent[]> {
  try {
    return (await keptMyEvents(question)).events;
  } catch (error) {
    if (isRefusal(error) || isNotFound(error)) return [];
    throw error;
  }
}

const phaseRank = { running: 0, coming: 1, draft: 2, unscheduled: 2, ended: 3, canceled: 3 };

/** Running first, then coming by date, then drafts, then past ones newest first. */
export function inListOrder(events: readonly MyEvent[], now: number): MyEvent[] {
  return events
    .map(one => ({ one, rank: phaseRank[phaseOf(one.event, now)], at: startOf(one.event) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank === 3 ? b.at - a.at : a.at - b.at) ||
        a.one.event.title.localeCompare(b.one.event.title) ||
        (a.one.event.id < b.one.event.id ? -1 : 1),
    )
    .map(({ one }) => one);
}

/** Its start in milliseconds, or its end, or 0. */
export function startOf({ start, end }: Pick<VirtualEvent, 'start' | 'end'>): number {
  const at = start ?? end;
  return at ? Date.parse(at.at) : 0;
}

/** Whether Graph said so lately that the asker runs it that what was kept of it may be shown. */
export function isRightKept(question: Question, about: Pick<Remembered, 'kind' | 'id'>): boolean {
  if (wasRightAsked(question, about)) return true;
  const listed = myEventsIfKept(question)?.events ?? [];
  return listed.some(({ event }) => event.id === about.id && event.kind === about.kind);
}
