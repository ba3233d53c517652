import { isAppError } from '../../domain/errors';
import { seriesKeyOf } from '../../domain/series';
import type { Subject } from '../../domain/subject';
import { isMeetingKey, toReportHome } from '../../store/home-key';
import type { Question } from '../command';
import { inListOrder, keptEventsOrNone } from '../which/my-events';
import { toFoundMeeting } from '../which/subjects';
import type { PlacedWatch } from './watch-book';
import { watchedSubject } from './watch-target';

/** What watches are of, in the words of somebody who runs it: a watch itself keeps ids alone. */
export interface Naming {
  /** The event, the meeting, or the likeliest of the series; undefined for what the asker does not run. */
  subjectOf(watch: PlacedWatch): Promise<Subject | undefined>;
}

/** Reads the asker's events once; a meeting is asked for by itself. Never throws for what can't be read: it has no name then. */
export async function createNaming(question: Question): Promise<Naming> {
  const { now } = question.card;
  const mine = inListOrder(await keptEventsOrNone(question), now);
  return {
    async subjectOf({ what, targetId }) {
      if (what === 'all') return undefined;
      if (isMeetingKey(targetId)) return meetingOf(targetId, question);
      const one = mine.find(({ event }) =>
        what === 'event' ? event.id === targetId : seriesKeyOf(event.title) === targetId,
      );
      return one && watchedSubject(one, now);
    },
  };
}

async function meetingOf(targetId: string, question: Question): Promise<Subject | undefined> {
  const home = toReportHome(targetId);
  if (home.of !== 'meeting') return undefined;
  try {
    const meeting = await question.source.meetingById(home.meetingId, home.userId);
    return watchedSubject(await toFoundMeeting(meeting, question), question.card.now);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
