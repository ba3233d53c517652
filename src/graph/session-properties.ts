import type { SessionProperties } from '../domain/session';
import { toPlainText } from './plain-text';
import { toIsoTime } from './times';
import { isWire, present, presentOrAbsent, toFlag, toList, toNumber, toText, toTexts, toWire, type Wire } from './wire';

type Properties = Required<SessionProperties>;

/** Every property of virtualEventSession with a value, v1.0 and beta. What has another type than expected is absent. */
export function toSessionProperties(wire: Wire): SessionProperties {
  return present<SessionProperties>({
    capacity: toNumber(wire.capacity),
    videoOnDemandWebUrl: toText(wire.videoOnDemandWebUrl),
    allowAttendeeToEnableCamera: toFlag(wire.allowAttendeeToEnableCamera),
    allowAttendeeToEnableMic: toFlag(wire.allowAttendeeToEnableMic),
    allowBreakoutRooms: toFlag(wire.allowBreakoutRooms),
    allowCopyingAndSharingMeetingContent: toFlag(wire.allowCopyingAndSharingMeetingContent),
    allowedLobbyAdmitters: toText(wire.allowedLobbyAdmitters),
    allowedPresenters: toText(wire.allowedPresenters),
    allowLiveShare: toText(wire.allowLiveShare),
    allowMeetingChat: toText(wire.allowMeetingChat),
    allowParticipantsToChangeName: toFlag(wire.allowParticipantsToChangeName),
    allowPowerPointSharing: toFlag(wire.allowPowerPointSharing),
    allowRecording: toFlag(wire.allowRecording),
    allowTeamworkReactions: toFlag(wire.allowTeamworkReactions),
    allowTranscription: toFlag(wire.allowTranscription),
    allowWhiteboard: toFlag(wire.allowWhiteboard),
    anonymizeIdentityForRoles: toTexts(wire.anonymizeIdentityForRoles),
    audioConferencing: toAudioConferencing(toWire(wire.audioConferencing)),
    broadcastSettings: toBroadcastSettings(toWire(wire.broadcastSettings)),
    capabilities: toTexts(wire.capabilities),
    chatInfo: toChatInfo(toWire(wire.chatInfo)),
    chatRestrictions: presentOrAbsent<Properties['chatRestrictions']>({
      allowTextOnly: toFlag(toWire(wire.chatRestrictions).allowTextOnly),
    }),
    cloudVideoInteropInfo: toCloudVideoInterop(toWire(wire.cloudVideoInteropInfo)),
    creationDateTime: toIsoTime(wire.creationDateTime),
    expiryDateTime: toIsoTime(wire.expiryDateTime),
    externalId: toText(wire.externalId),
    isBroadcast: toFlag(wire.isBroadcast),
    isEndToEndEncryptionEnabled: toFlag(wire.isEndToEndEncryptionEnabled),
    isEntryExitAnnounced: toFlag(wire.isEntryExitAnnounced),
    joinInformation: toPlainText(wire.joinInformation),
    joinMeetingIdSettings: toJoinMeetingId(toWire(wire.joinMeetingIdSettings)),
    joinUrl: toText(wire.joinUrl),
    lobbyBypassSettings: presentOrAbsent<Properties['lobbyBypassSettings']>({
      isDialInBypassEnabled: toFlag(toWire(wire.lobbyBypassSettings).isDialInBypassEnabled),
      scope: toText(toWire(wire.lobbyBypassSettings).scope),
    }),
    meetingOptionsWebUrl: toText(wire.meetingOptionsWebUrl),
    meetingSpokenLanguageTag: toText(wire.meetingSpokenLanguageTag),
    meetingType: toText(wire.meetingType),
    participants: toParticipants(toWire(wire.participants)),
    recordAutomatically: toFlag(wire.recordAutomatically),
    sensitivityLabelId: toText(toWire(wire.sensitivityLabelAssignment).sensitivityLabelId),
    shareMeetingChatHistoryDefault: toText(wire.shareMeetingChatHistoryDefault),
    videoTeleconferenceId: toText(wire.videoTeleconferenceId),
    watermarkProtection: presentOrAbsent<Properties['watermarkProtection']>({
      isEnabledForContentSharing: toFlag(toWire(wire.watermarkProtection).isEnabledForContentSharing),
      isEnabledForVideo: toFlag(toWire(wire.watermarkProtection).isEnabledForVideo),
    }),
    streams: presentOrAbsent<Properties['streams']>({
      attendeeReport: hasStream(wire, 'attendeeReport'),
      recording: hasStream(wire, 'recording'),
      alternativeRecording: hasStream(wire, 'alternativeRecording'),
    }),
  });
}

