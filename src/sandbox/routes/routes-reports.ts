import { LISTED_REPORTS } from '../../domain/attendance-record';
import { DAY } from '../world/calendar';
import { badRequest, noSingleChannelReport, notFound, unknownSegment } from './errors';
import type { TenantReport } from '../world/model';
import { linkTo, page } from './pages';
import { allowOnly } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';
import { toWireRecord, toWireReport, type WireReport } from '../wire/wire-reports';

/** Where reports hang: a session, an online meeting, or a channel with all its meetings. */
export interface Home {
  /** For `@odata.context`. */
  context: string;
  reports: TenantReport[];
  of: 'session' | 'meeting' | 'channel';
}

/** Graph keeps reports for a year from the meeting's date. */
const KEPT = 365 * DAY;

/** `…/attendanceReports[/{id}[/attendanceRecords]]`, the same below sessions and meetings. */
export function reportRoute(exchange: Exchange, home: Home, below: string[]): Reply {
  const [part, id, records, ...rest] = below;
  if (part?.toLowerCase() !== 'attendancereports') throw unknownSegment(part ?? '');
  const reports = home.reports.filter(one => one.readyAt <= exchange.now && one.start > exchange.now - KEPT);
  if (id === undefined) return list(exchange, home, reports);
  if (home.of === 'channel') throw noSingleChannelReport();
  const report = reports.find(one => one.id === id);
  if (!report) throw notFound();
  if (records === undefined) return single(exchange, home, report);
  if (records.toLowerCase() !== 'attendancerecords' || rest.length > 0) throw unknownSegment(records);
  allowOnly(exchange.request);
  return {
    status: 200,
    body: {
      '@odata.context': `${contextOf(exchange, home)}/attendanceReports('${report.id}')/attendanceRecords`,
      ...recordPage(exchange, report),
    },
  };
}

/** The newest 50, newest first; older ones can't be listed. */
function list(exchange: Exchange, home: Home, reports: TenantReport[]): Reply {
  allowOnly(exchange.request);
  const newest = [...reports].sort((a, b) => b.end - a.end).slice(0, LISTED_REPORTS);
  const value = newest.map(one =>
    home.of === 'session' ? sessionReport(one) : { ...toWireReport(one), attendanceRecords: [] },
  );
  return { status: 200, body: { '@odata.context': `${contextOf(exchange, home)}/attendanceReports`, value } };
}

function single(exchange: Exchange, home: Home, report: TenantReport): Reply {
  allowOnly(exchange.request, '$expand');
  const expand = exchange.request.query.get('$expand');
  if (expand !== null && expand.toLowerCase() !== 'attendancerecords')
    throw badRequest(`Could not find a property named '${expand}' on type 'microsoft.graph.meetingAttendanceReport'.`);
  const base = home.of === 'session' ? sessionReport(report) : toWireReport(report);
  const context = `${contextOf(exchange, home)}/attendanceReports('${report.id}')`;
  return {
    status: 200,
    body: { '@odata.context': context, ...base, ...(expand !== null && expanded(exchange, report)) },
  };
}

/** The first page of records inside the report, and where the rest is. */
function expanded(exchange: Exchange, report: TenantReport): WireReport {
  const { request, pageSize } = exchange;
  const from = Math.min(pageSize, report.count);
  const records = Array.from({ length: from }, (_, index) => toWireRecord(report.record(index)));
  if (from === report.count) return { attendanceRecords: records };
  const plain = { ...exchange, request: { ...request, query: new URLSearchParams() } };
  const next = linkTo(plain, { from, turn: 0 }, `${request.path}/attendanceRecords`);
  return { attendanceRecords: records, 'attendanceRecords@odata.nextLink': next };
}

function recordPage(exchange: Exchange, report: TenantReport) {
  return page(exchange, report.count, index => toWireRecord(report.record(index)), exchange.pageSize);
}

function sessionReport(report: TenantReport): WireReport {
  return { ...toWireReport(report), externalEventInformation: report.external };
}

function contextOf(exchange: Exchange, home: Home): string {
  return `https://graph.microsoft.com/${exchange.request.version}/$metadata#${home.context}`;
}
