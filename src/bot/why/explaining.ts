import { AppError, isAppError, type GraphPermission, type ProblemCode } from '../../domain/errors';
import { isSamePerson } from '../../domain/access';
import type { EventSource, ReportHome } from '../../domain/sources';

/** In whose name Graph is read, and who organises what was read before. */
export interface Explaining {
  personId: string;
  reads: 'app' | 'person';
  /** Entra object id of the organiser of an event or meeting that the asker was shown to run; undefined for any other. */
  organizerOf: (id: string) => string | undefined;
}

/** What a read is about: the permission it takes, and whose access policy counts. */
interface About {
  needs: 'events' | 'meetings' | 'reports' | 'calls' | 'directory';
  /** Whose policy Teams asks for. */
  policyOf?: string | undefined;
  /** That this is the organiser has been seen. */
  isOrganizer?: boolean;
}

const permissions: Record<About['needs'], Record<Explaining['reads'], GraphPermission>> = {
  events: { app: 'VirtualEvent.Read.All', person: 'VirtualEvent.Read' },
  meetings: { app: 'OnlineMeetings.Read.All', person: 'OnlineMeetings.Read' },
  reports: { app: 'OnlineMeetingArtifact.Read.All', person: 'OnlineMeetingArtifact.Read.All' },
  // Graph gives these to apps alone, whoever asks.
  calls: { app: 'CallRecords.Read.All', person: 'CallRecords.Read.All' },
  directory: { app: 'User.Read.All', person: 'User.Read.All' },
};

/** The same source, whose refusals say which permission is missing, or whose access policy. */
export function explaining(source: EventSource, { personId, reads, organizerOf }: Explaining): EventSource {
  const told = (error: unknown, about: About) => explained(error, about, reads);
  const read = <Result>(reading: Promise<Result>, about: About): Promise<Result> =>
    reading.catch((error: unknown) => {
      throw told(error, about);
    });
  const ofEvent = (id: string): About => ({ needs: 'events', policyOf: organizerOf(id) });
  const ofMeeting = (policyOf: string): About => ({ needs: 'meetings', policyOf });
  const ofReports = (home: ReportHome): About => {
    const organizer = organizerOf(home.of === 'session' ? home.event.id : home.meetingId);
    const policyOf = home.of === 'session' ? organizer : home.userId;
    const isOrganizer = organizer !== undefined && policyOf !== undefined && isSamePerson(organizer, policyOf);
    return { needs: 'reports', policyOf, isOrganizer };
  };
  async function* through<Page>(pages: AsyncIterable<Page>, about: About): AsyncGenerator<Page> {
    try {
      yield* pages;
    } catch (error) {
      throw told(error, about);
    }
  }
  return {
    ...source,
    events: () => read(source.events(), { needs: 'events', policyOf: personId }),
    tenantEvents: () => read(source.tenantEvents(), { needs: 'events' }),
    event: (id, kind) => read(source.event(id, kind), ofEvent(id)),
    sessions: event => read(source.sessions(event), ofEvent(event.id)),
    session: (event, sessionId) => read(source.session(event, sessionId), ofEvent(event.id)),
    meetingById: (id, userId) => read(source.meetingById(id, userId), ofMeeting(userId ?? personId)),
    meetingByJoinUrl: (url, userId) => read(source.meetingByJoinUrl(url, userId), ofMeeting(userId ?? personId)),
    meetingByJoinId: digits => read(source.meetingByJoinId(digits), ofMeeting(personId)),
    reports: home => read(source.reports(home), ofReports(home)),
    report: (home, id) => read(source.report(home, id), ofReports(home)),
    records: (home, id, options) => through(source.records(home, id, options), ofReports(home)),
    registrations: (event, options) => through(source.registrations(event, options), ofEvent(event.id)),
    registrationQuestions: event => read(source.registrationQuestions(event), ofEvent(event.id)),
    calls: (window, options) => through(source.calls(window, options), { needs: 'calls' }),
    call: id => read(source.call(id), { needs: 'calls' }),
    callSessions: (id, options) => through(source.callSessions(id, options), { needs: 'calls' }),
    judgedSessions: (id, options) => through(source.judgedSessions(id, options), { needs: 'calls' }),
    callParticipants: (id, options) => through(source.callParticipants(id, options), { needs: 'calls' }),
    peopleNamed: words => read(source.peopleNamed(words), { needs: 'directory' }),
  };
}

const ofPolicies: readonly ProblemCode[] = ['access-policy-missing', 'access-policy-elsewhere'];

function explained(error: unknown, { needs, policyOf, isOrganizer = false }: About, reads: Explaining['reads']) {
  if (!isAppError(error)) return error;
  if (error.code === 'permission-missing') return withDetails(error, { permission: permissions[needs][reads] });
  const found = isOrganizer ? ofOrganizer(error, reads) : error;
  return policyOf !== undefined && ofPolicies.includes(found.code)
    ? withDetails(found, { organizerId: policyOf })
    : found;
}

/** What 3003 means where the app asked in the name of the organiser: a policy that is on somebody else. */
export function ofOrganizer(error: AppError, reads: Explaining['reads'] = 'app'): AppError {
  return error.code === 'not-the-organizer' && reads === 'app' ? as('access-policy-elsewhere', error) : error;
}

/** The refusal of what is listed as the asker's own, with whoever organises it. */
export function ofListed(error: AppError, organizerId: string | undefined, reads: Explaining['reads'] = 'app') {
  const found = ofOrganizer(error, reads);
  return organizerId !== undefined && ofPolicies.includes(found.code) ? withDetails(found, { organizerId }) : found;
}

function withDetails(error: AppError, details: AppError['details']): AppError {
  return new AppError(error.code, { ...error.details, ...details }, { cause: error.cause });
}

/** The same refusal by another name. */
export function as(code: ProblemCode, { details, cause }: AppError): AppError {
  return new AppError(code, details, { cause });
}
