/** A report that came into being, and the subscription by which Graph tells of it. */
export interface NewReport {
  tenantId: string;
  subscriptionId: string;
  clientState: string;
  collection: 'webinars' | 'townhalls';
  eventId: string;
  sessionId: string;
  reportId: string;
}

/** The body of Graph's POST to /api/notifications. */
export function notificationOf(report: NewReport): string {
  const { tenantId, subscriptionId, clientState, collection, eventId, sessionId, reportId } = report;
  const event = `solutions/virtualEvents/${collection}/${encodeURIComponent(eventId)}`;
  const item = {
    subscriptionId,
    clientState,
    tenantId,
    changeType: 'created',
    subscriptionExpirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
    resource: `${event}/getAttendanceReports`,
    resourceData: {
      '@odata.id': `${event}/sessions/${sessionId}/attendanceReports/${reportId}`,
      '@odata.type': '#microsoft.graph.meetingAttendanceReport',
      id: reportId,
    },
  };
  return JSON.stringify({ value: [item] });
}
