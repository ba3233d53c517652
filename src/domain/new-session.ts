import type { SessionProperties } from './session';

/** A clock time in a zone, as Graph takes it (dateTimeTimeZone): a Windows or IANA name. */
export interface ZonedClock {
  dateTime: string;
  timeZone: string;
}

/** A session to be made: what Graph's create call takes, under Graph's own names. Checked by `domain/new-session-check`. */
export interface NewSession extends Pick<
  SessionProperties,
  | 'allowedPresenters'
  | 'allowAttendeeToEnableMic'
  | 'allowAttendeeToEnableCamera'
  | 'allowMeetingChat'
  | 'shareMeetingChatHistoryDefault'
  | 'allowTeamworkReactions'
  | 'allowParticipantsToChangeName'
  | 'recordAutomatically'
  | 'isEntryExitAnnounced'
  | 'lobbyBypassSettings'
  | 'watermarkProtection'
  | 'videoTeleconferenceId'
  | 'joinMeetingIdSettings'
  | 'chatInfo'
  | 'audioConferencing'
> {
  subject: string;
  startDateTime: ZonedClock;
  endDateTime: ZonedClock;
  joinInformation?: { content?: string; contentType?: string };
  joinWebUrl?: string;
}

/** What a property may hold: text of at most so many characters, a flag, one of some words, a list of texts, an address, or properties of its own. */
export type Shape =
  | { text: number }
  | { words: readonly string[] }
  | { texts: number; most: number }
  | { parts: Readonly<Record<string, Shape>> }
  | 'flag'
  | 'address';

const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 256;
const LONGEST_JOIN_INFORMATION = 4000;
const MOST_NUMBERS = 200;

const clock: Shape = { parts: { dateTime: { text: 64 }, timeZone: { text: 64 } } };
const name: Shape = { text: LONGEST_NAME };
const numbers: Shape = { texts: LONGEST_NAME, most: MOST_NUMBERS };

/** Members that Graph documents; `unknownFutureValue` stands in answers only. */
export const presenterKinds = ['everyone', 'organization', 'roleIsPresenter', 'organizer'] as const;
export const chatModes = ['enabled', 'disabled', 'limited'] as const;
export const chatHistories = ['none', 'all'] as const;
export const lobbyScopes = [
  'organizer',
  'invited',
  'organizationExcludingGuests',
  'organization',
  'organizationAndFederated',
  'everyone',
] as const;

/** Every property of the documented body, and what each may hold. */
export const newSessionShape: Readonly<Record<keyof NewSession, Shape>> = {
  subject: { text: LONGEST_SUBJECT },
  startDateTime: clock,
  endDateTime: clock,
  allowedPresenters: { words: presenterKinds },
  allowAttendeeToEnableMic: 'flag',
  allowAttendeeToEnableCamera: 'flag',
  allowMeetingChat: { words: chatModes },
  shareMeetingChatHistoryDefault: { words: chatHistories },
  allowTeamworkReactions: 'flag',
  allowParticipantsToChangeName: 'flag',
  recordAutomatically: 'flag',
  isEntryExitAnnounced: 'flag',
  lobbyBypassSettings: { parts: { scope: { words: lobbyScopes }, isDialInBypassEnabled: 'flag' } },
  watermarkProtection: { parts: { isEnabledForContentSharing: 'flag', isEnabledForVideo: 'flag' } },
  videoTeleconferenceId: name,
  joinMeetingIdSettings: { parts: { isPasscodeRequired: 'flag', joinMeetingId: name, passcode: name } },
  joinInformation: {
    parts: { content: { text: LONGEST_JOIN_INFORMATION }, contentType: { words: ['text', 'html'] } },
  },
  joinWebUrl: 'address',
  chatInfo: { parts: { threadId: name, messageId: name, replyChainMessageId: name } },
  audioConferencing: {
    parts: {
      conferenceId: name,
      dialinUrl: 'address',
      tollFreeNumber: name,
      tollFreeNumbers: numbers,
      tollNumber: name,
      tollNumbers: numbers,
    },
  },
};
