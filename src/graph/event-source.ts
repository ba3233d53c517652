import { AppError } from '../domain/errors';
import type { Asker, EventSourceFor, ReportHome } from '../domain/sources';
import { readRecords, readReport, readReports } from './attendance';
import type { GraphClient, Token } from './client-types';
import { cloudOf, requireApi } from './clouds';
import type { CloudName } from './clouds';
import { readEvent, readEvents } from './events';
import { createSession, toNamedZone } from './new-session';
import { readMeetingById, readMeetingByJoinId, readMeetingByJoinUrl } from './meetings';
import { readRegistrationQuestions, readRegistrations } from './registrations';
import { readSession, readSessions, readSessionsOf } from './sessions';

export interface EventSourceOptions {
  /** Follows from the client's root unless given. */
  cloud?: CloudName;
  /** The asker's own token: Graph lets people alone make something. Absent where nobody signs in. */
  tokenOf?: (asker: Asker) => Token;
}

/** What Rollcall reads, and makes, from Graph. */
export function createEventSourceFor(client: GraphClient, options: EventSourceOptions = {}): EventSourceFor {
  const { cloud = cloudOf(client.root), tokenOf } = options;
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

  return (asker, read = {}) => ({
    createsSessions: tokenOf !== undefined,
    zoneOf: toNamedZone,
    async events() {
      needEvents();
      return readEvents(client, asker.personId, read);
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
    async createSession(event, wanted, { again = false } = {}) {
      needEvents();
      if (!tokenOf) throw new AppError('create-needs-sign-in');
      return createSession(client, event, wanted, { ...read, token: tokenOf(asker), again });
    },
    async meetingById(meetingId, userId = asker.personId) {
      needMeetings();
      return readMeetingById(client, userId, meetingId, read);
    },
    async meetingByJoinUrl(joinWebUrl) {
      needMeetings();
      return readMeetingByJoinUrl(client, asker.personId, joinWebUrl, read);
    },
    async meetingByJoinId(digits) {
      needMeetings();
      return readMeetingByJoinId(client, asker.personId, digits, read);
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
