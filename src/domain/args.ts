import type { EventFilter, EventKind } from './event';
import type { ExportLayout } from './export';
import type { SessionForm } from './new-session-form';
import type { ParticipantFilters, ParticipantSort } from './participants';
import type { PostVerdict } from './posts';
import type { WatchScope } from './watch';

/**
 * A command's arguments. Words are parsed into them, and a button carries them ready-made: only ids and view settings, and whoever presses is
 * checked again.
 */
export interface Args {
  /** What the asker called it, still to be found: a name, a number, a date phrase, a link. */
  which?: string;
  kind?: EventKind | 'meeting';
  /** Event or meeting id. */
  id?: string;
  session?: string;
  report?: string;
  /** All reports of the session, the meeting or the whole event, merged. For `unwatch`: everything of the asker's here. */
  all?: true;
  /** From 1. */
  page?: number;
  sort?: ParticipantSort;
  filter?: ParticipantFilters | EventFilter;
  find?: string;
  /** For `registrations`: which question of the form, from 1. */
  question?: number;
  /** One person: a key of domain/person-key, never a name or an e-mail address. */
  person?: string;
  /** For `session`: show every property. */
  details?: boolean;
  /** For `export`. */
  layout?: ExportLayout;
  /** For `compare`: beside the one named. */
  others?: EventIds[];
  /** For `compare`: so many of a series, the newest. */
  last?: number;
  /** For `watch` and `unwatch`: the event alone, its series, or everything of the asker's. */
  scope?: WatchScope;
  /** For `unwatch`: one watch, by its own id. */
  watched?: string;
  /** For `posts`: one attempt to post a summary, by `domain/posts` toPostKey, and what its owner says of it. */
  post?: string;
  verdict?: PostVerdict;
  /** A call record, by its id. */
  call?: string;
  /** One session of it. */
  callSession?: string;
  /** For `calls`: the days that are listed, in the asker's zone: `2026-11-21`, or the first and the last, `2026-11-16/2026-11-20`. */
  day?: string;
  /** For `calls`: only those that this person took part in, by Entra object id. */
  participant?: string;
  /** For `call-sessions`: `failed`, `poor` or a modality. */
  sessionFilter?: string;
  /** For `new-session`: what was filled in. */
  form?: SessionForm;
  /** For `new-session`: which form that was, so that sending it twice makes one session. */
  token?: string;
}

/** An event, session, meeting or report by its ids. */
export interface EventIds {
  kind: EventKind | 'meeting';
  id: string;
  session?: string;
  report?: string;
}

/** Longest command text and search text that are looked at; longer is answered, not parsed. */
export const LONGEST_COMMAND = 500;
export const LONGEST_SEARCH = 64;
export const LONGEST_ID = 512;

/** An opaque id of Graph's: anything printable of reasonable length that can't walk a path, and that a URL can hold. */
export function isOpaqueId(id: string): boolean {
  const isNamed = id.length > 0 && id.length <= LONGEST_ID && id !== '.' && id !== '..';
  return isNamed && id.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(id);
}
