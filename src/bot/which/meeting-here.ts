import { AppError, isAppError, isProblem } from '../../domain/errors';
import type { ChatMeeting, Question } from '../command';
import { ofListed } from '../why/explaining';
import { readLink } from './meeting-link';
import { isRefusal, readMyEventsIfAny } from './my-events';
import { sessionByLink } from './which-session';
import { askingRight } from './right';
import { toFoundMeeting, type Candidate, type FoundMeeting } from './subjects';

/** What is meant where nothing was named in a meeting's own chat: that meeting, or the session of an event that meets there. */
export type MeantHere = { meeting: FoundMeeting } | { session: Candidate } | { link: string };

const HERE = /^(?:(?:for|of|in|to|from) )?(?:this|the current|our) (?:meeting|call|chat)$|^(?:in )?here$/i;

/** "attendance of this meeting", "attendance here". */
export function meansHere(words: string): boolean {
  return HERE.test(words);
}

/** Undefined outside a meeting's chat, and where nobody knows the meeting. Throws AppError where it may not be known, or is not the asker's. */
export async function readMeetingHere(question: Question): Promise<MeantHere | undefined> {
  const { here } = question;
  if (!here) return undefined;
  const [told] = await Promise.allSettled([here.meeting()]);
  const meeting = told.status === 'fulfilled' ? told.value : undefined;
  if (meeting?.meetingId !== undefined)
    return { meeting: await readAs(question, { ...meeting, meetingId: meeting.meetingId }) };
  if (meeting?.joinWebUrl !== undefined && readLink(meeting.joinWebUrl)?.to === 'meeting')
    return { link: meeting.joinWebUrl };
  const session = await sessionOfThread(question, here.threadId);
  if (session) return { session };
  if (told.status === 'rejected') throw told.reason;
  return undefined;
}

/** The meeting of this chat, if that is its id: a co-organiser reads it in the organiser's name, as Graph wants it. */
export async function readIfHere(question: Question, meetingId: string): Promise<FoundMeeting | undefined> {
  const meeting = await question.here?.meeting().catch(() => undefined);
  if (meeting?.meetingId !== meetingId || meeting.organizerId === undefined) return undefined;
  return readAs(question, { ...meeting, meetingId });
}

/** Everybody in the chat knows that there is a meeting; what came of it is for who runs it. */
async function readAs(question: Question, here: ChatMeeting & { meetingId: string }): Promise<FoundMeeting> {
  const { source, asker } = question;
  const isOrganizer = here.organizerId?.toLowerCase() === asker.personId.toLowerCase();
  const keepRight = askingRight(question);
  let meeting: FoundMeeting['meeting'];
  try {
    meeting = await source.meetingById(here.meetingId, here.organizerId);
  } catch (error) {
    const isHidden = isRefusal(error) || isProblem(error, 'not-found');
    if (isHidden && !isOrganizer && !(await question.isReader()))
      throw new AppError('not-the-organizer', {}, { cause: error });
    throw isAppError(error) ? ofListed(error, here.organizerId, question.card.app?.reads) : error;
  }
  try {
    const found = await toFoundMeeting(meeting, question);
    keepRight({ kind: 'meeting', id: meeting.id }, found.role);
    return found;
  } catch (error) {
    throw new AppError('not-the-organizer', {}, { cause: error });
  }
}

/** The join link of a session holds the thread of its chat. */
async function sessionOfThread(question: Question, threadId: string): Promise<Candidate | undefined> {
  const { events } = await readMyEventsIfAny(question);
  return events.length === 0 ? undefined : sessionByLink(question, `${threadId.toLowerCase()}/0`);
}
