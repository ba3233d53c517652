import type { EventTime } from './time';

/** What became of a summary that Rollcall posts by itself, as far as its owner has something to do or to wait for. */
export const postStates = ['waiting', 'unsure', 'undelivered'] as const;
export type PostState = (typeof postStates)[number];

/**
 * Why nothing was delivered: Rollcall is not in that conversation any more · somebody removed the message · its id is not known, so it can't be
 * changed · Teams refused it.
 */
export type UndeliveredReason = 'gone' | 'removed' | 'unchangeable' | 'refused';

/** A summary that did not certainly arrive. */
export interface Post {
  /** Text of `toPostKey`. */
  key: string;
  state: PostState;
  title: string;
  start: EventTime | null;
  /** For `undelivered`. */
  reason?: UndeliveredReason;
}

/** Told to the owner of a summary of which nobody knows whether it arrived. */
export interface UnsurePost {
  /** As `Post.key`. */
  key: string;
  /** Absent where others read it too. */
  about?: { title: string; start: EventTime | null };
}

/** What `posts` answers: what is not certainly there, newest first. */
export interface PostsAnswer {
  posts: Post[];
  /** More than are listed. */
  more: number;
  /** What came of the button that was pressed. */
  done?: PostOutcome;
}

/** The owner's word on a summary that may or may not be there; `anew`: on newer figures of one whose message can't be changed. */
export const postVerdicts = ['resend', 'there', 'anew'] as const;
export type PostVerdict = (typeof postVerdicts)[number];

/** `resent`: it goes out again · `there`: it counts as posted · `anew`: it goes out as a new message · `settled`: that was clear already, and nothing was done. */
export type PostOutcome = 'resent' | 'there' | 'anew' | 'settled';

/** One attempt at one message: what a button is about. A press that comes late is about an attempt that is over. */
export function toPostKey({ id, attempt }: { id: string; attempt: number }): string {
  return `${id}.${attempt}`;
}

/** The way back; undefined for anything that `toPostKey` did not make. */
export function fromPostKey(key: string): { id: string; attempt: number } | undefined {
  const [, id, attempt] = /^([\w-]{1,64})\.(\d{1,9})$/.exec(key) ?? [];
  return id === undefined || attempt === undefined ? undefined : { id, attempt: Number(attempt) };
}
