import { adviceFor } from '../../src/domain/call-advice';
import { createQualityCount } from '../../src/domain/call-quality-count';
import type { CallSession } from '../../src/domain/call-record';
import type { Advice } from '../../src/domain/calls';
import { aSegment, aSession, audioOn, goodAudio, poorAudio } from './call-sample';

/** So many sessions with an audio stream each on this network, the first of them poor. */
function on(network: string, of: number, poor: number): CallSession[] {
  return Array.from({ length: of }, (_, index) =>
    aSession({ id: `${network}-${index}`, segments: aSegment(audioOn(network, index < poor ? poorAudio : goodAudio)) }),
  );
}

function advice(...sessions: CallSession[][]): Advice[] {
  const count = createQualityCount();
  for (const page of sessions) count.add(page);
  return adviceFor(count.finish());
}

/** The same, each with this ticked by its person, or by whoever was called. */
function withFeedback(
  sessions: CallSession[],
  tokens: Record<string, boolean>,
  side: 'caller' | 'callee',
): CallSession[] {
  return sessions.map(session => ({ ...session, [side]: { ...session[side], feedback: { tokens } } }));
}

/** The same, each with a device that measured this. */
function withDevice(sessions: CallSession[], measures: Record<string, number>, first: number): CallSession[] {
  return sessions.map((session, index) => ({
    ...session,
    segments: session.segments.map(segment => ({
      ...segment,
      media: segment.media.map(media => ({
        ...media,
        callerDevice: {
          measures: index < first ? measures : Object.fromEntries(Object.keys(measures).map(key => [key, 0])),
        },
      })),
    })),
  }));
}

describe('advice', () => {
  it.each<[string, CallSession[][], Advice[]]>([
    ['nothing of no streams', [], []],
    ['nothing of four streams, all poor', [on('wifi', 4, 4)], []],
    ['nothing where nothing is poor', [on('wifi', 50, 0), on('wired', 50, 0)], []],
    ['a cable: Wi-Fi is twice as poor', [on('wifi', 20, 4), on('wired', 20, 2)], [{ what: 'wire', poor: 4, of: 20 }]],
    ['a cable: nobody has one, and Wi-Fi is poor', [on('wifi', 10, 2)], [{ what: 'wire', poor: 2, of: 10 }]],
    ['no cable for one poor stream', [on('wifi', 20, 1), on('wired', 20, 0)], []],
    ['no cable for less than one in twenty', [on('wifi', 50, 2), on('wired', 20, 0)], []],
    ['a cable from one in twenty on', [on('wifi', 40, 2), on('wired', 20, 0)], [{ what: 'wire', poor: 2, of: 40 }]],
    ['no cable where the cable is worse', [on('wifi', 40, 4), on('wired', 5, 3)], []],
    [
      'a cable: too few have one to compare, and most is on Wi-Fi',
      [on('wifi', 20, 3), on('wired', 4, 0)],
      [{ what: 'wire', poor: 3, of: 20 }],
    ],
    ['media out of the tunnel', [on('tunnel', 5, 2), on('wired', 20, 0)], [{ what: 'vpn', poor: 2, of: 5 }]],
    ['off the mobile network', [on('mobile', 10, 2), on('wired', 20, 0)], [{ what: 'mobile', poor: 2, of: 10 }]],
    ['nothing of four in a tunnel', [on('tunnel', 4, 4), on('wired', 20, 0)], []],
    [
      'the service: every network is poor alike',
      [on('wifi', 20, 4), on('wired', 20, 3)],
      [{ what: 'service', poor: 7, of: 40 }],
    ],
    [
      'not the service: one network is poor twice as often',
      [on('wifi', 20, 6), on('wired', 20, 3)],
      [{ what: 'wire', poor: 6, of: 20 }],
    ],
    [
      'a headset: glitches',
      [withDevice(on('wired', 10, 0), { micGlitchRate: 1.5 }, 3)],
      [{ what: 'headset', poor: 3, of: 10 }],
    ],
    ['no headset for one glitch in five minutes', [withDevice(on('wired', 10, 0), { micGlitchRate: 1 }, 3)], []],
    [
      'a headset: it howled',
      [withDevice(on('wired', 10, 0), { howlingEventCount: 1 }, 2)],
      [{ what: 'headset', poor: 2, of: 10 }],
    ],
    [
      'a faster machine',
      [withDevice(on('wired', 10, 0), { cpuInsufficentEventRatio: 0.2 }, 2)],
      [{ what: 'client', poor: 2, of: 10 }],
    ],
    ['a machine at a tenth is fast enough', [withDevice(on('wired', 10, 0), { cpuInsufficentEventRatio: 0.1 }, 2)], []],
    [
      'a headset: echo was ticked',
      [withFeedback(on('wired', 5, 0), { NoSound: false, Echo: true }, 'caller')],
      [{ what: 'headset', poor: 5, of: 5 }],
    ],
    [
      'a headset: noise at the other end',
      [withFeedback(on('wired', 5, 0), { SomebodyWasNoisy: true }, 'callee')],
      [{ what: 'headset', poor: 5, of: 5 }],
    ],
    ['no headset where none was ticked', [withFeedback(on('wired', 5, 0), { Echo: false }, 'caller')], []],
    ['no headset for a picture that froze', [withFeedback(on('wired', 5, 0), { VideoFroze: true }, 'caller')], []],
    [
      'no cable: too few have one to compare, and more is poor elsewhere',
      [on('wifi', 20, 2), on('wired', 2, 0), on('mobile', 20, 4)],
      [{ what: 'mobile', poor: 4, of: 20 }],
    ],
    [
      'the service alone: tunnel and mobile network are as poor',
      [on('tunnel', 20, 3), on('mobile', 20, 4), on('wired', 20, 3)],
      [{ what: 'service', poor: 10, of: 60 }],
    ],
    [
      'three at most, the most poor first',
      [
        withDevice(on('wifi', 20, 4), { micGlitchRate: 9 }, 3),
        on('tunnel', 20, 5),
        on('mobile', 20, 2),
        on('wired', 20, 0),
      ],
      [
        { what: 'vpn', poor: 5, of: 20 },
        { what: 'wire', poor: 4, of: 20 },
        { what: 'headset', poor: 3, of: 20 },
      ],
    ],
  ])('%s', (_, sessions, expected) => {
    expect(advice(...sessions)).toEqual(expected);
  });
});
