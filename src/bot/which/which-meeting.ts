import { isSamePerson } from '../../domain/access';
import { AppError, isAppError, isProblem } from '../../domain/errors';
import type { Meeting } from '../../domain/meeting';
import type { Question } from '../command';
import type { MeetingLink } from './meeting-link';
import { isRefusal, notFoundAlike } from './my-events';
import { ownerOf } from '../recent';
import { askingRight } from './right';
import { toFoundMeeting, type FoundMeeting } from './subjects';

const ORGANIZER_BYTES = 300;

/** The meeting of a join link, for its organiser; for a reader in the name of the organiser whom the link names. */
export async function meetingByLink(question: Question, link: MeetingLink): Promise<FoundMeeting> {
  const { source, asker } = question;
  const { organizer, joinId, url } = link;
  const mayBeTheirs = organizer === undefined || isSamePerson(organizer, asker.personId);
  const isReading = !mayBeTheirs && (await question.isReader());
  const byUrl = () =>
    ownMeeting(
      question,
      () => source.meetingByJoinUrl(url, isReading ? organizer : undefined),
      mayBeTheirs || isReading,
    );
  if (joinId === undefined) return byUrl();
  // A short link holds the digits of the meeting, by which Graph surely finds it.
  try {
    return await ownMeeting(question, () => source.meetingByJoinId(joinId), mayBeTheirs);
  } catch (error) {
    if (!isProblem(error, 'meeting-not-found')) throw error;
    return byUrl();
  }
}

export function meetingByDigits(question: Question, digits: string): Promise<FoundMeeting> {
  return ownMeeting(question, () => question.source.meetingByJoinId(digits));
}

/** Graph gives a meeting by id to its organiser; to a reader where its link was read before, which names the organiser. */
export function meetingById(question: Question, id: string, exactCause = true): Promise<FoundMeeting> {
  const organizer = question.recent.get(ownerOf(question), organizerKey(id)) as string | undefined;
  return meeting(question, () => question.source.meetingById(id, organizer), exactCause);
}

/** By link or digits Graph finds a meeting for its organiser alone: what is missing and what it refuses get one answer, which says so. */
async function ownMeeting(...how: Parameters<typeof meeting>): Promise<FoundMeeting> {
  try {
    return await meeting(...how);
  } catch (error) {
    throw isProblem(error, 'not-found') ? new AppError('meeting-not-found', {}, { cause: error }) : error;
  }
}

/** A meeting, for who runs it. The exact cause of a refusal is told only where it can be about the asker's own meeting. */
async function meeting(question: Question, read: () => Promise<Meeting>, exactCause = true): Promise<FoundMeeting> {
  const keepRight = askingRight(question);
  try {
    const found = await toFoundMeeting(await read(), question);
    const { id, userId } = found.meeting;
    keepRight({ kind: 'meeting', id }, found.role);
    if (found.role === 'reader') question.recent.set(ownerOf(question), organizerKey(id), userId, ORGANIZER_BYTES);
    return found;
  } catch (error) {
    // Asked also of what is missing: how long a refusal takes may not tell that there was something to refuse.
    await question.isReader();
    const hidden = isAppError(error) && (error.code === 'not-the-organizer' || (!exactCause && isRefusal(error)));
    throw hidden ? new AppError('not-found', {}, { cause: error }) : notFoundAlike(error);
  }
}

function organizerKey(id: string): string {
  return JSON.stringify(['organiser of a meeting', id]);
}
