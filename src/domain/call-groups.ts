import { OTHERS, type QualityCount, type QualityGroup } from './call-quality';
import { UNCLASSIFIED } from './stream-quality';

/** Streams counted by group, in flat arrays: a group is a number. */
export interface CallGroups {
  /** The group of this key, which a person's end of a session belongs to; its number is for `count`. */
  reach(key: string, session: number, person: number): number;
  /** One stream, as `judge` said. */
  count(group: number, judged: number): void;
  /** Worst first: most poor streams, then the highest share; what was put together comes last. */
  all(): QualityGroup[];
}

/** Every key beyond so many `most` is one of the others: nothing is left out, and less is told apart. */
export function createCallGroups(most: number): CallGroups {
  const numbers = new Map<string, number>();
  const keys: string[] = [];
  const tally = createTally();
  const lastPerson: number[] = [];
  const people: number[] = [];
  const met = createMeetings(most + 1);

  const add = (key: string): number => {
    const group = keys.length;
    keys.push(key);
    numbers.set(key, group);
    lastPerson.push(-1);
    people.push(0);
    tally.open();
    return group;
  };

  return {
    reach(key, session, person) {
      const group = numbers.get(key) ?? (keys.length < most ? add(key) : (numbers.get(OTHERS) ?? add(OTHERS)));
      tally.reach(group, session);
      if (lastPerson[group] === person) return group;
      lastPerson[group] = person;
      if (met.isFirst(person, group)) people[group] = (people[group] ?? 0) + 1;
      return group;
    },
    count: (group, judged) => {
      tally.count(group, judged);
    },
    all: () => worstFirst(keys.map((key, group) => ({ key, ...tally.of(group), people: people[group] ?? 0 }))),
  };
}

/** Who was met in which group: a bit a person for the first groups, which most are of, and a set of pairs for the rest. */
function createMeetings(groups: number): { isFirst(person: number, group: number): boolean } {
  const bits: number[] = [];
  const pairs = new Set<number>();
  return {
    isFirst(person, group) {
      if (group < BITS) {
        while (bits.length <= person) bits.push(0);
        const before = bits[person] ?? 0;
        bits[person] = before | (1 << group);
        return (before & (1 << group)) === 0;
      }
      const before = pairs.size;
      pairs.add(person * groups + group);
      return pairs.size > before;
    },
  };
}

/** A small integer has so many. */
const BITS = 30;

/** Streams by verdict and sessions, by group. */
export interface Tally {
  /** The next group. */
  open(): void;
  reach(group: number, session: number): void;
  count(group: number, judged: number): void;
  of(group: number): QualityCount & { sessions: number };
}

export function createTally(): Tally {
  const good: number[] = [];
  const poor: number[] = [];
  const unclassified: number[] = [];
  const sessions: number[] = [];
  const lastSession: number[] = [];
  return {
    open() {
      good.push(0);
      poor.push(0);
      unclassified.push(0);
      sessions.push(0);
      lastSession.push(-1);
    },
    reach(group, session) {
      if (lastSession[group] === session) return;
      lastSession[group] = session;
      sessions[group] = (sessions[group] ?? 0) + 1;
    },
    count(group, judged) {
      const counts = judged === UNCLASSIFIED ? unclassified : judged > 0 ? poor : good;
      counts[group] = (counts[group] ?? 0) + 1;
    },
    of: group => ({
      ...toCount(good[group] ?? 0, poor[group] ?? 0, unclassified[group] ?? 0),
      sessions: sessions[group] ?? 0,
    }),
  };
}

export function toCount(good: number, poor: number, unclassified: number): QualityCount {
  return { good, poor, unclassified, poorShare: good + poor > 0 ? poor / (good + poor) : null };
}

export function worstFirst<Group extends QualityGroup>(groups: Group[]): Group[] {
  return groups.sort(
    (one, other) =>
      Number(one.key === OTHERS) - Number(other.key === OTHERS) ||
      other.poor - one.poor ||
      (other.poorShare ?? -1) - (one.poorShare ?? -1) ||
      (one.key < other.key ? -1 : Number(one.key > other.key)),
  );
}
