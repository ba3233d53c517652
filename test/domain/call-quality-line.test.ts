import { createQualityCount } from '../../src/domain/call-quality-count';
import { toQualityLine } from '../../src/domain/call-quality-line';
import type { CallQuality } from '../../src/domain/call-quality';
import type { CallEndpoint, CallSession, CallStream } from '../../src/domain/call-record';
import type { CallQualityLine } from '../../src/domain/calls';
import { aPerson, aSegment, aSession, audioOn, goodAudio, poorAudio } from './call-sample';

const person = (index: number) => aPerson(`11111111-0000-4000-8000-${String(index).padStart(12, '0')}`);

let made = 0;
function on(network: string, streams: CallStream[], caller: CallEndpoint = person(1)): CallSession {
  made += 1;
  return aSession({ id: `s${made}`, caller, segments: aSegment(audioOn(network, ...streams)) });
}

function betweenTwo(caller: string, callee: string): CallSession {
  const media = {
    label: 'main-audio',
    callerNetwork: { connectionType: caller },
    calleeNetwork: { connectionType: callee },
    streams: [poorAudio],
  };
  made += 1;
  return aSession({ id: `s${made}`, caller: person(1), callee: person(2), segments: aSegment(media) });
}

function qualityOf(...sessions: CallSession[]): CallQuality {
  const count = createQualityCount();
  count.add(sessions);
  return count.finish();
}

const app: CallEndpoint = { of: 'participant', identity: { is: 'applicationInstance', id: 'recorder' } };

describe('the line of attendance and summary cards', () => {
  it.each<[string, CallSession[]]>([
    ['no sessions', []],
    ['nothing that could be judged', [on('wifi', [{}])]],
    [
      'video alone',
      [aSession({ id: 'v', segments: aSegment({ label: 'main-video', streams: [{ averageVideoFrameRate: 1 }] }) })],
    ],
  ])('is none where there is %s', (_, sessions) => {
    expect(toQualityLine('c', qualityOf(...sessions))).toBeUndefined();
  });

  it.each<[string, CallSession[], Omit<CallQualityLine, 'callId'>]>([
    ['all good', [on('wifi', [goodAudio, goodAudio])], { poor: 0, of: 2, people: 1 }],
    ['what is unclassified is not of it', [on('wifi', [goodAudio, {}])], { poor: 0, of: 1, people: 1 }],
    [
      'mostly on Wi-Fi',
      [on('wifi', [poorAudio, poorAudio]), on('wired', [poorAudio])],
      { poor: 3, of: 3, mostlyOn: 'wifi', mostlyOnPeople: 1, people: 1 },
    ],
    ['half is not mostly', [on('wifi', [poorAudio]), on('wired', [poorAudio])], { poor: 2, of: 2, people: 1 }],
    ['what nobody knows is not told', [on('unknown', [poorAudio])], { poor: 1, of: 1, people: 1 }],
    [
      'people of that network',
      [on('wifi', [poorAudio]), on('wifi', [goodAudio], person(2)), on('wired', [goodAudio], person(3))],
      { poor: 1, of: 3, mostlyOn: 'wifi', mostlyOnPeople: 2, people: 3 },
    ],
    [
      'between two on Wi-Fi',
      [betweenTwo('wifi', 'wifi')],
      { poor: 1, of: 1, mostlyOn: 'wifi', mostlyOnPeople: 2, people: 2 },
    ],
    ['between two on different networks', [betweenTwo('wifi', 'wired')], { poor: 1, of: 1, people: 2 }],
    [
      'most at a recorder, which is nobody',
      [on('wired', [poorAudio, poorAudio], app), on('wifi', [poorAudio])],
      { poor: 3, of: 3, people: 1 },
    ],
  ])('%s', (_, sessions, expected) => {
    expect(toQualityLine('c', qualityOf(...sessions))).toEqual({ callId: 'c', ...expected });
  });

  it('says when it is of a part', () => {
    const quality: CallQuality = { ...qualityOf(on('wifi', [goodAudio])), incomplete: true, sessionsRead: 1 };
    expect(toQualityLine('c', quality)).toEqual({ callId: 'c', poor: 0, of: 1, people: 1, incomplete: true });
  });
});
