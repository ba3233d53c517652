import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createQualityCount } from '../../src/domain/call-quality-count';
import { toQualityLine } from '../../src/domain/call-quality-line';
import type { CallSession } from '../../src/domain/call-record';
import { verdictsOf } from '../../src/domain/call-verdicts';
import { toCallSession } from '../../src/graph/call-sessions';

/* The verdict on every stream of example payloads, decided by hand from the words of docs/metrics.md. */

type Row = Record<string, unknown>;

const payloads = join(__dirname, 'call-payloads');

function sessionsOf(path: string): CallSession[] {
  const body = JSON.parse(readFileSync(path, 'utf8')) as { value?: Row[]; sessions?: Row[] };
  return (body.value ?? body.sessions ?? []).map((row, index) => toCallSession(row, index + 1));
}

/** `kind verdict: reasons`, by session. */
const told = (sessions: CallSession[]) =>
  sessions.map(session =>
    verdictsOf(session).map(({ kind, verdict, reasons }) => [kind, verdict, ...reasons].join(' ')),
  );

it('a town hall', () => {
  const sessions = sessionsOf(join(payloads, 'town-hall.json'));
  expect(told(sessions)).toEqual([
    [
      'audio poor jitter', // 44 ms, and the rest is fine
      'audio good', // each exactly at its threshold, of one packet more than 500
      'audio unclassified', // as poor as can be, of 500 packets
      'video poor frame-loss', // 50.5 %, although it had 25 frames a second
      'video poor frame-rate', // frame loss is null, so 6.5 decides, although nothing was lost after correction
      'video poor post-fec-loss', // the only one that is there
      'screen-sharing good', // 2 frames a second are enough for a screen
      'screen-sharing poor frame-rate', // 1.5 are not
      'other unclassified', // data has no rule
    ],
    [
      'audio poor round-trip packet-loss', // both passed, jitter did not
      'audio unclassified', // nobody counted packets
      'audio unclassified', // packets, and no metric
      'audio good', // a duration that is none is absent; no loss decides
      'video good', // few frames lost decide before 2 frames a second
      'video unclassified', // nothing measured
      'video unclassified', // what was measured is no metric of video
    ],
    [], // the session before again, under its id in capitals
    [
      'audio poor jitter', // 30.5 ms
      'audio good',
    ],
    [
      'audio poor jitter', // no label: its codec is one of audio
      'video good', // no label: its codec is one of video
      'other unclassified', // no label and no codec, and metrics that both have
    ],
    [
      'audio poor round-trip', // 1.5 s, at a recorder's end
    ],
    [], // never set up
    [
      'video good', // exactly 7
      'video poor frame-rate', // -1 % lost is not measured, 4 frames a second decide
    ],
    [
      'other unclassified', // null everything; the null beside it is no stream
    ],
  ]);
});

