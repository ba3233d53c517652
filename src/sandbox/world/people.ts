import { casualNames, familyNames, givenNames } from './names';
import { drawsOf, guidOf } from './random';

/** Somebody of, or around, the pretend tenant. Whoever has no account has no id, and mostly no e-mail. */
export interface TenantPerson {
  id: string | null;
  given: string;
  family: string;
  name: string;
  email: string | null;
  /** Null outside the tenant. */
  tenantId: string | null;
  kind: 'member' | 'guest' | 'anonymous' | 'dial-in';
}

/** A person with an account: what organises, co-organises and presents. */
export interface Member extends TenantPerson {
  id: string;
  email: string;
}

export const HOME_DOMAIN = 'tidewater.example';
const GUEST_DOMAINS = [
  'contoso.example',
  'northlake.example',
  'brightfield.example',
  'harborline.example',
  'mill.example',
];

const named = {
  /** Organises most events; whoever is unknown is taken for her. */
  demo: 'Amara Okonkwo',
  boardOrganizer: 'Henrik Solberg',
  guildOrganizer: 'Mei-Ling Zhao',
  /** No application access policy covers him. */
  uncovered: 'Tomás Villanueva',
  coOrganizer: 'Priya Raghunathan',
  secondCoOrganizer: 'Callum Fraser',
  presenter: 'Leilani Kahale',
  secondPresenter: 'Youssef Benali',
  thirdPresenter: 'Ingrid Halvorsen',
  /** Comes to many events and runs none. */
  attendee: 'Sofia Marchetti',
  /** Works here and came to nothing. */
  stranger: 'Oskar Lindqvist',
  twoDevices: 'Kwame Boateng',
  namesake: 'Maria Silva',
  otherNamesake: 'Maria Silva',
} as const;

type NamedPerson = keyof typeof named;

export type PersonPart = NamedPerson | 'guest';

/** Everybody who has a part to play, by that part, and a guest from a partner. */
export type Directory = Record<PersonPart, Member> & { tenantId: string };

export function idsOf({ tenantId: _tenant, ...members }: Directory): Record<PersonPart, string> {
  return Object.fromEntries(Object.entries(members).map(([part, person]) => [part, person.id])) as Record<
    PersonPart,
    string
  >;
}

/** Everybody who has a part to play. */
export function membersOf({ tenantId: _tenant, ...members }: Directory): Member[] {
  return Object.values(members);
}

export function createDirectory(seed: number): Directory {
  const tenantId = guidOf(seed, 'tenant');
  const parts = Object.entries(named).map(([part, name]) => [
    part,
    member(guidOf(seed, 'person', part), name, part === 'otherNamesake' ? '2' : '', tenantId),
  ]);
  const guest: Member = {
    ...member(guidOf(seed, 'person', 'guest'), 'Rosalind Achebe', '', tenantId),
    email: 'rosalind.achebe@northlake.example',
    tenantId: null,
    kind: 'guest',
  };
  return { ...(Object.fromEntries(parts) as Record<NamedPerson, Member>), guest, tenantId };
}

function member(id: string, name: string, suffix: string, tenantId: string): Member {
  const [given = name, family = ''] = name.split(' ');
  return { id, given, family, name, email: mailbox(given, family, suffix, HOME_DOMAIN), tenantId, kind: 'member' };
}

/** How the people of a crowd are made up; what is left of 1 is members of the tenant. */
export interface CrowdMix {
  guests: number;
  anonymous: number;
  dialIn: number;
}

/** Person number `index` of a crowd, made on demand: nobody holds the other 199,999. */
export function crowdPerson(seed: number, crowd: string, index: number, mix: CrowdMix, tenantId: string): TenantPerson {
  const draws = drawsOf(seed, 'crowd', crowd, index);
  const share = draws.next();
  if (share < mix.dialIn) return dialIn(draws.int(100, 999));
  if (share < mix.dialIn + mix.anonymous) {
    const name = draws.pick(casualNames);
    return { id: null, given: name, family: '', name, email: null, tenantId: null, kind: 'anonymous' };
  }
  const isGuest = share < mix.dialIn + mix.anonymous + mix.guests;
  const given = draws.pick(givenNames);
  const family = draws.pick(familyNames);
  const domain = isGuest ? draws.pick(GUEST_DOMAINS) : HOME_DOMAIN;
  return {
    id: draws.guid(),
    given,
    family,
    name: `${given} ${family}`,
    email: mailbox(given, family, String(index), domain),
    tenantId: isGuest ? null : tenantId,
    kind: isGuest ? 'guest' : 'member',
  };
}

/** Teams hides most of a caller's number. */
export function dialIn(lastDigits: number): TenantPerson {
  const name = `+44 20 **** *${lastDigits}`;
  return { id: null, given: name, family: '', name, email: null, tenantId: null, kind: 'dial-in' };
}

function mailbox(given: string, family: string, suffix: string, domain: string): string {
  return `${plain(given)}.${plain(family)}${suffix}@${domain}`;
}

const LETTERS: Record<string, string> = { ł: 'l', ø: 'o', ı: 'i', đ: 'd', ß: 'ss' };

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[łøıđß]/g, letter => LETTERS[letter] ?? letter)
    .replace(/[^a-z]/g, '');
}
