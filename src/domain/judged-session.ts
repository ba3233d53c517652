import type {
  CallDevice,
  CallEndpoint,
  CallFeedback,
  CallMedia,
  CallNetwork,
  CallSession,
  CallStream,
  CallUserAgent,
} from './call-record';

/* A session as verdicts, roll-ups and lines need it. Calls have thousands, and most of their properties are of no use there. */

export interface JudgedSession
  extends Pick<CallSession, 'id' | 'modalities' | 'startDateTime' | 'endDateTime' | 'failureInfo'>, JudgedEnds {
  segments: JudgedSegment[];
}

export interface JudgedEnds {
  caller: JudgedEndpoint | null;
  callee: JudgedEndpoint | null;
}

export interface JudgedSegment extends JudgedEnds {
  media: JudgedMedia[];
}

export interface JudgedEndpoint extends Pick<CallEndpoint, 'of' | 'identity'> {
  userAgent?: Pick<CallUserAgent, 'platform'>;
  feedback?: Pick<CallFeedback, 'tokens'>;
}

export interface JudgedMedia extends Pick<CallMedia, 'label'> {
  callerNetwork?: JudgedNetwork;
  calleeNetwork?: JudgedNetwork;
  callerDevice?: JudgedDevice;
  calleeDevice?: JudgedDevice;
  streams: JudgedStream[];
}

export type JudgedNetwork = Pick<CallNetwork, 'connectionType'>;
export type JudgedDevice = Pick<CallDevice, 'captureDeviceName' | 'renderDeviceName' | 'measures'>;

/** By the kind that the label of its media says; those after the first nine tell the kind where it says none, and are absent where it does. */
export type JudgedStream = Pick<
  CallStream,
  | 'streamDirection'
  | 'averageJitterMs'
  | 'averageRoundTripTimeMs'
  | 'averagePacketLossRate'
  | 'packetUtilization'
  | 'averageVideoFrameLossPercentage'
  | 'averageVideoFrameRate'
  | 'postForwardErrorCorrectionPacketLossRate'
  | 'lowVideoProcessingCapabilityRatio'
  | 'audioCodec'
  | 'videoCodec'
  | 'averageReceivedFrameRate'
  | 'averageVideoPacketLossRate'
  | 'lowFrameRateRatio'
  | 'averageFreezeDurationMs'
  | 'rmsFreezeDurationMs'
  | 'averageAudioDegradation'
  | 'averageRatioOfConcealedSamples'
  | 'maxRatioOfConcealedSamples'
  | 'averageAudioNetworkJitterMs'
  | 'maxAudioNetworkJitterMs'
>;
