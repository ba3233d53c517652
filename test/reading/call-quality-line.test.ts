import type { CallRecord } from '../../src/domain/call-record';
import { AppError } from '../../src/domain/errors';
import { createKeptLines } from '../../src/notifications/call-quality';
import { inRoom, readCallQualityLine, type LineReading } from '../../src/reading/call-quality-line';
import { aPerson, aSegment, aSession, audioOn, goodAudio, poorAudio } from '../domain/call-sample';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-20T18:00:00Z');
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
const joinWebUrl = 'https://teams.microsoft.com/l/meetup-join/19%3amine%40thread.v2/0';

interface Held {
  record: CallRecord;
  /** People in it with good and with poor audio, on Wi-Fi. */
  good: number;
  poor: number;
}

function held(id: string, from: number, to: number, over: Partial<Held> & { is?: Partial<CallRecord> } = {}): Held {
  const { good = 1, poor = 0, is } = over;
  const times = { startDateTime: at(from), endDateTime: at(to), lastModifiedDateTime: null };
  const record = { id, version: 1, type: 'groupCall', modalities: [], joinWebUrl, ...times, ...is };
  return { record, good, poor };
}

/** A tenant with these calls, and what was asked of it. */
function tenantWith(calls: Held[], fails: Partial<Record<string, Error>> = {}) {
  const asked: string[] = [];
  const source: LineReading['source'] = {
    async *calls() {
      asked.push('calls');
      await Promise.resolve();
      if (fails.calls) throw fails.calls;
      yield calls.map(one => one.record);
    },
    async *judgedSessions(id) {
      asked.push(id);
      const { good, poor } = calls.find(one => one.record.id === id)!;
      for (let n = 0; n < good + poor; n += 1) {
        await Promise.resolve();
        const stream = n < good ? goodAudio : poorAudio;
        yield [
          aSession({ id: `${id}/${n}`, caller: aPerson(`${id}/${n}`), segments: aSegment(audioOn('wifi', stream)) }),
        ];
      }
      if (fails[id]) throw fails[id];
    },
  };
  return { source, asked };
}

const reports = (...windows: [from: number, to: number][]) =>
  inRoom(
    { joinWebUrl },
    windows.map(([from, to]) => ({ start: at(from), end: at(to) })),
  )!;

describe('the calls that a line is of', () => {
  it.each<[string, Held[], [number, number][], object | undefined]>([
    ['the one of the report', [held('a', -3, -2, { good: 3, poor: 1 })], [[-3, -2]], { callId: 'a', poor: 1, of: 4 }],
    ['not the rehearsal before', [held('r', -5, -4), held('a', -3, -2)], [[-3, -2]], { callId: 'a', of: 1 }],
    ['no call of another report', [held('b', -1, -0.5)], [[-3, -2]], undefined],
    ['no call of two', [held('p', -3, -2, { is: { type: 'peerToPeer' } })], [[-3, -2]], undefined],
    ['none without an end', [held('n', -3, -2, { is: { endDateTime: null } })], [[-3, -2]], undefined],
    [
      'all in the time of one report together, by the longest',
      [held('short', -2.2, -2, { good: 1, poor: 1 }), held('long', -3, -2.3, { good: 5 })],
      [[-3, -2]],
      { callId: 'long', poor: 1, of: 7 },
    ],
    [
      'those of all reports together, by the newest of equals',
      [held('a', -30, -29, { good: 2 }), held('b', -3, -2, { poor: 2 })],
      [
        [-3, -2],
        [-30, -29],
      ],
      { callId: 'b', poor: 2, of: 5 },
    ],
  ])('%s', async (_, calls, windows, expected) => {
    const { source } = tenantWith(calls);
    const kept = createKeptLines(() => NOW);
    const read = await readCallQualityLine(reports(...windows), { source, kept, now: NOW, tenantId: 't' });
    expect(read.isWhole).toBe(true);
    if (expected) expect(read.line).toMatchObject(expected);
    else expect(read.line).toBeUndefined();
    expect(read.line?.incomplete).toBeUndefined();
  });

  it('says that it is not of all where some of the reports are older than what is kept', async () => {
    const { source } = tenantWith([held('a', -3, -2)]);
    const kept = createKeptLines(() => NOW);
    const days = 31 * 24;
    const reading = { source, kept, now: NOW, tenantId: 't' };
    const { line } = await readCallQualityLine(reports([-3, -2], [-days, -days + 1]), reading);
    expect(line).toMatchObject({ callId: 'a', incomplete: true });
  });

  it('says so too where a page of its sessions can not be had, and reads them again in a minute', async () => {
    let now = NOW;
    const fails: Partial<Record<string, Error>> = { a: new AppError('graph-unavailable') };
    const { source, asked } = tenantWith([held('a', -3, -2, { good: 3 })], fails);
    const kept = createKeptLines(() => now);
    const read = () => readCallQualityLine(reports([-3, -2]), { source, kept, now, tenantId: 't' });
    expect(await read()).toMatchObject({ isWhole: false, line: { of: 3, incomplete: true } });
    delete fails.a;
    expect(await read()).toMatchObject({ isWhole: false });
    now += 61_000;
    expect(await read()).toEqual({ isWhole: true, line: expect.not.objectContaining({ incomplete: true }) });
    expect(asked).toEqual(['calls', 'a', 'calls', 'a']);
  });
});

