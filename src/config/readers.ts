import type { EnvReader } from './reader';

/** Who may read everybody's events: Entra object ids. */
export interface ReadersConfig {
  readonly people: readonly string[];
  /** Groups whose members may, direct or nested. */
  readonly groups: readonly string[];
}

/** Every variable that `readReaders` reads. */
export const readerVariables = ['ROLLCALL_READERS', 'ROLLCALL_READER_GROUPS'] as const;

const MOST_PEOPLE = 100;
/** Graph tells of this many groups in one answer whether somebody is in them. */
const MOST_GROUPS = 20;

/** Undefined where nothing is set. In delegated mode Graph decides alone, so nobody can be configured there. */
export function readReaders(read: EnvReader, isDelegated: boolean): ReadersConfig | undefined {
  const [ofPeople, ofGroups] = readerVariables;
  if (isDelegated)
    for (const variable of readerVariables)
      if (read.isSet(variable))
        read.fault(
          variable,
          'set, while ROLLCALL_MODE is delegated',
          'Remove it: there everybody reads with their own rights, and Graph alone decides.',
        );
  const people = read.guids(ofPeople, MOST_PEOPLE) ?? [];
  const groups = read.guids(ofGroups, MOST_GROUPS) ?? [];
  return people.length + groups.length === 0 ? undefined : { people, groups };
}