it('what that comes to', () => {
  const count = createQualityCount('groupCall');
  count.add(sessionsOf(join(payloads, 'town-hall.json')));
  const quality = count.finish();
  expect(quality).toMatchObject({ sessions: 8, failed: 2, poorSessions: 6, people: 7 });
  const counts = ({ good, poor, unclassified }: { good: number; poor: number; unclassified: number }) => [
    good,
    poor,
    unclassified,
  ];
  expect(Object.fromEntries(Object.entries(quality.byKind).map(([kind, count]) => [kind, counts(count)]))).toEqual({
    audio: [3, 5, 3],
    video: [3, 4, 2],
    'screen-sharing': [1, 1, 0],
    other: [0, 0, 3],
  });
  expect(quality.byKind.audio).toMatchObject({
    poorShare: 5 / 8,
    reasons: { 'round-trip': 2, 'packet-loss': 1, jitter: 3, 'frame-loss': 0, 'frame-rate': 0, 'post-fec-loss': 0 },
  });
  // Group, good, poor, unclassified, sessions, people. The recorder is no person: its poor stream is at nobody's end.
  const rows = (groups: typeof quality.byNetwork) =>
    groups.map(one => [one.key, ...counts(one), one.sessions, one.people]);
  expect(rows(quality.byNetwork)).toEqual([
    ['wifi', 2, 5, 2, 1, 1],
    ['wired', 3, 2, 4, 2, 2],
    ['mobile', 1, 1, 1, 1, 1],
    ['unknown', 1, 1, 1, 2, 2],
  ]);
  expect(rows(quality.audioByNetwork)).toEqual([
    ['mobile', 0, 1, 0, 1, 1],
    ['unknown', 1, 1, 0, 1, 1],
    ['wifi', 1, 1, 1, 1, 1],
    ['wired', 1, 1, 2, 1, 1],
  ]);
  expect(rows(quality.byPlatform)).toEqual([
    ['windows', 2, 5, 2, 1, 1],
    ['roomSystem', 1, 1, 0, 1, 1],
    ['unknown', 1, 1, 1, 2, 2],
    ['web', 1, 1, 1, 1, 1],
    ['macOS', 2, 1, 4, 1, 1],
    ['iOS', 0, 0, 0, 1, 1],
  ]);
  expect(rows(quality.byDevice)).toEqual([
    ['unknown', 2, 3, 2, 3, 3],
    ['Headset A', 0, 1, 0, 1, 1],
    ['Speakers A', 1, 0, 1, 1, 1],
  ]);
  // The guest of all zeros bears Ada's name, and is somebody else.
  expect(quality.byPerson.map(one => [one.key, one.displayName, ...counts(one)])).toEqual([
    ['5e1b0000-0000-4000-8000-00000000000a', 'Ada Berg', 2, 5, 2],
    ['+15550100', undefined, 1, 1, 0],
    ['5e1b0000-0000-4000-8000-0000000000ee', 'Room 7', 1, 1, 0],
    ['session:a1000000-0000-4000-8000-000000000004', 'Ada Berg', 1, 1, 1],
    ['5e1b0000-0000-4000-8000-00000000000b', 'Bo Chen', 2, 1, 4],
    ['5e1b0000-0000-4000-8000-00000000000c', 'Cy Diaz', 0, 0, 0],
    ['session:a1000000-0000-4000-8000-000000000008', undefined, 0, 0, 1],
  ]);
  expect(quality.modalities).toEqual({ audio: 6, video: 4, videoBasedScreenSharing: 1, data: 1 });
  expect(quality.signs).toEqual({ headset: { poor: 1, of: 1 }, client: { poor: 0, of: 1 } });
  expect(toQualityLine('call', quality)).toEqual({ callId: 'call', poor: 5, of: 8, people: 7 });
});

it('a call of two: each stream once in the call, and once at each end', () => {
  const sessions = sessionsOf(join(payloads, 'peer-to-peer.json'));
  expect(told(sessions)).toEqual([['audio poor packet-loss jitter', 'audio good']]);
  const count = createQualityCount('peerToPeer');
  count.add(sessions);
  const quality = count.finish();
  expect(quality.byKind.audio).toMatchObject({ good: 1, poor: 1, poorShare: 0.5 });
  expect(quality.people).toBe(2);
  const poorOf = (groups: typeof quality.byNetwork) => groups.map(one => `${one.key} ${one.poor}/${one.good}`);
  expect(poorOf(quality.byNetwork)).toEqual(['mobile 1/1', 'tunnel 1/1']);
  expect(poorOf(quality.byPlatform)).toEqual(['android 1/1', 'windows 1/1']);
  // The poor one went from Ada's microphone to Bo's headset, the good one back.
  expect(poorOf(quality.byDevice)).toEqual(['Phone mic 1/0', 'Headset B 1/1', 'Phone speaker 0/1']);
  expect(quality.signs.headset).toEqual({ poor: 1, of: 1 });
});

// The reference pages are beside the repository on our machines, not in it.
const samples = join(__dirname, '../../../shared/reference/samples');
const describeSamples = existsSync(samples) ? describe : describe.skip;

describeSamples('Microsoft’s published examples (skipped where ../shared is absent)', () => {
  it.each<[string, string[][]]>([
    // Jitter of 16 ms, and nobody counted packets.
    ['callrecords-callrecord-get-expanded-sessions-segments', [['audio unclassified']]],
    // No segments.
    ['callrecords-callrecord-list-sessions', [[]]],
    // No sessions.
    ['callrecords-callrecord-get', []],
  ])('%s', (name, expected) => {
    expect(told(sessionsOf(join(samples, `${name}.json`)))).toEqual(expected);
  });
});
