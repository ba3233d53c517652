import { DEFAULT_THRESHOLDS, type Thresholds } from './attendance';
import { isUsable, signatureOf, type AttendanceRecord, type AttendanceReport } from './attendance-record';
import { createIntervals, sortedByPerson, type Columns } from './intervals';
import { createPeople, type People } from './people';
import { unite, type United } from './unite';
import { apart, lengthOf, windowOf, type Window } from './window';

/** Who was in the room when, gathered record by record, of one report or of several merged: the ground that figures and lists of people share. */
export interface PresenceLog {
  /** Takes one record; returns the node of its person, or undefined for a repeat. */
  add(record: AttendanceRecord): number | undefined;
  /** The records that follow are of the next report. */
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** As `People` has it. */
  eachAccount(...how: Parameters<People['eachAccount']>): void;
  /** `reports` in the order in which their records were added. */
  presence(reports: readonly AttendanceReport[], thresholds?: Thresholds): Presence;
}

/** Everybody's times in the windows of the reports. Milliseconds. */
export interface Presence extends United {
  /** In order of time. */
  windows: Window[];
  /** Of all windows together. */
  length: number;
  /** A first join after this is late; a last leave before `earlyBefore` is early. */
  lateAfter: number;
  earlyBefore: number;
  people: number;
  /** Person of each node, 0 to people - 1, in order of first record. */
  personOf: Uint32Array;
  /** Usable intervals as Graph gave them; those of person p are `order[starts[p]]` to before `order[starts[p + 1]]`, by join. */
  given: Columns & { order: Uint32Array; starts: Uint32Array };
}

/** `expected` people, where known beforehand. */
export function createPresenceLog(expected = 0): PresenceLog {
  const people = createPeople(expected);
  const intervals = createIntervals(expected);
  const reportEnds: number[] = [];
  /** By node; of those records alone that have no usable interval. */
  const totals = new Map<number, number>();
  const totalOfRepeat = new Map<string, number>();
  let records = 0;

  /** Totals serve people without a usable interval. A repeated record id with the same intervals counts once, with the larger total. */
  const addTotal = (node: number, record: AttendanceRecord) => {
    const total = Math.max(0, record.totalSeconds ?? 0) * 1000;
    let added = total;
    if (record.id) {
      const signature = `${record.id}|${signatureOf(record.intervals)}`;
      const counted = totalOfRepeat.get(signature) ?? 0;
      totalOfRepeat.set(signature, Math.max(counted, total));
      added = Math.max(0, total - counted);
    }
    totals.set(node, (totals.get(node) ?? 0) + added);
  };

  const persons = () => {
    const personOf = new Uint32Array(people.nodes);
    let next = 0;
    for (let node = 0; node < people.nodes; node += 1) {
      const root = people.rootOf(node);
      personOf[node] = root === node ? next++ : (personOf[root] ?? 0);
    }
    return personOf;
  };

  const windowsOf = (reports: readonly AttendanceReport[], columns: Columns) => {
    const ends = [...reportEnds, intervals.length];
    return reports.flatMap((report, index) => {
      const window = windowOf(report, columns, ends[index - 1] ?? 0, ends[index] ?? intervals.length);
      return window ? [window] : [];
    });
  };

  const addTotals = (united: United, personOf: Uint32Array, longest: number) => {
    const totalOf = new Map<number, number>();
    for (const [node, total] of totals) {
      const person = personOf[node] ?? 0;
      totalOf.set(person, (totalOf.get(person) ?? 0) + total);
    }
    for (const [person, total] of totalOf)
      if (total > 0 && Number.isNaN(united.time[person]))
        united.time[person] = united.timeInWindows[person] = Math.min(total, longest);
  };

  return {
    add(record) {
      records += 1;
      const node = people.nodeOf(record);
      if (node === undefined) return undefined;
      const before = intervals.length;
      for (let index = 0; index < record.intervals.length; index += 1) {
        const stay = record.intervals[index];
        if (stay && isUsable(stay)) intervals.add(node, stay.join, stay.leave);
      }
      if (intervals.length === before) addTotal(node, record);
      return node;
    },
    eachAccount(accounts, take) {
      people.eachAccount(accounts, take);
    },
    nextReport() {
      reportEnds.push(intervals.length);
    },
    get people() {
      return people.count;
    },
    get records() {
      return records;
    },
    presence(reports, { graceMs } = DEFAULT_THRESHOLDS) {
      const columns = intervals.columns();
      const windows = apart(windowsOf(reports, columns));
      const [first, last] = [windows[0], windows.at(-1)];
      const length = lengthOf(windows);
      const personOf = persons();
      const sorted = sortedByPerson(columns, personOf, people.count);
      const united = unite(columns, sorted, windows);
      addTotals(united, personOf, windows.length > 0 ? length : Infinity);
      return {
        ...united,
        windows,
        length,
        lateAfter: first ? first.start + graceMs : Infinity,
        earlyBefore: last ? last.end - graceMs : -Infinity,
        people: people.count,
        personOf,
        given: { ...columns, ...sorted },
      };
    },
  };
}
