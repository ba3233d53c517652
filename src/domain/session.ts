import type { EventTime } from './time';

/** A session of a webinar or town hall (Graph: virtualEventSession). A list gives only the first five; Get gives the rest under `properties`. */
export interface Session {
  id: string;
  subject?: string;
  start?: EventTime;
  end?: EventTime;
  joinWebUrl?: string;
  properties: SessionProperties;
}

/**
 * Every further property of virtualEventSession that had a value, under Graph's own names (v1.0 CSDL, and those that only the beta page has).
 * Enumerations stay strings, since Graph may add members.
 */
export interface SessionProperties {
  capacity?: number;
  videoOnDemandWebUrl?: string;
  allowAttendeeToEnableCamera?: boolean;
  allowAttendeeToEnableMic?: boolean;
  allowBreakoutRooms?: boolean;
  allowCopyingAndSharingMeetingContent?: boolean;
  allowedLobbyAdmitters?: string;
  allowedPresenters?: string;
  allowLiveShare?: string;
  allowMeetingChat?: string;
  allowParticipantsToChangeName?: boolean;
  allowPowerPointSharing?: boolean;
  allowRecording?: boolean;
  allowTeamworkReactions?: boolean;
  allowTranscription?: boolean;
  allowWhiteboard?: boolean;
  anonymizeIdentityForRoles?: string[];
  audioConferencing?: {
    conferenceId?: string;
    dialinUrl?: string;
    tollFreeNumber?: string;
    tollFreeNumbers?: string[];
    tollNumber?: string;
    tollNumbers?: string[];
  };
  broadcastSettings?: {
    allowedAudience?: string;
    captions?: string;
    isAttendeeReportEnabled?: boolean;
    isQuestionAndAnswerEnabled?: boolean;
    isRecordingEnabled?: boolean;
    isVideoOnDemandEnabled?: boolean;
  };
  capabilities?: string[];
  chatInfo?: { threadId?: string; messageId?: string; replyChainMessageId?: string };
  chatRestrictions?: { allowTextOnly?: boolean };
  cloudVideoInteropInfo?: { moreInfoWebUrl?: string; tenantKey?: string; videoTeleconferenceId?: string };
  creationDateTime?: string;
  expiryDateTime?: string;
  externalId?: string;
  isBroadcast?: boolean;
  isEndToEndEncryptionEnabled?: boolean;
  isEntryExitAnnounced?: boolean;
  /** Plain text of the invitation. */
  joinInformation?: string;
  joinMeetingIdSettings?: { isPasscodeRequired?: boolean; joinMeetingId?: string; passcode?: string };
  joinUrl?: string;
  lobbyBypassSettings?: { isDialInBypassEnabled?: boolean; scope?: string };
  meetingOptionsWebUrl?: string;
  meetingSpokenLanguageTag?: string;
  meetingType?: string;
  participants?: { organizer?: string; attendees: number };
  recordAutomatically?: boolean;
  sensitivityLabelId?: string;
  shareMeetingChatHistoryDefault?: string;
  videoTeleconferenceId?: string;
  watermarkProtection?: { isEnabledForContentSharing?: boolean; isEnabledForVideo?: boolean };
  /** Streams are told as present or absent, never read. */
  streams?: { attendeeReport?: boolean; recording?: boolean; alternativeRecording?: boolean };
}
