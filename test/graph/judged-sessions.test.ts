import fc from 'fast-check';
import type { JudgedSession } from '../../src/domain/judged-session';
import { createQualityCount } from '../../src/domain/call-quality-count';
import { createSessionLines } from '../../src/domain/call-session-lines';
import { toCallSession } from '../../src/graph/call-sessions';
import { toJudgedSession } from '../../src/graph/judged-sessions';
import { isWire, type Wire } from '../../src/graph/wire';
import { toWireSession } from '../../src/sandbox/wire/wire-calls';
import { createWorld } from '../../src/sandbox/world/world';
import { runs } from '../support/thorough';
import { wireSession } from './support/call-payloads';

/** Roll-ups and lines: all that is told of many sessions. */
function toldOf(sessions: JudgedSession[], type: string) {
  const quality = createQualityCount(type);
  const lines = createSessionLines();
  quality.add(sessions);
  lines.add(sessions);
  return { quality: quality.finish(), lines: lines.all() };
}

function expectSameTold(wires: Wire[], type = 'groupCall') {
  const whole = toldOf(wires.map(toCallSessionAt), type);
  expect(toldOf(wires.map(toJudgedSessionAt), type)).toEqual(whole);
  return whole;
}

const toCallSessionAt = (wire: Wire, index: number) => toCallSession(wire, index + 1);
const toJudgedSessionAt = (wire: Wire, index: number) => toJudgedSession(wire, index + 1);

it('the same is told of what is read in brief as of the whole, of every call of the pretend tenant', () => {
  const { calls } = createWorld({
    seed: 1,
    attendees: 300,
    calls: { sessions: 70 },
    now: Date.parse('2026-11-21T09:12:34Z'),
  });
  let poor = 0;
  for (const call of calls.all()) {
    const { listed } = call.versions.at(-1)!;
    const wires = Array.from({ length: listed }, (_, index) => toWireSession(call.session(index), true) as Wire);
    poor += expectSameTold(wires, call.type).quality.poorSessions;
  }
  expect(poor).toBeGreaterThan(10);
});

it('the same, of a session that holds everything', () => {
  expectSameTold([wireSession]);
});

it('the same, whichever single measure of a device is bad', () => {
  const { segments } = wireSession as unknown as { segments: { media: Wire[] }[] };
  const { callerDevice } = segments[0]!.media[0]!;
  const measures = Object.keys(callerDevice as Wire).filter(name => typeof (callerDevice as Wire)[name] === 'number');
  expect(measures.length).toBeGreaterThan(15);
  let bad = 0;
  for (const name of measures) {
    const wire = { id: name, segments: [{ media: [{ callerDevice: { [name]: 9 } }] }] };
    const { signs } = expectSameTold([wire]).quality;
    bad += signs.headset.poor + signs.client.poor;
  }
  expect(bad).toBe(10);
});

/** Any value of it replaced by what no one would expect there. */
function spoilt(value: unknown, odd: (at: string) => unknown, at = ''): unknown {
  if (Array.isArray(value)) return value.map((one, index) => spoilt(one, odd, `${at}.${index}`));
  if (!isWire(value)) return odd(at) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, odd(`${at}.${key}`) ?? spoilt(one, odd, `${at}.${key}`)]),
  );
}

it('the same, whatever any of its properties holds', () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      ' ',
      'PT0.9S',
      'PT-1S',
      'unknown',
      'wifi',
      'main-video',
      'audio',
      'strange',
      600,
      -1,
      0.5,
      '700',
      true,
      {},
      [],
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(400), odd), { minLength: 1, maxLength: 40 }), changes => {
      let place = 0;
      const by = new Map(changes);
      expectSameTold([spoilt(wireSession, () => by.get(place++ % 401)) as Wire]);
    }),
    { numRuns: runs(400) },
  );
});
