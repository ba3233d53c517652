/** Each property that Graph's documentation gives an entity, with the JSON types it may have. A question mark: not in every answer. */
export type Shape = Record<string, string>;

const identity: Shape = {
  '@odata.type': 'string?',
  id: 'string|null',
  displayName: 'string|null',
  tenantId: 'string|null?',
  azureCommunicationServicesResourceId: 'string?',
};
const event: Shape = {
  '@odata.type': 'string',
  id: 'string',
  status: 'string',
  displayName: 'string',
  startDateTime: 'object|null',
  endDateTime: 'object|null',
  createdBy: 'object',
  audience: 'string',
  coOrganizers: 'array',
  settings: 'object?',
  isRegistrationRequired: 'boolean?',
  externalEventInformation: 'array|null?',
};

/** What a list of sessions gives; a single session has the same and more. */
const summary: Shape = {
  '@odata.type': 'string',
  id: 'string',
  startDateTime: 'string|object|null',
  endDateTime: 'string|object|null',
  joinWebUrl: 'string',
  subject: 'string',
  isBroadcast: 'boolean|null',
  broadcastSettings: 'object|null',
  capabilities: 'array',
  audioConferencing: 'object|null',
  chatInfo: 'object|null',
  videoTeleconferenceId: 'string|null',
  externalId: 'string|null',
  joinMeetingIdSettings: 'object|null',
  lobbyBypassSettings: 'object|null',
  isEntryExitAnnounced: 'boolean|null',
  allowedPresenters: 'string|null',
  allowAttendeeToEnableMic: 'boolean|null',
  allowAttendeeToEnableCamera: 'boolean|null',
  allowMeetingChat: 'string|null',
  shareMeetingChatHistoryDefault: 'string|null',
  allowTeamworkReactions: 'boolean|null',
  recordAutomatically: 'boolean|null',
  watermarkProtection: 'object|null',
  allowParticipantsToChangeName: 'boolean|null',
};

/** What a session has beyond its summary: v1.0 CSDL, and the last seven as the beta page lists them. */
export const sessionDetailNames = [
  'capacity',
  'videoOnDemandWebUrl',
  'allowBreakoutRooms',
  'allowCopyingAndSharingMeetingContent',
  'allowedLobbyAdmitters',
  'allowLiveShare',
  'allowPowerPointSharing',
  'allowRecording',
  'allowTranscription',
  'allowWhiteboard',
  'chatRestrictions',
  'cloudVideoInteropInfo',
  'expiryDateTime',
  'isEndToEndEncryptionEnabled',
  'joinInformation',
  'meetingOptionsWebUrl',
  'meetingSpokenLanguageTag',
  'meetingType',
  'sensitivityLabelAssignment',
  'participants',
  'anonymizeIdentityForRoles',
  'creationDateTime',
  'joinUrl',
  'attendeeReport',
  'recording@odata.mediaReadLink',
  'alternativeRecording@odata.mediaReadLink',
];
const session: Shape = {
  ...summary,
  ...Object.fromEntries(sessionDetailNames.map(name => [name, 'string|number|boolean|object|array|null?'])),
};

const report: Shape = {
  '@odata.context': 'string?',
  id: 'string',
  totalParticipantCount: 'number',
  meetingStartDateTime: 'string',
  meetingEndDateTime: 'string',
  externalEventInformation: 'array?',
  attendanceRecords: 'array?',
};

export const shapes = {
  identity,
  webinar: { ...event, description: 'string' },
  townhall: {
    ...event,
    description: 'object',
    capacity: 'number',
    invitedAttendees: 'array',
    isInviteOnly: 'boolean',
  },
  summary,
  session,
  report,
  record: {
    id: 'string?',
    emailAddress: 'string|null',
    totalAttendanceInSeconds: 'number',
    role: 'string',
    registrantId: 'null?',
    registrationId: 'string|null?',
    identity: 'object|null',
    attendanceIntervals: 'array',
    externalRegistrationInformation: 'object|null?',
  },
  interval: { joinDateTime: 'string|null', leaveDateTime: 'string|null', durationInSeconds: 'number' },
  meeting: {
    id: 'string',
    creationDateTime: 'string',
    startDateTime: 'string',
    endDateTime: 'string',
    joinWebUrl: 'string',
    subject: 'string|null',
    autoAdmittedUsers: 'string?',
    isEntryExitAnnounced: 'boolean',
    allowedPresenters: 'string',
    videoTeleconferenceId: 'string|null',
    chatInfo: 'object?',
    participants: 'object',
    lobbyBypassSettings: 'object',
    joinMeetingIdSettings: 'object',
  },
  presenter: { id: 'string', identity: 'object', email: 'string', presenterDetails: 'object|null' },
  registration: {
    '@odata.type': 'string',
    id: 'string',
    userId: 'string|null',
    firstName: 'string',
    lastName: 'string',
    email: 'string',
    externalRegistrationInformation: 'object|null',
    status: 'string',
    registrationDateTime: 'string',
    cancelationDateTime: 'string|null',
    registrationQuestionAnswers: 'array',
    preferredTimezone: 'string|null?',
    preferredLanguage: 'string|null?',
  },
  answer: {
    questionId: 'string',
    displayName: 'string|null',
    value: 'string|null',
    booleanValue: 'boolean|null',
    multiChoiceValues: 'array',
  },
  question: {
    '@odata.type': 'string',
    id: 'string',
    displayName: 'string',
    isRequired: 'boolean',
    label: 'string?',
    answerInputType: 'string?',
    answerChoices: 'array?',
  },
  configuration: {
    registrationWebUrl: 'string',
    capacity: 'number?',
    isManualApprovalEnabled: 'boolean?',
    isWaitlistEnabled: 'boolean?',
  },
  error: { code: 'string', message: 'string', innerError: 'object' },
  batchResponse: { id: 'string', status: 'number', headers: 'object', body: 'object' },
} satisfies Record<string, Shape>;

/** What a value has too much, too little or wrong; empty when it is of that shape. */
export function faultsOf(value: any, shape: Shape): string[] {
  const unknown = Object.keys(value)
    .filter(name => !(name in shape))
    .map(name => `${name} is unknown`);
  const wrong = Object.entries(shape).flatMap(([name, types]) => {
    if (!(name in value)) return types.endsWith('?') ? [] : [`${name} is missing`];
    const type = typeOf(value[name]);
    return types.replace('?', '').split('|').includes(type) ? [] : [`${name} is ${type}, not ${types}`];
  });
  return [...unknown, ...wrong];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
