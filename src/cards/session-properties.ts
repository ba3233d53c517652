import type { SessionProperties } from '../domain/session';

/** A property's value as the card writes it. `text` may come from people; `url` is opened; `secret` is for a personal chat only. */
export type PropertyKind =
  'yes-no' | 'enabled' | 'number' | 'text' | 'long-text' | 'list' | 'moment' | 'url' | 'join-url' | 'stream' | 'words';

export interface PropertyLabel {
  /** Dotted, as Graph names it. */
  path: PropertyPath;
  label: string;
  kind: PropertyKind;
  /** Our words for Graph's enumeration members; others are shown as they came. */
  words?: Readonly<Record<string, string>>;
  /** Lets people in: personal chat only. */
  secret?: true;
  /** Names somebody. */
  person?: true;
  /** Shown at first look, before any group is opened. */
  essential?: true;
}

export interface PropertyGroup {
  id: string;
  name: string;
  properties: readonly PropertyLabel[];
}

type Parts<Name extends string, Value> =
  NonNullable<Value> extends readonly unknown[]
    ? Name
    : NonNullable<Value> extends object
      ? `${Name}.${Extract<keyof NonNullable<Value>, string>}`
      : Name;

/** Every leaf of SessionProperties, dotted. */
export type PropertyPath = {
  [Name in Extract<keyof SessionProperties, string>]-?: Parts<Name, SessionProperties[Name]>;
}[Extract<keyof SessionProperties, string>];

const presenterWords = {
  everyone: 'everyone',
  organization: 'people in the organisation',
  roleIsPresenter: 'named presenters',
  organizer: 'the organiser only',
};
const chatWords = { enabled: 'on', disabled: 'off', limited: 'during the event only' };
const admitterWords = {
  organizerAndCoOrganizers: 'organisers',
  organizerAndCoOrganizersAndPresenters: 'organisers and presenters',
};
const lobbyWords = {
  organizer: 'only the organiser',
  organization: 'people in the organisation',
  organizationAndFederated: 'people in the organisation and trusted ones',
  organizationExcludingGuests: 'people in the organisation without guests',
  everyone: 'everyone',
  invited: 'invited people',
};
const historyWords = { none: 'none', all: 'all of it' };
const meetingWords = {
  adhoc: 'ad hoc',
  scheduled: 'scheduled',
  recurring: 'recurring',
  broadcast: 'broadcast',
  meetnow: 'meet now',
};
const audienceWords = {
  roleIsAttendee: 'named attendees',
  organization: 'people in the organisation',
  everyone: 'everyone',
};

