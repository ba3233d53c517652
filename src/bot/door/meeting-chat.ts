import { TeamsInfo, type Activity, type TurnContext } from 'botbuilder';
import { AppError } from '../../domain/errors';
import { keepNewest } from '../../domain/newest';
import type { RollcallAdapter } from '../adapter';
import type { ChatMeeting, ChatOfMeeting } from '../command';
import { isObject, type Incoming } from './activity';
import { withOwnRetries } from './connectors';

/** Reads which meeting a chat belongs to, for activities that come from a meeting's chat; undefined for all others. */
export type MeetingChats = (activity: Incoming, delivered: Activity) => ChatOfMeeting | undefined;

/** What Teams said about a meeting stays true; who runs it is asked of Graph each time. */
const KEPT_MS = 60 * 60_000;
const MOST_KEPT = 1000;
const LONGEST_MEETING_ID = 1000;

/** Asks the channel once an hour for each meeting, and only when an answer needs it. */
export function createMeetingChats(adapter: RollcallAdapter, now: () => number): MeetingChats {
  const kept = new Map<string, { until: number; meeting: Promise<ChatMeeting | undefined> }>();
  return (activity, delivered) => {
    const meetingId = meetingIdOf(activity);
    if (meetingId === undefined) return undefined;
    const key = JSON.stringify([activity.serviceUrl, activity.conversation.id, meetingId]);
    return {
      threadId: activity.conversation.id.replace(/;messageid=.*$/i, ''),
      meeting() {
        const known = kept.get(key);
        if (known && known.until > now()) return known.meeting;
        const meeting = readMeeting(adapter, delivered, meetingId);
        keepNewest(kept, key, { until: now() + KEPT_MS, meeting }, MOST_KEPT);
        meeting.catch(() => kept.delete(key));
        return meeting;
      },
    };
  };
}

/** Teams' own id of the meeting, which is not Graph's. */
function meetingIdOf({ channelData }: Incoming): string | undefined {
  const meeting = channelData?.meeting;
  const id = isObject(meeting) ? meeting.id : undefined;
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_MEETING_ID ? id : undefined;
}

/** The context of the turn may be gone by the time that an answer asks, hence one of its own. */
async function readMeeting(
  adapter: RollcallAdapter,
  delivered: Activity,
  meetingId: string,
): Promise<ChatMeeting | undefined> {
  let outcome: { meeting: ChatMeeting | undefined } | { error: unknown } | undefined;
  await adapter.after(delivered, async context => {
    outcome = await clientFor(context)
      .teams.fetchMeetingInfo(meetingId)
      .then(
        info => ({ meeting: toChatMeeting(info) }),
        (error: unknown) => ({ error }),
      );
  });
  if (!outcome) throw new AppError('meeting-chat-unread');
  if ('meeting' in outcome) return outcome.meeting;
  const { statusCode } = outcome.error as { statusCode?: unknown };
  if (statusCode === 404) return undefined;
  const code = statusCode === 401 || statusCode === 403 ? 'meeting-chat-refused' : 'meeting-chat-unread';
  throw new AppError(code, {}, { cause: outcome.error });
}

/** The SDK keeps it to itself, with retries of its own and redirects that would carry the token elsewhere. */
function clientFor(context: TurnContext): { teams: { fetchMeetingInfo(id: string): Promise<unknown> } } {
  const teams = TeamsInfo as unknown as {
    getTeamsConnectorClient(context: TurnContext): ReturnType<typeof clientFor>;
  };
  return withOwnRetries(teams.getTeamsConnectorClient(context));
}

function toChatMeeting(info: unknown): ChatMeeting | undefined {
  const { details, organizer } = isObject(info) ? info : {};
  const text = (part: unknown, name: string): string | undefined => {
    const value = isObject(part) ? part[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const meetingId = text(details, 'msGraphResourceId');
  const joinWebUrl = text(details, 'joinUrl');
  const organizerId = text(organizer, 'aadObjectId');
  const organizerTenantId = text(organizer, 'tenantId');
  if (meetingId === undefined && joinWebUrl === undefined) return undefined;
  return {
    ...(meetingId !== undefined && { meetingId }),
    ...(joinWebUrl !== undefined && { joinWebUrl }),
    ...(organizerId !== undefined && { organizerId }),
    ...(organizerTenantId !== undefined && { organizerTenantId }),
  };
}
