import { membersOf } from '../world/people';
import type { World } from '../world/world';
import { teamsMeetingId, type ChatMeeting } from './meetings';
import type { ChatMember } from './members';

/** What the channel knows of the pretend tenant: for `startConnector`. */
export function channelOf({ people, meetings }: World): { members: ChatMember[]; meetings: ChatMeeting[] } {
  const { tenantId } = people;
  return {
    members: membersOf(people).map(({ id, name, email }) => ({ id, name, email, tenantId })),
    meetings: meetings.map(meeting => ({
      teamsId: teamsMeetingId(meeting.threadId),
      graphId: meeting.id,
      threadId: meeting.threadId,
      title: meeting.subject,
      start: meeting.start,
      end: meeting.end,
      joinWebUrl: meeting.joinWebUrl,
      organizerId: meeting.organizer.id,
      tenantId,
      isRecurring: meeting.reports.length > 1,
    })),
  };
}
