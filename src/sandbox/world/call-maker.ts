import type { CallFailure } from '../../domain/call-record';
import { MINUTE } from './calendar';
import { participant, partyOf } from './call-clients';
import { audioStream, deviceOf, networkOf, type Trouble, videoStream } from './call-media';
import type { CallParty, CallVersion, TenantCall, TenantCallSession, TenantEndpoint, TenantMedia } from './call-model';
import { modalitiesOf, versionsOf } from './calls-held';
import type { Maker } from './maker';
import type { Member } from './people';
import { type Draws, drawsOf, guidOf } from './random';

export interface CallSpec {
  key: string;
  type?: string;
  start: number;
  /** Milliseconds. */
  length: number;
  /** By default the first caller. */
  organizer?: CallParty | null;
  joinWebUrl?: string;
  /** By default those of its sessions. */
  modalities?: string[];
  sessions: SessionSpec[];
  versions?: CallVersion[];
}

export interface SessionSpec {
  caller: TenantEndpoint | null;
  callee: TenantEndpoint | null;
  /** Milliseconds after the start of the call; by default all of it. */
  from?: number;
  to?: number;
  isTest?: boolean;
  modalities?: string[];
  failure?: CallFailure;
  /** Media of each segment: they divide the session evenly. */
  parts?: (TenantMedia[] | null)[];
  /** In place of what is made from the above. */
  instead?: Partial<TenantCallSession>;
}

/** A call written out by hand. */
export function makeCall({ seed }: Pick<Maker, 'seed'>, spec: CallSpec): TenantCall {
  const id = guidOf(seed, 'call', spec.key);
  const end = spec.start + spec.length;
  const isOne = spec.sessions.length === 1;
  const sessions = spec.sessions.map((one, index) =>
    // Of two people the one session has the id of its call.
    makeSession(isOne ? id : guidOf(seed, 'call', spec.key, index), spec, one),
  );
  const parties = new Map(
    spec.sessions
      .flatMap(one => [one.caller?.party, one.callee?.party])
      .filter(party => party != null)
      .map(party => [`${party.is} ${party.id ?? party.name}`, party]),
  );
  const everybody = [...parties.values()];
  return {
    id,
    type: spec.type ?? 'peerToPeer',
    modalities: spec.modalities ?? [...new Set(sessions.flatMap(one => one.modalities))],
    start: spec.start,
    end,
    joinWebUrl: spec.joinWebUrl ?? null,
    organizer: spec.organizer === undefined ? (spec.sessions[0]?.caller?.party ?? null) : spec.organizer,
    versions: spec.versions ?? versionsOf(end, sessions.length),
    session: index => itemOf(sessions, index),
    participants: { count: everybody.length, participant: index => itemOf(everybody, index) },
  };
}

function makeSession(id: string, { start: callStart, length }: CallSpec, spec: SessionSpec): TenantCallSession {
  const start = callStart + (spec.from ?? 0);
  const end = callStart + (spec.to ?? length);
  const { caller, callee } = spec;
  const failure = spec.failure ?? null;
  const parts = spec.parts ?? [];
  const part = (end - start) / Math.max(1, parts.length);
  return {
    id,
    modalities: spec.modalities ?? modalitiesOf(parts.flatMap(media => media ?? [])),
    start,
    end,
    isTest: spec.isTest ?? false,
    caller,
    callee,
    failure,
    segments: parts.map((media, index) => ({
      id: parts.length === 1 ? id : guidOf(0, id, 'segment', index),
      start: Math.round(start + index * part),
      end: Math.round(start + (index + 1) * part),
      caller,
      callee,
      failure: index === parts.length - 1 ? failure : null,
      media,
    })),
    ...spec.instead,
  };
}

/** Where both ends are, what was wrong with the sound, and what there was beside it. */
export interface Talk {
  caller: string;
  callee?: string;
  sent?: Trouble;
  received?: Trouble;
  camera?: Trouble | 'good';
  screen?: Trouble | 'good';
}

/** The media of a talk; without `callee` the other end is the service. */
export function talk(
  draws: Draws,
  { caller, callee, sent, received, camera, screen }: Talk,
): [TenantMedia, ...TenantMedia[]] {
  const callerNetwork = networkOf(draws, caller, received !== undefined);
  const calleeNetwork = callee === undefined ? null : networkOf(draws, callee, sent !== undefined);
  const medium = (label: string, streams: TenantMedia['streams'], hasDevices: boolean): TenantMedia => ({
    label,
    callerNetwork,
    calleeNetwork,
    callerDevice: hasDevices ? deviceOf(draws) : null,
    calleeDevice: hasDevices && callee !== undefined ? deviceOf(draws) : null,
    streams,
  });
  const sound = [audioStream(draws, 'callerToCallee', sent), audioStream(draws, 'calleeToCaller', received)];
  const media: [TenantMedia, ...TenantMedia[]] = [medium('main-audio', sound, true)];
  const trouble = (of: Trouble | 'good'): Trouble | undefined => (of === 'good' ? undefined : of);
  if (camera)
    media.push(
      medium(
        'main-video',
        [videoStream(draws, 'callerToCallee', trouble(camera)), videoStream(draws, 'calleeToCaller')],
        false,
      ),
    );
  if (screen)
    media.push(
      medium('applicationsharing-video', [videoStream(draws, 'callerToCallee', trouble(screen), true)], false),
    );
  return media;
}

/** A person in the call of that name, always at the same machine. */
export function personIn({
  seed,
}: Pick<Maker, 'seed'>): (key: string, person: Member, platform: string) => TenantEndpoint {
  return (key, person, platform) => participant(drawsOf(seed, 'call', key, person.id), partyOf(person), platform);
}

/** What was said in the call of that name, segment by segment. */
export function talkIn(maker: Pick<Maker, 'seed'>): (key: string, ...segments: Talk[]) => TenantMedia[][] {
  return (key, ...segments) => segments.map(one => talk(drawsOfCall(maker, key), one));
}

/** The same draws for the same call, whatever calls there are beside it. */
export function drawsOfCall({ seed }: Pick<Maker, 'seed'>, key: string): Draws {
  return drawsOf(seed, 'call', key, 'draws');
}

/** Graph had it after so many minutes, with so many sessions each time. */
export function versionsAfter(end: number, ...list: [minutes: number, listed: number][]): CallVersion[] {
  return list.map(([minutes, listed]) => ({ readyAt: end + minutes * MINUTE, listed }));
}

function itemOf<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`No item ${index}.`);
  return item;
}
