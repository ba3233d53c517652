import type {
  BroadcastMeetingSettings,
  DateTimeTimeZone,
  MeetingParticipants,
  VirtualEventSession,
} from '@microsoft/microsoft-graph-types';
import { DAY } from '../world/calendar';
import type { TenantSession } from '../world/model';
import { toPlainTime, type Wire } from './wire';

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

type Details = Partial<WireSession>;

/** How much a session tells beyond its summary: some have a chat and little else, one has everything there is. */
export function sessionDetails(session: TenantSession): Details {
  const { threadId } = session;
  const chat: Details = {
    participants: { '@odata.type': 'microsoft.graph.meetingParticipants' },
    chatInfo: { threadId, messageId: '0', replyChainMessageId: null },
  };
  if (session.details === 'sparse') return chat;
  if (session.details === 'usual') return { ...chat, ...usual(session) };
  return { ...chat, ...usual(session), ...allowances(), ...reach(session), ...media(session), ...leftovers(session) };
}

function usual(session: TenantSession): Details {
  return {
    allowedPresenters: 'roleIsPresenter',
    allowAttendeeToEnableCamera: false,
    allowAttendeeToEnableMic: false,
    allowMeetingChat: 'enabled',
    allowTeamworkReactions: true,
    isEntryExitAnnounced: false,
    recordAutomatically: true,
    lobbyBypassSettings: { scope: 'organizer', isDialInBypassEnabled: false },
    joinMeetingIdSettings: { isPasscodeRequired: true, joinMeetingId: session.joinMeetingId, passcode: 'aB3xY9' },
  };
}

function allowances(): Details {
  return {
    allowBreakoutRooms: false,
    allowCopyingAndSharingMeetingContent: true,
    allowedLobbyAdmitters: 'organizerAndCoOrganizersAndPresenters',
    allowLiveShare: 'enabled',
    allowParticipantsToChangeName: true,
    allowPowerPointSharing: true,
    allowRecording: true,
    allowTranscription: true,
    allowWhiteboard: false,
    chatRestrictions: { allowTextOnly: true },
    shareMeetingChatHistoryDefault: 'all',
    anonymizeIdentityForRoles: ['attendee'],
    isEndToEndEncryptionEnabled: false,
    watermarkProtection: { isEnabledForContentSharing: true, isEnabledForVideo: false },
  };
}

function reach(session: TenantSession): Details {
  return {
    capacity: 20_000,
    audioConferencing: {
      conferenceId: '402611983',
      dialinUrl: `https://dialin.teams.microsoft.com/${session.id}?id=402611983`,
      tollFreeNumber: '+448005550142',
      tollFreeNumbers: ['+448005550142', '+18005550119'],
      tollNumber: '+442055501987',
      tollNumbers: ['+442055501987', '+4930555019', '+12065550104'],
    },
    cloudVideoInteropInfo: {
      moreInfoWebUrl: 'https://interop.tidewater.example/how-to-join',
      tenantKey: 'teams@interop.tidewater.example',
      videoTeleconferenceId: '1160449837',
    },
    videoTeleconferenceId: '1160449837',
    joinInformation: {
      content: `data:text/html,${encodeURIComponent(
        `<div><p>Tidewater Instruments</p><p><a href="${session.joinWebUrl}">Join now</a></p><p>Meeting ID: ${session.joinMeetingId}</p></div>`,
      )}`,
      contentType: 'html',
    },
    meetingOptionsWebUrl: `https://teams.microsoft.com/meetingOptions/?organizerId=${session.organizer.id}&threadId=${encodeURIComponent(session.threadId)}&messageId=0&language=en-GB`,
    meetingSpokenLanguageTag: 'en-GB',
    meetingType: 'scheduled',
    sensitivityLabelAssignment: { sensitivityLabelId: 'd3c11f2e-93c5-4f3e-a2c0-21c7e0a3e4b7' },
    ...(session.end !== null && { expiryDateTime: toPlainTime(session.end + 60 * DAY) }),
  };
}

function media(session: TenantSession): Details {
  return {
    videoOnDemandWebUrl: `https://events.teams.microsoft.com/vod/${session.id}`,
    attendeeReport: 'VGltZXN0YW1wLE5hbWUNCg==',
    'recording@odata.mediaReadLink': `https://graph.microsoft.com/v1.0/recordings/${session.id}/content`,
    'alternativeRecording@odata.mediaReadLink': `https://graph.microsoft.com/v1.0/recordings/${session.id}/alternative`,
  };
}

/** From the time when sessions inherited onlineMeeting; the beta page and Microsoft's examples still carry them. */
function leftovers(session: TenantSession): Details {
  const { organizer } = session;
  const user = { id: organizer.id, displayName: organizer.name };
  return {
    isBroadcast: true,
    broadcastSettings: {
      allowedAudience: 'organization',
      isAttendeeReportEnabled: true,
      isQuestionAndAnswerEnabled: true,
      isRecordingEnabled: true,
      isVideoOnDemandEnabled: true,
      captions: { isCaptionEnabled: true, spokenLanguage: 'en-GB', translationLanguages: ['de-DE', 'es-ES'] },
    },
    capabilities: ['questionAndAnswer'],
    externalId: 'intranet-4711',
    ...(session.start !== null && { creationDateTime: toPlainTime(session.start - 30 * DAY) }),
    joinUrl: session.joinWebUrl,
    participants: {
      '@odata.type': 'microsoft.graph.meetingParticipants',
      organizer: { upn: organizer.email, role: 'presenter', identity: { user } },
      attendees: [],
    },
  };
}
