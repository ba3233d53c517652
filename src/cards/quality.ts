import template from '../../adaptiveCards/quality.json';
import {
  OTHERS,
  poorReasons,
  streamKinds,
  type CallQuality,
  type PersonQuality,
  type QualityGroup,
} from '../domain/call-quality';
import type { Advice, QualityAnswer } from '../domain/calls';
import { SMALLEST_GROUP } from '../domain/small-groups';
import { actionBar, commandAction, explainAction } from './action';
import { adviceTexts } from './call-advice';
import { toldGroups, untoldText } from './call-groups';
import { streamRuleNames } from './call-definitions';
import { callArgs, callerName, callHead } from './call-head';
import { callAlerts, isYoung } from './call-notes';
import { deviceWord, kindWords, lineStart, networkWord, platformWord, reasonWords, withoutArticle } from './call-words';
import type { Card, CardContext, CardElement } from './card';
import { definitions, type DefinitionName } from './definitions';
import { counted, formatFor } from './format';
import { plainText } from './person-text';
import { mayShowPeople, mayTellFew } from './privacy';
import { privateChatAction } from './private-chat';
import { countWords, qualityBars, type QualityBars } from './quality-bars';
import { createRenderer } from './render';
import { subjectArgs } from './subject-head';
import { textRun, type TextRun } from './text-run';

const render = createRenderer(template);
const MOST_BARS = 6;
const MOST_WORST = 3;
const defined: DefinitionName[] = [
  'poor-streams',
  ...streamRuleNames,
  'by-network',
  'by-platform',
  'by-device',
  'by-person',
];

/** How good a call was, where and why it was not, and what to do. Names nobody where others read along. */
export function qualityCard(value: QualityAnswer, context: CardContext): Card {
  const { quality } = value;
  const head = callHead(value, context);
  const untold = untoldText(quality, context);
  const isTold = untold === null;
  const headline = headlineText(quality, context);
  const advice = isTold ? adviceOf(value, context) : [];
  const bars = (caption: string, groups: readonly QualityGroup[], word: (key: string) => string) =>
    isTold ? groupBars(caption, groups, word, quality, context) : null;
  const networks = bars('Streams by network, in per cent of each', quality.byNetwork, networkWord);
  const platforms = bars('Streams by platform, in per cent of each', quality.byPlatform, platformWord);
  const said = untold ?? headline;
  const partial = quality.incomplete ? ' These figures are incomplete.' : '';
  const tips = advice.map(({ what }) => what).join('. ');
  return render({
    speak: `${head.spoken}. ${said}${partial}`,
    fallbackText:
      `${head.spoken}. ${said}${partial} ${[barWords(networks), barWords(platforms), tips && `${tips}.`].filter(Boolean).join(' ')}`.trim(),
    head,
    alerts: callAlerts(value, context),
    any: isTold,
    headline: isTold ? [textRun(headline, { size: 'Medium', weight: 'Bolder' })] : null,
    meaning: isTold ? meaningText(quality, context) : null,
    networks,
    platforms,
    together:
      isTold &&
      !mayTellFew(context) &&
      [quality.byNetwork, quality.byPlatform].some(groups => toldGroups(groups, quality, context).others)
        ? `Groups of fewer than ${SMALLEST_GROUP} people are told together here.`
        : null,
    reasons: isTold ? reasonLines(quality, context) : [],
    worst: isTold ? worstLists(value, context) : [],
    advice,
    notes: notesOf(value, context),
    definitions: definitions(defined, context),
    actions: actionBar(qualityActions(value, context)),
  });
}

/** `4 % of audio streams were poor: 12 of 300` */
function headlineText({ byKind: { audio } }: CallQuality, context: CardContext): string {
  const format = formatFor(context);
  const judged = audio.good + audio.poor;
  if (audio.poorShare === null) return 'How good the audio was is not known';
  if (audio.poor === 0) return `None of ${counted(format, judged, 'audio stream', 'audio streams')} was poor`;
  return `${format.percent(audio.poorShare)} of audio streams were poor: ${format.number(audio.poor)} of ${format.number(judged)}`;
}

function meaningText({ byKind: { audio } }: CallQuality, context: CardContext): string {
  const more = audio.good + audio.poor > 0 ? 'more' : 'of audio';
  const unjudged =
    audio.unclassified === 0
      ? ''
      : ` ${counted(formatFor(context), audio.unclassified, `${more} could not be judged and counts`, `${more} could not be judged and count`)} neither as good nor as poor.`;
  return `A stream is sound or picture of one person in one direction. Poor is what Microsoft’s own limits call poor: gaps, delay or distortion are likely.${unjudged}`;
}

function groupBars(
  caption: string,
  groups: readonly QualityGroup[],
  word: (key: string) => string,
  quality: CallQuality,
  context: CardContext,
): QualityBars | null {
  const { told, others } = toldGroups(groups, quality, context);
  if (told.length === 0) return null;
  const shown = told.slice(0, MOST_BARS);
  const left = told.length - shown.length;
  const text =
    left > 0
      ? `${caption}, the ${MOST_BARS} with most poor streams of ${formatFor(context).number(told.length)}`
      : caption;
  const bars = [
    ...shown.map(group => ({ ...group, label: withoutArticle(word(group.key)) })),
    ...(others ? [{ ...others, label: 'all others' }] : []),
  ];
  return qualityBars(text, bars, context);
}

