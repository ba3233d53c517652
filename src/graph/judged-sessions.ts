import type {
  JudgedDevice,
  JudgedEndpoint,
  JudgedMedia,
  JudgedNetwork,
  JudgedSegment,
  JudgedSession,
  JudgedStream,
} from '../domain/judged-session';
import { kindOfLabel } from '../domain/stream-quality';
import { toEndKind, toTokens } from './call-endpoint';
import { toEndIdentity } from './call-identity';
import { toStream } from './call-media';
import { toFailure } from './call-sessions';
import { readIso } from './instant';
import { readDuration } from './iso-duration';
import { isWire, rowsAs, toNumber, toText, toTexts, uniform, type Wire } from './wire';

/** As `toCallSession`, without what nothing is judged by: made in a fraction of the time. */
export function toJudgedSession(wire: Wire, place: number): JudgedSession {
  return {
    id: toText(wire.id) ?? `#${place}`,
    modalities: toTexts(wire.modalities) ?? [],
    startDateTime: readIso(wire.startDateTime),
    endDateTime: readIso(wire.endDateTime),
    caller: toEndpoint(wire.caller),
    callee: toEndpoint(wire.callee),
    failureInfo: toFailure(wire.failureInfo),
    segments: rowsAs(wire.segments, toSegment),
  };
}

function toSegment(wire: Wire): JudgedSegment {
  return { caller: toEndpoint(wire.caller), callee: toEndpoint(wire.callee), media: rowsAs(wire.media, toMedia) };
}

function toEndpoint(wire: unknown): JudgedEndpoint | null {
  if (!isWire(wire)) return null;
  const { userAgent, feedback } = wire;
  return uniform<JudgedEndpoint>({
    of: toEndKind(wire['@odata.type']),
    identity: toEndIdentity(wire.associatedIdentity, wire.identity),
    userAgent: isWire(userAgent) ? uniform<{ platform?: string }>({ platform: toText(userAgent.platform) }) : undefined,
    feedback: isWire(feedback) ? { tokens: toTokens(feedback.tokens) } : undefined,
  });
}

function toMedia(wire: Wire): JudgedMedia {
  const label = toText(wire.label) ?? null;
  return uniform<JudgedMedia>({
    label,
    callerNetwork: toNetwork(wire.callerNetwork),
    calleeNetwork: toNetwork(wire.calleeNetwork),
    callerDevice: toDevice(wire.callerDevice),
    calleeDevice: toDevice(wire.calleeDevice),
    // What tells the kind is read where the label does not.
    streams: rowsAs(wire.streams, kindOfLabel(label) === undefined ? toStream : toLabelledStream),
  });
}

function toNetwork(wire: unknown): JudgedNetwork | undefined {
  return isWire(wire) ? uniform<JudgedNetwork>({ connectionType: toText(wire.connectionType) }) : undefined;
}

function toDevice(wire: unknown): JudgedDevice | undefined {
  if (!isWire(wire)) return undefined;
  return uniform<JudgedDevice>({
    captureDeviceName: toText(wire.captureDeviceName),
    renderDeviceName: toText(wire.renderDeviceName),
    measures: {
      captureNotFunctioningEventRatio: toNumber(wire.captureNotFunctioningEventRatio),
      cpuInsufficentEventRatio: toNumber(wire.cpuInsufficentEventRatio),
      deviceClippingEventRatio: toNumber(wire.deviceClippingEventRatio),
      deviceGlitchEventRatio: toNumber(wire.deviceGlitchEventRatio),
      howlingEventCount: toNumber(wire.howlingEventCount),
      lowSpeechLevelEventRatio: toNumber(wire.lowSpeechLevelEventRatio),
      lowSpeechToNoiseEventRatio: toNumber(wire.lowSpeechToNoiseEventRatio),
      micGlitchRate: toNumber(wire.micGlitchRate),
      renderNotFunctioningEventRatio: toNumber(wire.renderNotFunctioningEventRatio),
      speakerGlitchRate: toNumber(wire.speakerGlitchRate),
    },
  });
}

function toLabelledStream(wire: Wire): JudgedStream {
  return {
    streamDirection: toText(wire.streamDirection),
    averageJitterMs: readDuration(wire.averageJitter),
    averageRoundTripTimeMs: readDuration(wire.averageRoundTripTime),
    averagePacketLossRate: toNumber(wire.averagePacketLossRate),
    packetUtilization: toNumber(wire.packetUtilization),
    averageVideoFrameLossPercentage: toNumber(wire.averageVideoFrameLossPercentage),
    averageVideoFrameRate: toNumber(wire.averageVideoFrameRate),
    postForwardErrorCorrectionPacketLossRate: toNumber(wire.postForwardErrorCorrectionPacketLossRate),
    lowVideoProcessingCapabilityRatio: toNumber(wire.lowVideoProcessingCapabilityRatio),
  } as JudgedStream;
}
