import fc from 'fast-check';
import { toSessionProperties } from '../../src/graph/session-properties';
import type { SessionProperties } from '../../src/domain/session';

type Row = [keyof SessionProperties, unknown, unknown];

const same = (names: (keyof SessionProperties)[], value: unknown): Row[] => names.map(name => [name, value, value]);

/** Property, value on the wire, value in the domain. */
const table: Row[] = [
  ...same(
    [
      'allowAttendeeToEnableCamera',
      'allowAttendeeToEnableMic',
      'allowBreakoutRooms',
      'allowCopyingAndSharingMeetingContent',
      'allowParticipantsToChangeName',
      'allowPowerPointSharing',
      'allowRecording',
      'allowTeamworkReactions',
      'allowTranscription',
      'allowWhiteboard',
      'isBroadcast',
      'isEndToEndEncryptionEnabled',
      'isEntryExitAnnounced',
      'recordAutomatically',
    ],
    false,
  ),
  ...same(
    [
      'allowedLobbyAdmitters',
      'allowedPresenters',
      'allowLiveShare',
      'allowMeetingChat',
      'externalId',
      'joinUrl',
      'meetingOptionsWebUrl',
      'meetingSpokenLanguageTag',
      'meetingType',
      'shareMeetingChatHistoryDefault',
      'videoOnDemandWebUrl',
      'videoTeleconferenceId',
    ],
    'someWordAddedLater',
  ),
  ['capacity', 1000, 1000],
  ['capacity', '1000', 1000],
  ['anonymizeIdentityForRoles', ['attendee', 'presenter'], ['attendee', 'presenter']],
  ['anonymizeIdentityForRoles', 'attendee, presenter', ['attendee', 'presenter']],
  ['capabilities', ['questionAndAnswer', 5, null], ['questionAndAnswer', '5']],
  [
    'audioConferencing',
    {
      '@odata.type': '#x',
      conferenceId: '12 34',
      dialinUrl: 'https://dial',
      tollNumber: '+49 1',
      tollNumbers: ['+49 1'],
      tollFreeNumber: null,
      tollFreeNumbers: [],
    },
    { conferenceId: '12 34', dialinUrl: 'https://dial', tollNumber: '+49 1', tollNumbers: ['+49 1'] },
  ],
  [
    'broadcastSettings',
    {
      allowedAudience: 'everyone',
      isRecordingEnabled: true,
      captions: { isCaptionEnabled: true, spokenLanguage: 'en-US', translationLanguages: ['de-DE'] },
    },
    { allowedAudience: 'everyone', isRecordingEnabled: true, captions: 'en-US, de-DE' },
  ],
  ['broadcastSettings', { captions: { isCaptionEnabled: false, spokenLanguage: 'en-US' } }, { captions: 'off' }],
  [
    'broadcastSettings',
    { isQuestionAndAnswerEnabled: 'True', captions: { isCaptionEnabled: true } },
    { isQuestionAndAnswerEnabled: true, captions: 'on' },
  ],
  [
    'chatInfo',
    { threadId: '19:meeting_x@thread.v2', messageId: '0', replyChainMessageId: null },
    { threadId: '19:meeting_x@thread.v2', messageId: '0' },
  ],
  ['chatRestrictions', { allowTextOnly: true }, { allowTextOnly: true }],
  [
    'cloudVideoInteropInfo',
    { moreInfoWebUrl: 'https://i', tenantKey: 'k', videoTeleconferenceId: 7 },
    { moreInfoWebUrl: 'https://i', tenantKey: 'k', videoTeleconferenceId: '7' },
  ],
  ['creationDateTime', '2023-08-08T12:30:00.1234567Z', '2023-08-08T12:30:00.123Z'],
  ['expiryDateTime', { dateTime: '2023-08-08T12:30:00', timeZone: 'UTC' }, '2023-08-08T12:30:00.000Z'],
  ['joinInformation', { content: 'data:text/html,%3cp%3eJoin+now%3c%2fp%3e', contentType: 'html' }, 'Join now'],
  [
    'joinMeetingIdSettings',
    { isPasscodeRequired: true, joinMeetingId: '123', passcode: 'abc' },
    { isPasscodeRequired: true, joinMeetingId: '123', passcode: 'abc' },
  ],
  [
    'lobbyBypassSettings',
    { scope: 'invited', isDialInBypassEnabled: false },
    { scope: 'invited', isDialInBypassEnabled: false },
  ],
  [
    'participants',
    { organizer: { upn: 'ann@contoso.example', identity: { user: { displayName: 'Ann' } } }, attendees: [{}, {}] },
    { organizer: 'Ann', attendees: 2 },
  ],
  [
    'participants',
    { organizer: { upn: 'ann@contoso.example', identity: null } },
    { organizer: 'ann@contoso.example', attendees: 0 },
  ],
  [
    'watermarkProtection',
    { isEnabledForContentSharing: true, isEnabledForVideo: false },
    { isEnabledForContentSharing: true, isEnabledForVideo: false },
  ],
];

describe('properties of a session', () => {
  it.each(table)('%s: %j', (name, wire, value) => {
    expect(toSessionProperties({ [name]: wire })).toEqual({ [name]: value });
  });

  it('takes the label from its assignment and streams as present or absent', () => {
    expect(toSessionProperties({ sensitivityLabelAssignment: { sensitivityLabelId: 'l1' } })).toEqual({
      sensitivityLabelId: 'l1',
    });
    const wire = { 'attendeeReport@odata.mediaReadLink': 'https://x', recording: null, alternativeRecording: 'AAAA' };
    expect(toSessionProperties(wire)).toEqual({
      streams: { attendeeReport: true, recording: false, alternativeRecording: true },
    });
  });

  it.each([null, undefined, [], '', ' '])('has nothing for %j', nothing => {
    expect(toSessionProperties(Object.fromEntries(table.map(([name]) => [name, nothing])))).toEqual({});
  });

  it('takes the placeholders of the documentation as absent where they are of another type', () => {
    const wire = {
      subject: 'String',
      audioConferencing: { '@odata.type': 'microsoft.graph.audioConferencing' },
      participants: { '@odata.type': 'microsoft.graph.meetingParticipants' },
      isEntryExitAnnounced: 'Boolean',
      allowedPresenters: 'String',
      unknownProperty: { deep: [1] },
    };
    expect(toSessionProperties(wire)).toEqual({ allowedPresenters: 'String' });
  });

  it('never throws', () => {
    const names = table.map(([name]) => name);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names, 'sensitivityLabelAssignment', 'recording'), fc.jsonValue()),
        wire => {
          toSessionProperties(wire);
        },
      ),
    );
  });
});
