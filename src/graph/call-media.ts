import type { CallDevice, CallMedia, CallNetwork, CallStream } from '../domain/call-record';
import { readIso } from './instant';
import { readDuration } from './iso-duration';
import { isWire, rowsAs, toFlag, toNumber, toText, uniform, type Wire } from './wire';

/*
 * A call has tens of thousands of streams with thirty properties each, and is to be read hardly slower than its JSON is parsed. So every object is one
 * literal: loops over lists of names take five times as long.
 */

type Hop = NonNullable<CallNetwork['traceRouteHops']>[number];

/** Further hops of one network are left out. */
const MOST_HOPS = 64;

/** The media of a segment; what is no object is none. */
export function toMedia(wire: unknown): CallMedia[] {
  return rowsAs(wire, toOneMedia);
}

function toOneMedia(wire: Wire): CallMedia {
  return uniform<CallMedia>({
    label: toText(wire.label) ?? null,
    callerNetwork: toNetwork(wire.callerNetwork),
    calleeNetwork: toNetwork(wire.calleeNetwork),
    callerDevice: toDevice(wire.callerDevice),
    calleeDevice: toDevice(wire.calleeDevice),
    streams: rowsAs(wire.streams, toStream),
  });
}

export function toStream(wire: Wire): CallStream {
  return uniform<CallStream>({
    streamId: toText(wire.streamId),
    streamDirection: toText(wire.streamDirection),
    startDateTime: readIso(wire.startDateTime) ?? undefined,
    endDateTime: readIso(wire.endDateTime) ?? undefined,
    averageJitterMs: readDuration(wire.averageJitter),
    maxJitterMs: readDuration(wire.maxJitter),
    averageRoundTripTimeMs: readDuration(wire.averageRoundTripTime),
    maxRoundTripTimeMs: readDuration(wire.maxRoundTripTime),
    averageAudioNetworkJitterMs: readDuration(wire.averageAudioNetworkJitter),
    maxAudioNetworkJitterMs: readDuration(wire.maxAudioNetworkJitter),
    averageFreezeDurationMs: readDuration(wire.averageFreezeDuration),
    rmsFreezeDurationMs: readDuration(wire.rmsFreezeDuration),
    averagePacketLossRate: toNumber(wire.averagePacketLossRate),
    maxPacketLossRate: toNumber(wire.maxPacketLossRate),
    averageAudioDegradation: toNumber(wire.averageAudioDegradation),
    averageRatioOfConcealedSamples: toNumber(wire.averageRatioOfConcealedSamples),
    maxRatioOfConcealedSamples: toNumber(wire.maxRatioOfConcealedSamples),
    averageVideoPacketLossRate: toNumber(wire.averageVideoPacketLossRate),
    averageVideoFrameLossPercentage: toNumber(wire.averageVideoFrameLossPercentage),
    averageVideoFrameRate: toNumber(wire.averageVideoFrameRate),
    averageReceivedFrameRate: toNumber(wire.averageReceivedFrameRate),
    lowFrameRateRatio: toNumber(wire.lowFrameRateRatio),
    lowVideoProcessingCapabilityRatio: toNumber(wire.lowVideoProcessingCapabilityRatio),
    postForwardErrorCorrectionPacketLossRate: toNumber(wire.postForwardErrorCorrectionPacketLossRate),
    averageBandwidthEstimate: toNumber(wire.averageBandwidthEstimate),
    packetUtilization: toNumber(wire.packetUtilization),
    audioCodec: toText(wire.audioCodec),
    videoCodec: toText(wire.videoCodec),
    wasMediaBypassed: toFlag(wire.wasMediaBypassed),
    isAudioForwardErrorCorrectionUsed: toFlag(wire.isAudioForwardErrorCorrectionUsed),
  });
}

