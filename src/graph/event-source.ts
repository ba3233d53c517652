import { AppError } from '../domain/errors';
import type { Scopes } from '../domain/sign-in';
import type { Asker, AskerToken, EventSource, EventSourceFor, ReportHome } from '../domain/sources';
import { readRecords, readReport, readReports } from './attendance';
import { readCall, readCallParticipants, readCalls, readCallSessions, readJudgedSessions } from './call-records';
import type { GraphClient, Whose } from './client-types';
import { cloudOf, requireApi, type CloudName } from './clouds';
import { readEvent, readEvents } from './events';
import { createSession, toNamedZone } from './new-session';
import { readMeetingById, readMeetingByJoinId, readMeetingByJoinUrl } from './meetings';
import { readPeopleNamed } from './people';
import { readRegistrationQuestions, readRegistrations } from './registrations';
import { readTenantEvents } from './tenant-events';
import { readSession, readSessions, readSessionsOf } from './sessions';

export interface EventSourceOptions {
  /** Follows from the client's root unless given. */
  cloud?: CloudName;
  /** The asker's own token: Graph lets people alone make something. Absent where nobody signs in. */
  tokenOf?: (asker: Asker, scopes: Scopes) => AskerToken;
  /** In whose name questions are answered: the app's unless said. What Rollcall does by itself, in the background, is always the app's. */
  reads?: Whose;
}

/** What Rollcall reads, and makes, from Graph. */
export function createEventSourceFor(app: GraphClient, options: EventSourceOptions = {}): EventSourceFor {
  const { cloud = cloudOf(app.root), tokenOf, reads = 'app' } = options;
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

  const needCalls = () => {
    requireApi(cloud, 'callRecords');
  };

  const sourceWith = (client: GraphClient, asker: Asker, read: { background?: boolean }): EventSource => ({
    createsSessions: tokenOf !== undefined,
    zoneOf: toNamedZone,
    async events() {
      needEvents();
      return readEvents(client, asker.personId, read);
    },
    async tenantEvents() {
      needEvents();
      return readTenantEvents(client, read);
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
      return createSession(client, event, wanted, { ...read, as: app.as(tokenOf(asker, 'create')), again });
    },
    async meetingById(meetingId, userId = asker.personId) {
      needMeetings();
      return readMeetingById(client, userId, meetingId, read);
    },
    async meetingByJoinUrl(joinWebUrl, userId = asker.personId) {
      needMeetings();
      return readMeetingByJoinUrl(client, userId, joinWebUrl, read);
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
    // Graph gives call records to apps alone.
    async *calls(window, { signal } = {}) {
      needCalls();
      yield* readCalls(app, window, { ...read, signal });
    },
    async call(callId) {
      needCalls();
      return readCall(app, callId, read);
    },
    async *callSessions(callId, { signal, unhurried } = {}) {
      needCalls();
      yield* readCallSessions(app, callId, { ...read, signal, unhurried });
    },
    async *judgedSessions(callId, { signal, unhurried } = {}) {
      needCalls();
      yield* readJudgedSessions(app, callId, { ...read, signal, unhurried });
    },
    async *callParticipants(callId, { signal } = {}) {
      needCalls();
      yield* readCallParticipants(app, callId, { ...read, signal });
    },
    async peopleNamed(words) {
      return readPeopleNamed(app, words, read);
    },
  });

  return (asker, read = {}) => {
    const inName = reads === 'person' && !read.background && tokenOf;
    return sourceWith(inName ? app.as(tokenOf(asker, 'read')) : app, asker, read);
  };
}
