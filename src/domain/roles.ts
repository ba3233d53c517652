const RANK = new Map([
  ['Organizer', 0],
  ['Presenter', 1],
  ['Attendee', 2],
  ['None', 4],
]);

/** Highest first; any role that Graph adds later ranks between Attendee and None. */
export function rankOf(role: string): number {
  return RANK.get(role) ?? 3;
}

/** The role as Graph wrote it; None where it wrote nothing. */
export function roleOf(role: string | undefined): string {
  return role?.trim() ? role : 'None';
}

/** The one that counts for a person who had both. */
export function higherRole(one: string | undefined, other: string): string {
  if (one === undefined) return other;
  const difference = rankOf(one) - rankOf(other);
  if (difference !== 0) return difference < 0 ? one : other;
  return one <= other ? one : other;
}
