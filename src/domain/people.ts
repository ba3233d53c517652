import { isUsable, signatureOf, type AttendanceRecord } from './attendance-record';
import { keyKindOf, keyOf } from './identity';
import { createKeyIndex, type KeyIndex } from './key-index';

/**
 * Tells which records are of one person. A record gets a node; nodes that turn out to be one person are joined, so ask `rootOf` at the end.
 * Memory grows with people: a key or two each, no records.
 */
export interface People {
  /** The node of this record's person, or undefined for a record that repeats an earlier one and counts in nothing. */
  nodeOf(record: AttendanceRecord): number | undefined;
  rootOf(node: number): number;
  readonly nodes: number;
  /** The accounts of this index that have a record here: number there, node here. */
  eachAccount(accounts: KeyIndex, take: (number: number, node: number) => void): void;
  /** Distinct people so far. */
  readonly count: number;
}

export function createPeople(expected = 0): People {
  // Graph often uses the person's id as the record's id: both are numbered by one index, so that such a record needs one look.
  const ids = createKeyIndex(expected);
  const keys = { identity: ids, registration: createKeyIndex(), email: createKeyIndex() };
  const nodes: Record<'record' | keyof typeof keys, number[]> = {
    identity: [],
    registration: [],
    email: [],
    record: [],
  };
  const repeats = new Set<string>();
  const parents: number[] = [];
  let count = 0;

  const newNode = () => {
    count += 1;
    return parents.push(parents.length) - 1;
  };

  const rootOf = (node: number): number => {
    let root = node;
    for (let up = parents[root]; up !== undefined && up !== root; up = parents[root]) root = up;
    parents[node] = root;
    return root;
  };

  const join = (one: number, other: number) => {
    if (one === other) return;
    const [a, b] = [rootOf(one), rootOf(other)];
    if (a === b) return;
    parents[Math.max(a, b)] = Math.min(a, b);
    count -= 1;
  };

  return {
    nodeOf(record) {
      const kind = keyKindOf(record);
      if (kind === 'alone' && !record.id && isRepeat(record, repeats)) return undefined;
      const key = keyOf(record, kind);
      // The same record id is the same person, whatever else the records say.
      if (kind === 'alone' || key === undefined)
        return record.id ? (nodes.record[ids.numberOf(record.id)] ??= newNode()) : newNode();
      const number = keys[kind].numberOf(key);
      const node = (nodes[kind][number] ??= newNode());
      if (!record.id) return node;
      const recordNumber = kind === 'identity' && record.id === key ? number : ids.numberOf(record.id);
      join((nodes.record[recordNumber] ??= node), node);
      return node;
    },
    rootOf,
    eachAccount(accounts, take) {
      accounts.eachIn(ids, (number, id) => {
        const node = nodes.identity[id];
        if (node !== undefined) take(number, node);
      });
    },
    get nodes() {
      return parents.length;
    },
    get count() {
      return count;
    },
  };
}

/** A record with neither id nor key is a repeat only if all its fields equal another's and it has a usable interval. */
function isRepeat(record: AttendanceRecord, seen: Set<string>): boolean {
  if (!record.intervals.some(isUsable)) return false;
  const fields = JSON.stringify([
    record.name,
    record.role,
    record.identityId,
    record.identityType,
    record.totalSeconds,
  ]);
  const signature = `${fields}${signatureOf(record.intervals)}`;
  if (seen.has(signature)) return true;
  seen.add(signature);
  return false;
}
