import type { NewSessionFault } from './new-session-shape';
import type { Instant } from './time';
import { clockIn } from './zone-clock';

/** The inputs of the form, by their ids; toggles come as the words `true` and `false`. */
export const sessionFormFields = [
  'subject',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
  'timeZone',
  'allowedPresenters',
  'allowAttendeeToEnableMic',
  'allowAttendeeToEnableCamera',
  'allowMeetingChat',
  'shareMeetingChatHistoryDefault',
  'allowTeamworkReactions',
  'allowParticipantsToChangeName',
  'lobbyScope',
  'lobbyDialIn',
  'isEntryExitAnnounced',
  'recordAutomatically',
  'watermarkContent',
  'watermarkVideo',
  'videoTeleconferenceId',
  'isPasscodeRequired',
  'joinInformation',
] as const;
export type SessionFormField = (typeof sessionFormFields)[number];

/** What was filled in, as it came. */
export type SessionForm = Partial<Record<SessionFormField, string>>;

/** Longest text of any input that is looked at; the check says what each may hold. */
export const LONGEST_FORM_TEXT = 5000;

const flagFields = [
  'allowAttendeeToEnableMic',
  'allowAttendeeToEnableCamera',
  'allowTeamworkReactions',
  'allowParticipantsToChangeName',
  'isEntryExitAnnounced',
  'recordAutomatically',
] as const;

/** The body that a filled-in form stands for, still unchecked. What was left empty is not said, and Graph decides it. */
export function bodyOfForm(form: SessionForm): Record<string, unknown> {
  const zone = form.timeZone ?? '';
  const flags = Object.fromEntries(flagFields.map(field => [field, flag(form[field])]));
  const contents = form.joinInformation?.trim();
  return present({
    subject: form.subject,
    startDateTime: clockOf(form.startDate, form.startTime, zone),
    endDateTime: clockOf(form.endDate, form.endTime, zone),
    allowedPresenters: filled(form.allowedPresenters),
    allowMeetingChat: filled(form.allowMeetingChat),
    shareMeetingChatHistoryDefault: filled(form.shareMeetingChatHistoryDefault),
    ...flags,
    lobbyBypassSettings: group({ scope: filled(form.lobbyScope), isDialInBypassEnabled: flag(form.lobbyDialIn) }),
    watermarkProtection: group({
      isEnabledForContentSharing: flag(form.watermarkContent),
      isEnabledForVideo: flag(form.watermarkVideo),
    }),
    videoTeleconferenceId: filled(form.videoTeleconferenceId),
    joinMeetingIdSettings: group({ isPasscodeRequired: flag(form.isPasscodeRequired) }),
    joinInformation: contents ? { content: contents, contentType: 'text' } : undefined,
  });
}

const fieldOf: Record<string, SessionFormField> = {
  'startDateTime.dateTime': 'startDate',
  startDateTime: 'startDate',
  'startDateTime.timeZone': 'timeZone',
  'endDateTime.dateTime': 'endDate',
  endDateTime: 'endDate',
  'endDateTime.timeZone': 'timeZone',
  'lobbyBypassSettings.isDialInBypassEnabled': 'lobbyDialIn',
  lobbyBypassSettings: 'lobbyScope',
  'watermarkProtection.isEnabledForVideo': 'watermarkVideo',
  watermarkProtection: 'watermarkContent',
  joinMeetingIdSettings: 'isPasscodeRequired',
  joinInformation: 'joinInformation',
};

/** The input that a fault is about; undefined for a property that the form does not have. */
export function formFieldOf({ field }: Pick<NewSessionFault, 'field'>): SessionFormField | undefined {
  const first = field.split('.')[0] ?? '';
  return fieldOf[field] ?? fieldOf[first] ?? sessionFormFields.find(one => one === first);
}

const HOUR_MS = 3_600_000;

export interface FormSuggestion {
  title: string;
  /** The event's own times, in milliseconds, where it has any. */
  start?: Instant | undefined;
  end?: Instant | undefined;
  /** IANA. */
  zone: string;
  now: Instant;
  /** The subjects that are taken in this event. */
  taken: readonly string[];
}

/** A form that could be sent as it is: an hour, from the event's start while that lies ahead, else from the next full hour. */
export function suggestedForm({ title, start, end, zone, now, taken }: FormSuggestion): SessionForm {
  const from = start !== undefined && start > now ? start : nextFullHour(zone, now);
  const isInside = end !== undefined && from < end;
  const until = Math.min(from + HOUR_MS, isInside ? end : Infinity);
  const [startDate = '', startTime = ''] = clockIn(zone, from).split('T');
  const [endDate = '', endTime = ''] = clockIn(zone, until).split('T');
  return {
    subject: freeSubject(title, taken),
    startDate,
    startTime,
    endDate,
    endTime,
    timeZone: zone,
    allowedPresenters: 'roleIsPresenter',
    allowAttendeeToEnableMic: 'false',
    allowAttendeeToEnableCamera: 'false',
    allowMeetingChat: 'enabled',
    shareMeetingChatHistoryDefault: 'none',
    allowTeamworkReactions: 'true',
    allowParticipantsToChangeName: 'false',
    lobbyScope: 'organization',
    lobbyDialIn: 'false',
    isEntryExitAnnounced: 'false',
    recordAutomatically: 'false',
    watermarkContent: 'false',
    watermarkVideo: 'false',
    isPasscodeRequired: 'true',
  };
}

/** A full hour on the clocks of the zone: some are half an hour off. */
function nextFullHour(zone: string, now: Instant): Instant {
  const minutes = Number(clockIn(zone, now).slice(14, 16));
  const minute = 60_000;
  return Math.floor(now / minute) * minute + (60 - minutes) * minute;
}

/** The event's title, with a number behind it where a session is called so already. */
function freeSubject(title: string, taken: readonly string[]): string {
  const own = title.slice(0, 240);
  const names = new Set(taken.map(name => name.trim().toLowerCase()));
  const [free = own] = Array.from({ length: names.size + 1 }, (_, index) =>
    index === 0 ? own : `${own} (${index + 1})`,
  ).filter(name => !names.has(name.trim().toLowerCase()));
  return free;
}

function clockOf(date: string | undefined, time: string | undefined, timeZone: string) {
  const dateTime = date?.trim() && time?.trim() ? `${date.trim()}T${time.trim()}` : '';
  return { dateTime, timeZone };
}

function flag(value: string | undefined): unknown {
  return value === 'true' ? true : value === 'false' ? false : filled(value);
}

function filled(value: string | undefined): string | undefined {
  return value?.trim() ? value.trim() : undefined;
}

function group(parts: Record<string, unknown>): object | undefined {
  const some = present(parts);
  return Object.keys(some).length > 0 ? some : undefined;
}

function present(all: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
