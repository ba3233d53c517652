import type { CallFailure } from '../../domain/call-record';
import { MINUTE } from './calendar';
import { meetingService, participant, partyOf, partyOfRecord } from './call-clients';
import { BLOCK, type Conditions, deviceTroubleAt, networkAt, soundAt, troubleAt } from './call-conditions';
import { audioStream, deviceOf, type Direction, networkOf, type Trouble, videoStream } from './call-media';
import type {
  CallVersion,
  TenantCall,
  TenantCallSession,
  TenantEndpoint,
  TenantMedia,
  TenantSegment,
} from './call-model';
import type { TenantRecord, TenantReport } from './model';
import type { Member } from './people';
import { type Draws, drawsOf, guidOf } from './random';

/** What was held, with the report that says who came: every report had a call of its own. */
export interface Held extends Conditions {
  report: TenantReport;
  joinWebUrl: string;
  organizer: Member;
  sessions: number;
}

/** From the end of a call to its first record, and to the one with every session. */
const FIRST_VERSION = 20 * MINUTE;
const WHOLE_VERSION = 90 * MINUTE;

/** The group call of an event or meeting. */
export function heldCall(seed: number, held: Held): TenantCall {
  const { report, sessions } = held;
  const id = guidOf(seed, report.id, 'call');
  const again = repeats(sessions);
  return {
    id,
    type: 'groupCall',
    modalities: ['audio', 'video', 'videoBasedScreenSharing'],
    start: report.start,
    end: report.end,
    joinWebUrl: held.joinWebUrl,
    organizer: partyOf(held.organizer),
    versions: versionsOf(report.end, sessions, again.length),
    // The repeated ones come behind all others, so mostly on another page.
    session: index => heldSession(seed, held, id, again[index - sessions] ?? index),
    participants: {
      count: participantsOf(Math.min(sessions, report.count)),
      participant: index => partyOfRecord(report.record(personOf(index))) ?? partyOf(held.organizer),
    },
  };
}

export function versionsOf(end: number, sessions: number, repeated = 0): CallVersion[] {
  return [
    { readyAt: end + FIRST_VERSION, listed: Math.ceil(sessions * 0.8) },
    { readyAt: end + WHOLE_VERSION, listed: sessions + repeated },
  ];
}

/** Where several identities of the service were involved, Graph lists a session once more: one in 100 here. */
function repeats(sessions: number): number[] {
  return Array.from({ length: Math.floor(sessions / 100) }, (_, index) => index * 100 + 20);
}

function heldSession(seed: number, held: Held, callId: string, index: number): TenantCallSession {
  const draws = drawsOf(seed, callId, 'session', index);
  const { report } = held;
  const record = report.record(personAt(index, report.count));
  const id = draws.guid();
  const network = networkAt(draws, held, index);
  const caller = { ...participant(draws, partyOfRecord(record)), ...opinionAt(held, index) };
  const failure = failureAt(held, index);
  const { start, end } = timesOf(draws, report, record, index, failure);
  const media = soundAt(held, index) === 'none' ? [] : heldMedia(draws, held, index, network, caller);
  const ends = { caller, callee: meetingService };
  const half = Math.round((start + end) / 2);
  const segments: TenantSegment[] = isLeaving(held, index)
    ? [
        { id: draws.guid(), start, end: half, ...ends, failure: null, media },
        {
          id: draws.guid(),
          start: half,
          end,
          ...ends,
          failure,
          media: heldMedia(draws, held, index, 'mobile', caller),
        },
      ]
    : [{ id, start, end, ...ends, failure, media }];
  return { id, modalities: modalitiesOf(media), start, end, isTest: false, ...ends, failure, segments };
}

/** In meetings one in five leaves the building and goes on by phone. */
function isLeaving({ isMeeting }: Held, index: number): boolean {
  return isMeeting && index % 5 === 3;
}

