import { AppError } from '../../domain/errors';
import { organizerIdOf } from '../../domain/meeting';
import { phaseOf } from '../../domain/event';
import { seriesKeyOf } from '../../domain/series';
import type { Subject } from '../../domain/subject';
import { isPosted, type WatchScope } from '../../domain/watch';
import type { Question } from '../command';
import { eventSubject, isMeeting, meetingSubject, type Found } from '../which/subjects';
import type { Target, WatchBook } from './watch-book';
import { isOwn, meetingTarget } from './watching';

/**
 * What is kept of a watch of this: all sessions of an event, each time of a meeting, or the events of a series. A meeting is its own series, and a
 * title without words has none.
 */
export function targetOf(found: Found, scope: WatchScope = 'event'): Target {
  if (isMeeting(found)) {
    const { meeting } = found;
    return { what: 'event', targetId: meetingTarget(organizerIdOf(meeting), meeting.id) };
  }
  const key = scope === 'series' ? seriesKeyOf(found.event.title) : '';
  return key ? { what: 'series', targetId: key } : { what: 'event', targetId: found.event.id };
}

/** What watching it can come to nothing by. Throws AppError: channel-meeting, event-canceled. */
export function checkWatchable(found: Found, { what }: Target): void {
  if (isMeeting(found)) {
    if (found.meeting.isChannelMeeting) throw new AppError('channel-meeting', { title: found.meeting.subject ?? '' });
  } else if (what === 'event' && found.event.status === 'canceled')
    throw new AppError('event-canceled', { title: found.event.title });
}

/** As cards name it: the whole event, whichever of its sessions was found. */
export function watchedSubject(found: Found, now: number): Subject {
  return isMeeting(found) ? meetingSubject(found, now) : eventSubject(found, now);
}

/** An event of which nothing will be posted: it ended too long ago. */
export function isPast(found: Found, { what }: Target, now: number): boolean {
  if (isMeeting(found) || what !== 'event' || phaseOf(found.event, now) !== 'ended') return false;
  return found.event.end !== undefined && !isPosted(now, Date.parse(found.event.end.at));
}

/** The book, for a command about this. Throws AppError: watch-needs-store, watch-needs-chat. */
export function bookFor({ watches, card }: Question, title?: string): WatchBook {
  const about = title === undefined ? {} : { title };
  if (!watches) throw new AppError(card.botId === undefined ? 'watch-needs-store' : 'watch-needs-chat', about);
  return watches;
}

/** Whether the asker watches it in this conversation, alone or with its series; absent where nothing is kept. For the buttons of its cards. */
export async function watchedFacts(found: Found, { watches, asker }: Question): Promise<{ watched?: boolean }> {
  // A database that does not answer costs the card its button, not the answer.
  const here = await watches?.here().catch(() => undefined);
  if (!here) return {};
  const own = here.filter(watch => isOwn(watch, asker));
  const targets = [targetOf(found), targetOf(found, 'series')];
  return {
    watched: own.some(one => targets.some(({ what, targetId }) => one.what === what && one.targetId === targetId)),
  };
}
