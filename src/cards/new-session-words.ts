import { formFieldOf, type SessionFormField } from '../domain/new-session-form';
import type { NewSessionFault, NewSessionTrouble } from '../domain/new-session-shape';
import { personText } from './person-text';

/** What each input is called, on the form and where something is wrong with it. */
export const fieldLabels: Record<SessionFormField, string> = {
  subject: 'Title',
  startDate: 'Start date',
  startTime: 'Start time',
  endDate: 'End date',
  endTime: 'End time',
  timeZone: 'Time zone',
  allowedPresenters: 'Who may present',
  allowAttendeeToEnableMic: 'Microphones',
  allowAttendeeToEnableCamera: 'Cameras',
  allowMeetingChat: 'Chat',
  shareMeetingChatHistoryDefault: 'Earlier chat for people added later',
  allowTeamworkReactions: 'Reactions',
  allowParticipantsToChangeName: 'Names',
  lobbyScope: 'Who skips the lobby',
  lobbyDialIn: 'Callers',
  isEntryExitAnnounced: 'Announcements',
  recordAutomatically: 'Recording',
  watermarkContent: 'Watermark on content',
  watermarkVideo: 'Watermark on video',
  videoTeleconferenceId: 'Video conference ID',
  isPasscodeRequired: 'Passcode',
  joinInformation: 'Invitation text',
};

const troubleWords: Record<NewSessionTrouble, string | ((allowed: string) => string)> = {
  missing: 'Fill this in.',
  'too-long': allowed => `At most ${allowed} characters.`,
  'not-text': 'This has to be text.',
  'not-yes-no': 'This is either on or off (true or false).',
  'not-a-member': allowed => `One of: ${allowed}.`,
  'not-a-list': 'This has to be a list of short texts.',
  'not-an-object': 'This has to be an object with properties.',
  'not-an-address': 'This has to be an address that begins with https.',
  'unknown-property': 'Graph takes no such property for a session.',
  'unknown-zone': 'This time zone is not known. Use a name such as Europe/Berlin.',
  'no-such-date': 'No calendar has this date and time.',
  'skipped-hour': 'This time does not exist: the clocks go forward over it. Choose another.',
  'double-hour': 'This time comes twice: the clocks go back. Choose another, or give it in UTC.',
  past: 'This is in the past.',
  'end-before-start': 'The end has to be later than the start.',
  'lasts-too-long': allowed => `A session lasts at most ${allowed} hours.`,
};

export function faultWords({ fault, allowed = '' }: NewSessionFault): string {
  const words = troubleWords[fault];
  return typeof words === 'function' ? words(allowed) : words;
}

/** What a fault is about: the input's label, or the property as Graph names it. */
export function faultPlace(fault: Pick<NewSessionFault, 'field'>, isFile: boolean): string {
  const field = formFieldOf(fault);
  if (isFile || !field) return personText(fault.field) || 'The file';
  return fieldLabels[field];
}
