import type { AttendanceRecord } from './attendance-record';

/** Which of the rules of metrics.md names this record's person; `alone` when none does. */
export type PersonKey = { by: 'identity' | 'registration' | 'email'; key: string } | { by: 'alone' };

/** Who a record is of: `identity.id`, else `registrationId`, else the e-mail; never the name. */
export function personKeyOf(record: AttendanceRecord): PersonKey {
  const identity = record.identityId;
  if (identity && !isBlank(identity) && !isAllZeros(identity)) return { by: 'identity', key: identity };
  if (record.registrationId && !isBlank(record.registrationId))
    return { by: 'registration', key: record.registrationId };
  const email = record.email?.trim().toLowerCase();
  return email ? { by: 'email', key: email } : { by: 'alone' };
}

/** Graph writes the empty GUID for people it can't identify. */
function isAllZeros(id: string): boolean {
  return id.startsWith('0') && /^[0-]+$/.test(id);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
