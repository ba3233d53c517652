import { toChangedPlace } from '../../src/notifications/changed-place';

const report = { what: 'report', kind: 'webinar', eventId: 'A@t', sessionId: 's', reportId: 'R' };

it.each<[string, object]>([
  ['solutions/virtualEvents/webinars/A@t/sessions/s/attendanceReports/R', report],
  ['/SOLUTIONS/VIRTUALEVENTS/WEBINARS/A@t/SESSIONS/s/ATTENDANCEREPORTS/R/', report],
  ["solutions/virtualEvents/webinars('A@t')/sessions('s')/attendanceReports('R')", report],
  ["solutions/virtualEvents/webinars('A@t')/sessions/s/attendanceReports/R", report],
  ['https://graph.microsoft.com/v1.0/solutions/virtualEvents/webinars/A%40t/sessions/s/attendanceReports/R', report],
  ['beta/solutions/virtualEvents/webinars/A@t/sessions/s/attendanceReports/R', report],
  [
    'solutions/virtualevents/townhalls/a%2Fb%3F/sessions/s/attendancereports/R',
    { ...report, kind: 'townhall', eventId: 'a/b?' },
  ],
  ["solutions/virtualEvents/webinars('O''Hara')", { what: 'event', kind: 'webinar', eventId: "O'Hara" }],
  ['solutions/virtualEvents/webinars/A@t/', { what: 'event', kind: 'webinar', eventId: 'A@t' }],
  ['solutions/virtualEvents/webinars/A@t/getAttendanceReports', { what: 'event', kind: 'webinar', eventId: 'A@t' }],
  [
    'solutions/virtualEvents/townhalls/A/sessions/s',
    { what: 'session', kind: 'townhall', eventId: 'A', sessionId: 's' },
  ],
  ['solutions/virtualEvents/webinars/A/registrations/r', { what: 'other', kind: 'webinar', eventId: 'A' }],
  [
    'solutions/virtualEvents/webinars/A/sessions/s/attendanceReports/R/attendanceRecords',
    { what: 'other', kind: 'webinar', eventId: 'A', sessionId: 's' },
  ],
  ['solutions/virtualEvents/events/', { what: 'other' }],
  ['solutions/virtualEvents/constructor/A', { what: 'other' }],
  ['communications/callRecords/c', { what: 'other' }],
  ['solutions/virtualEvents/webinars/%zz', { what: 'event', kind: 'webinar', eventId: '%zz' }],
  ["('')", { what: 'other' }],
  ['', { what: 'other' }],
])('%s', (path, place) => {
  expect(toChangedPlace(path)).toEqual(place);
});
