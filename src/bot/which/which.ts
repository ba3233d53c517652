import { isOpaqueId, type Args } from '../../domain/args';
import { AppError, isAppError, passing } from '../../domain/errors';
import { phaseOf } from '../../domain/event';
import { nearestNames } from '../../domain/name-match';
import { keptHomeOf } from '../calls/kept-calls';
import type { Question, Remembered } from '../command';
import { readListNumber } from './list-number';
import { meansHere, readIfHere, readMeetingHere } from './meeting-here';
import { readJoinId, readLink, type Link } from './meeting-link';
import { inListOrder, readMyEvent, readMyEvents, readMyEventsIfAny, readableEvents, startOf } from './my-events';
import type { MyEvents } from '../../domain/my-events';
import type { Candidate, Found } from './subjects';
import { meetingByDigits, meetingById, meetingByLink } from './which-meeting';
import { searchNames, withoutKind, withoutLead } from './which-name';
import { sessionByLink, sessionsByName } from './which-session';

/** What was meant, or what may have been; `asked` is empty where nothing was named. */
export type Which = { found: Found } | { candidates: Candidate[]; asked: string };

/** Text of the asker's that problems repeat, at most. */
const LONGEST_ASKED = 100;

/**
 * Finds what a command is about: by the ids of a button, by the asker's words, or by what the conversation last spoke of. Access is checked here,
 * before anything is returned. Throws AppError: not-found alike for what is missing and what is forbidden.
 */
export async function findWhich(args: Args, question: Question, lean?: 'past' | 'coming'): Promise<Which> {
  if (args.id !== undefined) return { found: await byId(question, args.id, args.kind, args.session) };
  const asked = args.which?.trim() ?? '';
  const { subject } = question.memory;
  if (question.here && meansHere(asked)) {
    const found = await byChat(question);
    if (found) return { found };
  }
  if (asked) return byWords(asked, question, lean);
  if (subject) return { found: await byRemembered(question, subject) };
  const here = await byChat(question);
  if (here) return { found: here };
  return { candidates: await likeliest(question, lean), asked: '' };
}

/** What meets in the chat where the question is asked. */
async function byChat(question: Question): Promise<Found | undefined> {
  const meant = await readMeetingHere(question);
  if (!meant) return undefined;
  if ('meeting' in meant) return meant.meeting;
  if ('session' in meant) return toFound(meant.session);
  const link = readLink(meant.link);
  return link && byLink(question, link, meant.link);
}

async function byWords(asked: string, question: Question, lean: 'past' | 'coming' | undefined): Promise<Which> {
  const number = readListNumber(asked);
  if (number !== undefined) return { found: await byNumber(question, number) };
  const link = readLink(asked);
  if (link) return { found: await byLink(question, link, asked) };
  const { words } = withoutKind(withoutLead(asked));
  const joinId = readJoinId(words);
  if (joinId !== undefined) return { found: await byDigits(question, joinId, words) };
  const mine = await (looksLikeId(words) ? readMyEventsIfAny : readMyEvents)(question);
  const exact = mine.events.find(({ event }) => event.id === asked || event.id === words);
  if (exact) return { found: exact };
  const ofEvent = sessionOfEvent(words, mine);
  if (ofEvent) return { found: await ofEvent(question) };

  const { zone, locale, now } = question.card;
  const search = searchNames(asked, mine.events, { zone, locale, now, ...(lean && { lean }) });
  if ('never' in search) throw new AppError('no-such-date', { asked: shortened(search.never) });
  const own = search.found.length > 0 ? search.found : await sessionsByName(question, words, mine.events);
  const candidates = own.length > 0 || looksLikeId(words) ? own : await readableByName(question, asked, lean);
  const [only] = candidates;
  if (!only) return { found: await byOpaqueId(question, words, asked, mine) };
  if (candidates.length > 1) return { candidates: inLikelyOrder(candidates, now, lean), asked: shortened(asked) };
  return { found: toFound(only) };
}

/** Events of others by name, for whoever may read them. */
async function readableByName(question: Question, asked: string, lean?: 'past' | 'coming'): Promise<Candidate[]> {
  const { zone, locale, now } = question.card;
  const events = await readableEvents(question);
  const search = searchNames(asked, events, { zone, locale, now, ...(lean && { lean }) });
  return 'found' in search ? search.found : [];
}

/** Digits are those of a meeting, unless an event has them for an id. */
async function byDigits(question: Question, joinId: string, words: string): Promise<Found> {
  try {
    return await meetingByDigits(question, joinId);
  } catch (error) {
    const { events } = await readMyEventsIfAny(question);
    const named = events.find(({ event }) => event.id === words);
    if (!named) throw error;
    return named;
  }
}

