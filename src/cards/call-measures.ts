import type { CallStream } from '../domain/call-record';
import type { PoorReason, StreamKind, StreamQuality } from '../domain/call-quality';
import {
  FEWEST_PACKETS,
  isMeasured,
  LEAST_FRAME_RATE,
  MOST_FRAME_LOSS,
  MOST_JITTER_MS,
  MOST_PACKET_LOSS,
  MOST_POST_FEC_LOSS,
  MOST_ROUND_TRIP_MS,
} from '../domain/stream-quality';
import type { CardContext } from './card';
import { formatFor, type Format } from './format';
import { personText } from './person-text';
import { textRun, type TextRun } from './text-run';

/** A measure, and the limit of the rules beside it. */
interface Measure {
  of: keyof CallStream;
  label: string;
  write: (value: number, format: Format) => string;
  reason?: PoorReason;
  limit?: { is: 'poor above' | 'poor under' | 'judged above'; value: number };
}

const milliseconds = (value: number, format: Format) => `${format.number(value)} ms`;
const share = (value: number, format: Format) => format.percent(value);
const whole = (value: number, format: Format) => format.number(value);

const roundTrip: Measure = { of: 'averageRoundTripTimeMs', label: 'Round trip', write: milliseconds };
const jitter: Measure = { of: 'averageJitterMs', label: 'Jitter', write: milliseconds };
const loss: Measure = { of: 'averagePacketLossRate', label: 'Packet loss', write: share };
const packets: Measure = { of: 'packetUtilization', label: 'Packets', write: whole };

const audio: Measure[] = [
  { ...roundTrip, reason: 'round-trip', limit: { is: 'poor above', value: MOST_ROUND_TRIP_MS } },
  { ...jitter, reason: 'jitter', limit: { is: 'poor above', value: MOST_JITTER_MS } },
  { ...loss, reason: 'packet-loss', limit: { is: 'poor above', value: MOST_PACKET_LOSS } },
  { ...packets, limit: { is: 'judged above', value: FEWEST_PACKETS } },
];

/** In the order of the rule: the first that is there decides. */
const picture = (kind: 'video' | 'screen-sharing'): Measure[] => [
  {
    of: 'averageVideoFrameLossPercentage',
    label: 'Frame loss',
    write: (value, format) => format.percent(value / 100),
    reason: 'frame-loss',
    limit: { is: 'poor above', value: MOST_FRAME_LOSS },
  },
  {
    of: 'averageVideoFrameRate',
    label: 'Frame rate',
    write: (value, format) => `${format.number(value)} a second`,
    reason: 'frame-rate',
    limit: { is: 'poor under', value: LEAST_FRAME_RATE[kind] },
  },
  {
    of: 'postForwardErrorCorrectionPacketLossRate',
    label: 'Loss after correction',
    write: share,
    reason: 'post-fec-loss',
    limit: { is: 'poor above', value: MOST_POST_FEC_LOSS },
  },
  roundTrip,
  jitter,
  loss,
];

const measures: Record<StreamKind, Measure[]> = {
  audio,
  video: picture('video'),
  'screen-sharing': picture('screen-sharing'),
  other: [roundTrip, jitter, loss, packets],
};

/** What stands on the card of a stream of this kind, by Graph's names; everything else is behind Details. */
export function shownMeasures(kind: StreamKind): (keyof CallStream)[] {
  return [...measures[kind].map(({ of }) => of), 'audioCodec', 'videoCodec', 'streamDirection'];
}

/** A line a measure: its value, and the limit beside it. What is unknown is said where the rules need it. */
export function measureLines(
  stream: CallStream,
  { kind, reasons }: StreamQuality,
  context: CardContext,
): { inlines: TextRun[] }[] {
  const format = formatFor(context);
  const isOneDeciding = kind === 'video' || kind === 'screen-sharing';
  const decides = isOneDeciding ? measures[kind].find(({ of, limit }) => limit && isMeasured(stream[of])) : undefined;
  const codec = personText([stream.audioCodec, stream.videoCodec].filter(Boolean).join(', '), 40);
  const others = [
    ...measures[kind].flatMap(({ of, label, write, limit }) => {
      const value = stream[of];
      return limit || !isMeasured(value) ? [] : [`${label} ${write(value, format)}`];
    }),
    ...(codec ? [`Codec ${codec}`] : []),
  ];
  const lines = measures[kind].flatMap(measure => {
    const { of, label, write, reason, limit } = measure;
    if (!limit) return [];
    const value = stream[of];
    const beside = `${limit.is} ${write(limit.value, format)}`;
    if (!isMeasured(value)) return isOneDeciding ? [] : [line(label, 'unknown', beside, false)];
    const isPoor = reason !== undefined && reasons.includes(reason);
    const written = write(value, format);
    // Rounded, what passed the limit may read as the limit itself.
    const isClose = isPoor && written === write(limit.value, format);
    const shown = isClose ? `${written}, just ${limit.is === 'poor under' ? 'under' : 'above'}` : written;
    const isDecided = decides !== undefined && decides !== measure;
    return [line(label, shown, isDecided ? `${beside}, but ${decides.label.toLowerCase()} decides` : beside, isPoor)];
  });
  const rest = others.length > 0 ? [[textRun(others.join(' · '), { size: 'Small', isSubtle: true })]] : [];
  return [...lines, ...rest].map(inlines => ({ inlines }));
}

function line(label: string, value: string, limit: string, isPoor: boolean): TextRun[] {
  const size = 'Small' as const;
  return [
    textRun(`${label} `, { size, isSubtle: true }),
    textRun(value, { size, ...(isPoor && { weight: 'Bolder' as const, color: 'Attention' as const }) }),
    textRun(` · ${limit}`, { size, isSubtle: true }),
  ];
}
