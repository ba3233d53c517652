import type { Shape } from './shapes';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Properties of v1.0's CSDL by their JSON type, in its order. */
const members = {
  networkTexts: words(`basicServiceSetIdentifier connectionType dnsSuffix ipAddress macAddress networkTransportProtocol
    reflexiveIPAddress relayIPAddress subnet wifiBand wifiMicrosoftDriver wifiMicrosoftDriverVersion wifiRadioType
    wifiVendorDriver wifiVendorDriverVersion`),
  networkNumbers: words(`bandwidthLowEventRatio delayEventRatio linkSpeed port receivedQualityEventRatio relayPort
    sentQualityEventRatio wifiBatteryCharge wifiChannel wifiSignalStrength`),
  deviceTexts: words('captureDeviceDriver captureDeviceName renderDeviceDriver renderDeviceName'),
  deviceNumbers: words(`captureNotFunctioningEventRatio cpuInsufficentEventRatio deviceClippingEventRatio
    deviceGlitchEventRatio howlingEventCount initialSignalLevelRootMeanSquare lowSpeechLevelEventRatio
    lowSpeechToNoiseEventRatio micGlitchRate receivedNoiseLevel receivedSignalLevel renderMuteEventRatio
    renderNotFunctioningEventRatio renderZeroVolumeEventRatio sentNoiseLevel sentSignalLevel speakerGlitchRate`),
  streamTexts: words(`audioCodec averageAudioNetworkJitter averageFreezeDuration averageJitter averageRoundTripTime
    endDateTime maxAudioNetworkJitter maxJitter maxRoundTripTime rmsFreezeDuration startDateTime streamDirection
    streamId videoCodec`),
  streamNumbers: words(`averageAudioDegradation averageBandwidthEstimate averagePacketLossRate
    averageRatioOfConcealedSamples averageReceivedFrameRate averageVideoFrameLossPercentage averageVideoFrameRate
    averageVideoPacketLossRate lowFrameRateRatio lowVideoProcessingCapabilityRatio maxPacketLossRate
    maxRatioOfConcealedSamples packetUtilization postForwardErrorCorrectionPacketLossRate`),
};

const nullable = (type: string, names: readonly string[]): Shape =>
  Object.fromEntries(names.map(name => [name, `${type}|null?`]));

/** What Graph's documentation gives the types of a call record. Examples leave out most of it. */
export const callShapes = {
  call: {
    '@odata.context': 'string?',
    id: 'string',
    version: 'number',
    type: 'string',
    modalities: 'array',
    startDateTime: 'string',
    endDateTime: 'string',
    lastModifiedDateTime: 'string',
    joinWebUrl: 'string|null?',
    organizer: 'object|null?',
    participants: 'array|null?',
    'organizer_v2@odata.context': 'string',
    organizer_v2: 'object|null',
    'participants_v2@odata.context': 'string?',
    participants_v2: 'array?',
    'participants_v2@odata.nextLink': 'string?',
    sessions: 'array?',
    'sessions@odata.nextLink': 'string?',
  },
  participant: { id: 'string', identity: 'object|null', administrativeUnitInfos: 'array?' },
  identity: { id: 'string|null', displayName: 'string|null', tenantId: 'string|null' },
  session: {
    id: 'string',
    modalities: 'array',
    startDateTime: 'string|null',
    endDateTime: 'string|null',
    isTest: 'boolean|null',
    caller: 'object|null',
    callee: 'object|null',
    failureInfo: 'object|null?',
    segments: 'array?',
  },
  segment: {
    id: 'string',
    startDateTime: 'string|null',
    endDateTime: 'string|null',
    caller: 'object|null?',
    callee: 'object|null?',
    failureInfo: 'object|null?',
    media: 'array|null',
  },
  failure: { stage: 'string', reason: 'string|null' },
  participantEndpoint: {
    '@odata.type': 'string',
    userAgent: 'object|null',
    identity: 'object|null?',
    associatedIdentity: 'object|null?',
    name: 'string|null',
    cpuName: 'string|null?',
    cpuCoresCount: 'number|null?',
    cpuProcessorSpeedInMhz: 'number|null?',
    feedback: 'object|null?',
  },
  serviceEndpoint: { '@odata.type': 'string', userAgent: 'object|null' },
  clientUserAgent: {
    '@odata.type': 'string',
    headerValue: 'string|null',
    applicationVersion: 'string|null?',
    platform: 'string',
    productFamily: 'string',
    azureADAppId: 'string|null?',
    communicationServiceId: 'string|null?',
  },
  serviceUserAgent: {
    '@odata.type': 'string',
    headerValue: 'string|null',
    applicationVersion: 'string|null',
    role: 'string',
  },
  feedback: { rating: 'string', text: 'string|null?', tokens: 'object|null?' },
  media: {
    label: 'string|null',
    callerNetwork: 'object|null?',
    calleeNetwork: 'object|null?',
    callerDevice: 'object|null?',
    calleeDevice: 'object|null?',
    streams: 'array|null',
  },
  network: {
    ...nullable('string', members.networkTexts),
    ...nullable('number', members.networkNumbers),
    traceRouteHops: 'array|null?',
  },
  hop: { hopCount: 'number', ipAddress: 'string', roundTripTime: 'string|null' },
  device: {
    ...nullable('string', members.deviceTexts),
    ...nullable('number', members.deviceNumbers),
  },
  stream: {
    ...nullable('string', members.streamTexts),
    ...nullable('number', members.streamNumbers),
    ...nullable('boolean', ['wasMediaBypassed', 'isAudioForwardErrorCorrectionUsed']),
  },
} satisfies Record<string, Shape>;
