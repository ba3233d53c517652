import {
  FEWEST_PACKETS,
  LEAST_FRAME_RATE,
  MOST_FRAME_LOSS,
  MOST_JITTER_MS,
  MOST_PACKET_LOSS,
  MOST_POST_FEC_LOSS,
  MOST_ROUND_TRIP_MS,
} from '../domain/stream-quality';
import type { CardContext } from './card';
import { formatFor } from './format';

/** The rules of streams and the figures of calls in docs/metrics.md, by the first words of their rows there; a test holds them together. */
export const streamRuleNames = ['audio', 'video', 'screen-sharing', 'unclassified'] as const;
export const callFigureNames = [
  'sessions',
  'failed',
  'poor-sessions',
  'poor-streams',
  'person-at-an-end',
  'people',
  'by-network',
  'by-platform',
  'by-device',
  'by-person',
  'mostly-on',
] as const;

export type CallDefinitionName = (typeof streamRuleNames)[number] | (typeof callFigureNames)[number];

/** How the figures of calls are made, for TextBlocks: Microsoft's limits as the arithmetic has them. */
export function callDefinitionWords(context: CardContext): Record<CallDefinitionName, string> {
  const format = formatFor(context);
  const packets = format.number(FEWEST_PACKETS);
  return {
    audio: `**Audio** is poor where it had more than ${packets} packets, and the average round trip was above ${format.number(MOST_ROUND_TRIP_MS)} ms, the average packet loss above ${format.percent(MOST_PACKET_LOSS)} or the average jitter above ${format.number(MOST_JITTER_MS)} ms.`,
    video: `**Video**: the first measure that there is decides. Poor is frame loss above ${format.percent(MOST_FRAME_LOSS / 100)}; without it a frame rate under ${format.number(LEAST_FRAME_RATE.video)} a second; without both a loss after correction above ${format.percent(MOST_POST_FEC_LOSS)}.`,
    'screen-sharing': `**Screen sharing** is judged as video is, with a frame rate under ${format.number(LEAST_FRAME_RATE['screen-sharing'])} a second.`,
    unclassified: `**Not judged**: the record lacks the measures, or the audio had ${packets} packets or fewer. Not judged is never good, and in no share.`,
    sessions:
      '**Sessions**: one person’s connection to the call, or the connection of two. Whoever joins twice has two of them.',
    failed: '**Failed**: sessions of which Microsoft says where and why they failed, at the start or midway.',
    'poor-sessions': '**With trouble**: sessions with at least one poor stream of any kind.',
    'poor-streams':
      '**Poor share**: poor streams, of those that are good or poor. A stream is sound or picture in one direction, and counts once.',
    'person-at-an-end':
      '**Who is at an end**: the caller; of a call between two the callee as well. The service of the meeting is nobody.',
    people:
      '**People**: different accounts at the ends, never told by name; somebody without one is new in each session.',
    'by-network':
      '**By network**: each stream once at each person’s end, by the kind of network there. A stream between two people counts at both.',
    'by-platform': '**By platform**: the same by what Teams ran on.',
    'by-device': '**By device**: audio streams alone, by the microphone of who spoke and the loudspeaker of who heard.',
    'by-person': '**By person**: the same by the person at the end.',
    'mostly-on':
      '**Mostly on**: the network that more than half of the poor audio streams were on, where there is one.',
  };
}
