import type { CardContext } from './card';

/**
 * The one place that decides whether an answer may hold names, e-mail addresses, times of single people or what they wrote: only in a chat of the
 * asker's own, and nowhere in an organisation that wants figures only.
 */
export function mayShowPeople({ place, figuresOnly }: Pick<CardContext, 'place' | 'figuresOnly'>): boolean {
  return place === 'personal' && !figuresOnly;
}
