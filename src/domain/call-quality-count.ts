import { identityOf, isPersonAt, platformOf, type CallSide } from './call-ends';
import { createCallGroups, toCount } from './call-groups';
import { createCallPeople } from './call-people';
import {
  OTHERS,
  poorReasons,
  streamKinds,
  UNKNOWN,
  type CallQuality,
  type PoorReason,
  type QualityCollector,
  type StreamKind,
} from './call-quality';
import type { JudgedMedia, JudgedSession, JudgedStream } from './judged-session';
import { CLIENT_BAD, CLIENT_MEASURED, HEADSET_BAD, HEADSET_MEASURED, signsOf } from './call-signs';
import { isFilled } from './filled';
import { createKeyIndex } from './key-index';
import { judge, kindOf, kindOfLabel, UNCLASSIFIED } from './stream-quality';

/** The most devices that are told apart, and the most networks, platforms and modalities, of which Graph knows a dozen. */
export const MOST_DEVICES = 1_000;
export const MOST_WORDS = 50;

const SENT: Record<CallSide, string> = { caller: 'callerToCallee', callee: 'calleeToCaller' };
const RECEIVED: Record<CallSide, string> = { caller: 'calleeToCaller', callee: 'callerToCallee' };

/** One end of the session that is being counted; -1 is nobody's. */
interface CountedEnd {
  side: CallSide;
  person: number;
  platform: number;
  network: number;
  /** Of the media that is being counted, once one of its streams needs them. */
  audioNetwork: number;
  captured: number;
  rendered: number;
}

/** `type` of the call's record, where known: in a call of two, whoever was called is a person, with an identity or without. */
export function createQualityCount(type?: string): QualityCollector {
  const seen = createKeyIndex();
  const people = createCallPeople();
  const networks = createCallGroups(MOST_WORDS);
  const audioNetworks = createCallGroups(MOST_WORDS);
  const platforms = createCallGroups(MOST_WORDS);
  const devices = createCallGroups(MOST_DEVICES);
  const kinds = createKindCounts();
  const modalities = new Map<string, number>();
  const signs = { headset: { poor: 0, of: 0 }, client: { poor: 0, of: 0 } };
  const ends: readonly CountedEnd[] = [endAt('caller'), endAt('callee')];
  let [sessions, failed, poorSessions] = [0, 0, 0];

  const isRepeat = ({ id }: JudgedSession): boolean => {
    const before = seen.size;
    seen.numberOf(id.toLowerCase());
    return seen.size === before;
  };

  const openEnd = (end: CountedEnd, session: JudgedSession) => {
    end.person = -1;
    if (!isPersonAt(session, end.side, type)) return;
    const identity = identityOf(session, end.side);
    const alone = end.side === 'caller' ? `session:${session.id}` : `session:${session.id}/callee`;
    end.person = people.reach(identity, sessions, alone);
    end.platform = platforms.reach(platformOf(session, end.side) ?? UNKNOWN, sessions, end.person);
  };

  const countAt = (end: CountedEnd, media: JudgedMedia, stream: JudgedStream, kind: StreamKind, judged: number) => {
    people.count(end.person, judged);
    platforms.count(end.platform, judged);
    networks.count(end.network, judged);
    if (kind !== 'audio') return;
    if (end.audioNetwork < 0) end.audioNetwork = audioNetworks.reach(networkAt(media, end.side), sessions, end.person);
    audioNetworks.count(end.audioNetwork, judged);
    devices.count(deviceAt(end, media, stream), judged);
  };

  /** What captured the sound that this end sent, or played what it received. */
  const deviceAt = (end: CountedEnd, media: JudgedMedia, { streamDirection }: JudgedStream): number => {
    const device = end.side === 'caller' ? media.callerDevice : media.calleeDevice;
    if (streamDirection === SENT[end.side]) {
      if (end.captured < 0) end.captured = reachDevice(end, device?.captureDeviceName);
      return end.captured;
    }
    if (streamDirection !== RECEIVED[end.side]) return reachDevice(end, undefined);
    if (end.rendered < 0) end.rendered = reachDevice(end, device?.renderDeviceName);
    return end.rendered;
  };

  const reachDevice = (end: CountedEnd, name: string | undefined) =>
    devices.reach(isFilled(name) ? name : UNKNOWN, sessions, end.person);

  /** Whether a stream of it is poor. */
  const countMedia = (media: JudgedMedia): boolean => {
    let isPoor = false;
    for (const end of ends) {
      if (end.person < 0) continue;
      end.network = networks.reach(networkAt(media, end.side), sessions, end.person);
      end.audioNetwork = end.captured = end.rendered = -1;
    }
    const labelled = kindOfLabel(media.label);
    for (const stream of media.streams) {
      const kind = kindOf(stream, labelled);
      const judged = judge(stream, kind);
      kinds.count(kind, judged);
      if (judged > 0) isPoor = true;
      for (const end of ends) if (end.person >= 0) countAt(end, media, stream, kind, judged);
    }
    return isPoor;
  };

  const count = (session: JudgedSession) => {
    let isPoor = false;
    for (const end of ends) openEnd(end, session);
    for (const segment of session.segments) for (const media of segment.media) if (countMedia(media)) isPoor = true;
    if (isPoor) poorSessions += 1;
    if (session.failureInfo !== null) failed += 1;
    countSigns(signs, signsOf(session));
    countModalities(modalities, session.modalities);
    sessions += 1;
  };

  return {
    add(page) {
      for (const session of page) if (!isRepeat(session)) count(session);
    },
    get sessions() {
      return sessions;
    },
    finish: (): CallQuality => ({
      sessions,
      failed,
      poorSessions,
      people: people.size,
      byKind: kinds.all(),
      byNetwork: networks.all(),
      byPlatform: platforms.all(),
      byDevice: devices.all(),
      byPerson: people.all(),
      audioByNetwork: audioNetworks.all(),
      modalities: Object.fromEntries(modalities),
      signs: { headset: { ...signs.headset }, client: { ...signs.client } },
    }),
  };
}

