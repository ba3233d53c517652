import type { CallRecord } from '../../domain/call-record';
import { AppError, isAppError, passing, type ProblemCode } from '../../domain/errors';
import { isGuid } from '../../domain/guid';
import { joinKeyOf } from '../../domain/join-key';
import { eventSubject } from '../../domain/subject';
import type { Question, Remembered } from '../command';
import { askingRight } from '../which/right';
import { sessionByLink } from '../which/which-session';
import { isMeeting, toFoundMeeting } from '../which/subjects';
import { findWhich } from '../which/which';
import { seenBy, type CallHome, type SeenCall } from './call-right';
import { meetingRoom, sessionRoom } from './calls-of-event';

/** Looked for in the place of a call that is not there, so that how long an answer takes tells nothing. */
const NOBODYS_LINK = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_bm9ib2R5cw%40thread.v2/0';

/** The room and the organiser of a call. */
type Room = Required<Pick<CallRecord, 'joinWebUrl'>> & { organizerId: string | undefined };

/**
 * A call by the id of its record, for whoever may see it; `through` is the event or meeting that it was found in before. What is missing, what is forbidden
 * and what is no id have one answer, and the same is read for each: call-not-found. Throws AppError.
 */
export async function callById(id: string, question: Question, through?: Remembered): Promise<SeenCall> {
  const call = await readCallRecord(id, question);
  const room = roomOf(call, question);
  const { home, failed } = await homeOfRoom(room, question, through);
  const seen = call && (await seenBy(question, call, home));
  if (seen) return seen;
  // What could not be asked may have been what shows the right.
  throw failed ?? new AppError('call-not-found');
}

async function readCallRecord(id: string, { source }: Question): Promise<CallRecord | undefined> {
  if (!isGuid(id)) return undefined;
  try {
    return await source.call(id);
  } catch (error) {
    if (isAppError(error) && ['call-not-found', 'call-gone'].includes(error.code)) return undefined;
    throw error;
  }
}

/** What is no room, or of nobody whom Graph could be asked for, is looked for like a call that is not there. */
function roomOf(call: CallRecord | undefined, { asker }: Question): Room {
  const { type, joinWebUrl, organizer } = call ?? {};
  if (type !== 'groupCall' || joinWebUrl === undefined || joinKeyOf(joinWebUrl) === undefined)
    return { joinWebUrl: NOBODYS_LINK, organizerId: asker.personId };
  return { joinWebUrl, organizerId: organizer?.is === 'user' && isGuid(organizer.id) ? organizer.id : asker.personId };
}

/** Who has not signed in is asked to, before anything is told. */
const ofSignIn: readonly ProblemCode[] = [
  'sign-in-needed',
  'consent-needed',
  'conditional-access',
  'sign-in-expired',
  'sign-in-refused',
  'sign-in-failed',
];

/** The asker's event or meeting with this room, or for readers anybody's; `failed` says that one could not be asked for. */
async function homeOfRoom(
  room: Room,
  question: Question,
  through: Remembered | undefined,
): Promise<{ home?: CallHome; failed?: AppError }> {
  let failed: AppError | undefined;
  const ways = [
    ...(through ? [() => homeAt(through, room, question)] : []),
    () => homeByEvents(room, question),
    () => homeByMeeting(room, question),
  ];
  for (const way of ways) {
    try {
      const home = await way();
      if (home) return { home };
    } catch (error) {
      if (!isAppError(error) || ofSignIn.includes(error.code)) throw error;
      if (passing.includes(error.code)) failed ??= error;
    }
  }
  return failed ? { failed } : {};
}

async function homeAt(
  { kind, id, session }: Remembered,
  room: Room,
  question: Question,
): Promise<CallHome | undefined> {
  const which = await findWhich({ kind, id, ...(session !== undefined && { session }) }, question);
  if (!('found' in which)) return undefined;
  const { found } = which;
  const { now } = question.card;
  if (isMeeting(found)) return ifItsRoom(meetingRoom(found, now), room);
  const { kind: of, id: eventId } = found.event;
  const sessions = await question.source.sessions({ kind: of, id: eventId });
  const one = sessions.find(({ joinWebUrl }) => joinKeyOf(joinWebUrl) === joinKeyOf(room.joinWebUrl));
  return one && { found, subject: eventSubject(found, now, one, sessions.length), joinWebUrl: one.joinWebUrl };
}

async function homeByEvents({ joinWebUrl, organizerId }: Room, question: Question): Promise<CallHome | undefined> {
  const key = joinKeyOf(joinWebUrl);
  if (key === undefined) return undefined;
  const unread: AppError[] = [];
  const found = await sessionByLink(question, key, organizerId, error => unread.push(error));
  if (!found?.session) {
    // It may be in what Graph did not give just now.
    const passed = unread.find(({ code }) => passing.includes(code));
    if (passed) throw passed;
    return undefined;
  }
  return sessionRoom(found, found.session, question.card.now);
}

/** Graph finds a meeting in the name of its organiser alone; who else runs it is read from there. Throws AppError: not-found for who does not. */
export async function homeByMeeting(
  { joinWebUrl, organizerId }: Room,
  question: Question,
): Promise<CallHome | undefined> {
  const keepRight = askingRight(question);
  const found = await toFoundMeeting(await question.source.meetingByJoinUrl(joinWebUrl, organizerId), question);
  keepRight({ kind: 'meeting', id: found.meeting.id }, found.role);
  return ifItsRoom(meetingRoom(found, question.card.now), { joinWebUrl });
}

function ifItsRoom(home: CallHome, { joinWebUrl }: Pick<Room, 'joinWebUrl'>): CallHome | undefined {
  const key = joinKeyOf(joinWebUrl);
  return key !== undefined && joinKeyOf(home.joinWebUrl) === key ? home : undefined;
}
