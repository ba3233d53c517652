import { AppError } from '../domain/errors';
import type { Meeting } from '../domain/meeting';
import type { GraphClient, ReadOptions } from './client-types';
import { readById } from './errors';
import { toExternalEventInformation } from './external-event';
import { literal, meetingPath, meetingsPath } from './paths';
import { toEventTime } from './times';
import { toPerson } from './virtual-event';
import { isWire, present, toEntity, toList, toText, toWire, type Wire } from './wire';

export async function readMeetingById(client: GraphClient, userId: string, meetingId: string, options: ReadOptions) {
  const wire = toEntity(await readById(client.get(meetingPath(userId, meetingId, client.whose), options)));
  return toMeeting(wire, userId, meetingId);
}

export async function readMeetingByJoinUrl(
  client: GraphClient,
  userId: string,
  joinWebUrl: string,
  options: ReadOptions,
) {
  return readFiltered(client, userId, `JoinWebUrl eq ${literal(joinWebUrl)}`, options);
}

/** By the digits of "Meeting ID: 123 456 789"; anything that is no digit is left out. */
export async function readMeetingByJoinId(client: GraphClient, userId: string, digits: string, options: ReadOptions) {
  const id = digits.replace(/\D/g, '');
  if (id === '') throw new AppError('not-found');
  return readFiltered(client, userId, `joinMeetingIdSettings/joinMeetingId eq ${literal(id)}`, options);
}

/** `filter` has its literals encoded already; only its spaces are left. The answer is a collection of exactly one. */
async function readFiltered(
  client: GraphClient,
  userId: string,
  filter: string,
  options: ReadOptions,
): Promise<Meeting> {
  const body = toWire(
    await client.get(`${meetingsPath(userId, client.whose)}?$filter=${filter.replaceAll(' ', '%20')}`, options),
  );
  if (!Array.isArray(body.value)) throw new AppError('graph-garbled');
  const wire = toList(body.value).find(isWire);
  if (!wire) throw new AppError('not-found');
  return toMeeting(wire, userId);
}

export function toMeeting(wire: Wire, userId: string, askedId?: string): Meeting {
  const id = toText(wire.id) ?? askedId;
  if (id === undefined) throw new AppError('graph-garbled');
  const participants = toWire(wire.participants);
  const joinWebUrl = toText(wire.joinWebUrl);
  return present<Meeting>({
    id,
    userId,
    subject: toText(wire.subject),
    start: toEventTime(wire.startDateTime),
    end: toEventTime(wire.endDateTime),
    joinWebUrl,
    organizer: personOf(participants.organizer),
    coOrganizers: toList(participants.attendees)
      .filter(one => toText(toWire(one).role)?.toLowerCase() === 'coorganizer')
      .flatMap(one => personOf(one) ?? []),
    isChannelMeeting: [toText(toWire(wire.chatInfo).threadId), threadOf(joinWebUrl), id].some(isChannelThread),
    externalEventInformation: Array.isArray(wire.externalEventInformation)
      ? toExternalEventInformation(wire.externalEventInformation)
      : undefined,
  });
}

function personOf(participant: unknown) {
  return toPerson(toWire(toWire(participant).identity).user);
}

/** Threads of channels end so; those of other meetings in `@thread.v2`. */
function isChannelThread(thread: string | undefined): boolean {
  return /@thread\.(tacv2|skype)$/i.test(thread?.trim() ?? '');
}

/** The thread id inside `…/l/meetup-join/{thread}/0?context=…`, encoded once or twice. */
function threadOf(joinWebUrl: string | undefined): string | undefined {
  const part = /\/meetup-join\/([^/?#]+)/i.exec(joinWebUrl ?? '')?.[1];
  return part?.replaceAll(/%25/g, '%').replace(/%40/g, '@');
}
