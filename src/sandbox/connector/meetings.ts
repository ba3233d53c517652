import { refused, type ChannelReply } from './channel';

/** A meeting with a chat, as the channel knows it. Times in milliseconds. */
export interface ChatMeeting {
  /** Teams' own id, in `channelData.meeting.id` of what is said in the meeting's chat. */
  teamsId: string;
  /** Id of its Graph onlineMeeting. */
  graphId: string;
  /** Conversation id of its chat. */
  threadId: string;
  title: string | null;
  start: number;
  end: number;
  joinWebUrl: string;
  organizerId: string;
  tenantId: string;
  isRecurring: boolean;
}

/** How Teams writes the id of a meeting whose chat is this thread. */
export function teamsMeetingId(threadId: string): string {
  return Buffer.from(`0#${threadId}#0`).toString('base64');
}

/** `GET /v1/meetings/{id}` */
export function meetingRoute(meetings: readonly ChatMeeting[], id: string): ChannelReply {
  const meeting = meetings.find(one => one.teamsId === id);
  if (!meeting) return refused(404, 'MeetingNotFound', 'The meeting was not found.');
  return {
    status: 200,
    body: {
      details: {
        id: meeting.teamsId,
        msGraphResourceId: meeting.graphId,
        scheduledStartTime: new Date(meeting.start).toISOString(),
        scheduledEndTime: new Date(meeting.end).toISOString(),
        joinUrl: meeting.joinWebUrl,
        title: meeting.title ?? '',
        type: meeting.isRecurring ? 'Recurring' : 'Scheduled',
      },
      conversation: {
        isGroup: true,
        conversationType: meeting.threadId.endsWith('@thread.tacv2') ? 'channel' : 'groupChat',
        id: meeting.threadId,
      },
      organizer: { id: `29:${meeting.organizerId}`, aadObjectId: meeting.organizerId, tenantId: meeting.tenantId },
    },
  };
}

/** What the channel answers while the resource-specific permission OnlineMeeting.ReadBasic.Chat is not granted. */
export const noMeetingPermission = {
  status: 403,
  body: { error: { code: 'Forbidden', message: 'The bot is not permitted to read this meeting.' } },
};
