import type {
  AttendanceInterval,
  AttendanceRecord,
  Identity,
  MeetingAttendanceReport,
} from '@microsoft/microsoft-graph-types';
import type { Stay, TenantRecord, TenantReport } from '../world/model';
import { toFineTime, type Wire } from './wire';

export type WireReport = Wire<MeetingAttendanceReport, { 'attendanceRecords@odata.nextLink'?: string }>;
/** `registrantId` is dead and still sent; identities carry the tenant's id. */
export type WireRecord = Wire<
  AttendanceRecord,
  { registrantId: null; identity: Wire<Identity, { tenantId: string | null }> | null }
>;

/** A report without its records. */
export function toWireReport(report: TenantReport): WireReport {
  return {
    id: report.id,
    totalParticipantCount: report.reportedTotal,
    meetingStartDateTime: new Date(report.start).toISOString(),
    meetingEndDateTime: new Date(report.end).toISOString(),
  };
}

export function toWireRecord(record: TenantRecord): WireRecord {
  const intervals = record.stays.map(toInterval);
  return {
    ...(record.id !== undefined && { id: record.id }),
    emailAddress: record.email,
    totalAttendanceInSeconds:
      record.totalSeconds ?? intervals.reduce((sum, one) => sum + (one.durationInSeconds ?? 0), 0),
    role: record.role,
    registrantId: null,
    registrationId: record.registrationId,
    identity: record.identity && toIdentity(record.identity),
    attendanceIntervals: intervals,
    externalRegistrationInformation: record.externalRegistration ?? null,
  };
}

function toIdentity({ type, ...identity }: NonNullable<TenantRecord['identity']>): WireRecord['identity'] {
  return type ? { '@odata.type': type, ...identity } : identity;
}

/** Where either end is unknown, Graph says 0 seconds. */
function toInterval({ join, leave }: Stay): AttendanceInterval {
  return {
    joinDateTime: join === null ? null : toFineTime(join),
    leaveDateTime: leave === null ? null : toFineTime(leave),
    durationInSeconds: join === null || leave === null ? 0 : Math.floor((leave - join) / 1000),
  };
}
