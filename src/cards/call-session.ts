import template from '../../adaptiveCards/call-session.json';
import { endpointOf } from '../domain/call-ends';
import type { CallEndpoint } from '../domain/call-record';
import type { CallSessionAnswer } from '../domain/calls';
import { actionBar, commandAction, explainAction } from './action';
import { sessionDetails } from './call-details';
import { streamRuleNames } from './call-definitions';
import { callArgs, callHead, spanOf } from './call-head';
import { firstOf, streamRow, streamsText } from './call-streams';
import { failureRuns, segmentTimeline } from './call-timeline';
import {
  endpointName,
  failedState,
  failureWords,
  lineStart,
  modalityList,
  networkWord,
  platformWord,
  productWord,
  readableWord,
  verdictStates,
  withoutArticle,
} from './call-words';
import { CARD_BYTES, type Card, type CardContext, type CardElement } from './card';
import { definitions } from './definitions';
import type { DetailLine } from './detail-lines';
import { counted, formatFor } from './format';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { cardBytes, createRenderer } from './render';
import type { State } from './state';
import { roleText } from './subject-head';
import { textRun, type TextRun } from './text-run';
import { spanText, whenWords } from './when';

const render = createRenderer(template);
/** So much of a card's bytes is kept for details, where streams would take it all. */
const DETAILS_BYTES = 6_000;

/** One session: who, on what, how it went, and each stream with the limits beside its measures. In a shared place it leads to the private chat. */
export function callSessionCard(value: CallSessionAnswer, context: CardContext): Card {
  if (!mayShowPeople(context))
    return privateCard({ command: `call session ${value.number} of ${value.call.id}` }, context);
  const details = sessionDetails(value);
  const streams = mostThatFit(value.streams.length, CARD_BYTES - DETAILS_BYTES, count =>
    drawn(value, count, [], details.length, context),
  );
  const lines = mostThatFit(details.length, CARD_BYTES, count =>
    drawn(value, streams, details.slice(0, count), details.length, context),
  );
  return drawn(value, streams, details.slice(0, lines), details.length, context);
}

/** More lines than this have no room on any card. */
const MOST_TRIED = 150;

/** The largest count whose card is small enough; more of it is never a smaller card. */
function mostThatFit(all: number, bytes: number, draw: (count: number) => Card): number {
  let [fits, tooMany] = [0, Math.min(all, MOST_TRIED) + 1];
  while (tooMany - fits > 1) {
    const tried = Math.ceil((fits + tooMany) / 2);
    if (cardBytes(draw(tried)) <= bytes) fits = tried;
    else tooMany = tried;
  }
  return fits;
}

function drawn(
  value: CallSessionAnswer,
  count: number,
  details: readonly DetailLine[],
  ofDetails: number,
  context: CardContext,
): Card {
  const { session, number } = value;
  const format = formatFor(context);
  const head = sessionHead(value, context);
  const failure = session.failureInfo && failureWords(session.failureInfo);
  const streamsLine = streamsText(value, context);
  const left = value.streams.length - count;
  const said = [
    `${plainText(head.title, 150)}, ${head.spoken}`,
    failure ? plainText(`${failure.when}${failure.reason ? `: ${failure.reason}` : ''}`, 250) : '',
    streamsLine,
  ].filter(Boolean);
  return render({
    speak: `${said.join('. ')}.`,
    fallbackText: `${said.join('. ')}.`,
    number: `Session ${format.number(number)} of ${value.total === undefined ? 'a call' : format.number(value.total)}`,
    head,
    calls: [{ inlines: callRuns(value, context) }],
    failures: session.failureInfo ? [{ inlines: failureRuns(session.failureInfo) }] : [],
    ends: [
      end('Caller', session.caller, value, 'callerNetwork'),
      end('Callee', session.callee, value, 'calleeNetwork'),
    ],
    timeline: segmentTimeline(value, context),
    streamsLine,
    streams: firstOf(value.streams, count).map((verdict, index) => streamRow(verdict, value, index > 0, context)),
    left:
      left > 0
        ? `${format.number(left)} of ${counted(format, value.streams.length, 'stream does', 'streams do')} not fit on the card. Export holds all of them.`
        : null,
    limited:
      value.details === 'limited'
        ? 'Addresses, devices and what people wrote are shown to configured readers alone.'
        : null,
    details,
    detailsLeft:
      details.length < ofDetails
        ? `${format.number(ofDetails - details.length)} more lines do not fit on the card. Export holds them.`
        : null,
    definitions: definitions(streamRuleNames, context),
    actions: actionBar(sessionActions(value)),
  });
}

