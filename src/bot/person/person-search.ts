import { AppError, isAppError, type ProblemCode } from '../../domain/errors';
import { phaseOf } from '../../domain/event';
import type { PeopleFound } from '../../domain/find-people';
import { compareTiers } from '../../domain/name-match';
import { pageOf } from '../../domain/page';
import type { Participant } from '../../domain/participants';
import { EVENTS_A_SEARCH, personEvent, type EventSearch, type PersonEvent } from '../../domain/person';
import { personKey } from '../../domain/person-key';
import type { ReportHome } from '../../domain/sources';
import { atOnce, progressTogether } from '../../reading/at-once';
import type { Question } from '../command';
import { withoutPeople } from '../report-state';
import { readRoster, type ReadRoster } from '../rosters';
import { keptMyEvents, startOf } from '../which/my-events';
import type { MyEvent } from '../../domain/my-events';

/** One person as seen in one event. */
export interface Sighting {
  person: Participant;
  key: string;
  home: ReportHome;
  event: PersonEvent;
}

/** Events that are read at the same time. */
const AT_ONCE = 4;
/** Beyond so many people of one event that fit alike, more of the name is needed anyway. */
const MOST_SIGHTINGS = 50;

/** The people at these places of a roster. */
export function sightingsIn(read: ReadRoster, places: readonly number[]): Sighting[] {
  return places.map(index => {
    const person = read.roster.participant(index);
    return {
      person,
      key: personKey(person, { stamp: read.stamp, index }),
      home: read.home,
      event: { ...personEvent(read.roster, index, read.head), ...(read.incomplete && { incomplete: true }) },
    };
  });
}

/** States in which an event has nobody to look through; anything else is told as unread. */
const empty: readonly ProblemCode[] = [...withoutPeople, 'not-found'];

/**
 * Looks through the people of the asker's events that have begun, twenty events a page, newest first. Of names that fit, only those that fit best are kept. Throws
 * the first trouble where nothing at all could be read.
 */
export async function searchEvents(
  page: number,
  look: Look,
  question: Question,
): Promise<{ sightings: Sighting[]; near: Sighting[]; matching: number; search: EventSearch }> {
  const { now } = question.card;
  // Of an event of several days some may be over while it runs.
  const begun = (await keptMyEvents(question)).events
    .filter(({ event }) => ['ended', 'running'].includes(phaseOf(event, now)))
    .sort((a, b) => startOf(b.event) - startOf(a.event));
  const { items: events, page: shown, pages } = pageOf(begun, page, EVENTS_A_SEARCH);
  const progressOf = progressTogether(question);
  const looked = await atOnce(events, AT_ONCE, (one, index) =>
    lookThrough(one, look, { ...question, progress: progressOf(index) }),
  );
  const unread = looked.flatMap(({ title, code }) => (code === undefined ? [] : [{ title, code }]));
  const read = looked.filter(one => one.isRead);
  const [trouble] = unread;
  if (read.length === 0 && trouble) throw new AppError(trouble.code);
  const [best] = read.map(one => one.tier).sort(compareTiers);
  const fitting = read.filter(one => one.tier !== undefined && one.tier === best);
  return {
    sightings: fitting.flatMap(one => one.sightings),
    near: read.flatMap(one => one.near),
    matching: fitting.reduce((sum, one) => sum + one.matching, 0),
    search: { page: shown, pages, begun: begun.length, read: read.length, unread },
  };
}

/** Who of an event's people is looked for; where nobody fits, perhaps those who come near. */
export type Look = (people: readonly Participant[]) => PeopleFound & { near?: number[] };

interface Looked {
  title: string;
  isRead: boolean;
  tier?: PeopleFound['tier'];
  sightings: Sighting[];
  near: Sighting[];
  matching: number;
  code?: ProblemCode;
}

async function lookThrough(found: MyEvent, look: Look, question: Question): Promise<Looked> {
  const { title } = found.event;
  try {
    const read = await readRoster(found, { all: true }, question);
    const { tier, places, near = [] } = look(read.roster.all());
    const sightings = sightingsIn(read, places.slice(0, MOST_SIGHTINGS));
    const code = read.incompleteBecause;
    return {
      title,
      isRead: true,
      tier,
      sightings,
      near: sightingsIn(read, near),
      matching: places.length,
      ...(code && { code }),
    };
  } catch (error) {
    const code = question.signal?.aborted ? 'took-too-long' : isAppError(error) ? error.code : undefined;
    if (code === undefined) throw error;
    return { title, isRead: false, sightings: [], near: [], matching: 0, ...(!empty.includes(code) && { code }) };
  }
}
