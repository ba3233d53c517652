import {
  LISTED_REPORTS,
  type AttendanceInterval,
  type AttendanceRecord,
  type AttendanceReport,
} from '../domain/attendance-record';
import { AppError } from '../domain/errors';
import type { ReportHome } from '../domain/sources';
import { toIso } from '../domain/time';
import type { GraphClient, ReadOptions } from './client-types';
import { readById } from './errors';
import { toExternalEventInformation } from './external-event';
import { readMoment } from './instant';
import { pagesOf, rowsOf } from './pages';
import { reportPath, reportsPath } from './paths';
import { isWire, toEntity, toNumber, toText, type Wire } from './wire';

/** The reports of a session or meeting, as Graph orders them, newest 50 at most. */
export async function readReports(
  client: GraphClient,
  home: ReportHome,
  options: ReadOptions,
): Promise<AttendanceReport[]> {
  const rows = await rowsOf(client, reportsPath(home, client.whose), { ...options, most: LISTED_REPORTS });
  return rows.filter(isWire).flatMap(row => {
    const id = toText(row.id);
    return id === undefined ? [] : [toReport(row, id)];
  });
}

export async function readReport(client: GraphClient, home: ReportHome, reportId: string, options: ReadOptions) {
  const wire = toEntity(await readById(client.get(reportPath(home, reportId, client.whose), options)));
  return toReport(wire, toText(wire.id) ?? reportId);
}

/** The records of a report, page by page as they arrive. Throws AppError in the middle when a page can't be had. */
export async function* readRecords(
  client: GraphClient,
  home: ReportHome,
  reportId: string,
  options: ReadOptions,
): AsyncGenerator<AttendanceRecord[], void, undefined> {
  for await (const page of pagesOf(client, `${reportPath(home, reportId, client.whose)}/attendanceRecords`, options))
    yield page.map(toRecord);
}

export function toReport(wire: Wire, id: string): AttendanceReport {
  const total = toNumber(wire.totalParticipantCount);
  return {
    id,
    start: toIso(readMoment(wire.meetingStartDateTime)),
    end: toIso(readMoment(wire.meetingEndDateTime)),
    reportedTotal: total !== undefined && total >= 0 ? total : null,
    externalEventInformation: toExternalEventInformation(wire.externalEventInformation),
  };
}

/** One record. A report has up to a hundred thousand of them: no schema, no copies, every record of one shape. */
export function toRecord(row: unknown): AttendanceRecord {
  if (!isWire(row)) throw new AppError('graph-garbled');
  const identity = isWire(row.identity) ? row.identity : undefined;
  const seconds = toNumber(row.totalAttendanceInSeconds);
  return {
    id: toText(row.id),
    identityId: toText(identity?.id),
    identityType: toType(identity?.['@odata.type']),
    tenantId: toText(identity?.tenantId),
    name: toText(identity?.displayName),
    email: toText(row.emailAddress),
    role: toText(row.role),
    registrationId: toText(row.registrationId),
    totalSeconds: seconds !== undefined && seconds >= 0 ? seconds : undefined,
    intervals: toIntervals(row.attendanceIntervals),
  };
}

function toIntervals(wire: unknown): AttendanceInterval[] {
  if (!Array.isArray(wire)) return [];
  const intervals: AttendanceInterval[] = [];
  for (const one of wire as unknown[])
    if (isWire(one)) intervals.push({ join: readMoment(one.joinDateTime), leave: readMoment(one.leaveDateTime) });
  return intervals;
}

function toType(wire: unknown): string | undefined {
  const type = toText(wire);
  return type === undefined ? undefined : type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('#')) + 1);
}
