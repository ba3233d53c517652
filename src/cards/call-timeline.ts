import type { CallFailure, CallSegment } from '../domain/call-record';
import type { CallSessionAnswer } from '../domain/calls';
import { secondsBetween, toInstant } from '../domain/time';
import { failureWords } from './call-words';
import type { CardContext } from './card';
import { counted, formatFor } from './format';
import { textRun, type TextRun } from './text-run';
import { timelineBar } from './timeline';
import { timeMacro } from './when';

/** The segments of a session over its time. */
export interface SegmentTimeline {
  caption: string;
  segments: { bar: TextRun[]; words: string; failure: TextRun[] }[];
}

const MOST_SEGMENTS = 6;

/** Null where there is no segment. Each is drawn over the time from the first start to the last end that are known. */
export function segmentTimeline({ session }: CallSessionAnswer, context: CardContext): SegmentTimeline | null {
  const { segments } = session;
  if (segments.length === 0) return null;
  const known = [session, ...segments];
  const from = Math.min(...known.map(({ startDateTime }) => toInstant(startDateTime) ?? Infinity));
  const to = Math.max(...known.map(({ endDateTime }) => toInstant(endDateTime) ?? -Infinity));
  const format = formatFor(context);
  const shown = segments.slice(0, MOST_SEGMENTS);
  const count = counted(format, segments.length, 'segment', 'segments');
  return {
    caption: shown.length < segments.length ? `${count}, the first ${format.number(shown.length)} here` : count,
    segments: shown.map((segment, index) => ({
      bar: barOf(segment, from, to),
      words: segmentWords(segment, index, segments.length, context),
      // That of the session stands above.
      failure:
        segment.failureInfo && !isSame(segment.failureInfo, session.failureInfo)
          ? failureRuns(segment.failureInfo)
          : [],
    })),
  };
}

function isSame(one: CallFailure, other: CallFailure | null): boolean {
  return one.stage === other?.stage && one.reason === other.reason;
}

function barOf({ startDateTime, endDateTime }: CallSegment, from: number, to: number): TextRun[] {
  const [join, leave] = [toInstant(startDateTime), toInstant(endDateTime)];
  if (join === undefined || leave === undefined || !(to > from))
    return [textRun('No bar: its times are not known.', { size: 'Small', isSubtle: true })];
  return timelineBar([{ join, leave }], from, to);
}

function segmentWords(
  { startDateTime, endDateTime }: CallSegment,
  index: number,
  of: number,
  context: CardContext,
): string {
  const format = formatFor(context);
  const seconds = secondsBetween(startDateTime, endDateTime);
  const time = (at: string | null) => (at === null ? 'an unknown time' : timeMacro(at));
  const number = of > 1 ? `${format.number(index + 1)}. ` : '';
  return `${number}${time(startDateTime)} to ${time(endDateTime)}${seconds === null ? '' : ` (${format.duration(seconds)})`}`;
}

/** `Failed midway: Network lost`; the reason is Graph's text. */
export function failureRuns(failure: Parameters<typeof failureWords>[0]): TextRun[] {
  const { when, reason } = failureWords(failure);
  return [
    textRun(reason ? `${when}: ` : `${when}. Microsoft gives no reason.`, { weight: 'Bolder', color: 'Attention' }),
    ...(reason ? [textRun(reason)] : []),
  ];
}
