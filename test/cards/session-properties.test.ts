import { propertyGroups, type PropertyPath } from '../../src/cards/session-properties';
import { sessionCard } from '../../src/cards/session';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import type { SessionAnswer } from '../../src/domain/lists';
import { root } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

const whole = readSamples(root, 'session')[0]!.value as SessionAnswer;

/** Each property alone with a value, and the line its row must read. */
const rows: Record<PropertyPath, [value: unknown, row: string]> = {
  capacity: [20000, 'Room for'],
  videoOnDemandWebUrl: ['https://a.example/v', 'Video on demand: Open (a.example)'],
  allowAttendeeToEnableCamera: [false, 'Turn on the camera: No'],
  allowAttendeeToEnableMic: [true, 'Turn on the microphone: Yes'],
  allowBreakoutRooms: [false, 'Breakout rooms: No'],
  allowCopyingAndSharingMeetingContent: [true, 'Copying and sharing of content: Yes'],
  allowedLobbyAdmitters: ['organizerAndCoOrganizers', 'Who may let people in: Organisers'],
  allowedPresenters: ['roleIsPresenter', 'Named presenters'],
  allowLiveShare: ['enabled', 'Live Share: On'],
  allowMeetingChat: ['limited', 'During the event only'],
  allowParticipantsToChangeName: [true, 'Change their name: Yes'],
  allowPowerPointSharing: [true, 'PowerPoint Live: On'],
  allowRecording: [false, 'Recording allowed: No'],
  allowTeamworkReactions: [true, 'Send reactions: Yes'],
  allowTranscription: [true, 'Transcription allowed: Yes'],
  allowWhiteboard: [false, 'Whiteboard: Off'],
  anonymizeIdentityForRoles: [['attendee', 'presenter'], 'Names hidden for: attendee, presenter'],
  'audioConferencing.conferenceId': ['204', 'Conference ID: 204'],
  'audioConferencing.dialinUrl': ['https://dialin.example/x', 'More numbers: Open (dialin.example)'],
  'audioConferencing.tollFreeNumber': ['+44 800', 'Toll-free number: +44 800'],
  'audioConferencing.tollFreeNumbers': [['+44 800'], 'Toll-free numbers: +44 800'],
  'audioConferencing.tollNumber': ['+44 20', 'Toll number: +44 20'],
  'audioConferencing.tollNumbers': [['+44 20', '+49 30'], 'Toll numbers: +44 20, +49 30'],
  'broadcastSettings.allowedAudience': ['roleIsAttendee', 'Audience: Named attendees'],
  'broadcastSettings.captions': ['English', 'Captions: English'],
  'broadcastSettings.isAttendeeReportEnabled': [true, 'Attendee report: On'],
  'broadcastSettings.isQuestionAndAnswerEnabled': [false, 'Questions and answers: Off'],
  'broadcastSettings.isRecordingEnabled': [true, 'Recording of the broadcast: On'],
  'broadcastSettings.isVideoOnDemandEnabled': [true, 'Video on demand of the broadcast: On'],
  capabilities: [['questionAndAnswer'], 'Capabilities: questionAndAnswer'],
  'chatInfo.threadId': ['19:x@thread.v2', 'Thread: 19:x@thread.v2'],
  'chatInfo.messageId': ['0', 'Message: 0'],
  'chatInfo.replyChainMessageId': ['7', 'Reply chain: 7'],
  'chatRestrictions.allowTextOnly': [true, 'Text only: Yes'],
  'cloudVideoInteropInfo.moreInfoWebUrl': ['https://join.example/', 'Other ways to dial: Open (join.example)'],
  'cloudVideoInteropInfo.tenantKey': ['key@join', 'Tenant key: key@join'],
  'cloudVideoInteropInfo.videoTeleconferenceId': ['116', 'Interop conference ID: 116'],
  creationDateTime: ['2026-10-02T08:12:00Z', 'Created: Fri, 2 Oct 2026, 09:12 (Europe/London)'],
  expiryDateTime: ['2027-01-23T13:45:00Z', 'Expires: Sat, 23 Jan 2027, 13:45 (Europe/London)'],
  externalId: ['abc', 'External id: abc'],
  isBroadcast: [true, 'Broadcast: Yes'],
  isEndToEndEncryptionEnabled: [false, 'End-to-end encryption: Off'],
  isEntryExitAnnounced: [true, 'Callers are announced: Yes'],
  joinInformation: ['Join here', 'Invitation: Join here'],
  'joinMeetingIdSettings.isPasscodeRequired': [true, 'Passcode needed: Yes'],
  'joinMeetingIdSettings.joinMeetingId': ['318', 'Meeting ID'],
  'joinMeetingIdSettings.passcode': ['k7Qm2x', 'Passcode: k7Qm2x'],
  joinUrl: ['https://teams.example/j', 'Join link: Open (teams.example)'],
  'lobbyBypassSettings.isDialInBypassEnabled': [false, 'Callers skip it: No'],
  'lobbyBypassSettings.scope': ['everyone', 'Everyone'],
  meetingOptionsWebUrl: ['https://teams.example/o', 'Meeting options: Open (teams.example)'],
  meetingSpokenLanguageTag: ['en-GB', 'Spoken language: en-GB'],
  meetingType: ['broadcast', 'Type: Broadcast'],
  'participants.organizer': ['Diane Demoss', 'Organiser: Diane Demoss'],
  'participants.attendees': [412, 'Invited: 412'],
  recordAutomatically: [true, 'Records by itself'],
  sensitivityLabelId: ['4e42', 'Sensitivity label: 4e42'],
  shareMeetingChatHistoryDefault: ['none', 'History for people who join later: None'],
  videoTeleconferenceId: ['116', 'Video conference ID: 116'],
  'watermarkProtection.isEnabledForContentSharing': [true, 'Watermark on shared content: On'],
  'watermarkProtection.isEnabledForVideo': [false, 'Watermark on video: Off'],
  'streams.attendeeReport': [true, 'Attendee report file: There is one'],
  'streams.recording': [true, 'Recording file: There is one'],
  'streams.alternativeRecording': [false, 'Second recording file: None'],
};

