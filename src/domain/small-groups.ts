import type { Attendance } from './attendance';

/** Fewer people than this are not told apart where others read along. */
export const SMALLEST_GROUP = 5;

/** A count as others may read it: `few` is 1 to 4; `hidden` is not told at all, because that would give a few away. 0 is no group. */
export type Told = number | 'few' | 'hidden';

/**
 * Parts of a told whole, none counted in two, as others may read them: neither a part nor what remains of the whole can be worked out when it is 1 to
 * 4. Where "fewer than 5" alone would give its number away, the next smallest part is hidden with it, or all are.
 */
export function tellParts(parts: readonly number[], whole: number): Told[] {
  if (isFew(whole)) return parts.map(() => 'hidden');
  const rest = whole - parts.reduce((sum, part) => sum + part, 0);
  const hidden = new Set(parts.flatMap((part, index) => (isFew(part) ? [index] : [])));
  const bySize = parts.map((_, index) => index).sort((one, other) => (parts[one] ?? 0) - (parts[other] ?? 0));
  const untold = () => [...[...hidden].map(index => parts[index] ?? 0), rest].filter(count => count !== 0);
  while (!isSafe(untold())) {
    const next = bySize.find(index => !hidden.has(index) && parts[index] !== 0);
    if (next === undefined) return parts.map(part => (part === 0 ? 0 : 'hidden'));
    hidden.add(next);
  }
  return parts.map((part, index) => (hidden.has(index) ? (isFew(part) ? 'few' : 'hidden') : part));
}

/** One part of a told whole. */
export function tellPart(part: number, whole: number): Told {
  return tellParts([part], whole)[0] ?? 'hidden';
}

/** A count that is part of nothing told. */
export function tellCount(count: number): Told {
  return isFew(count) ? 'few' : count;
}

export function isFew(count: number): boolean {
  return count > 0 && count < SMALLEST_GROUP;
}

/** Whether the sum of these, with the few known to be 1 to 4 and the others to be 5 or more, leaves each of the few open, and is no small group itself. */
function isSafe(untold: readonly number[]): boolean {
  const few = untold.filter(isFew).length;
  if (few === 0) return true;
  const many = untold.length - few;
  const sum = untold.reduce((all, count) => all + count, 0);
  const [least, most] = [1, SMALLEST_GROUP - 1];
  const highest = Math.min(most, sum - (few - 1) * least - many * SMALLEST_GROUP);
  const lowest = many > 0 ? least : Math.max(least, sum - (few - 1) * most);
  return sum >= SMALLEST_GROUP && highest > lowest;
}

/** The figures of an attendance as others may read them; null is unknown. */
export interface ToldAttendance {
  /** `few`: nothing else may be told. */
  attended: Told;
  byRole: Record<string, Told>;
  timeUnknown: Told;
  peak: Told | null;
  late: Told;
  leftEarly: Told;
  stayedToEnd: Told;
  completed: Told | null;
  brief: Told;
  /** Whether average, median and share are of enough people to be told. */
  times: boolean;
}

/** The figures as they are, for a reader who may see people. */
export function tellAll({ peak, ...figures }: Attendance): ToldAttendance {
  const { attended, byRole, timeUnknown, late, leftEarly, stayedToEnd, completed, brief } = figures;
  return {
    attended,
    byRole,
    timeUnknown,
    peak: peak.count,
    late,
    leftEarly,
    stayedToEnd,
    completed,
    brief,
    times: true,
  };
}

/** The figures without small groups, nor what gives them away. */
export function tellShared(figures: Attendance): ToldAttendance {
  const { attended, byRole, peak } = figures;
  const roles = Object.keys(byRole);
  const toldRoles = tellParts(Object.values(byRole), attended);
  const [leftEarly = 'hidden', stayedToEnd = 'hidden'] = tellParts([figures.leftEarly, figures.stayedToEnd], attended);
  // Everybody with times left early or stayed: told together, the two tell how many have none.
  const areTimed = typeof leftEarly === 'number' && typeof stayedToEnd === 'number';
  const timed = areTimed ? leftEarly + stayedToEnd : attended;
  const [timeUnknown = 'hidden', completed, brief = 'hidden'] = tellTimes(figures, attended - timed);
  return {
    attended: tellCount(attended),
    byRole: Object.fromEntries(roles.map((role, index) => [role, toldRoles[index] ?? 'hidden'])),
    timeUnknown,
    peak: peak.count === null ? null : isFew(attended) ? 'hidden' : tellCount(peak.count),
    late: isFew(timed - figures.late) ? 'hidden' : tellPart(figures.late, attended),
    leftEarly,
    stayedToEnd,
    completed: figures.completed === null ? null : (completed ?? 'hidden'),
    brief,
    times: !isFew(attended) && !isFew(attended - figures.timeUnknown),
  };
}

/** Time unknown, completed, brief. `untimed` people are known to have come at no known time; those of unknown time are some of them. */
function tellTimes({ attended, timeUnknown, completed, brief }: Attendance, untimed: number): Told[] {
  const parts = [timeUnknown, completed ?? 0, brief];
  const areApart = parts.reduce((sum, part) => sum + part, 0) <= attended;
  const told = areApart ? tellParts(parts, attended) : parts.map(part => tellPart(part, attended));
  if (typeof told[0] === 'number' && isFew(untimed - timeUnknown)) told[0] = 'hidden';
  return told;
}
