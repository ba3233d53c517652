import type { ReadAll } from './reader';
import type { Ended } from './town';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How many people Graph says came to it by now, in all its reports together: docs/metrics.md says who is one person. */
export async function peopleWhoCame({ event, sessionId }: Ended, readAll: ReadAll): Promise<number> {
  const session = `solutions/virtualEvents/${event.kind}s/${encodeURIComponent(event.id)}/sessions/${sessionId}`;
  const people = new Set<unknown>();
  for (const report of await readAll(`${session}/attendanceReports`))
    for (const record of await readAll(`${session}/attendanceReports/${String(report.id)}/attendanceRecords`)) {
      const id = (record.identity as { id?: unknown } | null)?.id;
      const email = typeof record.emailAddress === 'string' ? record.emailAddress.trim().toLowerCase() : '';
      people.add((id === NOBODY ? undefined : id) ?? record.registrationId ?? (email || record));
    }
  return people.size;
}
