import { HOUR } from './calendar';
import type { TenantCall } from './call-model';
import type { Cause } from './call-conditions';
import { heldCall } from './calls-held';
import { callsBetween } from './calls-between';
import { callsOutside } from './calls-outside';
import { oddCalls } from './calls-odd';
import type { Maker } from './maker';
import type { TenantEvent, TenantMeeting, TenantReport } from './model';
import { drawsOf } from './random';

export interface CallOptions {
  /** Of the all-hands' call; 300. */
  sessions?: number;
  /** Whether the app may read call records; true. */
  permitted?: boolean;
}

/** The tenant's call records. */
export interface TenantCalls {
  permitted: boolean;
  /** All there ever were, as the tenant stands: what ended since it was made is among them. */
  all(): TenantCall[];
}

export const CALL_SESSIONS = 300;
const MOST_SESSIONS = 200_000;
/** Most attendees of an event hear its broadcast, and are no ends of the call. */
const MOST_OF_OTHER_EVENTS = 90;
/** What was to blame in some, and that one session in so many was poor: 12 of 300 in the first. */
const causes: Record<string, [cause: Cause, poorEvery: number]> = {
  'Tidewater All-Hands: Where We Stand': ['wifi', 25],
  'Spring Product Briefing': ['headset', 45],
  'Energy Savings Masterclass': ['client', 45],
  'Engineering Guild Forum': ['service', 7],
  'On-Call Handover': ['vpn', 3],
  'Client Onboarding Call': ['mobile', 3],
};

/** What a report is of. */
interface Meant {
  title: string | null;
  of: Pick<TenantMeeting, 'joinWebUrl' | 'organizer'>;
  isMeeting: boolean;
}

export function createCalls(
  maker: Maker,
  held: { events: TenantEvent[]; meetings: TenantMeeting[] },
  { sessions = CALL_SESSIONS, permitted = true }: CallOptions = {},
): TenantCalls {
  if (!Number.isInteger(sessions) || sessions < 10 || sessions > MOST_SESSIONS)
    throw new RangeError(`The all-hands' call takes 10 to ${MOST_SESSIONS} sessions, not ${sessions}.`);
  const byHand = [...callsBetween(maker), ...callsOutside(maker), ...oddCalls(maker)];
  const [allHands] = held.events;
  const { seed } = maker;
  /** Made once a report: a report never changes. */
  const made = new WeakMap<TenantReport, TenantCall>();

  const call = (report: TenantReport, meant: Meant): TenantCall => {
    const known = made.get(report) ?? make(report, meant);
    made.set(report, known);
    return known;
  };

  const make = (report: TenantReport, { title, of, isMeeting }: Meant): TenantCall => {
    const isLarge = allHands?.sessions[0] === of;
    const draws = drawsOf(seed, report.id, 'quality');
    const [cause, poorEvery] = causes[title ?? ''] ?? ['wifi', draws.int(isMeeting ? 4 : 12, isMeeting ? 9 : 70)];
    return heldCall(seed, {
      report,
      joinWebUrl: of.joinWebUrl,
      organizer: of.organizer,
      isMeeting,
      sessions: isLarge ? sessions : Math.min(report.count, MOST_OF_OTHER_EVENTS),
      poorEvery,
      cause,
    });
  };

  return {
    permitted,
    all: () => [
      ...held.events.flatMap(({ title, sessions: its }) =>
        its.flatMap(of => of.reports.filter(isCall).map(report => call(report, { title, of, isMeeting: false }))),
      ),
      ...held.meetings.flatMap(of =>
        of.reports.filter(isCall).map(report => call(report, { title: of.subject, of, isMeeting: true })),
      ),
      ...byHand,
    ],
  };
}

/** Where nobody came there was no call; a report that covers days was none either. */
function isCall(report: TenantReport): boolean {
  return report.count > 0 && report.end - report.start < 24 * HOUR;
}
