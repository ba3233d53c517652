import type { Agenda } from './agenda';
import type { Announcer } from './subscriptions/announce';
import { MINUTE } from './world/calendar';
import { usualStaff } from './world/maker';
import type { TenantEvent, TenantReport, TenantSession } from './world/model';
import { drawsOf } from './world/random';
import { crowdReport, TOWN_MIX, WEBINAR_MIX } from './world/reports';
import type { World } from './world/world';

/** A report that came into being or grew, or will at `readyAt`. */
export interface Happened {
  eventId: string;
  sessionId: string;
  reportId: string;
  /** ISO 8601: Graph has it from then on. */
  readyAt: string;
  /** Everybody in that report. */
  total: number;
}

export interface Growth {
  /** `larger`: the newest report counts more people, silently, as Graph does it · `second`: people came back, and a further report follows. */
  by: 'larger' | 'second';
  /** How many more people, or how many in the second report. */
  people?: number;
}

/** What people with a curl, and tests, let happen in the tenant. Undefined where there is nothing that it could happen to. */
export interface Happenings {
  /** The running session of that event ends now; its report follows within a minute. */
  endEvent(eventId: string, how?: { people?: number }): Happened | undefined;
  /** The session that has a report gets more of it. */
  growReport(eventId: string, how: Growth): Happened | undefined;
  /** Says of an event that it was created just now. */
  announceEvent(eventId: string): boolean;
  /** This person no longer co-organises that event or meeting. False where they did not. */
  removeCoOrganizer(id: string, personId: string): boolean;
}

/** Staff alone are five. */
const FEWEST_PEOPLE = 5;
const MOST_PEOPLE = 200_000;
const MORE_PEOPLE = 7;
const SECOND_REPORT_PEOPLE = 12;

export function createHappenings(options: {
  world: World;
  seed: number;
  now: () => number;
  agenda: Agenda;
  announcer: Announcer;
  /** From the end of a session to its report, in milliseconds of the tenant's clock. */
  reportAfterMs: number;
}): Happenings {
  const { world, seed, now, agenda, announcer, reportAfterMs } = options;
  const { tenantId } = world.people;

  const willBe = (event: TenantEvent, session: TenantSession, report: TenantReport): void => {
    agenda.at(report.readyAt, at => {
      announcer.reportCreated(at, { event, session, report });
    });
  };

  // Reports that are on their way already when the tenant starts.
  for (const event of world.events)
    for (const session of event.sessions)
      for (const report of session.reports) if (report.readyAt > now()) willBe(event, session, report);

  const crowd = (event: TenantEvent, spec: { key: string; people: number; start: number; end: number }): TenantReport =>
    crowdReport(seed, tenantId, {
      ...spec,
      people: Math.min(MOST_PEOPLE, Math.max(FEWEST_PEOPLE, Math.floor(spec.people))),
      staff: usualStaff(world),
      mix: event.kind === 'webinar' ? WEBINAR_MIX : TOWN_MIX,
      book: event.registrations,
      readyAt: now() + reportAfterMs,
    });

  const endEvent: Happenings['endEvent'] = (eventId, { people } = {}) => {
    const at = now();
    const event = world.events.find(one => one.id === eventId && one.status === 'published');
    const session = event?.sessions.find(one => one.start !== null && one.start <= at && (one.end ?? Infinity) > at);
    if (!event || session?.start == null) return undefined;
    session.end = at;
    if (event.sessions.every(one => one.end !== null && one.end <= at)) event.end = at;
    const [fewest, most] = event.kind === 'webinar' ? [60, 140] : [180, 420];
    const report = crowd(event, {
      key: `ended ${session.id}`,
      people: people ?? drawsOf(seed, 'ended', session.id).int(fewest, most),
      start: session.start - 2 * MINUTE,
      end: at,
    });
    session.reports = [...session.reports, report];
    willBe(event, session, report);
    return toHappened(event, session, report);
  };

  const second = (event: TenantEvent, session: TenantSession, newest: TenantReport, people: number): TenantReport => {
    const end = Math.max(now(), newest.end + 2 * MINUTE);
    const key = `again ${session.id} ${session.reports.length}`;
    const report = crowd(event, { key, people, start: Math.max(newest.end, end - 30 * MINUTE), end });
    session.reports = [...session.reports, report];
    willBe(event, session, report);
    return report;
  };

  const larger = (event: TenantEvent, session: TenantSession, newest: TenantReport, people: number): TenantReport => {
    const { start, end, count } = newest;
    const more = Math.max(1, Math.floor(people));
    const late = crowdReport(seed, tenantId, {
      key: `${newest.id} grown from ${count}`,
      people: more,
      staff: [],
      mix: event.kind === 'webinar' ? WEBINAR_MIX : TOWN_MIX,
      start,
      end,
    });
    const grown: TenantReport = {
      ...newest,
      reportedTotal: newest.reportedTotal + more,
      count: count + late.count,
      record: index => (index < count ? newest.record(index) : late.record(index - count)),
    };
    session.reports = session.reports.map(one => (one === newest ? grown : one));
    return grown;
  };

  return {
    endEvent,
    growReport: (eventId, { by, people }) => {
      const event = world.events.find(one => one.id === eventId);
      const places = event?.sessions.flatMap(session => session.reports.map(report => ({ session, report }))) ?? [];
      const newest = places.filter(one => one.report.readyAt <= now()).sort((a, b) => b.report.end - a.report.end)[0];
      if (!event || !newest) return undefined;
      const report =
        by === 'second'
          ? second(event, newest.session, newest.report, people ?? SECOND_REPORT_PEOPLE)
          : larger(event, newest.session, newest.report, people ?? MORE_PEOPLE);
      return toHappened(event, newest.session, report);
    },
    announceEvent: eventId => {
      const event = world.events.find(one => one.id === eventId);
      if (event) announcer.eventCreated(now(), event);
      return event !== undefined;
    },
    removeCoOrganizer: (id, personId) => {
      const run = [...world.events, ...world.meetings].find(one => one.id === id);
      const left = run?.coOrganizers.filter(one => one.id !== personId.toLowerCase());
      if (!run || left?.length === run.coOrganizers.length) return false;
      run.coOrganizers = left ?? [];
      return true;
    },
  };
}

function toHappened(event: TenantEvent, session: TenantSession, report: TenantReport): Happened {
  return {
    eventId: event.id,
    sessionId: session.id,
    reportId: report.id,
    readyAt: new Date(report.readyAt).toISOString(),
    total: report.reportedTotal,
  };
}
