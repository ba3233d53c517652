import type { Subject } from './subject';

/** One event or meeting each time it is held, all events of its series, or everything that somebody runs. */
export const watchScopes = ['event', 'series', 'all'] as const;
export type WatchScope = (typeof watchScopes)[number];

/** Where summaries are posted. */
export type WatchPlace = 'personal' | 'groupChat' | 'channel';

/** A watch posts what ends from a day before it was made: whoever asks right after an event wants that one too. */
export const WATCH_REACHES_BACK = 24 * 3_600_000;

/** Whether a watch that was made at `createdAt` posts a session that ended at `endAt`; both in milliseconds. */
export function isPosted(createdAt: number, endAt: number): boolean {
  return endAt >= createdAt - WATCH_REACHES_BACK;
}

/** What a watch now is: just made, there already, or taken away. */
export interface WatchAnswer {
  outcome: 'made' | 'known' | 'ended';
  scope: WatchScope;
  place: WatchPlace;
  /** What is watched, or one of the series; absent for everything, and for what the asker no longer runs. */
  subject?: Subject;
  /** It ended too long ago for its summary to be posted. */
  isPast?: true;
  /** Everything of the asker's here was taken away at once: so many. */
  count?: number;
}

/** One watch in a list. */
export interface WatchLine {
  number: number;
  /** Its own id, by which it is taken away. */
  watched: string;
  scope: WatchScope;
  place: WatchPlace;
  /** In the conversation of the list. */
  isHere: boolean;
  /** Nothing can be posted there any more. */
  isGone?: true;
  subject?: Subject;
}

/** What is watched here, and in their own chat what a person watches anywhere. */
export interface WatchingAnswer {
  watches: WatchLine[];
  page: number;
  pages: number;
  matching: number;
  /** Watches in this conversation that others made, of what the asker does not run. */
  others: number;
  /** The asker's own watches in other conversations that are not listed here. */
  elsewhere: number;
}