describe('what is kept', () => {
  it('is one reading for all who ask at once, and for those of the tenant after them', async () => {
    const { source, asked } = tenantWith([held('a', -3, -2)]);
    const kept = createKeptLines(() => NOW);
    const read = () => readCallQualityLine(reports([-3, -2]), { source, kept, now: NOW, tenantId: 't' });
    const [one, other] = await Promise.all([read(), read()]);
    expect([other, await read()]).toEqual([one, one]);
    expect(asked).toEqual(['calls', 'a']);
    // Another tenant has nothing of it.
    await readCallQualityLine(reports([-3, -2]), { source, kept, now: NOW, tenantId: 'u' });
    expect(asked).toEqual(['calls', 'a', 'calls', 'a']);
  });

  it('is that version of the record: a later one is read', async () => {
    let now = NOW;
    const call = held('a', -3, -2);
    const { source, asked } = tenantWith([call]);
    const kept = createKeptLines(() => now);
    const read = () => readCallQualityLine(reports([-3, -2]), { source, kept, now, tenantId: 't' });
    expect((await read()).line).toMatchObject({ poor: 0, of: 1 });
    now += HOUR;
    await read();
    expect(asked).toEqual(['calls', 'a', 'calls']);
    Object.assign(call, { poor: 1, record: { ...call.record, version: 2 } });
    now += HOUR;
    expect((await read()).line).toMatchObject({ poor: 1, of: 2 });
  });
});

it('asks no more in twenty seconds than Graph lists', async () => {
  let now = NOW;
  const { source, asked } = tenantWith([]);
  const kept = createKeptLines(() => now);
  const readAll = () =>
    Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        readCallQualityLine(reports([-3 - n, -2 - n]), { source, kept, now, tenantId: 't' }),
      ),
    );
  const first = await readAll();
  expect(first.filter(one => one.isWhole)).toHaveLength(8);
  expect(asked).toHaveLength(8);
  now += 20_000;
  await readAll();
  expect(asked).toHaveLength(16);
});

it('tells of faults of our own, and is no line', async () => {
  const { source } = tenantWith([], { calls: new TypeError('a fault') });
  const failed = jest.fn();
  const reading = { source, kept: createKeptLines(() => NOW), now: NOW, tenantId: 't', failed };
  expect(await readCallQualityLine(reports([-3, -2]), reading)).toEqual({ isWhole: false });
  expect(failed).toHaveBeenCalledWith(expect.any(TypeError));
});