async function byNumber(question: Question, number: number): Promise<Found> {
  const { list, calls } = question.memory;
  if (calls) return byCallNumber(question, calls, number);
  if (list.length === 0) throw new AppError('no-list-yet', { asked: String(number) });
  const chosen = list[number - 1];
  if (!chosen) throw new AppError('no-such-number', { asked: String(number), listLength: list.length });
  return byRemembered(question, chosen);
}

/** Calls were listed last: the event or meeting that the call was held in. */
async function byCallNumber(question: Question, calls: readonly string[], number: number): Promise<Found> {
  const asked = String(number);
  const chosen = calls[number - 1];
  if (chosen === undefined) throw new AppError('no-such-number', { asked, listLength: calls.length });
  const home = keptHomeOf(chosen, question);
  if (!home) throw new AppError('not-found', { asked });
  return byRemembered(question, home);
}

async function byRemembered(question: Question, { kind, id, session, report }: Remembered): Promise<Found> {
  return { ...(await byId(question, id, kind, session)), ...(report !== undefined && { reportId: report }) };
}

async function byId(question: Question, id: string, kind: Args['kind'], session?: string): Promise<Found> {
  if (kind === 'meeting') return (await readIfHere(question, id)) ?? meetingById(question, id);
  return { ...(await readMyEvent(question, id, kind)), ...(session !== undefined && { sessionId: session }) };
}

async function byLink(question: Question, link: Link, asked: string): Promise<Found> {
  if (link.to === 'elsewhere') throw new AppError('not-a-meeting-link', { asked: shortened(asked) });
  if (link.to === 'event') return byId(question, link.id, undefined);
  const session = await sessionByLink(question, link.key, link.organizer);
  if (session) return toFound(session);
  return meetingByLink(question, link);
}

/** Tried last: the words may be the id of an event that no list names, or of a meeting. */
async function byOpaqueId(question: Question, words: string, asked: string, mine: MyEvents): Promise<Found> {
  if (looksLikeId(words)) {
    const reads = [() => byId(question, words, undefined), () => meetingById(question, words, false)];
    for (const read of reads) {
      try {
        return await read();
      } catch (error) {
        if (!isAppError(error) || !passedOver.includes(error.code)) throw error;
      }
    }
  }
  const [unread] = mine.unread.filter(({ code }) => passing.includes(code));
  if (unread) throw new AppError(unread.code);
  const titles = inListOrder(mine.events, question.card.now).map(({ event }) => event.title);
  throw new AppError('not-found', { asked: shortened(asked), nearest: nearestNames(words, titles) });
}

/** What an id of another kind may come to. */
const passedOver = ['not-found', 'graph-refused', 'cloud-without-api'];

const SHORTEST_ID = 12;

/** Graph's ids have no spaces, are long, and as good as always hold a digit. */
function looksLikeId(words: string): boolean {
  return words.length >= SHORTEST_ID && /\d|.{24}/.test(words) && !/\s/.test(words) && isOpaqueId(words);
}

/** `<event id> session <session id>`: what a card writes into the link to the private chat. */
function sessionOfEvent(words: string, { events }: MyEvents): ((question: Question) => Promise<Found>) | undefined {
  const [, id = '', session = ''] = /^(.+) session (\S+)$/.exec(words) ?? [];
  if (!isOpaqueId(session)) return undefined;
  const listed = events.find(({ event }) => event.id === id);
  if (listed) return () => Promise.resolve({ ...listed, sessionId: session });
  return looksLikeId(id) ? question => byId(question, id, undefined, session) : undefined;
}

/** What is asked about most where nothing was named: for figures the events that ended, newest first; else all in their order. */
async function likeliest(question: Question, lean: 'past' | 'coming' | undefined): Promise<Candidate[]> {
  const { now } = question.card;
  const events = inListOrder(await eventsOrNone(question), now);
  const ended = lean === 'past' ? events.filter(({ event }) => phaseOf(event, now) === 'ended') : [];
  const candidates = ended.length > 0 ? ended : events;
  if (candidates.length === 0) throw new AppError('nothing-named');
  return candidates;
}

async function eventsOrNone(question: Question): Promise<MyEvents['events']> {
  try {
    return (await readMyEvents(question)).events;
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

function toFound({ event, role, session }: Candidate): Found {
  return { event, role, ...(session && { sessionId: session.id }) };
}

/** Nearest in time first; where only what is over can be meant, what has not begun comes last. */
function inLikelyOrder(candidates: readonly Candidate[], now: number, lean?: 'past' | 'coming'): Candidate[] {
  const start = ({ event, session }: Candidate) => startOf(session?.start ? session : event);
  const isUnlikely = (one: Candidate) => lean !== undefined && start(one) > now === (lean === 'past');
  const away = (one: Candidate) => Math.abs(start(one) - now);
  return [...candidates].sort((a, b) => Number(isUnlikely(a)) - Number(isUnlikely(b)) || away(a) - away(b));
}

function shortened(text: string): string {
  return Array.from(text).slice(0, LONGEST_ASKED).join('');
}
