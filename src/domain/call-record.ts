import type { Iso } from './time';

/* Graph's call records (microsoft.graph.callRecords) under Graph's own names. Enums are open: `string` is what Graph wrote. */

/** Kept by Graph for so long from the start of the call, in milliseconds. */
export const CALL_RECORDS_KEPT = 30 * 24 * 3_600_000;
/** From the end of a call to its first record, at most as a rule, in milliseconds; later versions bring more. */
export const CALL_RECORD_READY = 3_600_000;

export interface CallRecord {
  id: string;
  /** Grows as telemetry arrives. */
  version: number | null;
  /** `groupCall`, `peerToPeer`, … */
  type: string;
  modalities: string[];
  startDateTime: Iso | null;
  endDateTime: Iso | null;
  lastModifiedDateTime: Iso | null;
  joinWebUrl?: string;
  organizer?: CallIdentity;
}

/** Somebody, or something, in a call. */
export interface CallIdentity {
  /** Graph's key of the identity set: `user`, `guest`, `phone`, `applicationInstance`, …; `identity` where the payload does not say. */
  is: string;
  /** Entra object id, phone number or another id, by `is`. */
  id?: string;
  displayName?: string;
  tenantId?: string;
  userPrincipalName?: string;
}

/** One of `participants_v2`. */
export interface CallParticipant {
  id: string;
  identity?: CallIdentity;
}

/** One communication of two ends: two people, or one and the service of a group call. */
export interface CallSession {
  id: string;
  modalities: string[];
  startDateTime: Iso | null;
  endDateTime: Iso | null;
  isTest: boolean;
  caller: CallEndpoint | null;
  callee: CallEndpoint | null;
  failureInfo: CallFailure | null;
  segments: CallSegment[];
}

export interface CallSegment {
  id: string;
  startDateTime: Iso | null;
  endDateTime: Iso | null;
  caller: CallEndpoint | null;
  callee: CallEndpoint | null;
  failureInfo: CallFailure | null;
  media: CallMedia[];
}

/** Where it failed and why, in Graph's words. */
export interface CallFailure {
  /** `callSetup`, `midcall`, `unknown`, … */
  stage: string;
  reason: string | null;
}

export interface CallEndpoint {
  of: 'participant' | 'service' | 'unknown';
  /** `associatedIdentity`, or else the first of `identity`. */
  identity?: CallIdentity;
  userAgent?: CallUserAgent;
  /** Of the machine. */
  name?: string;
  cpuName?: string;
  cpuCoresCount?: number;
  cpuProcessorSpeedInMhz?: number;
  feedback?: CallFeedback;
}

export interface CallUserAgent {
  headerValue?: string;
  applicationVersion?: string;
  /** `windows`, `macOS`, `iOS`, `android`, `web`, `ipPhone`, `roomSystem`, … */
  platform?: string;
  /** `teams`, `skypeForBusiness`, … */
  productFamily?: string;
  azureADAppId?: string;
  communicationServiceId?: string;
  /** Of a service: `mediationServer`, … */
  role?: string;
}

/** What a person said of the call. The names of tokens change. */
export interface CallFeedback {
  rating?: string;
  text?: string;
  tokens: Record<string, boolean>;
}

export interface CallMedia {
  /** `main-audio`, `main-video`, `applicationsharing-video`, … */
  label: string | null;
  callerNetwork?: CallNetwork;
  calleeNetwork?: CallNetwork;
  callerDevice?: CallDevice;
  calleeDevice?: CallDevice;
  streams: CallStream[];
}

/** Measures of one stream in one direction; what is absent is unknown. Rates and ratios are 0 to 1 unless named otherwise. */
export interface CallStream {
  streamId?: string;
  /** `callerToCallee`, `calleeToCaller`. */
  streamDirection?: string;
  startDateTime?: Iso;
  endDateTime?: Iso;
  /** Milliseconds, as all that end in `Ms`; ISO 8601 durations at Graph. */
  averageJitterMs?: number;
  maxJitterMs?: number;
  averageRoundTripTimeMs?: number;
  maxRoundTripTimeMs?: number;
  averageAudioNetworkJitterMs?: number;
  maxAudioNetworkJitterMs?: number;
  averageFreezeDurationMs?: number;
  rmsFreezeDurationMs?: number;
  averagePacketLossRate?: number;
  maxPacketLossRate?: number;
  /** Drop of the mean opinion score, 0 to 5. */
  averageAudioDegradation?: number;
  averageRatioOfConcealedSamples?: number;
  maxRatioOfConcealedSamples?: number;
  averageVideoPacketLossRate?: number;
  /** 0 to 100. */
  averageVideoFrameLossPercentage?: number;
  /** Frames a second. */
  averageVideoFrameRate?: number;
  averageReceivedFrameRate?: number;
  lowFrameRateRatio?: number;
  lowVideoProcessingCapabilityRatio?: number;
  postForwardErrorCorrectionPacketLossRate?: number;
  /** Bits a second. */
  averageBandwidthEstimate?: number;
  /** Packets. */
  packetUtilization?: number;
  audioCodec?: string;
  videoCodec?: string;
  wasMediaBypassed?: boolean;
  isAudioForwardErrorCorrectionUsed?: boolean;
}

export interface CallNetwork {
  /** `wired`, `wifi`, `mobile`, `tunnel`, `unknown`, … */
  connectionType?: string;
  /** Bits a second. */
  linkSpeed?: number;
  networkTransportProtocol?: string;
  wifiBand?: string;
  wifiRadioType?: string;
  /** Per cent. */
  wifiSignalStrength?: number;
  /** Per cent. */
  wifiBatteryCharge?: number;
  wifiChannel?: number;
  bandwidthLowEventRatio?: number;
  delayEventRatio?: number;
  receivedQualityEventRatio?: number;
  sentQualityEventRatio?: number;
  basicServiceSetIdentifier?: string;
  dnsSuffix?: string;
  ipAddress?: string;
  subnet?: string;
  macAddress?: string;
  port?: number;
  reflexiveIPAddress?: string;
  relayIPAddress?: string;
  relayPort?: number;
  wifiMicrosoftDriver?: string;
  wifiMicrosoftDriverVersion?: string;
  wifiVendorDriver?: string;
  wifiVendorDriverVersion?: string;
  /** Addresses on the way. */
  traceRouteHops?: { hopCount?: number; ipAddress?: string; roundTripTimeMs?: number }[];
}

export interface CallDevice {
  captureDeviceName?: string;
  captureDeviceDriver?: string;
  renderDeviceName?: string;
  renderDeviceDriver?: string;
  /** Ratios of time, and levels, under Graph's names; `cpuInsufficentEventRatio` is spelt as Graph spells it. Undefined is unknown. */
  measures: Record<string, number | undefined>;
}
