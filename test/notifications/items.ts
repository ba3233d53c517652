/** An item as Microsoft's samples have it, with ids of the test's own. */
export function reportItem(rest: object = {}): Record<string, any> {
  return {
    subscriptionId: '7015b436-a8b8-4260-af80-5af8cba32e62',
    clientState: 'secret client state',
    changeType: 'created',
    tenantId: 'f5b076c8-b508-4ba3-a1a7-19d1c0bcef03',
    resource: 'solutions/virtualEvents/webinars/event-1@tenant/getAttendanceReports',
    subscriptionExpirationDateTime: '2026-11-22T00:00:00.0000000Z',
    resourceData: {
      '@odata.id': 'solutions/virtualEvents/webinars/event-1@tenant/sessions/session-1/attendanceReports/report-1',
      '@odata.type': '#microsoft.graph.meetingAttendanceReport',
      id: 'report-1',
    },
    ...rest,
  };
}

export function lifecycleItem(rest: object = {}): Record<string, any> {
  return {
    subscriptionId: '7015b436-a8b8-4260-af80-5af8cba32e62',
    subscriptionExpirationDateTime: '2026-11-22T00:00:00.0000000Z',
    tenantId: 'f5b076c8-b508-4ba3-a1a7-19d1c0bcef03',
    clientState: 'secret client state',
    lifecycleEvent: 'reauthorizationRequired',
    ...rest,
  };
}
