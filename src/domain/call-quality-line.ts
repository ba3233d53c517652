import { OTHERS, UNKNOWN, type CallQuality, type QualityGroup } from './call-quality';
import type { CallQualityLine } from './calls';

/** The line of attendance and summary cards; undefined where no audio stream could be judged. */
export function toQualityLine(callId: string, quality: CallQuality): CallQualityLine | undefined {
  const { good, poor } = quality.byKind.audio;
  if (good + poor === 0) return undefined;
  const mostlyOn = mostPoorOn(quality);
  return {
    callId,
    poor,
    of: good + poor,
    ...(mostlyOn && { mostlyOn: mostlyOn.key, mostlyOnPeople: mostlyOn.people }),
    people: quality.people,
    ...(quality.incomplete && { incomplete: true }),
  };
}

/** The network that more than half of the poor audio streams were on. Streams between two people count at both ends, those of nobody at none. */
function mostPoorOn({ byKind, audioByNetwork }: CallQuality): QualityGroup | undefined {
  const atEnds = audioByNetwork.reduce((sum, { poor }) => sum + poor, 0);
  const half = Math.max(byKind.audio.poor, atEnds) / 2;
  return audioByNetwork.find(({ key, poor }) => poor > half && key !== UNKNOWN && key !== OTHERS);
}
