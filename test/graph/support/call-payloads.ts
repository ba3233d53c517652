import type { CallRecords } from '@microsoft/microsoft-graph-types';

/* One session of Graph's with every property of its model, and some that are in no model. */

type All<Wire, Without extends string = never> = Record<Exclude<keyof Wire, Without>, unknown>;

const ann = { id: 'oid-1', displayName: 'Ann', tenantId: 'ten-1' };

const network = {
  bandwidthLowEventRatio: 0.1,
  basicServiceSetIdentifier: '00-00-5e-00-53-01',
  connectionType: 'wifi',
  delayEventRatio: 0.2,
  dnsSuffix: 'office.example',
  ipAddress: '192.0.2.10',
  linkSpeed: 54_000_000,
  macAddress: '00-00-5e-00-53-02',
  networkTransportProtocol: 'udp',
  port: 50_005,
  receivedQualityEventRatio: 0.3,
  reflexiveIPAddress: '198.51.100.7',
  relayIPAddress: '203.0.113.5',
  relayPort: 3_478,
  sentQualityEventRatio: 0.4,
  subnet: '192.0.2.0',
  wifiBand: 'frequency50GHz',
  wifiBatteryCharge: 81,
  wifiChannel: 36,
  wifiMicrosoftDriver: 'Wireless driver',
  wifiMicrosoftDriverVersion: 'Microsoft:10.0',
  wifiRadioType: 'wifi80211ax',
  wifiSignalStrength: 92,
  wifiVendorDriver: 'Vendor driver',
  wifiVendorDriverVersion: 'Vendor:2.1',
} satisfies All<CallRecords.NetworkInfo, 'traceRouteHops'>;

const names = {
  captureDeviceName: 'Headset microphone',
  captureDeviceDriver: 'Audio: 10.0',
  renderDeviceName: 'Headset',
  renderDeviceDriver: 'Audio: 10.1',
};

const measures = {
  captureNotFunctioningEventRatio: 0.01,
  cpuInsufficentEventRatio: 0.02,
  deviceClippingEventRatio: 0.03,
  deviceGlitchEventRatio: 0.04,
  howlingEventCount: 2,
  initialSignalLevelRootMeanSquare: 12.5,
  lowSpeechLevelEventRatio: 0.05,
  lowSpeechToNoiseEventRatio: 0.06,
  micGlitchRate: 7,
  receivedNoiseLevel: -60,
  receivedSignalLevel: -10,
  renderMuteEventRatio: 0.07,
  renderNotFunctioningEventRatio: 0.08,
  renderZeroVolumeEventRatio: 0.09,
  sentNoiseLevel: -70,
  sentSignalLevel: -20,
  speakerGlitchRate: 3,
} satisfies All<CallRecords.DeviceInfo, keyof typeof names>;

const durations = {
  averageJitter: 'PT0.016S',
  maxJitter: 'PT0.021S',
  averageRoundTripTime: 'PT0.061S',
  maxRoundTripTime: 'PT0.079S',
  averageAudioNetworkJitter: 'PT0.043S',
  maxAudioNetworkJitter: 'PT0.046S',
  averageFreezeDuration: 'PT1.5S',
  rmsFreezeDuration: 'PT1M2.5S',
};

const measured = {
  streamId: '1504545584',
  streamDirection: 'callerToCallee',
  averagePacketLossRate: 0.01,
  maxPacketLossRate: 0.02,
  averageAudioDegradation: 0.5,
  averageRatioOfConcealedSamples: 0.03,
  maxRatioOfConcealedSamples: 0.04,
  averageVideoPacketLossRate: 0.05,
  averageVideoFrameLossPercentage: 6,
  averageVideoFrameRate: 29.5,
  averageReceivedFrameRate: 28,
  lowFrameRateRatio: 0.07,
  lowVideoProcessingCapabilityRatio: 0.08,
  postForwardErrorCorrectionPacketLossRate: 0.09,
  averageBandwidthEstimate: 9_965_083,
  packetUtilization: 67,
  audioCodec: 'satin',
  videoCodec: 'h264',
  wasMediaBypassed: false,
  isAudioForwardErrorCorrectionUsed: true,
} satisfies All<CallRecords.MediaStream, 'startDateTime' | 'endDateTime' | keyof typeof durations>;

const caller = {
  name: 'machine-1',
  cpuName: 'A processor',
  cpuCoresCount: 8,
  cpuProcessorSpeedInMhz: 2_346,
};

