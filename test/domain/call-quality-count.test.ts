import fc from 'fast-check';
import { createQualityCount, MOST_DEVICES, MOST_WORDS } from '../../src/domain/call-quality-count';
import { createCallPeople } from '../../src/domain/call-people';
import type { CallQuality, QualityCount, QualityGroup } from '../../src/domain/call-quality';
import type { CallSession, CallStream } from '../../src/domain/call-record';
import { verdictsOf } from '../../src/domain/call-verdicts';
import { slowQuality } from './call-quality-oracle';
import { aPerson, aSegment, aSession, audioOn, goodAudio, poorAudio } from './call-sample';

function qualityOf(sessions: CallSession[], type?: string): CallQuality {
  const count = createQualityCount(type);
  count.add(sessions);
  return count.finish();
}

/** The same with groups in the order of their keys, and without names, of which the first that was read stays. */
function unordered(quality: Omit<CallQuality, 'signs'>) {
  const byKey = (groups: QualityGroup[]) =>
    groups
      .map(({ key, good, poor, unclassified, poorShare, sessions, people }) => ({
        key,
        good,
        poor,
        unclassified,
        poorShare,
        sessions,
        people,
      }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  const { sessions, failed, poorSessions, people, byKind, modalities } = quality;
  return {
    ...{ sessions, failed, poorSessions, people, byKind, modalities },
    byNetwork: byKey(quality.byNetwork),
    byPlatform: byKey(quality.byPlatform),
    byDevice: byKey(quality.byDevice),
    byPerson: byKey(quality.byPerson),
    audioByNetwork: byKey(quality.audioByNetwork),
  };
}

/** Values about each threshold, and none. */
const near = (...thresholds: number[]) =>
  fc.option(fc.constantFrom(-1, 0, ...thresholds.flatMap(one => [one - 0.001, one, one + 0.001]), 1_000_000), {
    nil: undefined,
    freq: 2,
  });

const stream = fc.record({
  streamDirection: fc.constantFrom('callerToCallee', 'calleeToCaller', undefined),
  packetUtilization: near(500),
  averageRoundTripTimeMs: near(500),
  averagePacketLossRate: near(0.1),
  averageJitterMs: near(30),
  averageVideoFrameLossPercentage: near(50),
  averageVideoFrameRate: near(2, 7),
  postForwardErrorCorrectionPacketLossRate: near(0.15),
  averageAudioDegradation: near(1),
  audioCodec: fc.constantFrom(undefined, undefined, 'satin', 'unknown'),
  videoCodec: fc.constantFrom(undefined, undefined, 'h264', 'invalid'),
});

const network = fc.constantFrom(
  undefined,
  {},
  { connectionType: 'wifi' },
  { connectionType: 'wired' },
  { connectionType: 'unknown' },
);
const device = fc.constantFrom(
  undefined,
  { measures: {} },
  { captureDeviceName: 'a', renderDeviceName: 'b', measures: {} },
  { renderDeviceName: 'a', measures: {} },
);
const media = fc.record({
  label: fc.constantFrom(
    'main-audio',
    'main-audio',
    'main-video',
    'Panoramic-Video',
    'applicationsharing-video',
    'data',
    'x',
    null,
  ),
  callerNetwork: network,
  calleeNetwork: network,
  callerDevice: device,
  calleeDevice: device,
  streams: fc.array(stream, { maxLength: 3 }),
});

const identity = fc.constantFrom(
  undefined,
  { is: 'user', id: '11111111-0000-4000-8000-00000000000a' },
  { is: 'user', id: '11111111-0000-4000-8000-00000000000A' },
  { is: 'user', id: '00000000-0000-0000-0000-000000000000', displayName: 'Ann' },
  { is: 'guest', displayName: 'Ann' },
  { is: 'phone', id: '+15550100' },
  { is: 'applicationInstance', id: '11111111-0000-4000-8000-00000000000f' },
  { is: 'user' },
);
const endpoint = fc.option(
  fc.record({
    of: fc.constantFrom('participant' as const, 'participant' as const, 'service' as const, 'unknown' as const),
    identity,
    userAgent: fc.constantFrom(undefined, {}, { platform: 'windows' }, { platform: 'iOS' }),
  }),
);
const failure = fc.constantFrom(null, null, { stage: 'midcall', reason: null });

/** What is absent is undefined, as where Graph's answers are read. */
const session = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(index => `22222222-0000-4000-8000-0000000000${(16 + index).toString(16)}`),
  modalities: fc.array(fc.constantFrom('audio', 'video', 'data'), { maxLength: 3 }),
  startDateTime: fc.constant(null),
  endDateTime: fc.constant(null),
  isTest: fc.boolean(),
  caller: endpoint,
  callee: endpoint,
  failureInfo: failure,
  segments: fc.array(
    fc.record({
      id: fc.constant(''),
      startDateTime: fc.constant(null),
      endDateTime: fc.constant(null),
      caller: endpoint,
      callee: endpoint,
      failureInfo: failure,
      media: fc.array(media, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});
const sessions = fc.array(session as fc.Arbitrary<CallSession>, { maxLength: 12 });
/** As Graph gives them: what has the same id is the same. */
const distinctSessions = fc.uniqueArray(session as fc.Arbitrary<CallSession>, {
  maxLength: 12,
  selector: one => one.id,
});

const total = ({ good, poor, unclassified }: QualityCount) => good + poor + unclassified;
const totalOf = (counts: QualityCount[]) => counts.reduce((sum, one) => sum + total(one), 0);

describe('the roll-ups of a call', () => {
  it('agree with metrics.md read slowly', () => {
    fc.assert(
      fc.property(sessions, fc.constantFrom(undefined, 'groupCall', 'peerToPeer'), (all, type) => {
        expect(unordered(qualityOf(all, type))).toEqual(slowQuality(all, type));
      }),
      { numRuns: 400 },
    );
  });

  it('are the same in any order, on any pages, however often a session comes', () => {
    const cases = distinctSessions.chain(all =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all.slice(0, 3)], { minLength: all.length + Math.min(3, all.length) }),
        fc.array(fc.nat(4), { maxLength: 30 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([all, again, pages]) => {
        const count = createQualityCount();
        let from = 0;
        for (const size of pages) {
          count.add(again.slice(from, from + size));
          from += size;
        }
        count.add(again.slice(from));
        expect(count.sessions).toBe(all.length);
        const whole = qualityOf(all);
        expect(unordered(count.finish())).toEqual(unordered(whole));
        expect(count.finish().signs).toEqual(whole.signs);
      }),
    );
  });

  it('count each stream once in the call, and once at each end where a person is', () => {
    fc.assert(
      fc.property(distinctSessions, all => {
        const quality = qualityOf(all);
        const verdicts = all.flatMap(verdictsOf);
        expect(totalOf(Object.values(quality.byKind))).toBe(verdicts.length);
        const poor = Object.values(quality.byKind).reduce((sum, one) => sum + one.poor, 0);
        expect(poor).toBe(verdicts.filter(one => one.verdict === 'poor').length);
        const atEnds = totalOf(quality.byPerson);
        expect([totalOf(quality.byNetwork), totalOf(quality.byPlatform)]).toEqual([atEnds, atEnds]);
        expect(totalOf(quality.byDevice)).toBe(totalOf(quality.audioByNetwork));
        expect(quality.byPerson.length).toBe(quality.people);
      }),
    );
  });

  it('know somebody by the first name that Graph gives', () => {
    const named = (id: string, displayName?: string) =>
      aSession({
        id,
        caller: { of: 'participant', identity: { is: 'user', id: 'u', ...(displayName && { displayName }) } },
      });
    const { byPerson } = qualityOf([named('a'), named('b', 'Ann'), named('c', 'Ann Berg')]);
    expect(byPerson).toMatchObject([{ key: 'u', displayName: 'Ann', sessions: 3, people: 1 }]);
  });

  it('meet one person once in each group, however many groups there are', () => {
    const on = (id: string, place: number) =>
      aSession({ id, caller: aPerson(id.slice(0, 1)), segments: aSegment(audioOn(`n${place}`, goodAudio)) });
    const places = Array.from({ length: 40 }, (_, place) => place);
    const { byNetwork } = qualityOf(['a1', 'a2', 'b1'].flatMap(id => places.map(place => on(`${id} ${place}`, place))));
    expect(byNetwork.map(one => [one.sessions, one.people])).toEqual(places.map(() => [3, 2]));
  });

  it('are finished at any time, and go on', () => {
    const count = createQualityCount();
    count.add([aSession({ id: 'a', segments: aSegment(audioOn('wifi', poorAudio)) })]);
    expect(count.finish()).toMatchObject({ sessions: 1, poorSessions: 1, byNetwork: [{ key: 'wifi', poor: 1 }] });
    count.add([aSession({ id: 'b', segments: aSegment(audioOn('wifi', goodAudio)) })]);
    expect(count.finish()).toMatchObject({
      sessions: 2,
      poorSessions: 1,
      byNetwork: [{ key: 'wifi', poor: 1, good: 1 }],
    });
  });

  it('tell the worst first', () => {
    const on = (id: string, network: string, ...streams: CallStream[]) =>
      aSession({ id, segments: aSegment(audioOn(network, ...streams)) });
    const { byNetwork } = qualityOf([
      on('1', 'wired', goodAudio, goodAudio),
      on('2', 'unknown'),
      on('3', 'mobile', poorAudio, goodAudio),
      on('4', 'wifi', poorAudio, poorAudio, goodAudio, goodAudio, goodAudio),
      on('5', 'tunnel', poorAudio),
    ]);
    expect(byNetwork.map(one => [one.key, one.poorShare])).toEqual([
      ['wifi', 0.4],
      ['tunnel', 1],
      ['mobile', 0.5],
      ['wired', 0],
      ['unknown', null],
    ]);
  });
});

describe('what is beyond the most that is told apart', () => {
  const many = (most: number, of: (index: number) => Partial<CallSession>) =>
    Array.from({ length: most + 10 }, (_, index) => aSession({ id: `s${index}`, ...of(index) }));

  it('devices', () => {
    const { byDevice } = qualityOf(
      many(MOST_DEVICES, index => ({
        caller: aPerson(`11111111-0000-4000-8000-${String(1_000_000 + index).padStart(12, '0')}`),
        segments: aSegment({
          ...audioOn('wifi', { ...poorAudio, streamDirection: 'callerToCallee' }),
          callerDevice: { captureDeviceName: `Headset ${index}`, measures: {} },
        }),
      })),
    );
    expect(byDevice).toHaveLength(MOST_DEVICES + 1);
    // The most poor of all, and yet no device: it comes last.
    expect(byDevice.at(-1)).toMatchObject({ key: 'others', poor: 10, sessions: 10, people: 10 });
    expect(totalOf(byDevice)).toBe(MOST_DEVICES + 10);
  });

  it('networks, platforms and modalities that somebody made up', () => {
    const quality = qualityOf(
      many(MOST_WORDS, index => ({
        caller: aPerson('11111111-0000-4000-8000-000000000001', `p${index}`),
        modalities: [`m${index}`],
        segments: aSegment(audioOn(`n${index}`, goodAudio)),
      })),
    );
    for (const groups of [quality.byNetwork, quality.byPlatform, quality.audioByNetwork])
      expect([groups.length, groups.at(-1)?.key, totalOf(groups)]).toEqual([MOST_WORDS + 1, 'others', MOST_WORDS + 10]);
    expect(quality.modalities).toMatchObject({ m0: 1, others: 10 });
    expect(quality.people).toBe(1);
  });

  it('people, who are counted all the same', () => {
    const people = createCallPeople(2);
    const reach = (id: string, session: number) => {
      people.count(people.reach({ is: 'user', id }, session, 'alone'), 0);
    };
    ['a', 'b', 'c', 'd', 'c'].forEach(reach);
    people.count(people.reach(undefined, 5, 'alone'), 1);
    expect(people.size).toBe(5);
    expect(people.all().map(one => [one.key, one.good, one.poor, one.sessions, one.people])).toEqual([
      ['a', 1, 0, 1, 1],
      ['b', 1, 0, 1, 1],
      ['others', 3, 1, 4, 3],
    ]);
  });
});