/** Every property of a session in the groups of its card, in reading order. */
export const propertyGroups: readonly PropertyGroup[] = [
  {
    id: 'time',
    name: 'Time',
    properties: [
      { path: 'creationDateTime', label: 'Created', kind: 'moment' },
      { path: 'expiryDateTime', label: 'Expires', kind: 'moment' },
      { path: 'meetingType', label: 'Type', kind: 'words', words: meetingWords },
    ],
  },
  {
    id: 'joining',
    name: 'Joining',
    properties: [
      { path: 'joinUrl', label: 'Join link', kind: 'join-url' },
      { path: 'joinMeetingIdSettings.joinMeetingId', label: 'Meeting ID', kind: 'text', essential: true },
      { path: 'joinMeetingIdSettings.isPasscodeRequired', label: 'Passcode needed', kind: 'yes-no' },
      { path: 'joinMeetingIdSettings.passcode', label: 'Passcode', kind: 'text', secret: true },
      { path: 'joinInformation', label: 'Invitation', kind: 'long-text', secret: true },
      { path: 'meetingOptionsWebUrl', label: 'Meeting options', kind: 'url' },
      { path: 'externalId', label: 'External id', kind: 'text' },
    ],
  },
  {
    id: 'dial-in',
    name: 'Audio conferencing and dial-in',
    properties: [
      { path: 'audioConferencing.tollNumber', label: 'Toll number', kind: 'text' },
      { path: 'audioConferencing.tollNumbers', label: 'Toll numbers', kind: 'list' },
      { path: 'audioConferencing.tollFreeNumber', label: 'Toll-free number', kind: 'text' },
      { path: 'audioConferencing.tollFreeNumbers', label: 'Toll-free numbers', kind: 'list' },
      { path: 'audioConferencing.conferenceId', label: 'Conference ID', kind: 'text' },
      { path: 'audioConferencing.dialinUrl', label: 'More numbers', kind: 'url' },
    ],
  },
  {
    id: 'attendees',
    name: 'What attendees may do',
    properties: [
      { path: 'allowAttendeeToEnableMic', label: 'Turn on the microphone', kind: 'yes-no' },
      { path: 'allowAttendeeToEnableCamera', label: 'Turn on the camera', kind: 'yes-no' },
      { path: 'allowTeamworkReactions', label: 'Send reactions', kind: 'yes-no' },
      { path: 'allowParticipantsToChangeName', label: 'Change their name', kind: 'yes-no' },
      { path: 'allowBreakoutRooms', label: 'Breakout rooms', kind: 'yes-no' },
      { path: 'anonymizeIdentityForRoles', label: 'Names hidden for', kind: 'list' },
    ],
  },
  {
    id: 'chat',
    name: 'Chat',
    properties: [
      { path: 'allowMeetingChat', label: 'Chat', kind: 'words', words: chatWords, essential: true },
      { path: 'chatRestrictions.allowTextOnly', label: 'Text only', kind: 'yes-no' },
      {
        path: 'shareMeetingChatHistoryDefault',
        label: 'History for people who join later',
        kind: 'words',
        words: historyWords,
      },
      { path: 'chatInfo.threadId', label: 'Thread', kind: 'text' },
      { path: 'chatInfo.messageId', label: 'Message', kind: 'text' },
      { path: 'chatInfo.replyChainMessageId', label: 'Reply chain', kind: 'text' },
    ],
  },
  {
    id: 'lobby',
    name: 'Lobby',
    properties: [
      {
        path: 'lobbyBypassSettings.scope',
        label: 'Skips the lobby',
        kind: 'words',
        words: lobbyWords,
        essential: true,
      },
      { path: 'lobbyBypassSettings.isDialInBypassEnabled', label: 'Callers skip it', kind: 'yes-no' },
      { path: 'allowedLobbyAdmitters', label: 'Who may let people in', kind: 'words', words: admitterWords },
      { path: 'isEntryExitAnnounced', label: 'Callers are announced', kind: 'yes-no' },
    ],
  },
  {
    id: 'broadcast',
    name: 'Participants and broadcast',
    properties: [
      { path: 'allowedPresenters', label: 'Who may present', kind: 'words', words: presenterWords, essential: true },
      { path: 'participants.organizer', label: 'Organiser', kind: 'text', person: true },
      { path: 'participants.attendees', label: 'Invited', kind: 'number' },
      { path: 'isBroadcast', label: 'Broadcast', kind: 'yes-no' },
      { path: 'broadcastSettings.allowedAudience', label: 'Audience', kind: 'words', words: audienceWords },
      { path: 'broadcastSettings.captions', label: 'Captions', kind: 'text' },
      { path: 'broadcastSettings.isAttendeeReportEnabled', label: 'Attendee report', kind: 'enabled' },
      { path: 'broadcastSettings.isQuestionAndAnswerEnabled', label: 'Questions and answers', kind: 'enabled' },
      { path: 'broadcastSettings.isRecordingEnabled', label: 'Recording of the broadcast', kind: 'enabled' },
      { path: 'broadcastSettings.isVideoOnDemandEnabled', label: 'Video on demand of the broadcast', kind: 'enabled' },
      { path: 'streams.attendeeReport', label: 'Attendee report file', kind: 'stream' },
    ],
  },
  {
    id: 'recording',
    name: 'Recording',
    properties: [
      { path: 'recordAutomatically', label: 'Records by itself', kind: 'yes-no', essential: true },
      { path: 'allowRecording', label: 'Recording allowed', kind: 'yes-no' },
      { path: 'allowTranscription', label: 'Transcription allowed', kind: 'yes-no' },
      { path: 'streams.recording', label: 'Recording file', kind: 'stream' },
      { path: 'streams.alternativeRecording', label: 'Second recording file', kind: 'stream' },
    ],
  },
  {
    id: 'sharing',
    name: 'Sharing and watermark',
    properties: [
      { path: 'allowPowerPointSharing', label: 'PowerPoint Live', kind: 'enabled' },
      { path: 'allowWhiteboard', label: 'Whiteboard', kind: 'enabled' },
      { path: 'allowLiveShare', label: 'Live Share', kind: 'words', words: { enabled: 'on', disabled: 'off' } },
      { path: 'allowCopyingAndSharingMeetingContent', label: 'Copying and sharing of content', kind: 'yes-no' },
      { path: 'watermarkProtection.isEnabledForContentSharing', label: 'Watermark on shared content', kind: 'enabled' },
      { path: 'watermarkProtection.isEnabledForVideo', label: 'Watermark on video', kind: 'enabled' },
      { path: 'isEndToEndEncryptionEnabled', label: 'End-to-end encryption', kind: 'enabled' },
    ],
  },
  {
    id: 'language',
    name: 'Language and labels',
    properties: [
      { path: 'meetingSpokenLanguageTag', label: 'Spoken language', kind: 'text' },
      { path: 'sensitivityLabelId', label: 'Sensitivity label', kind: 'text' },
    ],
  },
  {
    id: 'interop',
    name: 'Video interop',
    properties: [
      { path: 'videoTeleconferenceId', label: 'Video conference ID', kind: 'text' },
      { path: 'cloudVideoInteropInfo.videoTeleconferenceId', label: 'Interop conference ID', kind: 'text' },
      { path: 'cloudVideoInteropInfo.tenantKey', label: 'Tenant key', kind: 'text', secret: true },
      { path: 'cloudVideoInteropInfo.moreInfoWebUrl', label: 'Other ways to dial', kind: 'url' },
      { path: 'capabilities', label: 'Capabilities', kind: 'list' },
    ],
  },
  {
    id: 'capacity',
    name: 'Capacity',
    properties: [{ path: 'capacity', label: 'Room for', kind: 'number', essential: true }],
  },
  {
    id: 'video',
    name: 'Video on demand',
    properties: [{ path: 'videoOnDemandWebUrl', label: 'Video on demand', kind: 'url' }],
  },
];
