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

/** The figures as the readers of a card may know them: small groups only where people may be shown. */
export function toldTo(attendance: Attendance, context: CardContext): ToldAttendance {
  return mayShowPeople(context) ? tellAll(attendance) : tellShared(attendance);
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
