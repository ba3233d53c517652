import type { Attendance } from '../domain/attendance';
import { SMALLEST_GROUP, tellAll, tellShared, type Told, type ToldAttendance } from '../domain/small-groups';
import type { CardContext } from './card';
import { formatFor } from './format';

/**
 * The one place that decides whether an answer may hold names, e-mail addresses, times of single people or what they wrote: only in a chat of the
 * asker's own, and nowhere in an organisation that wants figures only.
 */
export function mayShowPeople({ place, figuresOnly }: Pick<CardContext, 'place' | 'figuresOnly'>): boolean {
  return place === 'personal' && !figuresOnly;
}

/** Whether one person alone reads this drawing: their own chat, or their own view of a card that others have too. */
export function isReadByOne({ place, ownView }: Pick<CardContext, 'place' | 'ownView'>): boolean {
  return place === 'personal' || ownView === true;
}

/** Whether counts of 1 to 4 may be told. In a view of one's own they may; names and times of so few stay in personal chat. */
export function mayTellFew(context: CardContext): boolean {
  return mayShowPeople(context) || (isReadByOne(context) && !context.figuresOnly);
}

/** The context as everybody in the conversation has it: for what tells when single people came or went. */
export function asEverybody({ ownView: _, ...context }: CardContext): CardContext {
  return context;
}

/** The figures as the readers of a card may know them: small groups, and times of small groups, only where they may be told. */
export function toldTo(attendance: Attendance, context: CardContext): ToldAttendance {
  if (mayShowPeople(context)) return tellAll(attendance);
  const told = tellShared(attendance);
  return mayTellFew(context) ? { ...tellAll(attendance), times: told.times } : told;
}

export const FEW = `fewer than ${SMALLEST_GROUP}`;

/** `12 people`, `1 person`, `fewer than 5 people`, `nobody` where that is given; undefined for what is not told. */
export function toldWords(
  told: Told,
  context: CardContext,
  { one, many, none }: { one: string; many: string; none?: string },
): string | undefined {
  if (told === 'hidden') return undefined;
  if (told === 'few') return `${FEW} ${many}`.trim();
  if (told === 0 && none !== undefined) return none;
  return `${formatFor(context).number(told)} ${told === 1 ? one : many}`.trim();
}
