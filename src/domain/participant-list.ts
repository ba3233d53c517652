import { pageOf } from './page';
import type { Participant, ParticipantFilter, ParticipantSort } from './participants';
import { rankOf } from './roles';

export interface ParticipantView {
  /** All of them must hold. */
  filters: readonly PersonFilter[];
  /** Of the asker: whoever is of another is external. */
  homeTenant: string;
  /** Part of a name or e-mail; empty for everybody. */
  find: string;
  sort: ParticipantSort;
  /** From 1; a page beyond the last shows the last. */
  page: number;
  pageSize: number;
}

/** Filters by what a record says; walk-ins and no-shows need registrations, and are lists of their own. */
export type PersonFilter = Exclude<ParticipantFilter, 'walk-ins' | 'no-shows'>;

/** One page of the people who match. */
export function selectParticipants(
  people: readonly Participant[],
  view: ParticipantView,
): { people: Participant[]; matching: number; page: number; pages: number } {
  const matching = people
    .filter(person => view.filters.every(filter => FILTERS[filter](person, view.homeTenant)))
    .filter(isFoundBy(view.find))
    .sort((a, b) => SORTS[view.sort](a, b) || byName(a, b));
  const { items, ...place } = pageOf(matching, view.page, view.pageSize);
  return { people: items, matching: matching.length, ...place };
}

/** Whether a part of somebody's name or e-mail address is what was sought; nothing sought finds everybody. */
export function isFoundBy(find: string): (person: Pick<Participant, 'name' | 'email'>) => boolean {
  const sought = folded(find);
  return person => !sought || folded(person.name).includes(sought) || folded(person.email).includes(sought);
}

const FILTERS: Record<PersonFilter, (person: Participant, homeTenant: string) => boolean> = {
  all: () => true,
  late: person => person.late,
  'left-early': person => person.leftEarly,
  stayed: person => person.stayedToEnd,
  brief: person => person.brief,
  presenters: person => person.role === 'Presenter' || person.role === 'Organizer',
  guests: person => person.identity === 'guest',
  external: (person, homeTenant) => person.identity === 'guest' || isOfAnother(person.tenantId, homeTenant),
  anonymous: person => person.identity === 'anonymous' || person.identity === 'dial-in',
  'dial-in': person => person.identity === 'dial-in',
};

/** A tenant that Graph does not give is nobody's. */
function isOfAnother(tenantId: string | null, homeTenant: string): boolean {
  return tenantId !== null && tenantId.toLowerCase() !== homeTenant.toLowerCase();
}

/** Unknown times come last. */
const SORTS: Record<ParticipantSort, (a: Participant, b: Participant) => number> = {
  name: () => 0,
  time: (a, b) => (b.seconds ?? -1) - (a.seconds ?? -1),
  join: (a, b) => (a.firstJoin ?? '9').localeCompare(b.firstJoin ?? '9'),
  leave: (a, b) => (a.lastLeave ?? '9').localeCompare(b.lastLeave ?? '9'),
  role: (a, b) => rankOf(a.role) - rankOf(b.role),
};

/** Names before numbers, and nobody's last. */
export function byName(a: Pick<Participant, 'name'>, b: Pick<Participant, 'name'>): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return Number(isNumbered(a.name)) - Number(isNumbered(b.name)) || collator.compare(a.name, b.name);
}

/** Somebody who dialled in has a masked number for a name: few look for that first. */
function isNumbered(name: string): boolean {
  return /^[+\d(*]/.test(name);
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** For search: without accents, in lower case. */
function folded(text: string | null): string {
  return (text ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
