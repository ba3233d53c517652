import type { EventSourceFor, ReportHome } from '../domain/sources';
import { readRecords, readReport, readReports } from './attendance';
import type { GraphClient } from './client-types';
import { cloudOf, requireApi } from './clouds';
import type { CloudName } from './clouds';
import { readEvent, readEvents } from './events';
import { readMeetingById, readMeetingByJoinId, readMeetingByJoinUrl } from './meetings';
import { readRegistrationQuestions, readRegistrations } from './registrations';
import { readSession, readSessions, readSessionsOf } from './sessions';

/** What Rollcall reads, from Graph. `cloud` follows from the client's root unless given. */
export function createEventSourceFor(client: GraphClient, options: { cloud?: CloudName } = {}): EventSourceFor {
  const { cloud = cloudOf(client.root) } = options;
  const needEvents = () => {
    requireApi(cloud, 'virtualEvents');
  };
  // A meeting is read for its reports alone.
  const needMeetings = () => {
    requireApi(cloud, 'attendance');
  };
  const needReports = (home: ReportHome) => {
    requireApi(cloud, home.of === 'session' ? 'virtualEvents' : 'attendance');
  };

  return ({ personId }, read = {}) => ({
    async events() {
      needEvents();
      return readEvents(client, personId, read);
    },
    async event(id, kind) {
      needEvents();
      return readEvent(client, id, kind, read);
    },
    async sessions(event) {
      needEvents();
      return readSessions(client, event, read);
    },
    async sessionsOf(events) {
      needEvents();
      return readSessionsOf(client, events, read);
    },
    async session(event, sessionId) {
      needEvents();
      return readSession(client, event, sessionId, read);
    },
    async meetingById(meetingId, userId = personId) {
      needMeetings();
      return readMeetingById(client, userId, meetingId, read);
    },
    async meetingByJoinUrl(joinWebUrl) {
      needMeetings();
      return readMeetingByJoinUrl(client, personId, joinWebUrl, read);
    },
    async meetingByJoinId(digits) {
      needMeetings();
      return readMeetingByJoinId(client, personId, digits, read);
    },
    async reports(home) {
      needReports(home);
      return readReports(client, home, read);
    },
    async report(home, reportId) {
      needReports(home);
      return readReport(client, home, reportId, read);
    },
    async *records(home, reportId, { signal } = {}) {
      needReports(home);
      yield* readRecords(client, home, reportId, { ...read, signal });
    },
    async *registrations(event, { signal, answers } = {}) {
      needEvents();
      yield* readRegistrations(client, event, { ...read, signal, answers });
    },
    async registrationQuestions(event) {
      needEvents();
      return readRegistrationQuestions(client, event, read);
    },
  });
}
