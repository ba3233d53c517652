import type { MeetingParticipantInfo, OnlineMeeting } from '@microsoft/microsoft-graph-types';
import { MINUTE } from '../world/calendar';
import type { TenantMeeting } from '../world/model';
import type { Member } from '../world/people';
import { toFineTime, type Wire } from './wire';

export type WireMeeting = Wire<
  OnlineMeeting,
  {
    autoAdmittedUsers: string;
    participants: {
      organizer: WireParticipant;
      attendees: WireParticipant[];
      producers: never[];
      contributors: never[];
    };
  }
>;
type WireParticipant = Wire<MeetingParticipantInfo, { identity: { user: object } }>;

/** Here start and end are ISO strings, unlike those of sessions. */
export function toWireMeeting(meeting: TenantMeeting): WireMeeting {
  return {
    id: meeting.id,
    creationDateTime: toFineTime(meeting.start - 3 * 24 * 60 * MINUTE),
    startDateTime: toFineTime(meeting.start),
    endDateTime: toFineTime(meeting.end),
    joinWebUrl: meeting.joinWebUrl,
    subject: meeting.subject,
    autoAdmittedUsers: 'EveryoneInCompany',
    isEntryExitAnnounced: true,
    allowedPresenters: 'everyone',
    videoTeleconferenceId: null,
    chatInfo: { threadId: meeting.threadId, messageId: '0', replyChainMessageId: null },
    participants: {
      organizer: toParticipant(meeting.organizer, 'presenter'),
      attendees: [
        ...meeting.coOrganizers.map(person => toParticipant(person, 'coorganizer')),
        ...meeting.invited.map(person => toParticipant(person, 'attendee')),
      ],
      producers: [],
      contributors: [],
    },
    lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
    joinMeetingIdSettings: {
      isPasscodeRequired: meeting.passcode !== null,
      joinMeetingId: meeting.joinMeetingId,
      passcode: meeting.passcode,
    },
  };
}

function toParticipant(person: Member, role: MeetingParticipantInfo['role']): WireParticipant {
  const user = { id: person.id, displayName: null, tenantId: person.tenantId, identityProvider: 'AAD' };
  return { upn: person.email, ...(role && { role }), identity: { user } };
}
