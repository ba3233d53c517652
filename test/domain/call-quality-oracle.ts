import type { CallQuality, PoorReason, QualityGroup, StreamKind } from '../../src/domain/call-quality';
import type { CallDevice, CallIdentity, CallMedia, CallSession, CallStream } from '../../src/domain/call-record';

/*
 * The roll-ups of a call straight from the words of metrics.md: slow, obvious, and written apart from src/domain. Every figure is a filter over one long list
 * of streams and a longer one of streams at people's ends. Groups come in the order of their keys.
 */

type SlowQuality = Omit<CallQuality, 'signs' | 'byPerson'> & { byPerson: QualityGroup[] };
type Poor = Record<PoorReason, boolean>;
type Side = 'caller' | 'callee';

interface OneStream {
  session: CallSession;
  media: CallMedia;
  stream: CallStream;
  kind: StreamKind;
  verdict: 'good' | 'poor' | 'unclassified';
  poor: Poor;
}

/** A person's end of a session. */
interface OneEnd {
  session: CallSession;
  side: Side;
  person: string;
  platform: string;
}

export function slowQuality(all: readonly CallSession[], type?: string): SlowQuality {
  const sessions = all.filter((session, at) => all.findIndex(one => sameId(one.id, session.id)) === at);
  const streams = sessions.flatMap(streamsOf);
  const ends = sessions.flatMap(session => (['caller', 'callee'] as const).flatMap(side => endOf(session, side, type)));
  const atEnds = ends.flatMap(end => streams.filter(one => one.session === end.session).map(one => ({ ...one, end })));
  const mediaAtEnds = ends.flatMap(end =>
    end.session.segments.flatMap(segment => segment.media.map(media => ({ end, media }))),
  );
  const audioAtEnds = atEnds.filter(one => one.kind === 'audio');
  const modalities = sessions.flatMap(session => [...new Set(session.modalities)]);

  /** Streams by their key, sessions and people by that of whatever else belongs there. */
  const grouped = (
    items: readonly { key: string; verdict: string }[],
    there: readonly { key: string; end: OneEnd }[],
  ): QualityGroup[] =>
    distinct(there.map(one => one.key))
      .sort()
      .map(key => ({
        key,
        ...counted(items.filter(one => one.key === key)),
        sessions: distinct(there.filter(one => one.key === key).map(one => one.end.session)).length,
        people: distinct(there.filter(one => one.key === key).map(one => one.end.person)).length,
      }));

  const kindOf = (kind: StreamKind): CallQuality['byKind'][StreamKind] => {
    const ofKind = streams.filter(one => one.kind === kind);
    const having = (reason: PoorReason) => ofKind.filter(one => one.poor[reason]).length;
    return {
      ...counted(ofKind),
      reasons: {
        'round-trip': having('round-trip'),
        'packet-loss': having('packet-loss'),
        jitter: having('jitter'),
        'frame-loss': having('frame-loss'),
        'frame-rate': having('frame-rate'),
        'post-fec-loss': having('post-fec-loss'),
      },
    };
  };
  const byNetwork = (one: { end: OneEnd; media: CallMedia }) => ({ ...one, key: networkOf(one.media, one.end.side) });
  const byDevice = audioAtEnds.map(one => ({ ...one, key: deviceOf(one.media, one.end.side, one.stream) }));

  return {
    sessions: sessions.length,
    failed: sessions.filter(session => session.failureInfo !== null).length,
    poorSessions: sessions.filter(session => streams.some(one => one.session === session && one.verdict === 'poor'))
      .length,
    people: distinct(ends.map(end => end.person)).length,
    byKind: {
      audio: kindOf('audio'),
      video: kindOf('video'),
      'screen-sharing': kindOf('screen-sharing'),
      other: kindOf('other'),
    },
    byNetwork: grouped(
      atEnds.map(one => ({ ...one, ...byNetwork(one) })),
      mediaAtEnds.map(byNetwork),
    ),
    audioByNetwork: grouped(
      audioAtEnds.map(one => ({ ...one, ...byNetwork(one) })),
      audioAtEnds.map(byNetwork),
    ),
    byPlatform: grouped(
      atEnds.map(one => ({ ...one, key: one.end.platform })),
      ends.map(end => ({ end, key: end.platform })),
    ),
    byDevice: grouped(byDevice, byDevice),
    byPerson: grouped(
      atEnds.map(one => ({ ...one, key: one.end.person })),
      ends.map(end => ({ end, key: end.person })),
    ),
    modalities: Object.fromEntries(
      distinct(modalities).map(modality => [modality, modalities.filter(one => one === modality).length]),
    ),
  };
}

function streamsOf(session: CallSession): OneStream[] {
  return session.segments.flatMap(segment =>
    segment.media.flatMap(media =>
      media.streams.map(stream => {
        const kind = slowKind(media.label, stream);
        const poor = poorBy(kind, stream);
        const verdict = !isJudged(kind, stream) ? 'unclassified' : Object.values(poor).includes(true) ? 'poor' : 'good';
        return { session, media, stream, kind, verdict, poor };
      }),
    ),
  );
}

