import type { AttendanceRecord, AttendanceReport } from '../../src/domain/attendance-record';
import type { Registration } from '../../src/domain/registration';

/* Graph's JSON read without a line of src/graph, for the oracle. */

/** Follows every page of a collection with plain fetch. */
export async function rawPages(url: string): Promise<any[]> {
  const rows: any[] = [];
  for (let next: string | undefined = url; next;) {
    const answer = await fetch(next, { headers: { authorization: 'Bearer oracle' } });
    if (answer.status !== 200) throw new Error(`${answer.status} for ${next}`);
    const page: any = await answer.json();
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return rows;
}

export function rawReport(wire: any): AttendanceReport {
  return {
    id: wire.id,
    start: wire.meetingStartDateTime ?? null,
    end: wire.meetingEndDateTime ?? null,
    reportedTotal: wire.totalParticipantCount ?? null,
    externalEventInformation: [],
  };
}

export function rawRegistration(wire: any): Registration {
  const at: string | null | undefined = wire.registrationDateTime;
  return {
    id: wire.id ?? undefined,
    userId: wire.userId ?? undefined,
    email: wire.email ?? undefined,
    name: undefined,
    status: wire.status,
    registeredAt: at ? Date.parse(at.endsWith('Z') ? at : `${at}Z`) : undefined,
    canceledAt: undefined,
  };
}

export function rawRecord(wire: any): AttendanceRecord {
  const time = (text: string | null | undefined) => (text ? Date.parse(text) : undefined);
  return {
    id: wire.id ?? undefined,
    identityId: wire.identity?.id ?? undefined,
    registrationId: wire.registrationId ?? undefined,
    email: wire.emailAddress ?? undefined,
    name: wire.identity?.displayName ?? undefined,
    role: wire.role ?? undefined,
    totalSeconds: wire.totalAttendanceInSeconds ?? undefined,
    intervals: (wire.attendanceIntervals ?? []).map((interval: any) => ({
      join: time(interval.joinDateTime),
      leave: time(interval.leaveDateTime),
    })),
  };
}