/** Few say what they thought of it: some of those whom it went badly for, and one in 40 others. */
function opinionAt(held: Held, index: number): Pick<TenantEndpoint, 'feedback'> {
  if (troubleAt(held, index) !== undefined)
    return index % 2 === 0
      ? { feedback: { rating: 'poor', text: null, tokens: { Interruptions: true, Stopped: false, NoSound: false } } }
      : {};
  return index % 40 === 10 ? { feedback: { rating: 'good', text: null, tokens: null } } : {};
}

/** Of those without sound half could not be connected; one in a block breaks off. */
function failureAt(held: Held, index: number): CallFailure | null {
  if (soundAt(held, index) === 'none' && index % 2 === 1)
    return { stage: 'callSetup', reason: 'Media connectivity could not be established' };
  return index % BLOCK === BLOCK / 2 ? { stage: 'midcall', reason: 'Media connectivity was lost' } : null;
}

/** One session in so many is of somebody who came again, on another device. */
const AGAIN = 29;

function personAt(index: number, count: number): number {
  return (index % AGAIN === AGAIN - 1 ? index - 7 : index) % count;
}

/** People in so many sessions, and which of the report a participant is. */
function participantsOf(sessions: number): number {
  return sessions - Math.floor(sessions / AGAIN);
}

function personOf(participant: number): number {
  return participant + Math.floor(participant / (AGAIN - 1));
}

/** Two streams of sound, of which those who only listen send next to nothing; most see a camera, some a shared screen. */
function heldMedia(draws: Draws, held: Held, index: number, kind: string, caller: TenantEndpoint): TenantMedia[] {
  const way = troubleAt(held, index);
  const callerNetwork = networkOf(draws, kind, way !== undefined);
  const calleeNetwork = {
    connectionType: 'wired',
    ipAddress: '192.0.2.10',
    port: 3478,
    networkTransportProtocol: 'udp',
  };
  const callerDevice = deviceOf(draws, deviceTroubleAt(held, index));
  const speaks = soundAt(held, index) === 'speaks';
  const medium = (label: string, streams: TenantMedia['streams'], hasDevice = false): TenantMedia => ({
    label,
    callerNetwork,
    calleeNetwork,
    callerDevice: hasDevice ? callerDevice : null,
    calleeDevice: null,
    streams,
  });
  const received: Direction = 'calleeToCaller';
  const sent: Trouble | undefined = speaks ? undefined : 'silent';
  const media = [
    medium('main-audio', [audioStream(draws, 'callerToCallee', sent), audioStream(draws, received, way)], true),
  ];
  const seesVideo = draws.chance(caller.agent?.platform === 'android' ? 0.3 : 0.6);
  const video: Trouble | undefined = way && draws.chance(0.5) ? 'frame-rate' : undefined;
  if (seesVideo) media.push(medium('main-video', [videoStream(draws, received, video)]));
  if (draws.chance(0.3))
    media.push(medium('applicationsharing-video', [videoStream(draws, received, undefined, true)]));
  return media;
}

const modalities: Record<string, string> = {
  'main-audio': 'audio',
  'main-video': 'video',
  'applicationsharing-video': 'videoBasedScreenSharing',
};

export function modalitiesOf(media: readonly TenantMedia[]): string[] {
  const found = media.flatMap(one => modalities[one.label ?? ''] ?? []);
  return found.length > 0 ? found : ['audio'];
}

/** As the report has it, within the call, or until it failed. */
function timesOf(
  draws: Draws,
  report: TenantReport,
  { stays }: TenantRecord,
  index: number,
  failure: CallFailure | null,
): { start: number; end: number } {
  const stay = stays[index % Math.max(1, stays.length)];
  const isWithin = (at: number | null | undefined): at is number =>
    at != null && at >= report.start && at <= report.end;
  const start = isWithin(stay?.join) ? stay.join : report.start + draws.int(0, 60_000);
  const end = isWithin(stay?.leave) && stay.leave > start ? stay.leave : report.end;
  if (!failure) return { start, end };
  return { start, end: start + Math.round((end - start) * (failure.stage === 'callSetup' ? 0.002 : 0.4)) };
}
