import { personCard } from '../../cards/person';
import type { Args } from '../../domain/args';
import { AppError } from '../../domain/errors';
import { findPeople, nearestPeople } from '../../domain/find-people';
import type { EventSearch, PersonAnswer, PersonChoiceAnswer } from '../../domain/person';
import { isKeyOf, personKey, readPersonKey, type PersonKey } from '../../domain/person-key';
import { certaintyOf, samePeople } from '../../domain/same-person';
import { atOnce } from '../../reading/at-once';
import type { Answer, Question } from '../command';
import { personChoiceAnswer } from './person-choices';
import { registrationOf } from './person-registration';
import { searchEvents, sightingsIn, type Look, type Sighting } from './person-search';
import { keptRoster, readRoster, type ReadRoster } from '../rosters';
import { toRemembered, type Found } from '../which/subjects';

const MOST_CHOICES = 10;
const MOST_NEAREST = 5;
/** Comparing letters takes longer than looking for them: of more people than this, the nearest are not looked for in many events. */
const MOST_COMPARED = 2_000;
const REGISTRATIONS_AT_ONCE = 4;

/** Everybody in one event whom the words fit. */
export async function personInEvent(found: Found, { find = '' }: Args, question: Question): Promise<Answer> {
  const read = await readRoster(found, { all: true }, question);
  const people = read.roster.all();
  const { places } = findPeople(find, people);
  const [only, second] = places;
  if (only === undefined || second !== undefined) {
    const shown = only === undefined ? nearestPeople(find, people, MOST_NEAREST) : places.slice(0, MOST_CHOICES);
    const sightings = sightingsIn(read, shown);
    const { subject } = read.head;
    const answer = choiceOf(
      sightings.map(one => [one]),
      { asked: find, matching: places.length, subject, ...(read.incomplete && { incomplete: true }) },
      question,
    );
    return { ...answer, remember: { ...answer.remember, ...rememberedOf(found, question) } };
  }
  return oneAnswer(sightingsIn(read, [only]), { found, question });
}

/** Everybody in the asker's events whom the words fit. */
export async function personAnywhere({ find = '', page = 1 }: Args, question: Question): Promise<Answer> {
  const look: Look = people => {
    const found = findPeople(find, people);
    const isNear = found.places.length === 0 && people.length <= MOST_COMPARED;
    return { ...found, ...(isNear && { near: nearestPeople(find, people, 1) }) };
  };
  const { sightings, near, matching, search } = await searchEvents(page, look, question);
  const known = sightings.length > 0 ? sightings : near;
  const groups = samePeople(known.map(one => one.person)).map(places => places.flatMap(place => known[place] ?? []));
  const [only = [], second] = groups;
  if (sightings.length > 0 && second === undefined) return oneAnswer(only, { question, search });
  // Where not all who fit were kept, each counts by itself.
  const fitting = sightings.length === 0 ? 0 : Math.max(groups.length, matching > sightings.length ? matching : 0);
  const most = sightings.length > 0 ? MOST_CHOICES : MOST_NEAREST;
  const inOrder = [...groups].sort((a, b) => b.length - a.length).slice(0, most);
  return choiceOf(inOrder, { asked: find, matching: fitting, search }, question);
}

/** The person that a button's key names, in its event or, where `all` says so, in all of the asker's. Throws list-gone, person-not-found. */
export async function personByKey(found: Found, args: Args, question: Question): Promise<Answer> {
  const key = readPersonKey(args.person ?? '');
  if (!key) throw new AppError('bad-action');
  const listed = listedPerson(key, args, question);
  const known = listed?.read.roster.participant(listed.index);
  // In another report nothing would tell them from somebody else of that name.
  if (listed && known && certaintyOf(known) === 'name' && key.by === 'place')
    return oneAnswer(sightingsIn(listed.read, [listed.index]), { found, question, report: args.report });
  if (!listed && key.by === 'place') throw new AppError('list-gone');
  const read = await readRoster(found, { all: true }, question);
  const place = placeOf(key, listed, read);
  const here = place === undefined ? listed && sightingsIn(listed.read, [listed.index]) : sightingsIn(read, [place]);
  const [one] = here ?? [];
  if (!one) throw new AppError('person-not-found');
  const isKnownElsewhere = ['account', 'e-mail'].includes(certaintyOf(one.person));
  return args.all && isKnownElsewhere ? everywhere(one, args, question) : oneAnswer([one], { found, question });
}