function barWords(bars: QualityBars | null): string {
  return bars
    ? `${bars.caption}: ${bars.rows.map(({ label, words }) => `${plainText(label)} ${words}`).join('; ')}.`
    : '';
}

/** `Audio: packet loss in 8, jitter in 5 of 12.` A stream may have several reasons. */
function reasonLines({ byKind }: CallQuality, context: CardContext): { text: string }[] {
  const format = formatFor(context);
  return streamKinds
    .filter(kind => byKind[kind].poor > 0)
    .map(kind => {
      const { reasons, poor } = byKind[kind];
      const named = poorReasons
        .filter(reason => reasons[reason] > 0)
        .sort((one, other) => reasons[other] - reasons[one])
        .map(reason => `${reasonWords[reason]} in ${format.number(reasons[reason])}`);
      return {
        text: `${lineStart(kindWords[kind])}: ${named.join(', ')} of ${counted(format, poor, 'poor stream', 'poor streams')}.`,
      };
    });
}

interface WorstList {
  heading: string;
  lines: { inlines: TextRun[] }[];
}

/** Whose streams were poor most often, and on which devices: whom to ask first. For personal chat, and devices for readers. */
function worstLists({ quality, details }: QualityAnswer, context: CardContext): WorstList[] {
  if (!mayShowPeople(context)) return [];
  const list = (heading: string, groups: readonly PersonQuality[], name: (group: PersonQuality) => string) => {
    const worst = groups.filter(({ poor, key }) => poor > 0 && key !== OTHERS).slice(0, MOST_WORST);
    const lines = worst.map(group => ({
      inlines: [
        textRun(name(group), { size: 'Small', weight: 'Bolder' }),
        textRun(`: ${countWords(group, context)}`, { size: 'Small', isSubtle: true }),
      ],
    }));
    return lines.length > 0 ? [{ heading, lines }] : [];
  };
  return [
    ...list('Who had most of them', quality.byPerson, callerName),
    ...(details === 'all'
      ? list('Devices with most of the poor sound', quality.byDevice, ({ key }) => lineStart(deviceWord(key)))
      : []),
  ];
}

function adviceOf({ advice, call, quality }: QualityAnswer, context: CardContext) {
  const texts = adviceTexts(
    advice.filter(one => isAdviceTold(one, quality, context)),
    context,
  );
  if (texts.length > 0) return texts;
  const { audio } = quality.byKind;
  if (audio.good + audio.poor === 0)
    return [
      {
        what: 'Nothing can be said',
        why: `Microsoft gives no measures of the audio of this call.${isYoung(call, context) ? ' Newer versions of the record may hold them: ask again in an hour.' : ''}`,
      },
    ];
  return audio.poor === 0
    ? [{ what: 'Nothing', why: 'No audio stream was poor.' }]
    : [
        {
          what: 'Ask those who had trouble',
          why: 'No network, machine or headset stands out. The sessions with poor streams tell of each.',
        },
      ];
}

const networkOf: Partial<Record<Advice['what'], string>> = { wire: 'wifi', vpn: 'tunnel', mobile: 'mobile' };

/** Advice that rests on a few people would tell of them. */
function isAdviceTold({ what, poor }: Advice, quality: CallQuality, context: CardContext): boolean {
  if (mayTellFew(context) || what === 'service') return true;
  const network = networkOf[what];
  if (network === undefined) return poor >= SMALLEST_GROUP;
  return toldGroups(quality.audioByNetwork, quality, context).told.some(({ key }) => key === network);
}

function notesOf({ details }: QualityAnswer, context: CardContext): { text: string }[] {
  return details === 'limited' && mayShowPeople(context)
    ? [{ text: 'Devices, addresses and what people wrote are shown to configured readers alone.' }]
    : [];
}

function qualityActions(value: QualityAnswer, context: CardContext): (CardElement | undefined)[] {
  const { call, subject, quality } = value;
  const args = callArgs(value);
  const isNamed = mayShowPeople(context);
  return [
    quality.incomplete ? commandAction({ title: 'Read again', command: 'quality', args }) : undefined,
    isNamed && quality.poorSessions > 0
      ? commandAction({
          title: 'Sessions with trouble',
          command: 'call-sessions',
          args: { ...args, sessionFilter: 'poor' },
        })
      : undefined,
    commandAction({ title: 'Call', command: 'call', args }),
    isNamed ? undefined : privateChatAction('Open in private', `quality ${call.id}`, context),
    subject ? commandAction({ title: 'Attendance', command: 'attendance', args: subjectArgs(subject) }) : undefined,
    isNamed && quality.sessions > 0
      ? commandAction({ title: 'Export', command: 'call-export', args, mode: 'secondary' })
      : undefined,
    explainAction('How is this counted?', ['counted']),
  ];
}