function toAudioConferencing(wire: Wire) {
  return presentOrAbsent<Properties['audioConferencing']>({
    conferenceId: toText(wire.conferenceId),
    dialinUrl: toText(wire.dialinUrl),
    tollFreeNumber: toText(wire.tollFreeNumber),
    tollFreeNumbers: toTexts(wire.tollFreeNumbers),
    tollNumber: toText(wire.tollNumber),
    tollNumbers: toTexts(wire.tollNumbers),
  });
}

function toBroadcastSettings(wire: Wire) {
  return presentOrAbsent<Properties['broadcastSettings']>({
    allowedAudience: toText(wire.allowedAudience),
    captions: toCaptions(wire.captions),
    isAttendeeReportEnabled: toFlag(wire.isAttendeeReportEnabled),
    isQuestionAndAnswerEnabled: toFlag(wire.isQuestionAndAnswerEnabled),
    isRecordingEnabled: toFlag(wire.isRecordingEnabled),
    isVideoOnDemandEnabled: toFlag(wire.isVideoOnDemandEnabled),
  });
}

/** Spoken language first, then the translations: `en-US, de-DE, fr-FR`; or only on or off. */
function toCaptions(wire: unknown): string | undefined {
  if (!isWire(wire)) return toText(wire);
  const isEnabled = toFlag(wire.isCaptionEnabled);
  const languages = [toText(wire.spokenLanguage), ...(toTexts(wire.translationLanguages) ?? [])].filter(
    one => one !== undefined,
  );
  if (isEnabled === false) return 'off';
  return languages.join(', ') || (isEnabled ? 'on' : undefined);
}

function toChatInfo(wire: Wire) {
  return presentOrAbsent<Properties['chatInfo']>({
    threadId: toText(wire.threadId),
    messageId: toText(wire.messageId),
    replyChainMessageId: toText(wire.replyChainMessageId),
  });
}

function toCloudVideoInterop(wire: Wire) {
  return presentOrAbsent<Properties['cloudVideoInteropInfo']>({
    moreInfoWebUrl: toText(wire.moreInfoWebUrl),
    tenantKey: toText(wire.tenantKey),
    videoTeleconferenceId: toText(wire.videoTeleconferenceId),
  });
}

function toJoinMeetingId(wire: Wire) {
  return presentOrAbsent<Properties['joinMeetingIdSettings']>({
    isPasscodeRequired: toFlag(wire.isPasscodeRequired),
    joinMeetingId: toText(wire.joinMeetingId),
    passcode: toText(wire.passcode),
  });
}

function toParticipants(wire: Wire): Properties['participants'] | undefined {
  const organizer = toWire(wire.organizer);
  const name = toText(toWire(toWire(organizer.identity).user).displayName) ?? toText(organizer.upn);
  if (name === undefined && !Array.isArray(wire.attendees)) return undefined;
  return present<Properties['participants']>({ organizer: name, attendees: toList(wire.attendees).length });
}

/** A stream shows as its own value or as a link to it; null says that there is none. */
function hasStream(wire: Wire, name: string): boolean | undefined {
  const values = Object.keys(wire)
    .filter(key => key === name || key.startsWith(`${name}@odata.media`))
    .map(key => wire[key]);
  return values.length === 0 ? undefined : values.some(value => value !== null && value !== '');
}
