import type { CallDevice, CallNetwork, CallStream } from '../../domain/call-record';
import type { Draws } from './random';

/** What is wrong with a stream, by the thresholds of docs/metrics.md. */
export type Trouble =
  | 'round-trip'
  | 'packet-loss'
  | 'jitter'
  | 'frame-loss'
  | 'frame-rate'
  | 'post-fec-loss'
  /** Too few packets to judge by: somebody who is muted, mostly. */
  | 'silent'
  /** Everything null. */
  | 'unmeasured';

export type Direction = 'callerToCallee' | 'calleeToCaller';

export function audioStream(draws: Draws, direction: Direction, trouble?: Trouble): CallStream {
  const base = { streamId: String(draws.int(1e8, 4e9)), streamDirection: direction };
  if (trouble === 'unmeasured') return base;
  const roundTrip = trouble === 'round-trip' ? draws.int(520, 1_100) : draws.int(14, 130);
  const jitter = trouble === 'jitter' ? draws.int(34, 90) : draws.int(1, 14);
  const loss = trouble === 'packet-loss' ? within(draws, 0.12, 0.3) : within(draws, 0, 0.012);
  const isPoor = trouble !== undefined && trouble !== 'silent';
  const concealed = isPoor ? within(draws, 0.05, 0.3) : within(draws, 0, 0.02);
  return {
    ...base,
    averageRoundTripTimeMs: roundTrip,
    maxRoundTripTimeMs: Math.round(roundTrip * 1.8),
    averageJitterMs: jitter,
    maxJitterMs: Math.round(jitter * 2.6),
    averageAudioNetworkJitterMs: Math.round(jitter * 1.2),
    maxAudioNetworkJitterMs: Math.round(jitter * 3.1),
    averagePacketLossRate: loss,
    maxPacketLossRate: rounded(Math.min(1, loss * 2.5)),
    averageAudioDegradation: isPoor ? within(draws, 0.9, 2.4) : within(draws, 0, 0.3),
    averageRatioOfConcealedSamples: concealed,
    maxRatioOfConcealedSamples: rounded(Math.min(1, concealed * 2)),
    averageBandwidthEstimate: draws.int(400_000, 12_000_000),
    packetUtilization: trouble === 'silent' ? draws.int(0, 480) : draws.int(4_000, 90_000),
    audioCodec: draws.pick(['satin', 'satin', 'satinFullband', 'silkWide', 'opus', 'g722']),
    wasMediaBypassed: false,
    isAudioForwardErrorCorrectionUsed: draws.chance(0.3),
  };
}

/** Of a camera, or of a shared screen, which sends fewer frames. */
export function videoStream(draws: Draws, direction: Direction, trouble?: Trouble, isSharing = false): CallStream {
  const base = { streamId: String(draws.int(1e8, 4e9)), streamDirection: direction };
  if (trouble === 'unmeasured') return base;
  const rate =
    trouble === 'frame-rate'
      ? within(draws, 0.4, isSharing ? 1.8 : 6.5)
      : within(draws, isSharing ? 4 : 14, isSharing ? 15 : 30);
  const hasFrameLoss = trouble === 'frame-loss' || draws.chance(0.7);
  const isLossy = trouble === 'post-fec-loss';
  const roundTrip = draws.int(14, 140);
  return {
    ...base,
    averageRoundTripTimeMs: roundTrip,
    maxRoundTripTimeMs: roundTrip * 2,
    averageJitterMs: draws.int(2, 18),
    maxJitterMs: draws.int(18, 60),
    averagePacketLossRate: within(draws, 0, 0.02),
    maxPacketLossRate: within(draws, 0.02, 0.06),
    averageVideoPacketLossRate: within(draws, 0, 0.02),
    // The first of these three that is there decides.
    ...(hasFrameLoss &&
      !isLossy &&
      trouble !== 'frame-rate' && {
        averageVideoFrameLossPercentage: trouble === 'frame-loss' ? within(draws, 52, 88) : within(draws, 0, 9),
      }),
    ...(!isLossy && { averageVideoFrameRate: rate, averageReceivedFrameRate: rate }),
    postForwardErrorCorrectionPacketLossRate: isLossy ? within(draws, 0.17, 0.4) : within(draws, 0, 0.03),
    lowFrameRateRatio: trouble === 'frame-rate' ? within(draws, 0.5, 0.9) : within(draws, 0, 0.08),
    lowVideoProcessingCapabilityRatio: within(draws, 0, 0.05),
    averageFreezeDurationMs: draws.int(0, 240),
    rmsFreezeDurationMs: draws.int(0, 400),
    averageBandwidthEstimate: draws.int(900_000, 20_000_000),
    packetUtilization: draws.int(20_000, 400_000),
    videoCodec: draws.pick(['h264', 'h264', 'av1', 'h264uc']),
    wasMediaBypassed: false,
  };
}

