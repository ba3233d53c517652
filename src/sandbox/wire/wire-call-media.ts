import type { CallRecords } from '@microsoft/microsoft-graph-types';
import type { CallDevice, CallNetwork } from '../../domain/call-record';
import type { TenantMedia, TenantStream } from '../world/call-model';

/** Of each type every property that Graph has for it: what nobody measured is null. */
type Names<T> = Record<keyof T, null>;

export type WireMedia = Record<keyof CallRecords.Media, string | object | null>;

export function toWireMedia(media: TenantMedia): WireMedia {
  return {
    label: media.label,
    callerNetwork: toWireNetwork(media.callerNetwork),
    calleeNetwork: toWireNetwork(media.calleeNetwork),
    callerDevice: toWireDevice(media.callerDevice),
    calleeDevice: toWireDevice(media.calleeDevice),
    streams: media.streams?.map(toWireStream) ?? null,
  };
}

function toWireStream({ written: instead, ...stream }: TenantStream): object {
  const written: Record<string, unknown> = { ...noStream };
  for (const [name, value] of Object.entries(stream) as [string, unknown][])
    if (name.endsWith('Ms')) written[name.slice(0, -2)] = toDuration(Number(value));
    else written[name] = value;
  return { ...written, ...instead };
}

function toWireNetwork(network: CallNetwork | null): object | null {
  if (!network) return null;
  const { traceRouteHops, ...rest } = network;
  const hops = (traceRouteHops ?? []).map(({ roundTripTimeMs, ...hop }) => ({
    ...hop,
    roundTripTime: roundTripTimeMs === undefined ? null : toDuration(roundTripTimeMs),
  }));
  return { ...noNetwork, ...rest, traceRouteHops: hops };
}

function toWireDevice(device: CallDevice | null): object | null {
  if (!device) return null;
  const { measures, ...names } = device;
  return { ...noDevice, ...names, ...measures };
}

/** `PT0.016S` */
function toDuration(milliseconds: number): string {
  return `PT${milliseconds / 1000}S`;
}

const noStream: Names<CallRecords.MediaStream> = {
  streamId: null,
  startDateTime: null,
  endDateTime: null,
  streamDirection: null,
  packetUtilization: null,
  averageBandwidthEstimate: null,
  wasMediaBypassed: null,
  averageAudioDegradation: null,
  averageJitter: null,
  maxJitter: null,
  averagePacketLossRate: null,
  maxPacketLossRate: null,
  averageRatioOfConcealedSamples: null,
  maxRatioOfConcealedSamples: null,
  averageRoundTripTime: null,
  maxRoundTripTime: null,
  averageVideoFrameLossPercentage: null,
  averageReceivedFrameRate: null,
  lowFrameRateRatio: null,
  averageVideoPacketLossRate: null,
  averageVideoFrameRate: null,
  lowVideoProcessingCapabilityRatio: null,
  averageAudioNetworkJitter: null,
  maxAudioNetworkJitter: null,
  audioCodec: null,
  videoCodec: null,
  isAudioForwardErrorCorrectionUsed: null,
  postForwardErrorCorrectionPacketLossRate: null,
  averageFreezeDuration: null,
  rmsFreezeDuration: null,
};

const noNetwork: Names<CallRecords.NetworkInfo> = {
  ipAddress: null,
  subnet: null,
  linkSpeed: null,
  connectionType: null,
  port: null,
  reflexiveIPAddress: null,
  relayIPAddress: null,
  relayPort: null,
  macAddress: null,
  wifiMicrosoftDriver: null,
  wifiMicrosoftDriverVersion: null,
  wifiVendorDriver: null,
  wifiVendorDriverVersion: null,
  wifiChannel: null,
  wifiBand: null,
  basicServiceSetIdentifier: null,
  wifiRadioType: null,
  wifiSignalStrength: null,
  wifiBatteryCharge: null,
  dnsSuffix: null,
  sentQualityEventRatio: null,
  receivedQualityEventRatio: null,
  delayEventRatio: null,
  bandwidthLowEventRatio: null,
  networkTransportProtocol: null,
  traceRouteHops: null,
};

const noDevice: Names<CallRecords.DeviceInfo> = {
  captureDeviceName: null,
  captureDeviceDriver: null,
  renderDeviceName: null,
  renderDeviceDriver: null,
  sentSignalLevel: null,
  receivedSignalLevel: null,
  sentNoiseLevel: null,
  receivedNoiseLevel: null,
  initialSignalLevelRootMeanSquare: null,
  renderZeroVolumeEventRatio: null,
  renderMuteEventRatio: null,
  micGlitchRate: null,
  speakerGlitchRate: null,
  deviceClippingEventRatio: null,
  deviceGlitchEventRatio: null,
  lowSpeechToNoiseEventRatio: null,
  lowSpeechLevelEventRatio: null,
  howlingEventCount: null,
  renderNotFunctioningEventRatio: null,
  captureNotFunctioningEventRatio: null,
  cpuInsufficentEventRatio: null,
};
