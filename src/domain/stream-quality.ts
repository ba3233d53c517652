import type { CallStream } from './call-record';
import type { JudgedStream } from './judged-session';
import { poorReasons, type PoorReason, type StreamKind, type StreamQuality } from './call-quality';

/** More than this is poor (audio), in milliseconds; packet loss as a fraction. */
export const MOST_ROUND_TRIP_MS = 500;
export const MOST_PACKET_LOSS = 0.1;
export const MOST_JITTER_MS = 30;
/** Audio with so many packets, or fewer, is not judged. */
export const FEWEST_PACKETS = 500;
/** Per cent, fewest frames a second, and a fraction (video and screen sharing). */
export const MOST_FRAME_LOSS = 50;
export const LEAST_FRAME_RATE = { video: 7, 'screen-sharing': 2 } as const;
export const MOST_POST_FEC_LOSS = 0.15;

/** `judge`'s code for what can't be told. */
export const UNCLASSIFIED = -1;
const GOOD = 0;
/** One bit a reason, in the order of `poorReasons`. */
const ROUND_TRIP = 1;
const PACKET_LOSS = 2;
const JITTER = 4;
const FRAME_LOSS = 8;
const FRAME_RATE = 16;
const POST_FEC_LOSS = 32;

/** What the rules of metrics.md say of one stream; `label` is that of its media. */
export function streamQuality(stream: JudgedStream, label: string | null): StreamQuality {
  const kind = kindOf(stream, kindOfLabel(label));
  const judged = judge(stream, kind);
  return {
    kind,
    verdict: judged === UNCLASSIFIED ? 'unclassified' : judged === GOOD ? 'good' : 'poor',
    reasons: judged > GOOD ? reasonsOf(judged) : [],
  };
}

/** The same as one number, for thousands of streams: UNCLASSIFIED, 0 for good, else the bits of `reasonsOf`. */
export function judge(stream: JudgedStream, kind: StreamKind): number {
  if (kind === 'audio') return judgeAudio(stream);
  return kind === 'other' ? UNCLASSIFIED : judgeVideo(stream, LEAST_FRAME_RATE[kind]);
}

function reasonsOf(judged: number): PoorReason[] {
  return poorReasons.filter((_, bit) => (judged & (1 << bit)) !== 0);
}

function judgeAudio({
  packetUtilization,
  averageRoundTripTimeMs,
  averagePacketLossRate,
  averageJitterMs,
}: JudgedStream): number {
  if (!isMeasured(packetUtilization) || packetUtilization <= FEWEST_PACKETS) return UNCLASSIFIED;
  let judged = UNCLASSIFIED;
  if (isMeasured(averageRoundTripTimeMs)) judged = averageRoundTripTimeMs > MOST_ROUND_TRIP_MS ? ROUND_TRIP : GOOD;
  if (isMeasured(averagePacketLossRate))
    judged = Math.max(judged, GOOD) | (averagePacketLossRate > MOST_PACKET_LOSS ? PACKET_LOSS : GOOD);
  if (isMeasured(averageJitterMs)) judged = Math.max(judged, GOOD) | (averageJitterMs > MOST_JITTER_MS ? JITTER : GOOD);
  return judged;
}

/** The first metric that is there decides, whatever those after it say. */
function judgeVideo(stream: JudgedStream, leastFrameRate: number): number {
  const { averageVideoFrameLossPercentage, averageVideoFrameRate, postForwardErrorCorrectionPacketLossRate } = stream;
  if (isMeasured(averageVideoFrameLossPercentage))
    return averageVideoFrameLossPercentage > MOST_FRAME_LOSS ? FRAME_LOSS : GOOD;
  if (isMeasured(averageVideoFrameRate)) return averageVideoFrameRate < leastFrameRate ? FRAME_RATE : GOOD;
  if (isMeasured(postForwardErrorCorrectionPacketLossRate))
    return postForwardErrorCorrectionPacketLossRate > MOST_POST_FEC_LOSS ? POST_FEC_LOSS : GOOD;
  return UNCLASSIFIED;
}

/** Nothing that is measured here can be below 0: such a number, or none, says that it was not. */
export function isMeasured(value: CallStream[keyof CallStream]): value is number {
  return typeof value === 'number' && value >= 0;
}

/**
 * What a label says: `main-audio`, `main-video`, `panoramic-video`, `applicationsharing-video`, `data`, in either case and with other words in front
 * (`main`, `gallery`). Undefined where it says nothing.
 */
export function kindOfLabel(label: string | null): StreamKind | undefined {
  // As Teams writes most of them: patterns take their time.
  if (label === 'main-audio') return 'audio';
  if (label === 'main-video') return 'video';
  if (label === 'applicationsharing-video') return 'screen-sharing';
  if (label === null) return undefined;
  return LABELS.find(([words]) => words.test(label))?.[1];
}

/** The sound of a shared screen is audio, its picture is not video. */
const LABELS: [RegExp, StreamKind][] = [
  [/audio/i, 'audio'],
  [/sharing|screen|desktop|vbss/i, 'screen-sharing'],
  [/video/i, 'video'],
  [/^data|data$/i, 'other'],
];

/** The label's kind; where it says none, what only video has, or only audio, tells. Screen sharing can't be told by its metrics. */
export function kindOf(stream: JudgedStream, labelled: StreamKind | undefined): StreamKind {
  if (labelled !== undefined) return labelled;
  if (isCodec(stream.videoCodec)) return 'video';
  if (isCodec(stream.audioCodec)) return 'audio';
  if (VIDEO_METRICS.some(metric => isMeasured(stream[metric]))) return 'video';
  return AUDIO_METRICS.some(metric => isMeasured(stream[metric])) ? 'audio' : 'other';
}

const VIDEO_METRICS = [
  'averageVideoFrameLossPercentage',
  'averageVideoFrameRate',
  'postForwardErrorCorrectionPacketLossRate',
  'averageReceivedFrameRate',
  'averageVideoPacketLossRate',
  'lowFrameRateRatio',
  'lowVideoProcessingCapabilityRatio',
  'averageFreezeDurationMs',
  'rmsFreezeDurationMs',
] as const satisfies (keyof JudgedStream)[];

const AUDIO_METRICS = [
  'averageAudioDegradation',
  'averageRatioOfConcealedSamples',
  'maxRatioOfConcealedSamples',
  'averageAudioNetworkJitterMs',
  'maxAudioNetworkJitterMs',
] as const satisfies (keyof JudgedStream)[];

/** Graph writes these where it knows no codec. */
function isCodec(codec: string | undefined): boolean {
  return codec !== undefined && codec !== '' && codec !== 'unknown' && codec !== 'invalid';
}
