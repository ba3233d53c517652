import { callSessionCard } from '../../src/cards/call-session';
import type { Card } from '../../src/cards/card';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import type { CallSession, CallStream } from '../../src/domain/call-record';
import type { CallSessionAnswer } from '../../src/domain/calls';
import { verdictsOf } from '../../src/domain/call-verdicts';
import { expectSoundCard, parts, root } from '../support/card-checks';
import { personal, shared } from '../support/card-context';
import { hostileTexts } from '../support/hostile';

const value = readSamples(root, 'call-session').find(one => one.name === 'Poor, for a reader')
  ?.value as CallSessionAnswer;

/** Everything that can be read, details opened. */
function said(card: Card): string {
  expectSoundCard(card);
  return cardText(card, personal);
}

const withSession = (session: CallSession): CallSessionAnswer => ({ ...value, session, streams: verdictsOf(session) });
const withStream = (label: string, stream: CallStream) =>
  withSession({
    ...value.session,
    segments: [{ ...value.session.segments[0]!, media: [{ label, streams: [stream] }] }],
  });

it('shows every property of a session', () => {
  const text = said(callSessionCard(value, personal));
  const { session } = value;
  for (const one of [
    session.id,
    'Lee Gu',
    'the meeting’s service',
    'audio, video and screen sharing',
    '12 Nov 2026, 09:55 to 11:04',
    '2 segments',
    session.segments[1]!.id,
  ])
    expect(text.toLowerCase()).toContain(one.toLowerCase());
});

it.each<[string, CallSession['failureInfo'], string]>([
  ['set-up', { stage: 'callSetup', reason: 'No answer' }, 'Failed while it was being set up: No answer'],
  ['midway', { stage: 'midcall', reason: null }, 'Failed midway. Microsoft gives no reason.'],
  ['unknown', { stage: 'unknown', reason: 'x' }, 'Failed at an unknown stage: x'],
  ['a word never seen', { stage: 'afterParty', reason: 'x' }, 'Failed at the stage “after party”: x'],
])('tells a failure in words: %s', (_, failureInfo, words) => {
  expect(said(callSessionCard(withSession({ ...value.session, failureInfo }), personal))).toContain(words);
});

it.each<[string, string, CallStream, string[]]>([
  [
    'audio',
    'main-audio',
    { packetUtilization: 5000, averageJitterMs: 41, averageRoundTripTimeMs: 61, averagePacketLossRate: 0.02 },
    [
      '[Poor]',
      'Poor for its jitter',
      'Jitter 41 ms · poor above 30 ms',
      'Round trip 61 ms · poor above 500 ms',
      'Packet loss 2 % · poor above 10 %',
      'judged above 500',
    ],
  ],
  [
    'just above',
    'main-audio',
    { packetUtilization: 5000, averageJitterMs: 30.2 },
    ['Jitter 30 ms, just above · poor above 30 ms'],
  ],
  [
    'audio of few packets',
    'main-audio',
    { packetUtilization: 500, averageJitterMs: 41 },
    ['[Not judged]', 'Too few packets'],
  ],
  [
    'audio of packets out of range',
    'main-audio',
    { packetUtilization: -1, averageJitterMs: 41 },
    ['[Not judged]', 'Microsoft does not say how many packets there were', 'Packets unknown'],
  ],
  [
    'audio without packets',
    'main-audio',
    { averageJitterMs: 4 },
    ['[Not judged]', 'Packets unknown', 'Round trip unknown'],
  ],
  [
    'video',
    'main-video',
    { averageVideoFrameLossPercentage: 1, averageVideoFrameRate: 5, videoCodec: 'h264' },
    ['[Good]', 'Frame loss 1 % · poor above 50 %', 'poor under 7 a second, but frame loss decides', 'Codec h264'],
  ],
  [
    'video by its rate',
    'main-video',
    { averageVideoFrameRate: 6.8 },
    ['[Poor]', '7 a second, just under · poor under 7 a second'],
  ],
  ['screen sharing', 'applicationsharing-video', { averageVideoFrameRate: 5 }, ['[Good]', 'poor under 2 a second']],
  [
    'after correction',
    'main-video',
    { postForwardErrorCorrectionPacketLossRate: 0.2 },
    ['Loss after correction 20 % · poor above 15 %'],
  ],
  ['nothing of it', 'main-video', {}, ['[Not judged]', 'none of the measures that decide']],
  ['of no rule', 'data', { averageJitterMs: 900 }, ['[Not judged]', 'There is no rule', 'Jitter 900 ms']],
])('puts the limit beside each measure: %s', (_, label, stream, words) => {
  const text = said(callSessionCard(withStream(label, stream), personal));
  for (const one of words) expect(text).toContain(one);
});

