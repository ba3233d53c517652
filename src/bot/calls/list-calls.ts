import type { CallRecord } from '../../domain/call-record';
import { isAppError, passing, type AppError, type ProblemCode } from '../../domain/errors';
import { isSamePerson } from '../../domain/access';
import { joinKeyOf } from '../../domain/join-key';
import type { MyEvent } from '../../domain/my-events';
import type { CallWindow } from '../../domain/sources';
import { toInstant } from '../../domain/time';
import type { Question } from '../command';
import { isRefusal, readMyEvents, readableEvents, startOf as startOfEvent } from '../which/my-events';
import { nearestSessions } from '../which/which-session';
import { seenBy, type CallHome, type SeenCall } from './call-right';
import { sessionRoom, startOf } from './calls-of-event';

/** The calls of a window that the asker may see, newest first. */
export interface CallList {
  scope: 'own' | 'all';
  calls: SeenCall[];
  incomplete?: true;
  callsRead?: number;
  incompleteBecause?: ProblemCode;
}

/** Pages of one list; Graph gives 60 calls a page, and an app 40 requests in 20 seconds. */
const MOST_PAGES = 20;
/** Organisers of the asker's events whose calls are looked through as well. */
const MOST_ORGANIZERS = 5;
/** Events whose sessions are read for one list. */
const MOST_EVENTS = 40;
/** Rehearsals and late ends: a call may begin so long before and after its event's day. */
const ASIDE = 24 * 3_600_000;

/**
 * For readers all calls of the tenant; for everybody else those of what they run, among the calls that they and the organisers of their events were in.
 * Throws AppError where nothing can be read; what fails later leaves the list incomplete.
 */
export async function listCalls(
  window: Pick<CallWindow, 'start' | 'end'>,
  personId: string | undefined,
  question: Question,
): Promise<CallList> {
  const isReader = await question.isReader();
  const calls = new Map<string, CallRecord>();
  const reading: Reading = { calls, question, pages: 0, problems: [] };
  const homes = await homesIn(window, isReader ? await titledEvents(question) : await eventsOf(reading), reading);
  const lists = participantsOf(isReader, personId, homes, reading).map(participantId => ({
    ...window,
    ...(participantId !== undefined && { participantId }),
  }));
  for (const list of lists) await readList(list, reading);
  const seen: SeenCall[] = [];
  for (const call of calls.values()) {
    const one = await seenBy(question, call, homes.get(joinKeyOf(call.joinWebUrl) ?? ''));
    if (one) seen.push(one);
  }
  const [because] = reading.problems;
  return {
    scope: isReader ? 'all' : 'own',
    calls: seen.sort((one, other) => startOf(other.call) - startOf(one.call)),
    ...(because && { incomplete: true, callsRead: seen.length }),
    ...(because && because !== 'too much' && { incompleteBecause: because }),
  };
}

/** In whose calls is looked; undefined stands for everybody's. */
function participantsOf(
  isReader: boolean,
  personId: string | undefined,
  homes: ReadonlyMap<string, CallHome>,
  { question: { asker }, problems }: Reading,
): (string | undefined)[] {
  if (personId !== undefined) return [personId];
  if (isReader) return [undefined];
  const organizers = [...homes.values()].flatMap(({ found }) =>
    'event' in found && found.event.organizer?.id !== undefined ? [found.event.organizer.id] : [],
  );
  const others = organizers.filter((id, at) => !isSamePerson(id, asker.personId) && organizers.indexOf(id) === at);
  if (others.length > MOST_ORGANIZERS) problems.push('too much');
  return [asker.personId, ...others.slice(0, MOST_ORGANIZERS)];
}

interface Reading {
  calls: Map<string, CallRecord>;
  question: Question;
  pages: number;
  problems: (ProblemCode | 'too much')[];
}

/** Into the calls of all lists, each once, of its highest version. Throws what fails before anything was read. */
async function readList(list: CallWindow, reading: Reading): Promise<void> {
  const { calls, problems, question } = reading;
  const { source, signal, progress } = question;
  let pages = 0;
  try {
    for await (const page of source.calls(list, signal && { signal })) {
      if (pages === MOST_PAGES) {
        problems.push('too much');
        return;
      }
      pages += 1;
      reading.pages += 1;
      progress({ pages: reading.pages, people: 0 });
      for (const call of page) if ((call.version ?? 0) >= (calls.get(call.id)?.version ?? 0)) calls.set(call.id, call);
    }
  } catch (error) {
    const because = signal?.aborted ? 'took-too-long' : isAppError(error) ? error.code : undefined;
    if (because === undefined || reading.pages === 0) throw error;
    problems.push(because);
  }
}

/** Rooms of these events around the window, by join key. */
async function homesIn(
  window: Pick<CallWindow, 'start' | 'end'>,
  events: readonly MyEvent[],
  { question, problems }: Reading,
): Promise<Map<string, CallHome>> {
  const homes = new Map<string, CallHome>();
  const [from, to] = [Date.parse(window.start) - ASIDE, Date.parse(window.end) + ASIDE];
  const near = events.filter(({ event }) => startOfEvent(event) < to && (toInstant(event.end?.at) ?? from) >= from);
  // To a reader they give titles alone.
  const isOwn = near.some(({ role }) => role !== 'reader');
  if (isOwn && near.length > MOST_EVENTS) problems.push('too much');
  const unread = ({ code }: AppError) => {
    if (isOwn && passing.includes(code)) problems.push(code);
  };
  for await (const candidates of nearestSessions(question, near, MOST_EVENTS, unread))
    for (const { session, ...event } of candidates) {
      const key = joinKeyOf(session?.joinWebUrl);
      if (session && key !== undefined) homes.set(key, sessionRoom(event, session, question.card.now));
    }
  return homes;
}

/** Where events can't be read, meetings still have calls. */
async function eventsOf({ question, problems }: Reading): Promise<MyEvent[]> {
  try {
    const { events, unread } = await readMyEvents(question);
    problems.push(...unread.map(one => one.code));
    return events;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code } = error;
    if (code === 'cloud-without-api') return [];
    if (!isRefusal(error) && !passing.includes(code)) throw error;
    problems.push(code);
    return [];
  }
}

/** A reader sees every call anyway: from these it has its title. */
async function titledEvents(question: Question): Promise<MyEvent[]> {
  try {
    return await readableEvents(question);
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}
