import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

/** Words for troubles with online meetings alone. */
export const meetingProblemWords = {
  'meeting-not-found': {
    title: 'No meeting of yours there',
    what: 'This leads to no event that you run, and to no meeting that you organised.',
    why: 'By a join link or a meeting id, Graph finds a meeting only for its organiser: it refuses even co-organisers, with its error 3003.',
    fix: "Check the link or the digits. If you co-organise the meeting, ask in the meeting's own chat: there, attendance alone is enough. Otherwise its organiser can ask, or make you co-organiser.",
  },
  'not-a-meeting-link': {
    title: 'Not a meeting link',
    what: 'That link does not lead to a Teams meeting or event.',
    fix: 'Copy the join link from the invitation: it begins with https://teams.microsoft.com/.',
  },
  'meeting-without-sessions': {
    title: 'A meeting has no sessions',
    what: 'Sessions belong to webinars and town halls. A meeting has attendance reports, one for each time it was held.',
    fix: 'Ask for its attendance.',
  },
  'channel-meeting': {
    title: 'A channel meeting',
    what: 'Graph gives no single attendance report of a meeting that is held in a channel.',
    why: "It lists the reports of all the channel's meetings together.",
    fix: 'Open the meeting in the channel: its Attendance tab has the report. For next time, schedule it outside the channel.',
  },
  'meeting-chat-refused': {
    title: 'I may not see which meeting this is',
    what: 'Teams does not tell Rollcall which meeting this chat belongs to.',
    why: 'Rollcall lacks the permission OnlineMeeting.ReadBasic.Chat in this chat.',
    fix: 'The organiser or a presenter can add Rollcall to the meeting again and accept what it asks for. Until then, name the meeting by its join link: attendance, then the link.',
  },
  'meeting-chat-unread': {
    title: 'Teams did not say which meeting this is',
    what: 'Rollcall asked Teams which meeting this chat belongs to, and got no answer.',
    fix: 'Ask again in a minute, or name the meeting by its join link: attendance, then the link.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
