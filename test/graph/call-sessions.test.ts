import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CallSession } from '../../src/domain/call-record';
import { toCallSession } from '../../src/graph/call-sessions';
import { isWire } from '../../src/graph/wire';
import { readSession, wireSession } from './support/call-payloads';

/** Paths of all values that are no objects: `segments.0.media.0.label`. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[path, value]];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
}

function withValue(value: unknown, path: string[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  copy[key] = withValue(copy[key], rest, other);
  return copy;
}

function holdsNoNumberThatIsNone(session: CallSession): boolean {
  return leavesOf(session).every(([, value]) => typeof value !== 'number' || Number.isFinite(value));
}

describe('a session', () => {
  it('is read whole', () => {
    expect(toCallSession(wireSession, 1)).toEqual(readSession);
    expect(JSON.parse(JSON.stringify(toCallSession(wireSession, 1)))).toEqual(readSession);
  });

  it('is read where nothing is in it, or only nulls', () => {
    const empty = {
      id: '#3',
      modalities: [],
      startDateTime: null,
      endDateTime: null,
      isTest: false,
      caller: null,
      callee: null,
      failureInfo: null,
      segments: [],
    };
    expect(toCallSession({}, 3)).toEqual(empty);
    const nulls = Object.fromEntries(Object.keys(wireSession).map(key => [key, null]));
    expect(toCallSession(nulls, 3)).toEqual(empty);
    expect(
      toCallSession({ segments: [{}, null, 'x', { media: [{}, null, { streams: [{}, 5] }] }] }, 3).segments,
    ).toEqual([
      { id: '', startDateTime: null, endDateTime: null, caller: null, callee: null, failureInfo: null, media: [] },
      {
        ...{ id: '', startDateTime: null, endDateTime: null, caller: null, callee: null, failureInfo: null },
        media: [
          { label: null, streams: [] },
          { label: null, streams: [{}] },
        ],
      },
    ]);
  });

  it.each<[string, object, Partial<CallSession>]>([
    ['modalities in one text', { modalities: 'audio, video' }, { modalities: ['audio', 'video'] }],
    ['modalities that Graph adds later', { modalities: ['hologram', null, 5, ''] }, { modalities: ['hologram', '5'] }],
    ['a test that is a word', { isTest: 'true' }, { isTest: true }],
    ['the year 1', { startDateTime: '0001-01-01T00:00:00Z' }, { startDateTime: null }],
    ['a day that never was', { startDateTime: '2026-02-31T25:00:00Z' }, { startDateTime: null }],
    [
      'the last day of a month',
      { endDateTime: '2026-10-31T10:00:00.1234567Z' },
      { endDateTime: '2026-10-31T10:00:00.123Z' },
    ],
    [
      'a time of another zone',
      { endDateTime: '2026-10-31T10:00:00+02:00' },
      { endDateTime: '2026-10-31T08:00:00.000Z' },
    ],
    [
      'a failure without its stage',
      { failureInfo: { reason: 'x' } },
      { failureInfo: { stage: 'unknown', reason: 'x' } },
    ],
    ['a failure that says nothing', { failureInfo: {} }, { failureInfo: null }],
    [
      'a caller without identity',
      { caller: { '@odata.type': '#x.participantEndpoint' } },
      { caller: { of: 'participant' } },
    ],
    ['a caller without a type', { caller: { name: 'm' } }, { caller: { of: 'unknown', name: 'm' } }],
    [
      'a caller of a type nobody knows',
      { caller: { '@odata.type': '#x.robotEndpoint' } },
      { caller: { of: 'unknown' } },
    ],
    [
      'cores in a text',
      { caller: { cpuCoresCount: '8', cpuProcessorSpeedInMhz: 'fast' } },
      { caller: { of: 'unknown', cpuCoresCount: 8 } },
    ],
    [
      'a platform that Graph adds later',
      { callee: { userAgent: { platform: 'glasses' } } },
      { callee: { of: 'unknown', userAgent: { platform: 'glasses' } } },
    ],
    [
      'feedback without tokens',
      { caller: { feedback: { rating: 'good' } } },
      { caller: { of: 'unknown', feedback: { rating: 'good', tokens: {} } } },
    ],
  ])('%s', (_, wire, expected) => {
    expect(toCallSession(wire as never, 1)).toMatchObject(expected);
  });

  it.each<[string, unknown, number | undefined]>([
    ['a number', 0.5, 0.5],
    ['naught', 0, 0],
    ['a number in a text', '0.5', 0.5],
    ['an endless number', JSON.parse('1e999'), undefined],
    ['not a number', 'NaN', undefined],
    ['nothing', '', undefined],
    ['a flag', true, undefined],
    ['a list', [1], undefined],
  ])('a measure that is %s', (_, value, expected) => {
    const media = [{ streams: [{ averagePacketLossRate: value }], callerDevice: { micGlitchRate: value } }];
    const read = toCallSession({ segments: [{ media }] }, 1).segments[0]?.media[0];
    expect(read?.streams[0]?.averagePacketLossRate).toBe(expected);
    expect(read?.callerDevice?.measures.micGlitchRate).toBe(expected);
  });

  it('keeps so many tokens of feedback, whatever their names', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`t${index}`, true]));
    const tokensOf = (tokens: unknown) =>
      toCallSession({ caller: { feedback: { tokens } } }, 1).caller?.feedback?.tokens;
    expect(Object.keys(tokensOf(many) ?? {})).toHaveLength(64);
    expect(tokensOf({ [`x${'x'.repeat(64)}`]: true, 'with blanks': false })).toEqual({ 'with blanks': false });
    const proto = tokensOf(JSON.parse('{"__proto__": true, "constructor": true}'));
    expect(Object.entries(proto ?? {})).toEqual([
      ['__proto__', true],
      ['constructor', true],
    ]);
  });

  it('keeps so many hops', () => {
    const callerNetwork = { traceRouteHops: Array.from({ length: 500 }, (_, hopCount) => ({ hopCount })) };
    const read = toCallSession({ segments: [{ media: [{ callerNetwork }] }] }, 1);
    expect(read.segments[0]?.media[0]?.callerNetwork?.traceRouteHops).toHaveLength(64);
  });

  it('is read whatever stands in place of any one value, and the rest of it stays', () => {
    const paths = leavesOf(wireSession).map(([path]) => path.split('.'));
    const ancestors = paths.flatMap(path => path.map((_, index) => path.slice(0, index + 1)));
    fc.assert(
      fc.property(fc.constantFrom(...ancestors), fc.jsonValue(), (path, other) => {
        const session = toCallSession(withValue(wireSession, path, other) as never, 1);
        expect(holdsNoNumberThatIsNone(session)).toBe(true);
        if (path[0] !== 'segments') expect(session.segments).toEqual(readSession.segments);
        if (path[0] !== 'caller') expect(session.caller).toEqual(readSession.caller);
      }),
      { numRuns: 500 },
    );
  });

  it('is read from any JSON object at all', () => {
    const keys = [...new Set(leavesOf(wireSession).flatMap(([path]) => path.split('.')))].filter(key => /\D/.test(key));
    const key = fc.constantFrom(...keys);
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(key, tie('any'), { maxKeys: 6 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(key, value), wire => {
        expect(holdsNoNumberThatIsNone(toCallSession(wire, 1))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const samples = join(__dirname, '../../../shared/reference/samples');
const names = existsSync(samples) ? readdirSync(samples).filter(name => name.startsWith('callrecords-')) : [];

(names.length > 0 ? describe.each(names) : describe.skip.each(['callrecords-*.json']))('the sample %s', name => {
  const body = names.length > 0 ? (JSON.parse(readFileSync(join(samples, name), 'utf8')) as unknown) : undefined;

  it('loses nothing of its sessions', () => {
    for (const wire of sessionsIn(body)) {
      const read = new Set(leavesOf(toCallSession(wire as never, 1)).map(([, value]) => String(value)));
      for (const [path, value] of leavesOf(wire)) {
        const isNoValue = value === null || path.includes('@odata.') || value === '';
        if (!isNoValue) expect([path, [...read]]).toEqual([path, expect.arrayContaining([asRead(path, value)])]);
      }
    }
  });
});

/** Durations in milliseconds, times to the millisecond. */
function asRead(path: string, value: unknown): string {
  const text = String(value);
  if (path.endsWith('DateTime')) return new Date(text).toISOString();
  const seconds = /^PT([\d.]+)S$/.exec(text)?.[1];
  return seconds === undefined ? text : String(Math.round(Number(seconds) * 1e9) / 1e6);
}

function sessionsIn(body: unknown): unknown[] {
  if (Array.isArray(body)) return body.flatMap(sessionsIn);
  if (!isWire(body)) return [];
  if ('caller' in body && 'isTest' in body) return [body];
  return Object.values(body).flatMap(sessionsIn);
}