/** Networks of one kind are of one make: Wi-Fi has a band and a strength, a tunnel the office's name. */
export function networkOf(draws: Draws, kind: string, isPoor = false): CallNetwork {
  const host = draws.int(2, 250);
  const net = draws.int(1, 60);
  const port = draws.int(50_000, 50_059);
  const base: CallNetwork = {
    connectionType: kind,
    networkTransportProtocol: draws.chance(0.93) ? 'udp' : 'tcp',
    ipAddress: `10.${net}.4.${host}`,
    subnet: `10.${net}.4.0`,
    port,
    linkSpeed: 1_000_000_000,
    macAddress: addressOf(draws),
    reflexiveIPAddress: `203.0.113.${host}`,
    relayIPAddress: `198.51.100.${draws.int(2, 250)}`,
    relayPort: 3478,
    bandwidthLowEventRatio: isPoor ? within(draws, 0.1, 0.5) : within(draws, 0, 0.02),
    delayEventRatio: isPoor ? within(draws, 0.1, 0.6) : within(draws, 0, 0.02),
    receivedQualityEventRatio: isPoor ? within(draws, 0.2, 0.7) : within(draws, 0, 0.03),
    sentQualityEventRatio: isPoor ? within(draws, 0.1, 0.5) : within(draws, 0, 0.03),
    traceRouteHops: [1, 2, 3].map(hopCount => ({
      hopCount,
      ipAddress: `10.${net}.${hopCount}.1`,
      roundTripTimeMs: hopCount * draws.int(1, 9),
    })),
  };
  if (kind === 'wired') return { ...base, dnsSuffix: 'hq.tidewater.example' };
  if (kind === 'wifi') return { ...base, ...wifiOf(draws, isPoor) };
  if (kind === 'mobile')
    return { ...base, ipAddress: `100.64.${net}.${host}`, subnet: `100.64.${net}.0`, linkSpeed: 42_000_000 };
  if (kind === 'tunnel')
    return {
      ...base,
      ipAddress: `172.16.${net}.${host}`,
      subnet: `172.16.${net}.0`,
      linkSpeed: 100_000_000,
      dnsSuffix: 'vpn.tidewater.example',
    };
  return base;
}

function wifiOf(draws: Draws, isPoor: boolean): CallNetwork {
  const isFast = !isPoor && draws.chance(0.7);
  return {
    linkSpeed: isFast ? draws.pick([433_000_000, 866_000_000, 1_200_000_000]) : draws.pick([54_000_000, 72_000_000]),
    wifiBand: isFast ? 'frequency50GHz' : 'frequency24GHz',
    wifiRadioType: isFast ? draws.pick(['wifi80211ac', 'wifi80211ax']) : 'wifi80211n',
    wifiSignalStrength: isPoor ? draws.int(12, 40) : draws.int(55, 99),
    wifiBatteryCharge: draws.int(20, 100),
    wifiChannel: isFast ? draws.pick([36, 44, 100, 149]) : draws.pick([1, 6, 11]),
    basicServiceSetIdentifier: addressOf(draws),
    dnsSuffix: 'home.example',
    wifiMicrosoftDriver: 'Native wireless driver',
    wifiMicrosoftDriverVersion: '10.0.22621.1',
    wifiVendorDriver: 'Tern Wireless AX',
    wifiVendorDriverVersion: `22.${draws.int(80, 240)}.0.4`,
  };
}

const headsets = ['Larkspur 40 headset', 'Larkspur 75 headset', 'Fathom speakerphone', 'Built-in microphone array'];

/** What a headset, or a faster machine, would mend. */
export type DeviceTrouble = 'headset' | 'client';

/** Microphone and loudspeaker, and how they did. */
export function deviceOf(draws: Draws, trouble?: DeviceTrouble, name = draws.pick(headsets)): CallDevice {
  const share = (isBad: boolean): number => (isBad ? within(draws, 0.14, 0.5) : within(draws, 0, 0.03));
  const glitches = (isBad: boolean): number => (isBad ? within(draws, 3, 14) : within(draws, 0, 0.6));
  const isBad = trouble === 'headset';
  return {
    captureDeviceName: `Microphone (${name})`,
    captureDeviceDriver: `Tidal audio: 10.0.${draws.int(19_041, 26_100)}.1`,
    renderDeviceName: `Speakers (${name})`,
    renderDeviceDriver: `Tidal audio: 10.0.${draws.int(19_041, 26_100)}.1`,
    measures: {
      captureNotFunctioningEventRatio: share(false),
      renderNotFunctioningEventRatio: share(false),
      cpuInsufficentEventRatio: share(trouble === 'client'),
      deviceClippingEventRatio: share(false),
      deviceGlitchEventRatio: share(isBad),
      howlingEventCount: isBad ? draws.int(1, 4) : 0,
      initialSignalLevelRootMeanSquare: within(draws, 10, 60),
      lowSpeechLevelEventRatio: share(false),
      lowSpeechToNoiseEventRatio: share(isBad),
      micGlitchRate: glitches(isBad),
      speakerGlitchRate: glitches(false),
      receivedNoiseLevel: -draws.int(60, 82),
      receivedSignalLevel: -draws.int(14, 32),
      sentNoiseLevel: -draws.int(60, 82),
      sentSignalLevel: -draws.int(14, 32),
      renderMuteEventRatio: 0,
      renderZeroVolumeEventRatio: 0,
    },
  };
}

function addressOf(draws: Draws): string {
  return Array.from({ length: 6 }, () => draws.int(0, 255).toString(16).padStart(2, '0')).join('-');
}

function within(draws: Draws, from: number, to: number): number {
  return rounded(from + draws.next() * (to - from));
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