const agent = {
  headerValue: 'CallSignalingAgent (27/1.0)',
  applicationVersion: '1.0',
  platform: 'windows',
  productFamily: 'teams',
  azureADAppId: 'app-1',
  communicationServiceId: 'service-1',
};

/** As Graph writes it. */
export const wireSession = {
  '@odata.type': '#microsoft.graph.callRecords.session',
  id: 's1',
  modalities: ['audio', 'video', 'screenSharing'],
  startDateTime: '2026-11-12T10:00:00.1234567Z',
  endDateTime: '2026-11-12T10:30:00Z',
  isTest: true,
  caller: {
    '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
    ...caller,
    userAgent: { '@odata.type': '#microsoft.graph.callRecords.clientUserAgent', ...agent },
    identity: { '@odata.type': '#microsoft.graph.identitySet', user: ann },
    associatedIdentity: { ...ann, userPrincipalName: 'ann@contoso.example' },
    feedback: { rating: 'poor', text: 'It hung.', tokens: { Noisy: true, Echo: false, NewWord: true, odd: 'yes' } },
  },
  callee: {
    '@odata.type': '#microsoft.graph.callRecords.serviceEndpoint',
    userAgent: { '@odata.type': '#microsoft.graph.callRecords.serviceUserAgent', role: 'mediationServer' },
  },
  failureInfo: { stage: 'midcall', reason: 'The network was gone.' },
  segments: [
    {
      id: 'g1',
      startDateTime: '2026-11-12T10:00:00Z',
      endDateTime: '2026-11-12T10:29:59.5Z',
      caller: { '@odata.type': '#microsoft.graph.callRecords.participantEndpoint' },
      callee: null,
      failureInfo: { stage: 'callSetup', reason: null },
      media: [
        {
          label: 'main-audio',
          callerNetwork: {
            ...network,
            traceRouteHops: [{ hopCount: 1, ipAddress: '192.0.2.1', roundTripTime: 'PT0.002S' }, {}, null],
          },
          calleeNetwork: network,
          callerDevice: { ...names, ...measures },
          calleeDevice: measures,
          streams: [
            {
              ...measured,
              ...durations,
              startDateTime: '2026-11-12T10:00:01Z',
              endDateTime: '2026-11-12T10:29:59Z',
            },
            { streamId: '2', averageJitter: null },
          ],
        },
      ],
    },
  ],
  administrativeUnitInfos: [{ id: 'not read' }],
};

/** As it is read. */
export const readSession = {
  id: 's1',
  modalities: ['audio', 'video', 'screenSharing'],
  startDateTime: '2026-11-12T10:00:00.123Z',
  endDateTime: '2026-11-12T10:30:00.000Z',
  isTest: true,
  caller: {
    of: 'participant',
    ...caller,
    userAgent: agent,
    identity: { is: 'user', ...ann, userPrincipalName: 'ann@contoso.example' },
    feedback: { rating: 'poor', text: 'It hung.', tokens: { Noisy: true, Echo: false, NewWord: true } },
  },
  callee: { of: 'service', userAgent: { role: 'mediationServer' } },
  failureInfo: { stage: 'midcall', reason: 'The network was gone.' },
  segments: [
    {
      id: 'g1',
      startDateTime: '2026-11-12T10:00:00.000Z',
      endDateTime: '2026-11-12T10:29:59.500Z',
      caller: { of: 'participant' },
      callee: null,
      failureInfo: { stage: 'callSetup', reason: null },
      media: [
        {
          label: 'main-audio',
          callerNetwork: {
            ...network,
            traceRouteHops: [{ hopCount: 1, ipAddress: '192.0.2.1', roundTripTimeMs: 2 }, {}],
          },
          calleeNetwork: network,
          callerDevice: { ...names, measures },
          calleeDevice: { measures },
          streams: [
            {
              ...measured,
              averageJitterMs: 16,
              maxJitterMs: 21,
              averageRoundTripTimeMs: 61,
              maxRoundTripTimeMs: 79,
              averageAudioNetworkJitterMs: 43,
              maxAudioNetworkJitterMs: 46,
              averageFreezeDurationMs: 1_500,
              rmsFreezeDurationMs: 62_500,
              startDateTime: '2026-11-12T10:00:01.000Z',
              endDateTime: '2026-11-12T10:29:59.000Z',
            },
            { streamId: '2' },
          ],
        },
      ],
    },
  ],
};
