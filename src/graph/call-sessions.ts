import type { CallFailure, CallSegment, CallSession } from '../domain/call-record';
import { toEndpoint } from './call-endpoint';
import { toMedia } from './call-media';
import { readIso } from './instant';
import { isWire, rowsAs, toFlag, toText, toTexts, type Wire } from './wire';

/** One session with its segments; `place` in the list, from 1, names it where Graph does not. */
export function toCallSession(wire: Wire, place: number): CallSession {
  return {
    id: toText(wire.id) ?? `#${place}`,
    modalities: toTexts(wire.modalities) ?? [],
    startDateTime: readIso(wire.startDateTime),
    endDateTime: readIso(wire.endDateTime),
    isTest: toFlag(wire.isTest) === true,
    caller: toEndpoint(wire.caller),
    callee: toEndpoint(wire.callee),
    failureInfo: toFailure(wire.failureInfo),
    segments: rowsAs(wire.segments, toSegment),
  };
}

function toSegment(wire: Wire): CallSegment {
  return {
    id: toText(wire.id) ?? '',
    startDateTime: readIso(wire.startDateTime),
    endDateTime: readIso(wire.endDateTime),
    caller: toEndpoint(wire.caller),
    callee: toEndpoint(wire.callee),
    failureInfo: toFailure(wire.failureInfo),
    media: toMedia(wire.media),
  };
}

/** An object that names neither stage nor reason tells of no failure. */
export function toFailure(wire: unknown): CallFailure | null {
  if (!isWire(wire)) return null;
  const stage = toText(wire.stage);
  const reason = toText(wire.reason) ?? null;
  return stage === undefined && reason === null ? null : { stage: stage ?? 'unknown', reason };
}
