import type { Ended } from './town';

/** Every row of a collection below `/v1.0/`, page after page. */
export type ReadAll = (path: string) => Promise<Record<string, unknown>[]>;

/** A reader that shares nothing with Rollcall's own. */
export function createCollectionReader(root: string): ReadAll {
  return async path => {
    const rows: Record<string, unknown>[] = [];
    for (let next: string | undefined = `${root}/v1.0/${path}`; next !== undefined;) {
      const response: Response = await fetch(next, { headers: { authorization: 'Bearer soak' } });
      if (!response.ok) throw new Error(`The pretend tenant answered ${response.status}.`);
      const page = (await response.json()) as { value: Record<string, unknown>[]; '@odata.nextLink'?: string };
      rows.push(...page.value);
      next = page['@odata.nextLink'];
    }
    return rows;
  };
}

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