/** By the label, else by a codec, else by what only one of them has. */
function slowKind(label: string | null, stream: CallStream): StreamKind {
  const words = (label ?? '').toLowerCase();
  if (words.includes('audio')) return 'audio';
  if (['sharing', 'screen', 'desktop', 'vbss'].some(word => words.includes(word))) return 'screen-sharing';
  if (words.includes('video')) return 'video';
  if (words.startsWith('data') || words.endsWith('data')) return 'other';
  const isCodec = (codec: string | undefined) => !['', 'unknown', 'invalid', undefined].includes(codec);
  if (isCodec(stream.videoCodec)) return 'video';
  if (isCodec(stream.audioCodec)) return 'audio';
  const isThere = (name: string, value: unknown, words: RegExp) =>
    words.test(name) && typeof value === 'number' && value >= 0;
  const has = (words: RegExp) => Object.entries(stream).some(([name, value]) => isThere(name, value, words));
  if (has(/video|frame|freeze|forwarderror/i)) return 'video';
  return has(/audio|concealed/i) ? 'audio' : 'other';
}

const at = (value: number | undefined) => (value === undefined || value < 0 ? NaN : value);
const known = (value: number | undefined) => !Number.isNaN(at(value));

function isJudged(kind: StreamKind, stream: CallStream): boolean {
  if (kind === 'other') return false;
  if (kind === 'audio') {
    const metrics = [stream.averageRoundTripTimeMs, stream.averagePacketLossRate, stream.averageJitterMs];
    return at(stream.packetUtilization) > 500 && metrics.some(known);
  }
  return [
    stream.averageVideoFrameLossPercentage,
    stream.averageVideoFrameRate,
    stream.postForwardErrorCorrectionPacketLossRate,
  ].some(known);
}

function poorBy(kind: StreamKind, stream: CallStream): Poor {
  const isAudio = kind === 'audio' && isJudged(kind, stream);
  const isVideo = kind === 'video' || kind === 'screen-sharing';
  const hasLoss = known(stream.averageVideoFrameLossPercentage);
  const hasRate = known(stream.averageVideoFrameRate);
  return {
    'round-trip': isAudio && at(stream.averageRoundTripTimeMs) > 500,
    'packet-loss': isAudio && at(stream.averagePacketLossRate) > 0.1,
    jitter: isAudio && at(stream.averageJitterMs) > 30,
    'frame-loss': isVideo && at(stream.averageVideoFrameLossPercentage) > 50,
    'frame-rate': isVideo && !hasLoss && at(stream.averageVideoFrameRate) < (kind === 'video' ? 7 : 2),
    'post-fec-loss': isVideo && !hasLoss && !hasRate && at(stream.postForwardErrorCorrectionPacketLossRate) > 0.15,
  };
}

function endOf(session: CallSession, side: Side, type?: string): OneEnd[] {
  const seen = (which: Side) =>
    [session[which], ...session.segments.map(segment => segment[which])].filter(one => one !== null);
  const identity = seen(side).find(one => one.identity)?.identity;
  const isService = seen(side)[0]?.of === 'service' || (identity?.is ?? '').toLowerCase().includes('application');
  const isSomeone = idOf(identity) !== undefined || (identity?.displayName ?? '').trim() !== '';
  const isPerson = side === 'caller' || type === 'peerToPeer' || isSomeone || seen('caller')[0]?.of === 'service';
  if (isService || !isPerson) return [];
  const alone = `session:${session.id}${side === 'callee' ? '/callee' : ''}`;
  const platforms = seen(side).map(one => one.userAgent?.platform ?? '');
  return [
    {
      session,
      side,
      person: idOf(identity) ?? alone,
      platform: platforms.find(platform => platform.trim() !== '') ?? 'unknown',
    },
  ];
}

function idOf(identity: CallIdentity | undefined): string | undefined {
  const id = (identity?.id ?? '').trim().toLowerCase();
  return id.replaceAll(/[0-]/g, '') === '' ? undefined : id;
}

function networkOf(media: CallMedia, side: Side): string {
  return media[`${side}Network`]?.connectionType ?? 'unknown';
}

function deviceOf(media: CallMedia, side: Side, { streamDirection }: CallStream): string {
  const device: CallDevice | undefined = media[`${side}Device`];
  if (streamDirection === undefined) return 'unknown';
  const isSent = streamDirection.startsWith(side);
  return (isSent ? device?.captureDeviceName : device?.renderDeviceName) ?? 'unknown';
}

function counted(items: readonly { verdict: string }[]) {
  const having = (verdict: string) => items.filter(one => one.verdict === verdict).length;
  const [good, poor, unclassified] = [having('good'), having('poor'), having('unclassified')];
  return { good, poor, unclassified, poorShare: good + poor === 0 ? null : poor / (good + poor) };
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return items.filter((item, index) => items.indexOf(item) === index);
}
