import { MINUTE } from './calendar';
import { crowdOf, joinLink, type Maker, threadKey } from './maker';
import type { TenantMeeting, TenantReport } from './model';
import type { Member } from './people';
import { drawsOf } from './random';

interface MeetingSpec {
  key: string;
  subject: string | null;
  start: number;
  minutes?: number;
  organizer?: Member;
  coOrganizers?: Member[];
  invited?: Member[];
  passcode?: string;
  /** Posted in a channel of this name. */
  channel?: string;
  reports?: TenantReport[];
}

/** Teams names messages by the millisecond at which they were sent. */
const FIRST_MESSAGE = 1_700_000_000_000;

/** Online meetings: recurring, once, in a channel, of somebody else, still to come. */
export function createMeetings(maker: Maker): TenantMeeting[] {
  const { calendar, people } = maker;
  const held = (key: string, start: number, minutes: number, count: number): TenantReport =>
    crowdOf(maker, 'townhall', { key, start, minutes, people: count, recordIds: 'none' });
  const meeting = (spec: MeetingSpec): TenantMeeting => makeMeeting(maker, spec);
  return [
    meeting({
      key: 'operations',
      subject: 'Weekly Operations Review',
      start: calendar.at(-23, 9),
      minutes: 45,
      coOrganizers: [people.coOrganizer],
      invited: [people.presenter, people.attendee],
      reports: [-23, -16, -9, -2].map(days => held(`operations${days}`, calendar.at(days, 9), 45, 14 + (days % 3))),
    }),
    meeting({
      key: 'client',
      subject: 'Client Onboarding Call',
      start: calendar.at(-1, 12),
      minutes: 30,
      invited: [people.guest],
      passcode: 'tz7Kq2',
      reports: [held('client', calendar.at(-1, 12), 30, 9)],
    }),
    meeting({ key: 'untitled', subject: null, start: calendar.at(2, 12), minutes: 30 }),
    meeting({
      key: 'design',
      subject: 'Design Channel Sync',
      start: calendar.at(-3, 13),
      channel: 'design',
      reports: [held('design-1', calendar.at(-10, 13), 60, 11), held('design-2', calendar.at(-3, 13), 60, 12)],
    }),
    meeting({
      key: 'crit',
      subject: 'Design Critique',
      start: calendar.at(-2, 13),
      channel: 'design',
      reports: [held('crit', calendar.at(-2, 13), 60, 8)],
    }),
    meeting({
      key: 'salary',
      subject: 'Pay Review',
      start: calendar.at(-4, 10),
      organizer: people.boardOrganizer,
      invited: [people.demo],
      reports: [held('salary', calendar.at(-4, 10), 60, 5)],
    }),
    meeting({
      key: 'oncall',
      subject: 'On-Call Handover',
      start: calendar.at(-1, 7),
      organizer: people.guildOrganizer,
      coOrganizers: [people.demo],
      reports: [held('oncall', calendar.at(-1, 7), 30, 7)],
    }),
  ];
}

function makeMeeting({ seed, people }: Maker, spec: MeetingSpec): TenantMeeting {
  const organizer = spec.organizer ?? people.demo;
  const threadId = spec.channel
    ? `19:${threadKey(seed, 'channel', spec.channel)}@thread.tacv2`
    : `19:meeting_${threadKey(seed, 'meeting', spec.key)}@thread.v2`;
  // The message that started a channel meeting tells it from the others of its channel.
  const message = spec.channel ? String(FIRST_MESSAGE + drawsOf(seed, 'message', spec.key).int(0, 1e9)) : '0';
  return {
    id: Buffer.from(`1*${organizer.id}*${message}**${threadId}`).toString('base64'),
    subject: spec.subject,
    start: spec.start,
    end: spec.start + (spec.minutes ?? 60) * MINUTE,
    organizer,
    coOrganizers: spec.coOrganizers ?? [],
    invited: spec.invited ?? [],
    threadId,
    joinWebUrl: joinLink(threadId, people.tenantId, organizer.id, message),
    joinMeetingId: String(drawsOf(seed, 'meeting join id', spec.key).int(200_000_000_000, 399_999_999_999)),
    passcode: spec.passcode ?? null,
    isChannel: spec.channel !== undefined,
    reports: spec.reports ?? [],
  };
}