interface SessionHead {
  title: string;
  session: null;
  state: State | null;
  line: string;
  spoken: string;
}

function sessionHead(value: CallSessionAnswer, context: CardContext): SessionHead {
  const { session, durationSeconds } = value;
  const { startDateTime: start, endDateTime } = session;
  const duration = durationSeconds === null ? 'duration unknown' : formatFor(context).duration(durationSeconds);
  const modalities = modalityList(session.modalities);
  return {
    title: titleOf(value),
    session: null,
    state: stateOf(value),
    line: [
      start === null ? 'At an unknown time' : `${spanText(start, endDateTime, context)} (your time)`,
      duration,
      modalities,
      session.isTest ? 'a test call' : '',
      roleText(value, context),
    ]
      .filter(Boolean)
      .join(' · '),
    spoken: [start === null ? 'at an unknown time' : whenWords(spanOf(session), context), duration, modalities]
      .filter(Boolean)
      .join(', '),
  };
}

/** As the list of sessions names it. */
function titleOf({ session }: CallSessionAnswer): string {
  const ends = [endpointOf(session, 'caller'), endpointOf(session, 'callee')];
  const names = ends
    .filter(one => one !== null && (one.of !== 'service' || one.identity !== undefined))
    .map(endpointName);
  if (names.length > 0) return names.join(' and ');
  return ends.includes(null) ? 'Ends unknown' : 'Between two services';
}

function stateOf({ session, streams }: CallSessionAnswer): State | null {
  if (session.failureInfo) return failedState;
  if (streams.some(({ verdict }) => verdict === 'poor')) return verdictStates.poor;
  return streams.some(({ verdict }) => verdict === 'good') ? verdictStates.good : verdictStates.unclassified;
}

/** The way back to the call. */
function callRuns(value: CallSessionAnswer, context: CardContext): TextRun[] {
  const action = commandAction({ title: 'The call', command: 'call', args: callArgs(value) });
  const title = callHead(value, context).title;
  return [textRun('Of: ', { size: 'Small', isSubtle: true }), textRun(title, { size: 'Small', selectAction: action })];
}

function end(
  label: string,
  endpoint: CallEndpoint | null,
  value: CallSessionAnswer,
  network: 'callerNetwork' | 'calleeNetwork',
) {
  const agent = endpoint?.userAgent;
  // What network the service is on tells nobody anything; it stands in the details.
  const segments = endpoint?.of === 'service' ? [] : value.session.segments;
  const types = segments.flatMap(({ media }) => media.flatMap(one => one[network]?.connectionType ?? []));
  const words = [
    isTold(agent?.productFamily) ? productWord(agent?.productFamily) : '',
    isTold(agent?.platform) ? platformWord(agent?.platform) : '',
    agent?.applicationVersion === undefined ? '' : `version ${personText(agent.applicationVersion, 40)}`,
    isTold(agent?.role) ? readableWord(agent?.role ?? '') : '',
    [...new Set(types)].map(networkWord).map(withoutArticle).join(' and '),
  ].filter(Boolean);
  const none = endpoint?.of === 'participant' ? 'Microsoft does not say on what' : '';
  const name = endpoint === null ? 'Not told by Microsoft' : lineStart(endpointName(endpoint));
  return { label, name, agent: words.length > 0 ? lineStart(words.join(' · ')) : none || null };
}

function isTold(word: string | undefined): boolean {
  return word !== undefined && word !== '' && word !== 'unknown';
}

function sessionActions(value: CallSessionAnswer): CardElement[] {
  const args = callArgs(value);
  const to = (title: string, command: string) => commandAction({ title, command, args });
  return [
    to('All sessions', 'call-sessions'),
    to('Call', 'call'),
    explainAction('Details', ['details']),
    to('Export', 'call-export'),
    explainAction('How is this counted?', ['counted']),
  ];
}
