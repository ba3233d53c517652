import { plainText } from '../../cards/person-text';
import { shortReason } from '../../cards/short-reason';
import type { ProblemCode } from '../../domain/errors';

/** What is still being read, or could not be. */
export interface More {
  of: 'events' | 'sessions' | 'people';
  /** Of people: of which event. */
  title?: string;
  trouble?: ProblemCode;
}

/** `Still reading your events. Type again for more.` */
export function moreWords({ of, title, trouble }: More): string {
  if (trouble !== undefined) return `These may be older: ${shortReason(trouble)}. Type again for more.`;
  const what = of === 'people' ? `who came to ${plainText(title, 60) || 'the event'}` : `your ${of}`;
  return `Still reading ${what}. Type again for more.`;
}

/** Where nothing fits, or nothing is there. */
export function nothingWords(of: 'events' | 'sessions', words: string): string {
  if (words === '')
    return of === 'events'
      ? 'You organise or co-organise no webinar or town hall yet.'
      : 'No webinar or town hall of yours has a session yet.';
  const one = of === 'events' ? 'No event' : 'No session';
  return `${one} of yours fits “${plainText(words, 64)}”. Try a part of its title.`;
}

export function nobodyWords(title: string, words: string): string {
  const event = plainText(title, 60) || 'this event';
  return words === '' ? `Nobody came to ${event}.` : `Nobody who came to ${event} fits “${plainText(words, 64)}”.`;
}

export function tooManyWords(title: string): string {
  return `More people came to ${plainText(title, 60) || 'this event'} than can be searched as you type. Ask Rollcall in your own chat: person, and a name.`;
}
