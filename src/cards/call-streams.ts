import type { CallStream } from '../domain/call-record';
import type { CallSessionAnswer, StreamVerdict } from '../domain/calls';
import { FEWEST_PACKETS, isMeasured } from '../domain/stream-quality';
import { measureLines } from './call-measures';
import { kindWords, lineStart, reasonWords, verdictStates } from './call-words';
import type { CardContext } from './card';
import { counted, formatFor } from './format';

/** Where not all fit, the poor ones come first. */
export function firstOf(streams: readonly StreamVerdict[], count: number): StreamVerdict[] {
  if (count >= streams.length) return [...streams];
  const rank = { poor: 0, unclassified: 1, good: 2 };
  return [...streams].sort((one, other) => rank[one.verdict] - rank[other.verdict]).slice(0, count);
}

/** `6 streams, 2 poor, 1 not judged` */
export function streamsText({ streams }: CallSessionAnswer, context: CardContext): string {
  const format = formatFor(context);
  if (streams.length === 0) return 'No stream: Microsoft gives no measures of this session';
  const poor = streams.filter(({ verdict }) => verdict === 'poor').length;
  const unjudged = streams.filter(({ verdict }) => verdict === 'unclassified').length;
  return [
    counted(format, streams.length, 'stream', 'streams'),
    poor > 0 ? `${format.number(poor)} poor` : '',
    unjudged > 0 ? `${format.number(unjudged)} not judged` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** One stream: what it is, its verdict and why, and its measures with their limits. */
export function streamRow(verdict: StreamVerdict, value: CallSessionAnswer, separated: boolean, context: CardContext) {
  const { session } = value;
  const segment = session.segments[verdict.segment];
  const stream = segment?.media[verdict.media]?.streams[verdict.stream] ?? {};
  const place = session.segments.length > 1 ? `, segment ${formatFor(context).number(verdict.segment + 1)}` : '';
  return {
    separated,
    title: `${lineStart(kindWords[verdict.kind])}${directionWords(stream, value)}${place}`,
    why: whyText(verdict, stream),
    state: verdictStates[verdict.verdict],
    measures: measureLines(stream, verdict, context),
  };
}

/** Where one end is a service: as the other sees it. */
function directionWords({ streamDirection }: CallStream, { session: { caller, callee } }: CallSessionAnswer): string {
  const isToCallee = streamDirection === 'callerToCallee';
  if (!isToCallee && streamDirection !== 'calleeToCaller') return '';
  if (callee?.of === 'service') return isToCallee ? ', sent' : ', received';
  if (caller?.of === 'service') return isToCallee ? ', received' : ', sent';
  return isToCallee ? ', caller to callee' : ', callee to caller';
}

function whyText({ verdict, reasons, kind }: StreamVerdict, stream: CallStream): string | null {
  if (verdict === 'poor') return `Poor for its ${reasons.map(reason => reasonWords[reason]).join(', ')}.`;
  if (verdict === 'good') return null;
  if (kind === 'other') return 'There is no rule for streams of this kind.';
  if (kind !== 'audio') return 'Microsoft gives none of the measures that decide.';
  if (!isMeasured(stream.packetUtilization)) return 'Microsoft does not say how many packets there were.';
  return stream.packetUtilization <= FEWEST_PACKETS
    ? 'Too few packets to be judged by.'
    : 'Microsoft gives none of the measures that decide.';
}