function toNetwork(wire: unknown): CallNetwork | undefined {
  if (!isWire(wire)) return undefined;
  return uniform<CallNetwork>({
    connectionType: toText(wire.connectionType),
    linkSpeed: toNumber(wire.linkSpeed),
    networkTransportProtocol: toText(wire.networkTransportProtocol),
    wifiBand: toText(wire.wifiBand),
    wifiRadioType: toText(wire.wifiRadioType),
    wifiSignalStrength: toNumber(wire.wifiSignalStrength),
    wifiBatteryCharge: toNumber(wire.wifiBatteryCharge),
    wifiChannel: toNumber(wire.wifiChannel),
    bandwidthLowEventRatio: toNumber(wire.bandwidthLowEventRatio),
    delayEventRatio: toNumber(wire.delayEventRatio),
    receivedQualityEventRatio: toNumber(wire.receivedQualityEventRatio),
    sentQualityEventRatio: toNumber(wire.sentQualityEventRatio),
    basicServiceSetIdentifier: toText(wire.basicServiceSetIdentifier),
    dnsSuffix: toText(wire.dnsSuffix),
    ipAddress: toText(wire.ipAddress),
    subnet: toText(wire.subnet),
    macAddress: toText(wire.macAddress),
    port: toNumber(wire.port),
    reflexiveIPAddress: toText(wire.reflexiveIPAddress),
    relayIPAddress: toText(wire.relayIPAddress),
    relayPort: toNumber(wire.relayPort),
    wifiMicrosoftDriver: toText(wire.wifiMicrosoftDriver),
    wifiMicrosoftDriverVersion: toText(wire.wifiMicrosoftDriverVersion),
    wifiVendorDriver: toText(wire.wifiVendorDriver),
    wifiVendorDriverVersion: toText(wire.wifiVendorDriverVersion),
    traceRouteHops: toHops(wire.traceRouteHops),
  });
}

function toHops(wire: unknown): Hop[] | undefined {
  if (!Array.isArray(wire) || wire.length === 0) return undefined;
  return wire
    .slice(0, MOST_HOPS)
    .filter(isWire)
    .map(one =>
      uniform<Hop>({
        hopCount: toNumber(one.hopCount),
        ipAddress: toText(one.ipAddress),
        roundTripTimeMs: readDuration(one.roundTripTime),
      }),
    );
}

function toDevice(wire: unknown): CallDevice | undefined {
  if (!isWire(wire)) return undefined;
  return uniform<CallDevice>({
    captureDeviceName: toText(wire.captureDeviceName),
    captureDeviceDriver: toText(wire.captureDeviceDriver),
    renderDeviceName: toText(wire.renderDeviceName),
    renderDeviceDriver: toText(wire.renderDeviceDriver),
    measures: toMeasures(wire),
  });
}

/** Under Graph's own spelling, also of `cpuInsufficentEventRatio`. */
function toMeasures(wire: Wire): CallDevice['measures'] {
  return {
    captureNotFunctioningEventRatio: toNumber(wire.captureNotFunctioningEventRatio),
    cpuInsufficentEventRatio: toNumber(wire.cpuInsufficentEventRatio),
    deviceClippingEventRatio: toNumber(wire.deviceClippingEventRatio),
    deviceGlitchEventRatio: toNumber(wire.deviceGlitchEventRatio),
    howlingEventCount: toNumber(wire.howlingEventCount),
    initialSignalLevelRootMeanSquare: toNumber(wire.initialSignalLevelRootMeanSquare),
    lowSpeechLevelEventRatio: toNumber(wire.lowSpeechLevelEventRatio),
    lowSpeechToNoiseEventRatio: toNumber(wire.lowSpeechToNoiseEventRatio),
    micGlitchRate: toNumber(wire.micGlitchRate),
    receivedNoiseLevel: toNumber(wire.receivedNoiseLevel),
    receivedSignalLevel: toNumber(wire.receivedSignalLevel),
    renderMuteEventRatio: toNumber(wire.renderMuteEventRatio),
    renderNotFunctioningEventRatio: toNumber(wire.renderNotFunctioningEventRatio),
    renderZeroVolumeEventRatio: toNumber(wire.renderZeroVolumeEventRatio),
    sentNoiseLevel: toNumber(wire.sentNoiseLevel),
    sentSignalLevel: toNumber(wire.sentSignalLevel),
    speakerGlitchRate: toNumber(wire.speakerGlitchRate),
  };
}
