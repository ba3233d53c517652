import { bestMatches, nearestNames, type NameTier } from './name-match';
import type { Participant } from './participants';

type Findable = Pick<Participant, 'name' | 'email'>;

/** Who fits best, as places in the list; all of one tier. */
export interface PeopleFound {
  tier: NameTier | undefined;
  places: number[];
}

/**
 * People by name, in any order of its words, forgiving accents and one wrong letter a word; or by e-mail address, the whole of it or a part. The part before
 * the @ stands in for a name that Graph does not give, and is looked at where no name fits.
 */
export function findPeople(sought: string, people: readonly Findable[]): PeopleFound {
  if (sought.includes('@')) return byAddress(sought.trim().toLowerCase(), people);
  const byName = best(sought, people, one => one.name ?? mailboxOf(one));
  return byName.tier === undefined ? best(sought, people, mailboxOf) : byName;
}

function best(sought: string, people: readonly Findable[], nameOf: (person: Findable) => string): PeopleFound {
  const places = people.map((_, place) => place);
  const { tier, items } = bestMatches(sought, places, place => nameOf(people[place] ?? { name: null, email: null }));
  return { tier, places: items };
}

function mailboxOf({ email }: Findable): string {
  return email?.split('@')[0] ?? '';
}

/** The people whose names come nearest to what nobody fits. */
export function nearestPeople(sought: string, people: readonly Findable[], most: number): number[] {
  const near = nearestNames(
    sought.split('@')[0] ?? '',
    people.flatMap(({ name }) => name ?? []),
    most,
  );
  const places = near.flatMap(name => people.flatMap((person, place) => (person.name === name ? [place] : [])));
  return places.slice(0, most);
}

function byAddress(sought: string, people: readonly Findable[]): PeopleFound {
  const fitting = (fits: (address: string) => boolean) =>
    people.flatMap(({ email }, place) => (email !== null && fits(email.trim().toLowerCase()) ? [place] : []));
  const exact = fitting(address => address === sought);
  if (exact.length > 0) return { tier: 'exact', places: exact };
  const places = fitting(address => address.includes(sought));
  return { tier: places.length > 0 ? 'part' : undefined, places };
}
