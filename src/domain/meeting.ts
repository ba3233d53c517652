import type { ExternalEventInformation, Person } from './event';
import type { EventTime } from './time';

/** An online meeting (Graph: onlineMeeting), found by id, join link or join meeting id. */
export interface Meeting {
  id: string;
  /** The person in whose name Graph was asked: the `{userId}` of the path. */
  userId: string;
  subject?: string;
  start?: EventTime;
  end?: EventTime;
  joinWebUrl?: string;
  organizer?: Person;
  coOrganizers: Person[];
  /** A meeting in a channel: Graph lists the reports of every meeting of that channel together and gives no single one. */
  isChannelMeeting: boolean;
  externalEventInformation?: ExternalEventInformation[];
}

/** Entra object id of its organiser; where Graph does not say, of the person in whose name it was found. */
export function organizerIdOf({ organizer, userId }: Pick<Meeting, 'organizer' | 'userId'>): string {
  return organizer?.id ?? userId;
}
