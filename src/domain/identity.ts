import type { AttendanceRecord } from './attendance-record';
import { isFilled } from './filled';

/** Which rule of metrics.md names a record's person: `identity.id`, else `registrationId`, else the e-mail; never the name. */
export type KeyKind = 'identity' | 'registration' | 'email' | 'alone';

/** Called for every record of a large report: it makes no objects. */
export function keyKindOf(record: AttendanceRecord): KeyKind {
  if (isSomebody(record.identityId)) return 'identity';
  if (isFilled(record.registrationId)) return 'registration';
  return isFilled(record.email) ? 'email' : 'alone';
}

/** The key itself; undefined for a record that stands alone. */
export function keyOf(record: AttendanceRecord, kind: KeyKind): string | undefined {
  if (kind === 'identity') return record.identityId;
  if (kind === 'registration') return record.registrationId;
  return kind === 'email' ? record.email?.trim().toLowerCase() : undefined;
}

/** False for nothing, blanks and the empty GUID, which Graph writes for people it can't identify. */
export function isSomebody(id: string | undefined): id is string {
  return isFilled(id) && !(id.charCodeAt(0) === ZERO && /^[0-]+$/.test(id));
}

const ZERO = 48;
