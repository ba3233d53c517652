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

/** Roles of many people as small numbers: one byte a person in place of a string. */
export interface RoleBook {
  codeOf(role: string): number;
  roleOf(code: number): string;
  /** The code of the role that counts for a person who had both; undefined is no role yet. */
  higher(one: number | undefined, other: number): number;
}

export function createRoleBook(): RoleBook {
  const codes = new Map<string, number>();
  const roles: string[] = [];
  const nameOf = (code: number) => roles[code] ?? 'None';
  const codeOf = (role: string) => {
    let code = codes.get(role);
    if (code === undefined) codes.set(role, (code = roles.push(role) - 1));
    return code;
  };
  return {
    codeOf,
    roleOf: nameOf,
    higher: (one, other) =>
      one === undefined || one === other ? other : codeOf(higherRole(nameOf(one), nameOf(other))),
  };
}
