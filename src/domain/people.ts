import { isUsable, signatureOf, type AttendanceRecord } from './attendance-record';
import { keyKindOf, keyOf } from './identity';

/**
 * Tells which records are of one person. A record gets a node; nodes that turn out to be one person are joined, so ask `rootOf` at the end.
 * Memory grows with people: a key string or two each, no records.
 */
export interface People {
  /** The node of this record's person, or undefined for a record that repeats an earlier one and counts in nothing. */
  nodeOf(record: AttendanceRecord): number | undefined;
  rootOf(node: number): number;
  readonly nodes: number;
  /** Distinct people so far. */
  readonly count: number;
}

export function createPeople(): People {
  const known = {
    identity: new Map<string, number>(),
    registration: new Map<string, number>(),
    email: new Map<string, number>(),
    record: new Map<string, number>(),
  };
  /** By node: whether a record of it bears the person's own id. That is Graph's usual way, and no reason to keep every id twice. */
  const selfNamed: boolean[] = [];
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
    const [a, b] = [rootOf(one), rootOf(other)];
    if (a === b) return;
    parents[Math.max(a, b)] = Math.min(a, b);
    count -= 1;
  };

  const find = (map: Map<string, number>, key: string) => {
    let node = map.get(key);
    if (node === undefined) map.set(key, (node = newNode()));
    return node;
  };

  const nodeOfRecordId = (id: string): number | undefined => {
    const node = known.record.get(id);
    if (node !== undefined || selfNamed.length === 0) return node;
    const own = known.identity.get(id);
    return own !== undefined && selfNamed[own] ? own : undefined;
  };

  return {
    nodeOf(record) {
      const kind = keyKindOf(record);
      if (kind === 'alone' && !record.id && isRepeat(record, repeats)) return undefined;
      const key = keyOf(record, kind);
      if (kind === 'identity' && key !== undefined && record.id === key && known.record.size === 0) {
        const node = find(known.identity, key);
        selfNamed[node] = true;
        return node;
      }
      // The same record id is the same person, whatever else the records say.
      const sameRecord = record.id ? nodeOfRecordId(record.id) : undefined;
      const node = kind === 'alone' || key === undefined ? (sameRecord ?? newNode()) : find(known[kind], key);
      if (sameRecord !== undefined) join(node, sameRecord);
      else if (record.id) known.record.set(record.id, node);
      return node;
    },
    rootOf,
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