function endAt(side: CallSide): CountedEnd {
  return { side, person: -1, platform: -1, network: -1, audioNetwork: -1, captured: -1, rendered: -1 };
}

function networkAt(media: JudgedMedia, side: CallSide): string {
  const type = (side === 'caller' ? media.callerNetwork : media.calleeNetwork)?.connectionType;
  return isFilled(type) ? type : UNKNOWN;
}

function countSigns({ headset, client }: CallQuality['signs'], signs: number) {
  if (signs & HEADSET_MEASURED) headset.of += 1;
  if (signs & HEADSET_BAD) headset.poor += 1;
  if (signs & CLIENT_MEASURED) client.of += 1;
  if (signs & CLIENT_BAD) client.poor += 1;
}

/** Each once a session, however often it is written there. */
function countModalities(counts: Map<string, number>, modalities: readonly string[]) {
  modalities.forEach((modality, place) => {
    if (modalities.indexOf(modality) !== place) return;
    const key = counts.has(modality) || counts.size < MOST_WORDS ? modality : OTHERS;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
}

interface KindCounts {
  count(kind: StreamKind, judged: number): void;
  all(): CallQuality['byKind'];
}

function createKindCounts(): KindCounts {
  const good = { audio: 0, video: 0, 'screen-sharing': 0, other: 0 };
  const poor = { ...good };
  const unclassified = { ...good };
  /** `poorReasons.length` numbers a kind. */
  const reasons = new Uint32Array(streamKinds.length * poorReasons.length);
  const reasonsOfKind = (kind: StreamKind) => {
    const from = streamKinds.indexOf(kind) * poorReasons.length;
    return Object.fromEntries(poorReasons.map((reason, bit) => [reason, reasons[from + bit] ?? 0]));
  };
  const of = (kind: StreamKind) => ({
    ...toCount(good[kind], poor[kind], unclassified[kind]),
    reasons: reasonsOfKind(kind) as Record<PoorReason, number>,
  });
  return {
    count(kind, judged) {
      if (judged <= 0) {
        (judged === UNCLASSIFIED ? unclassified : good)[kind] += 1;
        return;
      }
      poor[kind] += 1;
      const from = streamKinds.indexOf(kind) * poorReasons.length;
      for (let bit = 0; bit < poorReasons.length; bit += 1)
        if (judged & (1 << bit)) reasons[from + bit] = (reasons[from + bit] ?? 0) + 1;
    },
    all: () => ({ audio: of('audio'), video: of('video'), 'screen-sharing': of('screen-sharing'), other: of('other') }),
  };
}