/** Where else the same account or e-mail address came. */
async function everywhere(one: Sighting, { page = 1 }: Args, question: Question): Promise<Answer> {
  const { person } = one;
  const look: Look = people => {
    const [, ...others] = samePeople([person, ...people])[0] ?? [];
    return { tier: others.length > 0 ? 'exact' : undefined, places: others.map(place => place - 1) };
  };
  const { sightings, search } = await searchEvents(page, look, question);
  const [, ...same] = samePeople([person, ...sightings.map(each => each.person)])[0] ?? [];
  return oneAnswer(
    same.flatMap(place => sightings[place - 1] ?? []),
    { question, search, about: one },
  );
}

interface Scope {
  question: Question;
  found?: Found;
  search?: EventSearch;
  report?: string | undefined;
  /** Who it is, where no sighting says so. */
  about?: Sighting;
}

/** The card of one person, of whom each sighting is in another event; newest first. */
async function oneAnswer(sightings: Sighting[], { question, found, search, report, about }: Scope): Promise<Answer> {
  const first = about ?? sightings[0];
  if (!first) throw new AppError('person-not-found');
  const events = await atOnce(sightings, REGISTRATIONS_AT_ONCE, async ({ person, home, event }) => ({
    ...event,
    ...(await registrationOf(person, home, question)),
  }));
  const { name, email, identity } = first.person;
  const facts: PersonAnswer = {
    key: first.key,
    name,
    email,
    identity,
    certainty: certaintyOf(first.person),
    events,
    ...(search && { search }),
    of: { subject: first.event.subject, ...(report !== undefined && { report }) },
  };
  const remember = found && rememberedOf(found, question);
  return { card: personCard(facts, question.card), facts, ...(remember && { remember }) };
}

/** A number of people, each with what was seen of them. Of nobody who fits: those who come near. */
function choiceOf(
  people: readonly Sighting[][],
  scope: Pick<PersonChoiceAnswer, 'asked' | 'matching' | 'subject' | 'search' | 'incomplete'>,
  question: Question,
): Answer {
  const choices = people.flatMap((sightings, index) => {
    const [newest] = sightings;
    if (!newest) return [];
    const { key, person, event } = newest;
    const { name, email, identity, role, seconds, firstJoin } = person;
    const seen = { role, seconds, firstJoin, events: sightings.length };
    return [{ key, subject: event.subject, name, email, identity, ...seen, number: index + 1 }];
  });
  const code = scope.matching > 0 ? 'which-one' : 'person-not-found';
  return personChoiceAnswer({ code, ...scope, choices }, question);
}

interface Listed {
  read: ReadRoster;
  index: number;
}

/** The person in a list that was just read; a place in any other reading means nobody. */
function listedPerson(key: PersonKey, args: Args, question: Question): Listed | undefined {
  const { kind, id, session, report, person } = args;
  if (kind === undefined || id === undefined || person === undefined) return undefined;
  const about = { kind, id, person, ...(session !== undefined && { session }) };
  const reads = [
    report === undefined ? undefined : keptRoster({ ...about, report }, question),
    keptRoster({ ...about, all: true }, question),
  ];
  for (const read of reads) {
    if (!read) continue;
    const index = key.by === 'place' ? (key.stamp === read.stamp ? key.index : -1) : indexOf(key, read);
    if (index >= 0 && index < read.roster.length) return { read, index };
  }
  return undefined;
}

function placeOf(key: PersonKey, listed: Listed | undefined, read: ReadRoster): number | undefined {
  if (listed?.read.roster === read.roster) return listed.index;
  const index = indexOf(key, read);
  const known = listed?.read.roster.participant(listed.index);
  if (index >= 0 || !known) return index >= 0 ? index : undefined;
  // The key is of one report: over all of them the person may go by another id. Whoever still has nothing but the address comes first.
  const all = read.roster.all();
  const [, ...others] = samePeople([known, ...all])[0] ?? [];
  const places = others.map(other => other - 1);
  return places.find(place => all[place]?.personId === null && all[place].registrationId === null) ?? places[0];
}

/** Somebody whose own key this is; else somebody who has that id beside another. */
function indexOf(key: PersonKey, { roster, stamp }: ReadRoster): number {
  if (key.by === 'place') return -1;
  let beside = -1;
  for (let index = 0; index < roster.length; index += 1) {
    const person = roster.participant(index);
    if (!isKeyOf(key, person)) continue;
    if (personKey(person, { stamp, index }) === `${key.by}:${key.id}`) return index;
    if (beside < 0) beside = index;
  }
  return beside;
}

/** The conversation speaks of the event from now on; of which session, if of one, stays. */
function rememberedOf(found: Found, { memory }: Question): Pick<NonNullable<Answer['remember']>, 'subject'> {
  const subject = toRemembered(found);
  return memory.subject?.id === subject.id ? {} : { subject };
}
