import type {
  BroadcastMeetingSettings,
  DateTimeTimeZone,
  MeetingParticipants,
  VirtualEventSession,
} from '@microsoft/microsoft-graph-types';
import type { TenantSession } from './model';
import { sessionDetails } from './session-details';
import { toPlainTime, toZoneTime, type Wire } from './wire';

/** What the service sends and the typings do not know: leftovers of onlineMeeting, and what the documentation gained in 2026. */
export interface SessionQuirks {
  startDateTime: string | DateTimeTimeZone | null;
  endDateTime: string | DateTimeTimeZone | null;
  isBroadcast: boolean | null;
  broadcastSettings: BroadcastMeetingSettings | null;
  capabilities: string[];
  externalId: string | null;
  capacity?: number | null;
  cloudVideoInteropInfo?: { moreInfoWebUrl: string; tenantKey: string; videoTeleconferenceId: string } | null;
  creationDateTime?: string | null;
  expiryDateTime?: string | null;
  joinUrl?: string | null;
  meetingOptionsWebUrl?: string | null;
  meetingSpokenLanguageTag?: string | null;
  meetingType?: 'scheduled' | 'broadcast' | null;
  anonymizeIdentityForRoles?: string[] | null;
  participants?: Wire<MeetingParticipants>;
  sensitivityLabelAssignment?: { sensitivityLabelId: string } | null;
  /** Streams come as base64 or as a link to read them. */
  attendeeReport?: string | null;
  'recording@odata.mediaReadLink'?: string;
  'alternativeRecording@odata.mediaReadLink'?: string;
}

export type WireSession = Wire<VirtualEventSession, SessionQuirks>;

/** What a list gives: id, subject, times and join link; the rest is null. */
export function toWireSummary(session: TenantSession): WireSession {
  return {
    '@odata.type': '#microsoft.graph.virtualEventSession',
    id: session.id,
    startDateTime: toTime(session, session.start),
    endDateTime: toTime(session, session.end),
    joinWebUrl: session.joinWebUrl,
    subject: session.subject,
    isBroadcast: null,
    broadcastSettings: null,
    capabilities: [],
    audioConferencing: null,
    chatInfo: null,
    videoTeleconferenceId: null,
    externalId: null,
    joinMeetingIdSettings: null,
    lobbyBypassSettings: null,
    isEntryExitAnnounced: null,
    allowedPresenters: null,
    allowAttendeeToEnableMic: null,
    allowAttendeeToEnableCamera: null,
    allowMeetingChat: null,
    shareMeetingChatHistoryDefault: null,
    allowTeamworkReactions: null,
    recordAutomatically: null,
    watermarkProtection: null,
    allowParticipantsToChangeName: null,
  };
}

/** What the single Get gives: as much as this session has. */
export function toWireSession(session: TenantSession): WireSession {
  return { ...toWireSummary(session), ...sessionDetails(session) };
}

function toTime(session: TenantSession, instant: number | null): string | DateTimeTimeZone | null {
  if (instant === null) return null;
  return session.times === 'iso' ? toPlainTime(instant) : toZoneTime(instant, session.zone, '.0000000');
}
