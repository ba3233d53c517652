import { parse } from 'papaparse';
import { withoutDevices } from '../../src/domain/call-privacy';
import type { CallEndpoint, CallSession, CallStream } from '../../src/domain/call-record';
import { cellText } from '../../src/export/cell';
import { createCallRows } from '../../src/export/call-files';
import { readSession } from '../graph/support/call-payloads';
import { hostile, textOf } from './contents';

const endpoint = (displayName: string): CallEndpoint => ({
  of: 'participant',
  identity: { is: 'user', id: `id of ${displayName}`, displayName, userPrincipalName: 'ada@example.com' },
  userAgent: {
    headerValue: 'Teams (SM-G930U)',
    platform: 'android',
    productFamily: 'teams',
    applicationVersion: '1.2',
  },
  name: 'LAPTOP-7',
  cpuName: 'Some CPU',
  cpuCoresCount: 8,
  feedback: { rating: 'poor', text: 'my echo', tokens: { echoed: true, newName: true, quiet: false } },
});

function session(id: string, streams: CallStream[], more: Partial<CallSession> = {}): CallSession {
  return {
    id,
    modalities: ['audio', 'video'],
    startDateTime: '2026-11-12T10:00:00.000Z',
    endDateTime: '2026-11-12T10:01:30.500Z',
    isTest: false,
    caller: endpoint('Ada Berg'),
    callee: { of: 'service' },
    failureInfo: null,
    segments: [
      {
        id: `${id}-1`,
        startDateTime: '2026-11-12T10:00:00.000Z',
        endDateTime: null,
        caller: null,
        callee: null,
        failureInfo: null,
        media: [
          {
            label: 'main-audio',
            callerNetwork: { connectionType: 'wifi', ipAddress: '10.1.2.3', subnet: '10.1.2.0', linkSpeed: 54_000_000 },
            callerDevice: { captureDeviceName: 'Headset of Ada', measures: {} },
            streams,
          },
        ],
      },
    ],
    ...more,
  };
}

const poor: CallStream = { packetUtilization: 501, averageJitterMs: 30.5, averageRoundTripTimeMs: 500, streamId: '1' };
const good: CallStream = { packetUtilization: 501, averageJitterMs: 30, streamId: '2' };
const unjudged: CallStream = { packetUtilization: 500, averageJitterMs: 99 };

const named = { subject: { kind: 'townhall', title: 'Autumn talk' }, figures: {} } as const;

function read(text: string): Record<string, string>[] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const { data, errors } = parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

function filesOf(sessions: CallSession[], about: Parameters<ReturnType<typeof createCallRows>['files']>[0] = named) {
  const rows = createCallRows('Europe/Berlin');
  for (const one of sessions) rows.add([one]);
  const files = rows.files(about);
  return { names: files.map(({ name }) => name), sessions: read(textOf(files[0])), streams: read(textOf(files[1])) };
}

describe('the files of a call', () => {
  it('hold a row a session and a row a stream, each with the verdict', () => {
    const { names, sessions, streams } = filesOf([session('a', [poor, good, unjudged]), session('b', [good])]);
    expect(names).toEqual(['Autumn talk call sessions.csv', 'Autumn talk call streams.csv']);
    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({
      Session: '1',
      'Session id': 'a',
      'Caller name': 'Ada Berg',
      'Caller platform': 'android',
      'Caller feedback': 'my echo',
      'Caller feedback marks': 'echoed newName',
      'Callee kind': 'service',
      Modalities: 'audio video',
      Start: '2026-11-12T11:00:00+01:00',
      End: '2026-11-12T11:01:30+01:00',
      Seconds: '90.5',
      'Failure stage': '',
      'Test call': 'no',
      'Good streams': '1',
      'Poor streams': '1',
      'Unclassified streams': '1',
    });
    expect(streams.map(row => [row.Session, row.Verdict, row['Poor because of']])).toEqual([
      ['1', 'poor', 'jitter'],
      ['1', 'good', ''],
      ['1', 'unclassified', ''],
      ['2', 'good', ''],
    ]);
    expect(streams[0]).toMatchObject({
      averageJitterMs: '30.5',
      averageRoundTripTimeMs: '500',
      averagePacketLossRate: '',
      'Caller network': 'wifi',
      'Caller IP address': '10.1.2.3',
      'Caller microphone or camera': 'Headset of Ada',
      End: '',
    });
  });

  it('hold everything that Graph says of a session, its networks and its devices', () => {
    const { sessions, streams } = filesOf([readSession as CallSession]);
    const cells = new Set(
      [...sessions, ...streams].flatMap(row => Object.values(row)).flatMap(cell => cell.split(/[ ,]+/)),
    );
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
    const { endDateTime: _end, segments, caller, ...rest } = readSession;
    const told = leaves([
      rest.failureInfo,
      caller.userAgent,
      caller.identity,
      caller.name,
      caller.cpuName,
      segments[0]!.media,
    ]);
    const untold = told.filter(text => !/^\d{4}-|^(true|false|undefined|null)$/.test(text));
    expect(untold.filter(text => !text.split(/[ ,]+/).every(word => cells.has(word)))).toEqual([]);
    expect(streams[0]).toMatchObject({ 'Caller route': expect.stringContaining('192.0.2.1 2 ms') });
  });

  it('tell why a session failed', () => {
    const failureInfo = { stage: 'callSetup', reason: 'User disconnected' };
    const { sessions } = filesOf([session('a', [], { failureInfo, segments: [] })]);
    expect(sessions[0]).toMatchObject({ 'Failure stage': 'callSetup', 'Failure reason': 'User disconnected' });
  });

  it('hold a session once that came twice', () => {
    const { sessions, streams } = filesOf([session('a', [good]), session('A', [good, poor])]);
    expect(sessions).toHaveLength(1);
    expect(streams).toHaveLength(1);
  });

  it('say in their names when sessions are missing', () => {
    const { names } = filesOf([session('a', [good])], { ...named, figures: { incomplete: true } });
    expect(names.every(name => name.includes('(incomplete)'))).toBe(true);
  });

  it('hold nothing of machines and addresses where that was left out', () => {
    const rows = createCallRows('UTC');
    rows.add([session('a', [poor])].map(withoutDevices));
    const text = rows.files(named).map(textOf).join('');
    expect(text).toContain('Ada Berg');
    for (const secret of ['LAPTOP', 'SM-G930U', 'CPU"', '10.1.2', 'Headset', 'my echo', 'echoed'])
      expect(text).not.toContain(secret);
  });

  it.each(hostile)('write names as cells that no spreadsheet runs: %j', name => {
    const { sessions, streams } = filesOf([session('a', [good], { caller: endpoint(name) })]);
    for (const cell of [sessions[0]!['Caller name']!, streams[0]!['Caller name']!]) expect(cell).toBe(cellText(name));
  });

  it('hold nothing for a session of which nothing is known', () => {
    const bare: CallSession = {
      ...{ id: 'x', modalities: [], startDateTime: null, endDateTime: null, isTest: false, caller: null, callee: null },
      ...{ failureInfo: null, segments: [] },
    };
    const { sessions, streams } = filesOf([bare]);
    const told = Object.entries(sessions[0]!).filter(([, cell]) => cell !== '' && cell !== '0');
    expect(told).toEqual([
      ['Session', '1'],
      ['Session id', 'x'],
      ['Time zone', 'Europe/Berlin'],
      ['Test call', 'no'],
    ]);
    expect(streams).toEqual([]);
  });
});
