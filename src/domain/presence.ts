import { isUsable, signatureOf, type AttendanceRecord, type AttendanceReport } from './attendance-record';
import { createIntervals } from './intervals';
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
    persons,
    windows(reports) {
      const ends = [...reportEnds, intervals.length];
      return reports.flatMap((report, index) => {
        const window = windowOf(report, intervals, ends[index - 1] ?? 0, ends[index] ?? intervals.length);
        return window ? [window] : [];
      });
    },
    visit(windows, onPerson, onStay) {
      const personOf = persons();
      const totalOf = new Float64Array(people.count);
      for (let node = 0; node < personOf.length; node += 1)
        totalOf[personOf[node] ?? 0] = (totalOf[personOf[node] ?? 0] ?? 0) + (totals[node] ?? 0);
      const longest = windows.length > 0 ? lengthOf(windows) : Infinity;
      const { order, starts } = intervals.sortedBy(node => personOf[node] ?? 0, people.count);

      for (let person = 0; person < people.count; person += 1) {
        const [from, to] = [starts[person] ?? 0, starts[person + 1] ?? 0];
        if (from === to) {
          const total = totalOf[person] ?? 0;
          const time = total > 0 ? Math.min(total, longest) : undefined;
          onPerson({ person, time, timeInWindows: time, firstJoin: undefined, lastLeave: undefined });
          continue;
        }
        let [time, timeInWindows] = [0, 0];
        const firstJoin = intervals.join(order[from] ?? 0);
        let [join, leave] = [firstJoin, intervals.leave(order[from] ?? 0)];
        const close = () => {
          time += leave - join;
          timeInWindows += clippedTo(windows, join, leave);
          onStay?.(join, leave);
        };
        for (let place = from + 1; place < to; place += 1) {
          const next = order[place] ?? 0;
          if (intervals.join(next) <= leave) {
            leave = Math.max(leave, intervals.leave(next));
            continue;
          }
          close();
          [join, leave] = [intervals.join(next), intervals.leave(next)];
        }
        close();
        onPerson({ person, time, timeInWindows, firstJoin, lastLeave: leave });
      }
    },
  };
}
