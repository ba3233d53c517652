import fc from 'fast-check';
import type { CallSession } from '../../src/domain/call-record';
import { createSessionLines, selectSessions, type SessionView } from '../../src/domain/call-session-lines';
import type { CallSessionLine } from '../../src/domain/calls';
import { aPerson, aSegment, aSession, audioOn, goodAudio, poorAudio } from './call-sample';

const failed = { stage: 'callSetup', reason: null };

function linesOf(...pages: CallSession[][]): CallSessionLine[] {
  const lines = createSessionLines();
  for (const page of pages) lines.add(page);
  return lines.all();
}

describe('lines of sessions', () => {
  it('tell who, on what, over which network, and how it was', () => {
    const ada = aPerson('11111111-0000-4000-8000-00000000000a', 'macOS');
    const [line] = linesOf([
      aSession({
        id: 'a',
        caller: ada,
        modalities: ['audio', 'video'],
        failureInfo: failed,
        segments: [
          ...aSegment(audioOn('', goodAudio, {})),
          ...aSegment(audioOn('wifi', poorAudio), audioOn('wired', goodAudio)),
        ],
      }),
    ]);
    expect(line).toEqual({
      id: 'a',
      number: 1,
      caller: ada.identity,
      platform: 'macOS',
      connectionType: 'wifi',
      modalities: ['audio', 'video'],
      startDateTime: '2026-11-12T10:00:00Z',
      endDateTime: '2026-11-12T11:00:00Z',
      failureInfo: failed,
      streams: { good: 2, poor: 1, unclassified: 1, poorShare: 1 / 3 },
    });
  });

  it('say nothing of what is not known', () => {
    const [line] = linesOf([
      {
        id: '#1',
        modalities: [],
        startDateTime: null,
        endDateTime: null,
        isTest: false,
        caller: null,
        callee: null,
        failureInfo: null,
        segments: [],
      },
    ]);
    expect(line).toEqual({
      id: '#1',
      number: 1,
      modalities: [],
      startDateTime: null,
      endDateTime: null,
      failureInfo: null,
      streams: { good: 0, poor: 0, unclassified: 0, poorShare: null },
    });
  });

  it('tell the callee’s client and network where the service called', () => {
    const bo = aPerson('11111111-0000-4000-8000-00000000000b', 'iOS');
    const media = {
      label: 'main-audio',
      callerNetwork: { connectionType: 'wired' },
      calleeNetwork: { connectionType: 'mobile' },
      streams: [],
    };
    expect(
      linesOf([aSession({ id: 'a', caller: { of: 'service' }, callee: bo, segments: aSegment(media) })])[0],
    ).toMatchObject({
      callee: bo.identity,
      platform: 'iOS',
      connectionType: 'mobile',
    });
  });

  it('number the sessions as read over all pages; a repeat, in capitals too, takes no number', () => {
    const one = (id: string) => aSession({ id });
    const lines = linesOf([one('a'), one('b')], [one('B'), one('a'), one('c')], [one('d')]);
    expect(lines.map(line => [line.number, line.id])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
  });
});

describe('a page of them', () => {
  const audio = (...streams: object[]) => aSegment(audioOn('wifi', ...streams));
  const lines = linesOf([
    aSession({ id: 'good', startDateTime: '2026-11-12T10:00:00Z', segments: audio(goodAudio) }),
    aSession({ id: 'no start', startDateTime: null, modalities: [] }),
    aSession({ id: 'poor', modalities: ['audio', 'video'], segments: audio(poorAudio) }),
    aSession({ id: 'poorer', modalities: ['audio', 'screenSharing'], segments: audio(poorAudio, poorAudio) }),
    aSession({ id: 'earlier', startDateTime: '2026-11-12T09:00:00.5Z', modalities: ['video'] }),
    aSession({ id: 'failed', failureInfo: failed }),
    aSession({ id: 'failed and poor', failureInfo: failed, segments: audio(poorAudio) }),
    aSession({ id: 'as good' }),
  ]);
  const view: SessionView = { filter: 'all', page: 1, pageSize: 20 };
  const shown = (change: Partial<SessionView>) =>
    selectSessions(lines, { ...view, ...change }).sessions.map(line => line.id);

  it.each<[string, Partial<SessionView>, string[]]>([
    [
      'failed, then poor, then by start',
      {},
      ['failed and poor', 'failed', 'poorer', 'poor', 'earlier', 'good', 'as good', 'no start'],
    ],
    ['failed', { filter: 'failed' }, ['failed and poor', 'failed']],
    ['poor', { filter: 'poor' }, ['failed and poor', 'poorer', 'poor']],
    ['with video', { filter: 'video' }, ['poor', 'earlier']],
    ['in any case', { filter: 'SCREENSHARING' }, ['poorer']],
    ['with what none has', { filter: 'telepathy' }, []],
    ['the second page', { page: 2, pageSize: 3 }, ['poor', 'earlier', 'good']],
    ['beyond the last', { page: 99, pageSize: 3 }, ['as good', 'no start']],
  ])('%s', (_, change, expected) => {
    expect(shown(change)).toEqual(expected);
  });

  it('says how many there are, and by which modalities they can be filtered', () => {
    expect(selectSessions(lines, { ...view, filter: 'poor', page: 2, pageSize: 2 })).toMatchObject({
      page: 2,
      pages: 2,
      matching: 3,
      total: 8,
      modalities: ['audio', 'screenSharing', 'video'],
    });
    expect(selectSessions([], view)).toEqual({
      sessions: [],
      page: 1,
      pages: 1,
      matching: 0,
      total: 0,
      modalities: [],
    });
  });

  it('keeps numbers, and shows each line on one page', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('all', 'failed', 'poor', 'audio'),
        fc.integer({ min: 1, max: 9 }),
        (filter, pageSize) => {
          const first = selectSessions(lines, { filter, page: 1, pageSize });
          const all = Array.from({ length: first.pages }, (_, index) =>
            selectSessions(lines, { filter, page: index + 1, pageSize }),
          ).flatMap(page => page.sessions);
          expect(new Set(all.map(line => line.number)).size).toBe(all.length);
          expect(all.length).toBe(first.matching);
          for (const line of all) expect(lines[line.number - 1]).toBe(line);
        },
      ),
    );
  });
});
