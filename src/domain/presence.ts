import { isUsable, signatureOf, type AttendanceRecord, type AttendanceReport } from './attendance-record';
import { createIntervals, sortedByPerson } from './intervals';
import { createPeople } from './people';
import { clippedTo, lengthOf, windowOf, type Window } from './window';

/** One person over all records and devices. Times in milliseconds; undefined is unknown. */
export interface Presence {
  /** Names this person in arrays of the caller's that were filled by `node`. */
  person: number;
  /** The union of the intervals, else the totals cut to the windows' length. */
  time: number | undefined;
  /** The same inside the windows. */
  timeInWindows: number | undefined;
  firstJoin: number | undefined;
  lastLeave: number | undefined;
}

/** Who was in the room when, gathered record by record: the ground that attendance figures and lists of people share. */
export interface PresenceLog {
  /** Takes one record; returns the node of its person, or undefined for a repeat. */
  add(record: AttendanceRecord): number | undefined;
  /** The records that follow are of the next report. */
  nextReport: () => void;
  readonly people: number;
  readonly records: number;
  /** Usable intervals so far: no more stretches than these will be visited. */
  readonly stays: number;
  /** Person of each node, 0 to people - 1, in order of first record. */
  persons(): Uint32Array;
  windows(reports: readonly AttendanceReport[]): Window[];
  /** Calls back once a person, and once for each stretch of the person's united intervals. */
  visit(
    windows: readonly Window[],
    onPerson: (presence: Presence) => void,
    onStay?: (join: number, leave: number) => void,
  ): void;
}

export function createPresenceLog(): PresenceLog {
  const people = createPeople();
  const intervals = createIntervals();
  const reportEnds: number[] = [];
  const totals: number[] = [];
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
    totals[node] = (totals[node] ?? 0) + added;
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

  return {
    add(record) {
      records += 1;
      const node = people.nodeOf(record);
      if (node === undefined) return undefined;
      const before = intervals.length;
      for (const stay of record.intervals) if (isUsable(stay)) intervals.add(node, stay.join, stay.leave);
      if (intervals.length === before) addTotal(node, record);
      return node;
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
    get stays() {
      return intervals.length;
    },
    persons,
    windows(reports) {
      const columns = intervals.columns();
      const ends = [...reportEnds, intervals.length];
      return reports.flatMap((report, index) => {
        const window = windowOf(report, columns, ends[index - 1] ?? 0, ends[index] ?? intervals.length);
        return window ? [window] : [];
      });
    },
    visit(windows, onPerson, onStay) {
      const personOf = persons();
      const totalOf = new Float64Array(people.count);
      for (let node = 0; node < personOf.length; node += 1) {
        const person = personOf[node] ?? 0;
        totalOf[person] = (totalOf[person] ?? 0) + (totals[node] ?? 0);
      }
      const longest = windows.length > 0 ? lengthOf(windows) : Infinity;
      const columns = intervals.columns();
      const { joins, leaves } = columns;
      const { order, starts } = sortedByPerson(columns, personOf, people.count);

      for (let person = 0; person < people.count; person += 1) {
        const from = starts[person] ?? 0;
        const to = starts[person + 1] ?? 0;
        if (from === to) {
          const total = totalOf[person] ?? 0;
          const time = total > 0 ? Math.min(total, longest) : undefined;
          onPerson({ person, time, timeInWindows: time, firstJoin: undefined, lastLeave: undefined });
          continue;
        }
        const firstJoin = joins[order[from] ?? 0] ?? 0;
        let time = 0;
        let timeInWindows = 0;
        let join = firstJoin;
        let leave = leaves[order[from] ?? 0] ?? 0;
        // One step further than there are intervals: it closes the last stretch.
        for (let place = from + 1; place <= to; place += 1) {
          const next = order[place] ?? 0;
          const nextJoin = place < to ? (joins[next] ?? 0) : Infinity;
          if (nextJoin <= leave) {
            leave = Math.max(leave, leaves[next] ?? 0);
            continue;
          }
          time += leave - join;
          timeInWindows += clippedTo(windows, join, leave);
          onStay?.(join, leave);
          if (place === to) break;
          join = nextJoin;
          leave = leaves[next] ?? 0;
        }
        onPerson({ person, time, timeInWindows, firstJoin, lastLeave: leave });
      }
    },
  };
}
