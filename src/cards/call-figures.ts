import type { CallQuality, QualityGroup } from '../domain/call-quality';
import type { CallAnswer } from '../domain/calls';
import { tellPart, type Told } from '../domain/small-groups';
import { figure, type Figure } from './attendance-figures';
import { toldGroups } from './call-groups';
import { deviceWord, kindWords, networkWord, platformWord } from './call-words';
import type { CardContext } from './card';
import { capitalised, counted, formatFor } from './format';
import { mayShowPeople, mayTellFew, toldWords } from './privacy';
import { countWords, qualityBars } from './quality-bars';
import { textRun, type TextRun } from './text-run';

const UNKNOWN = '–';

function failedTold({ failed, sessions }: CallQuality, context: CardContext): Told {
  return mayTellFew(context) ? failed : tellPart(failed, sessions);
}

/** People, sessions, the poor share of audio, and what failed. */
export function callFigures({ quality }: CallAnswer, context: CardContext): Figure[] {
  const format = formatFor(context);
  const { audio } = quality.byKind;
  const failed = failedTold(quality, context);
  return [
    figure(quality.people === 0 ? UNKNOWN : format.number(quality.people), quality.people === 1 ? 'person' : 'people'),
    figure(format.number(quality.sessions), quality.sessions === 1 ? 'session' : 'sessions'),
    figure(audio.poorShare === null ? UNKNOWN : format.percent(audio.poorShare), 'of audio poor'),
    figure(
      typeof failed === 'number' ? format.number(failed) : failed === 'few' ? 'under 5' : UNKNOWN,
      'failed',
      'atLeast:standard',
    ),
  ];
}

/** The fourth figure in words, for where it gave way. */
export function failedText(quality: CallQuality, context: CardContext): string | null {
  const words = toldWords(failedTold(quality, context), context, {
    one: 'session',
    many: 'sessions',
    none: 'no session',
  });
  return words === undefined ? null : `${capitalised(words)} failed.`;
}

/** The figures as a sentence. */
export function spokenFigures({ quality }: CallAnswer, context: CardContext): string {
  const format = formatFor(context);
  const { audio } = quality.byKind;
  const people = quality.people === 0 ? 'People unknown' : counted(format, quality.people, 'person', 'people');
  const poor =
    audio.poorShare === null
      ? 'How good the audio was is not known'
      : `${format.percent(audio.poorShare)} of audio streams were poor`;
  const failed = failedText(quality, context);
  return `${people}, ${counted(format, quality.sessions, 'session', 'sessions')}. ${poor}.${failed ? ` ${failed}` : ''}`;
}

/** A bar a kind of stream: audio, video, screen sharing. */
export function kindChart({ byKind }: CallQuality, context: CardContext) {
  const bars = (['audio', 'video', 'screen-sharing'] as const).map(kind => ({
    label: kindWords[kind],
    ...byKind[kind],
  }));
  return qualityBars('Streams by kind, in per cent of each', bars, context);
}

interface WorstLine {
  inlines: TextRun[];
  words: string;
}

/** Where most poor streams were, by network, platform and, for readers, device: one sentence each. */
export function worstLines({ quality, details }: CallAnswer, context: CardContext): WorstLine[] {
  const worst = (label: string, groups: readonly QualityGroup[], word: (key: string) => string): WorstLine[] => {
    const { told } = toldGroups(groups, quality, context);
    const [first] = told;
    if (!first || first.poor === 0 || groups.length < 2) return [];
    const name = word(first.key);
    const rest = `: ${countWords({ ...first, unclassified: 0 }, context)}.`;
    return [
      {
        inlines: [textRun(label, { isSubtle: true }), textRun(name, { weight: 'Bolder' }), textRun(rest)],
        words: `${label}${name}${rest}`,
      },
    ];
  };
  const showsDevices = details === 'all' && mayShowPeople(context);
  return [
    ...worst('Most poor streams on ', quality.byNetwork, networkWord),
    ...worst('Most poor streams from ', quality.byPlatform, platformWord),
    ...(showsDevices ? worst('Most poor streams with ', quality.byDevice, deviceWord) : []),
  ];
}

/** `38 of 338 audio streams could not be judged.` */
export function unjudgedText({ byKind: { audio } }: CallQuality, context: CardContext): string {
  const format = formatFor(context);
  const all = audio.good + audio.poor + audio.unclassified;
  if (all === 0) return 'The record holds no audio stream.';
  if (audio.unclassified === 0) return '';
  const of = counted(format, all, 'audio stream', 'audio streams');
  return audio.unclassified === all
    ? `None of the ${of} could be judged: Microsoft gives too little of them.`
    : `${format.number(audio.unclassified)} of ${of} could not be judged.`;
}