it('says that addresses and devices are for readers', () => {
  expect(said(callSessionCard({ ...value, details: 'limited' }, personal))).toContain('readers alone');
  expect(said(callSessionCard(value, personal))).not.toContain('readers alone');
});

it('of a long call it shows the poor streams first, and says what is left out and where all of it is', () => {
  const good = { packetUtilization: 900, averageJitterMs: 1, streamDirection: 'callerToCallee' };
  const streams = [...Array.from({ length: 200 }, () => good), { ...good, averageJitterMs: 99 }];
  const segment = { ...value.session.segments[0]!, media: [{ label: 'main-audio', streams }] };
  const card = callSessionCard(
    withSession({ ...value.session, segments: Array.from({ length: 9 }, () => segment) }),
    personal,
  );
  const text = said(card);
  expect(text).toContain('1,809 streams, 9 poor');
  expect(text).toContain('Jitter 99 ms');
  expect(text).toMatch(/1,\d\d\d of 1,809 streams do not fit on the card\. Export holds all of them\./);
  expect(text).toContain('9 segments, the first 6 here');
});

it('nothing known is said as such', () => {
  const session: CallSession = {
    ...value.session,
    modalities: [],
    startDateTime: null,
    endDateTime: null,
    caller: null,
    callee: null,
    segments: [{ ...value.session.segments[0]!, startDateTime: null, endDateTime: null, media: [] }],
  };
  const text = said(callSessionCard({ ...withSession(session), durationSeconds: null }, personal));
  for (const one of [
    'At an unknown time',
    'duration unknown',
    'Not told by Microsoft',
    'No stream',
    'times are not known',
  ])
    expect(text).toContain(one);
});

it.each<[string, Partial<CallSession>, string]>([
  ['the service is at both', { caller: { of: 'service' }, callee: { of: 'service' } }, 'Between two services'],
  ['Microsoft says nothing of either', { caller: null, callee: null, segments: [] }, 'Ends unknown'],
  ['of the caller', { caller: null, callee: { of: 'service' }, segments: [] }, 'Ends unknown'],
  [
    'of the session, but of a segment',
    { caller: null, segments: value.session.segments.map(one => ({ ...one, caller: value.session.caller })) },
    'Lee Gu',
  ],
])('says who is at its ends as far as that is known: %s', (_, ends, title) => {
  const { fallbackText } = callSessionCard(withSession({ ...value.session, ...ends }), personal);
  expect(fallbackText).toMatch(new RegExp(`^${title}`));
});

it('leads to the private chat where others read along', () => {
  const card = callSessionCard(value, shared);
  expect(card.body[0]?.text).toBe('Best asked in private');
  expect(JSON.stringify(card)).not.toContain('Lee');
});

it.each(hostileTexts('C1', 'C4', 'C5', 'C9').map(text => [JSON.stringify(text).slice(0, 40), text]))(
  'stays sound where every word is %s',
  (_, text) => {
    const rewrite = (one: unknown): unknown => {
      if (typeof one === 'string') return text;
      if (Array.isArray(one)) return one.map(rewrite);
      if (typeof one !== 'object' || one === null) return one;
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, rewrite(inner)]));
    };
    const session = { ...(rewrite(value.session) as CallSession), startDateTime: null, endDateTime: null };
    const card = callSessionCard(withSession(session), personal);
    expectSoundCard(card);
    for (const part of parts(card.body))
      if (part.type === 'TextBlock') expect(part.text).not.toMatch(/\]\(|<at>|<script|\u202e/);
  },
);