function withProperty(path: string, value: unknown): SessionAnswer {
  const [first = '', second] = path.split('.');
  const properties = { [first]: second === undefined ? value : { [second]: value } };
  return { ...whole, session: { id: 'x', properties } };
}

describe.each(Object.entries(rows))('%s', (path, [value, row]) => {
  it('has one label and is shown', () => {
    const labels = propertyGroups.flatMap(group => group.properties).filter(property => property.path === path);
    expect(labels).toHaveLength(1);
    expect(cardText(sessionCard(withProperty(path, value), personal), personal)).toContain(row);
  });

  it('is left out without a value', () => {
    const label = propertyGroups.flatMap(group => group.properties).find(property => property.path === path)!.label;
    const card = sessionCard({ ...whole, session: { id: 'x', properties: {} } }, personal);
    expect(cardText(card, personal)).not.toContain(`${label}: `);
    expect(JSON.stringify(card)).not.toContain(`"${label}"`);
  });
});

it('lists every property once', () => {
  const paths = propertyGroups.flatMap(group => group.properties).map(property => property.path);
  expect(paths.sort()).toEqual(Object.keys(rows).sort());
});

it('an enumeration member that Graph adds later is shown as it came', () => {
  expect(cardText(sessionCard(withProperty('allowMeetingChat', 'onTuesdays'), personal), personal)).toContain(
    'OnTuesdays',
  );
});

describe('where others read along', () => {
  const text = JSON.stringify(sessionCard(whole, shared));

  it.each([['k7Qm2x'], ['Diane Demoss'], ['aZ19x'], ['teams@join.example.com']])('%s is not shown', secret => {
    expect(JSON.stringify(sessionCard(whole, personal))).toContain(secret);
    expect(text).not.toContain(secret);
  });

  it('says that it is there', () => {
    expect(text).toContain('in your own chat with Rollcall only');
  });

  it('a join link that holds the passcode is no button', () => {
    const session = { ...whole.session, joinWebUrl: 'https://teams.microsoft.com/meet/318?p=k7Qm2x' };
    expect(JSON.stringify(sessionCard({ ...whole, session }, shared))).not.toContain('k7Qm2x');
    expect(JSON.stringify(sessionCard({ ...whole, session }, personal))).toContain('p=k7Qm2x');
  });
});
