import type { DateTimeTimeZone } from '@microsoft/microsoft-graph-types';
import type { TenantSession } from '../world/model';
import { sessionDetails, type WireSession } from './session-details';
import { toPlainTime, toZoneTime } from './wire';

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
  return { ...toWireSummary(session), ...sessionDetails(session), ...session.settings };
}

function toTime(session: TenantSession, instant: number | null): string | DateTimeTimeZone | null {
  if (instant === null) return null;
  return session.times === 'iso' ? toPlainTime(instant) : toZoneTime(instant, session.zone, '.0000000');
}
