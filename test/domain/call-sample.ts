import type { CallEndpoint, CallMedia, CallSession, CallStream } from '../../src/domain/call-record';

/** A session of one person with the service of a group call, changed as given. */
export function aSession(change: Partial<CallSession> & Pick<CallSession, 'id'>): CallSession {
  return {
    modalities: ['audio'],
    startDateTime: '2026-11-12T10:00:00Z',
    endDateTime: '2026-11-12T11:00:00Z',
    isTest: false,
    caller: aPerson('11111111-0000-4000-8000-000000000001'),
    callee: { of: 'service' },
    failureInfo: null,
    segments: [],
    ...change,
  };
}

export function aPerson(id: string, platform = 'windows'): CallEndpoint {
  return { of: 'participant', identity: { is: 'user', id }, userAgent: { platform } };
}

/** One segment with this media. */
export function aSegment(...media: CallMedia[]): CallSession['segments'] {
  return [{ id: 's', startDateTime: null, endDateTime: null, caller: null, callee: null, failureInfo: null, media }];
}

export function audioOn(connectionType: string, ...streams: CallStream[]): CallMedia {
  return { label: 'main-audio', callerNetwork: { connectionType }, streams };
}

export const goodAudio: CallStream = { packetUtilization: 9_000, averageJitterMs: 4 };
export const poorAudio: CallStream = { packetUtilization: 9_000, averageJitterMs: 44 };
