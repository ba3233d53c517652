import { commonZones } from '../domain/common-zones';
import type { chatHistories, chatModes, lobbyScopes, presenterKinds } from '../domain/new-session';
import type { SessionForm, SessionFormField } from '../domain/new-session-form';
import type { CardElement } from './card';
import { fieldLabels } from './new-session-words';

/** The inputs that belong together, under one heading. */
export interface InputGroup {
  id: string;
  name: string;
  fields: readonly (SessionFormField | readonly SessionFormField[])[];
}

export const inputGroups: readonly InputGroup[] = [
  { id: 'when', name: 'When', fields: ['subject', ['startDate', 'startTime'], ['endDate', 'endTime'], 'timeZone'] },
  {
    id: 'presenting',
    name: 'Who presents',
    fields: ['allowedPresenters', 'allowAttendeeToEnableMic', 'allowAttendeeToEnableCamera'],
  },
  {
    id: 'meeting',
    name: 'In the meeting',
    fields: [
      'allowMeetingChat',
      'shareMeetingChatHistoryDefault',
      'allowTeamworkReactions',
      'allowParticipantsToChangeName',
    ],
  },
  { id: 'lobby', name: 'Lobby', fields: ['lobbyScope', 'lobbyDialIn', 'isEntryExitAnnounced'] },
  { id: 'recording', name: 'Recording', fields: ['recordAutomatically', 'watermarkContent', 'watermarkVideo'] },
];

export const advancedGroup: InputGroup = {
  id: 'advanced',
  name: 'Advanced',
  fields: ['videoTeleconferenceId', 'isPasscodeRequired', 'joinInformation'],
};

const LONGEST_TITLE = 255;
const LONGEST_CONFERENCE_ID = 256;
/** Graph takes more; a card of ours that brings it back does not. */
const LONGEST_INVITATION = 1500;

const presenterTitles: Record<(typeof presenterKinds)[number], string> = {
  roleIsPresenter: 'Named presenters',
  organizer: 'The organiser only',
  organization: 'People in the organisation',
  everyone: 'Everyone',
};
const chatTitles: Record<(typeof chatModes)[number], string> = {
  enabled: 'On',
  limited: 'During the session only',
  disabled: 'Off',
};
const historyTitles: Record<(typeof chatHistories)[number], string> = { none: 'None', all: 'All of it' };
const lobbyTitles: Record<(typeof lobbyScopes)[number], string> = {
  organizer: 'Only the organiser',
  invited: 'Invited people',
  organizationExcludingGuests: 'People in the organisation without guests',
  organization: 'People in the organisation and guests',
  organizationAndFederated: 'The organisation, guests and trusted organisations',
  everyone: 'Everyone',
};

const toggleTitles: Partial<Record<SessionFormField, string>> = {
  allowAttendeeToEnableMic: 'Attendees may turn theirs on',
  allowAttendeeToEnableCamera: 'Attendees may turn theirs on',
  allowTeamworkReactions: 'People may send reactions',
  allowParticipantsToChangeName: 'People may change the name they show',
  lobbyDialIn: 'Callers skip the lobby',
  isEntryExitAnnounced: 'Say when callers join and leave',
  recordAutomatically: 'Starts by itself',
  watermarkContent: 'Draw one over what is shared',
  watermarkVideo: 'Draw one over people’s video',
  isPasscodeRequired: 'Ask for one when somebody joins by meeting ID',
};

/** One input as it is filled in. What stands in it came from people: an input draws it as it is. */
export function formInput(field: SessionFormField, form: SessionForm): CardElement {
  const base = { id: field, label: fieldLabels[field] };
  const value = form[field];
  const filled = (maxLength: number) => ({ maxLength, ...(value && { value: inertText(value, maxLength) }) });
  const required = (errorMessage: string) => ({ isRequired: true, errorMessage });
  const chosen = (titles: Record<string, string>, message: string) => ({
    type: 'Input.ChoiceSet',
    ...base,
    ...required(message),
    style: 'compact',
    choices: Object.entries(titles).map(([one, title]) => ({ title, value: one })),
    ...(value !== undefined && Object.hasOwn(titles, value) && { value }),
  });
  switch (field) {
    case 'subject':
      return {
        type: 'Input.Text',
        ...base,
        ...required('Give the session a title.'),
        ...filled(LONGEST_TITLE),
      };
    case 'startDate':
    case 'endDate':
      return { type: 'Input.Date', ...base, ...required('Choose a date.'), ...shaped(value, /^\d{4}-\d\d-\d\d$/) };
    case 'startTime':
    case 'endTime':
      return { type: 'Input.Time', ...base, ...required('Choose a time.'), ...shaped(value, /^\d\d:\d\d$/) };
    case 'timeZone':
      return { ...chosen(zoneTitles(value), 'Choose a time zone.'), style: 'filtered' };
    case 'allowedPresenters':
      return chosen(presenterTitles, 'Choose who may present.');
    case 'allowMeetingChat':
      return chosen(chatTitles, 'Choose how the chat works.');
    case 'shareMeetingChatHistoryDefault':
      return chosen(historyTitles, 'Choose how much of the chat.');
    case 'lobbyScope':
      return chosen(lobbyTitles, 'Choose who skips the lobby.');
    case 'videoTeleconferenceId':
      return { type: 'Input.Text', ...base, ...filled(LONGEST_CONFERENCE_ID) };
    case 'joinInformation':
      return { type: 'Input.Text', ...base, isMultiline: true, ...filled(LONGEST_INVITATION) };
    default:
      return {
        type: 'Input.Toggle',
        ...base,
        title: toggleTitles[field],
        wrap: true,
        value: value === 'true' ? 'true' : 'false',
      };
  }
}

/** As it was typed, but for what a template engine would act on and what is longer than the input takes. */
function inertText(value: string, longest: number): string {
  return value
    .slice(0, longest)
    .toWellFormed()
    .replace(/\$(?=\{)/g, '$ ')
    .slice(0, longest);
}

function shaped(value: string | undefined, shape: RegExp): { value?: string } {
  return value !== undefined && shape.test(value) ? { value } : {};
}

const ZONE = /^[\w+/ .()-]{1,64}$/;

/** The common ones, and the one that is filled in. */
function zoneTitles(chosen: string | undefined): Record<string, string> {
  const zones = chosen && ZONE.test(chosen) && !commonZones.includes(chosen) ? [chosen, ...commonZones] : commonZones;
  return Object.fromEntries(zones.map(zone => [zone, zone.replaceAll('_', ' ')]));
}
