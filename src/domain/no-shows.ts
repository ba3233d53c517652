import { pageOf } from './page';
import { byName, isFoundBy } from './participant-list';
import type { Participant } from './participants';
import type { PartialRead } from './partial-read';
import type { Registration } from './registration';
import type { RegistrationBook } from './registration-book';
import type { RegistrationJoin } from './registration-join';
import type { Subject } from './subject';
import { toIso, type Iso } from './time';

/** Somebody who registered and did not come. For personal chat only. */
export interface NoShow {
  /** Null where Graph gives none; never invented. */
  name: string | null;
  email: string | null;
  registeredAt: Iso | null;
}

/** The names that a book leaves out, by registration. */
export interface Registrants {
  /** Puts a page into the book and keeps its names. */
  take: (page: readonly Registration[], book: RegistrationBook) => void;
  /** Registered, and no record matches; in order of registration numbers. Every record was added to the join. */
  noShows(join: RegistrationJoin): NoShow[];
}

export function createRegistrants(): Registrants {
  const named: Pick<Registration, 'name' | 'email'>[] = [];
  return {
    take(page, book) {
      for (const registration of page) {
        const number = book.put(registration);
        if (number !== undefined) named[number] = { name: registration.name, email: registration.email };
      }
    },
    noShows(join) {
      const { book } = join;
      const came = join.came();
      const absent: NoShow[] = [];
      for (let number = 0; number < book.count; number += 1) {
        if (came[number] === 1 || book.statusOf(number) !== 'registered') continue;
        const { name = null, email = null } = named[number] ?? {};
        absent.push({ name, email, registeredAt: toIso(book.registeredAt(number)) });
      }
      return absent;
    },
  };
}

/** One page of the no-shows or walk-ins of an event. Personal chat only. */
export type TurnoutAnswer = TurnoutPage &
  ({ list: 'no-shows'; people: NoShow[] } | { list: 'walk-ins'; people: Participant[] });

interface TurnoutPage extends PartialRead {
  subject: Subject;
  report: { id: string; start: Iso | null; end: Iso | null };
  /** How many reports were merged. */
  reports: number;
  /** From 1. */
  page: number;
  pages: number;
  /** People who match what was sought. */
  matching: number;
  /** All no-shows, or all walk-ins. */
  total: number;
  /** What they are a part of: all registered, or all who came. */
  of: number;
  find: string;
}

/** One page of people by name, those who match a part of a name or e-mail address; a page beyond the last shows the last. */
export function pageOfPeople<Person extends Pick<NoShow, 'name' | 'email'>>(
  people: readonly Person[],
  { find, page, pageSize }: { find: string; page: number; pageSize: number },
): { people: Person[]; matching: number; page: number; pages: number } {
  const matching = people.filter(isFoundBy(find)).sort(byName);
  const { items, ...place } = pageOf(matching, page, pageSize);
  return { people: items, matching: matching.length, ...place };
}
