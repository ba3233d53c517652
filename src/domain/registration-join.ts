import type { AttendanceRecord } from './attendance-record';
import { isSomebody } from './identity';
import type { People } from './people';
import type { RegistrationBook } from './registration-book';

/** Who registered against who came, as metrics.md defines it. A status that Graph adds later is counted in none of these. */
export interface RegistrationFigures {
  registered: number;
  /** Registered, and a record matches. */
  matched: number;
  noShows: number;
  /** People in role Attendee or None none of whose records matches a registration of any status. */
  walkIns: number;
  /** 0 to 1; null where nobody is registered. */
  attendanceRate: number | null;
  canceled: number;
  waitlisted: number;
  pendingApproval: number;
  rejectedByOrganizer: number;
}

/** Joins the records of an event with its registrations as they stream by: two numbers a person, no object a record. */
export interface RegistrationJoin {
  readonly book: RegistrationBook;
  /** A record of the person of this node, as `domain/presence` numbers them. */
  add(node: number, record: AttendanceRecord): void;
  /** Once every record was added: joins by account whoever no other key joined. Comes before all that is asked below. */
  settle(people: Pick<People, 'eachAccount'>): void;
  /** By registration: 1 where a record matches it. */
  came(): Uint8Array;
  /** By person: 1 where a record matches a registration of any status. `personOf` each node. */
  known(people: number, personOf: Uint32Array): Uint8Array;
  /** By person: the status of the registration that a record matches, of several the one that stands; undefined for none. */
  statuses(people: number, personOf: Uint32Array): (string | undefined)[];
  /** Registrations with status registered of people for whom `stayed` holds. */
  countWho(stayed: (person: number) => boolean, personOf: Uint32Array): number;
}

const NONE = -1;

/** `book` has been read to its end. */
export function createRegistrationJoin(book: RegistrationBook): RegistrationJoin {
  /** By node: the registration that its first matching record found. */
  const found: number[] = [];
  /** By node: 1 where a record with an account matched none by its other keys. */
  const open: number[] = [];
  /** Node and registration by turns, where records of one node match different registrations. */
  const further: number[] = [];

  const eachMatch = (take: (node: number, registration: number) => void) => {
    for (let node = 0; node < found.length; node += 1) {
      const registration = found[node] ?? NONE;
      if (registration !== NONE) take(node, registration);
    }
    for (let index = 0; index < further.length; index += 2) take(further[index] ?? 0, further[index + 1] ?? 0);
  };

  const link = (node: number, registration: number) => {
    if (found[node] === NONE) found[node] = registration;
    else if (found[node] !== registration) further.push(node, registration);
  };

  return {
    book,
    add(node, record) {
      while (found.length <= node) {
        found.push(NONE);
        open.push(0);
      }
      const registration = book.matchKeys(record);
      if (registration !== undefined) link(node, registration);
      else if (isSomebody(record.identityId)) open[node] = 1;
    },
    settle(people) {
      book.eachUser(people, (node, registration) => {
        if (open[node] !== 1) return;
        open[node] = 0;
        link(node, registration);
      });
    },
    came() {
      const came = new Uint8Array(book.count);
      eachMatch((_, registration) => (came[registration] = 1));
      return came;
    },
    known(people, personOf) {
      const known = new Uint8Array(people);
      eachMatch(node => (known[personOf[node] ?? 0] = 1));
      return known;
    },
    statuses(people, personOf) {
      const statuses = new Array<string | undefined>(people).fill(undefined);
      eachMatch((node, registration) => {
        const person = personOf[node] ?? 0;
        if (statuses[person] !== 'registered') statuses[person] = book.statusOf(registration);
      });
      return statuses;
    },
    countWho(stayed, personOf) {
      const counted = new Uint8Array(book.count);
      let count = 0;
      eachMatch((node, registration) => {
        if (counted[registration] === 1 || book.statusOf(registration) !== 'registered') return;
        if (!stayed(personOf[node] ?? 0)) return;
        counted[registration] = 1;
        count += 1;
      });
      return count;
    },
  };
}

/** Roles in which somebody without a registration is a walk-in. */
export function mayWalkIn(role: string): boolean {
  return role === 'Attendee' || role === 'None';
}

/** The figures, once every record was added; `roleOf` gives each person's highest role. */
export function registrationFigures(
  join: RegistrationJoin,
  { people, personOf }: { people: number; personOf: Uint32Array },
  roleOf: (person: number) => string,
): RegistrationFigures {
  const {
    registered = 0,
    canceled = 0,
    waitlisted = 0,
    pendingApproval = 0,
    rejectedByOrganizer = 0,
  } = join.book.byStatus();
  const came = join.came();
  let matched = 0;
  for (let registration = 0; registration < came.length; registration += 1)
    if (came[registration] === 1 && join.book.statusOf(registration) === 'registered') matched += 1;
  const known = join.known(people, personOf);
  let walkIns = 0;
  for (let person = 0; person < people; person += 1) if (known[person] === 0 && mayWalkIn(roleOf(person))) walkIns += 1;
  return {
    registered,
    matched,
    noShows: registered - matched,
    walkIns,
    attendanceRate: registered > 0 ? matched / registered : null,
    canceled,
    waitlisted,
    pendingApproval,
    rejectedByOrganizer,
  };
}
