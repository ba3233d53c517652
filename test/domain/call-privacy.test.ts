import { withoutDeviceGroups, withoutDevices } from '../../src/domain/call-privacy';
import { createQualityCount } from '../../src/domain/call-quality-count';
import type {
  CallDevice,
  CallEndpoint,
  CallMedia,
  CallNetwork,
  CallSession,
  CallStream,
} from '../../src/domain/call-record';
import { verdictsOf } from '../../src/domain/call-verdicts';

/* Each type with everything that it can hold: what is added to a type has to be added here, and then is found below unless somebody allows it. */

const endpoint: Required<CallEndpoint> = {
  of: 'participant',
  identity: {
    is: 'user',
    id: '11111111-0000-4000-8000-00000000000a',
    displayName: 'Ada Berg',
    tenantId: 'dc368399-474c-4d40-900c-6265431fd81f',
    userPrincipalName: 'ada@contoso.com',
  },
  userAgent: {
    headerValue: 'secret agent of SM-G930U',
    applicationVersion: '27/1.7',
    platform: 'windows',
    productFamily: 'teams',
    azureADAppId: 'secret app',
    communicationServiceId: 'secret resource',
    role: 'mediationServer',
  },
  name: 'secret PC-ADA',
  cpuName: 'secret processor',
  cpuCoresCount: 7_000_001,
  cpuProcessorSpeedInMhz: 7_000_002,
  feedback: { rating: 'poor', text: 'secret: I heard Bo twice', tokens: { secretEcho: true } },
};

const network: Required<CallNetwork> = {
  connectionType: 'wifi',
  linkSpeed: 54_000_000,
  networkTransportProtocol: 'udp',
  wifiBand: 'frequency50GHz',
  wifiRadioType: 'wifi80211ax',
  wifiSignalStrength: 71,
  wifiBatteryCharge: 7_000_003,
  wifiChannel: 7_000_004,
  bandwidthLowEventRatio: 0.01,
  delayEventRatio: 0.02,
  receivedQualityEventRatio: 0.03,
  sentQualityEventRatio: 0.04,
  basicServiceSetIdentifier: 'secret bssid',
  dnsSuffix: 'secret.contoso.com',
  ipAddress: 'secret 10.0.0.7',
  subnet: 'secret 10.0.0.0',
  macAddress: 'secret 00-00-5e',
  port: 7_000_005,
  reflexiveIPAddress: 'secret 198.51.100.7',
  relayIPAddress: 'secret 203.0.113.7',
  relayPort: 7_000_006,
  wifiMicrosoftDriver: 'secret driver',
  wifiMicrosoftDriverVersion: 'secret version',
  wifiVendorDriver: 'secret vendor',
  wifiVendorDriverVersion: 'secret vendor version',
  traceRouteHops: [{ hopCount: 7_000_007, ipAddress: 'secret hop', roundTripTimeMs: 7_000_008 }],
};

const device: Required<CallDevice> = {
  captureDeviceName: 'secret headset',
  captureDeviceDriver: 'secret capture driver',
  renderDeviceName: 'secret speakers',
  renderDeviceDriver: 'secret render driver',
  measures: { micGlitchRate: 2.5, cpuInsufficentEventRatio: 0.2 },
};

const stream: Required<CallStream> = {
  streamId: '1504545584',
  streamDirection: 'callerToCallee',
  startDateTime: '2026-11-12T10:00:00Z',
  endDateTime: '2026-11-12T11:00:00Z',
  averageJitterMs: 44,
  maxJitterMs: 50,
  averageRoundTripTimeMs: 61,
  maxRoundTripTimeMs: 90,
  averageAudioNetworkJitterMs: 3,
  maxAudioNetworkJitterMs: 4,
  averageFreezeDurationMs: 5,
  rmsFreezeDurationMs: 6,
  averagePacketLossRate: 0.2,
  maxPacketLossRate: 0.3,
  averageAudioDegradation: 1.2,
  averageRatioOfConcealedSamples: 0.05,
  maxRatioOfConcealedSamples: 0.06,
  averageVideoPacketLossRate: 0.07,
  averageVideoFrameLossPercentage: 8,
  averageVideoFrameRate: 9,
  averageReceivedFrameRate: 10,
  lowFrameRateRatio: 0.11,
  lowVideoProcessingCapabilityRatio: 0.12,
  postForwardErrorCorrectionPacketLossRate: 0.13,
  averageBandwidthEstimate: 14_000,
  packetUtilization: 15_000,
  audioCodec: 'satin',
  videoCodec: 'h264',
  wasMediaBypassed: false,
  isAudioForwardErrorCorrectionUsed: true,
};

const media: Required<CallMedia> = {
  label: 'main-audio',
  callerNetwork: network,
  calleeNetwork: network,
  callerDevice: device,
  calleeDevice: device,
  streams: [stream],
};
const failureInfo = { stage: 'midcall', reason: 'Media path lost.' };
const times = { startDateTime: '2026-11-12T10:00:00Z', endDateTime: '2026-11-12T11:00:00Z' };

const session: Required<CallSession> = {
  id: '22222222-0000-4000-8000-000000000001',
  modalities: ['audio'],
  ...times,
  isTest: false,
  caller: endpoint,
  callee: endpoint,
  failureInfo,
  segments: [
    {
      id: '22222222-0000-4000-8000-000000000001',
      ...times,
      caller: endpoint,
      callee: endpoint,
      failureInfo,
      media: [media],
    },
  ],
};

/** Where each value stands, as `segments.0.media`, with places in lists as `*`. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    pathsOf(one, `${path}${path && '.'}${Array.isArray(value) ? '*' : key}`),
  );
}

const end = (path: string) => [
  `${path}.of`,
  ...['is', 'id', 'displayName', 'tenantId', 'userPrincipalName'].map(name => `${path}.identity.${name}`),
  ...['applicationVersion', 'platform', 'productFamily', 'role'].map(name => `${path}.userAgent.${name}`),
  `${path}.feedback.rating`,
];
const ofNetwork = [
  'connectionType',
  'linkSpeed',
  'networkTransportProtocol',
  'wifiBand',
  'wifiRadioType',
  'wifiSignalStrength',
  'bandwidthLowEventRatio',
  'delayEventRatio',
  'receivedQualityEventRatio',
  'sentQualityEventRatio',
];
const allowed = [
  ...['id', 'modalities.*', 'startDateTime', 'endDateTime', 'isTest', 'failureInfo.stage', 'failureInfo.reason'],
  ...['caller', 'callee'].flatMap(end),
  ...['id', 'startDateTime', 'endDateTime', 'failureInfo.stage', 'failureInfo.reason'].map(
    name => `segments.*.${name}`,
  ),
  ...['segments.*.caller', 'segments.*.callee'].flatMap(end),
  'segments.*.media.*.label',
  ...['caller', 'callee'].flatMap(side => [
    ...ofNetwork.map(name => `segments.*.media.*.${side}Network.${name}`),
    ...Object.keys(device.measures).map(name => `segments.*.media.*.${side}Device.measures.${name}`),
  ]),
  ...Object.keys(stream).map(name => `segments.*.media.*.streams.*.${name}`),
];

describe('a session for those who are no readers', () => {
  it('holds what is allowed, each by its name, and nothing else', () => {
    expect(pathsOf(withoutDevices(session)).sort()).toEqual(allowed.sort());
  });

  it('holds none of the values that identify a machine, an address or what somebody wrote', () => {
    const secrets = (value: unknown) => JSON.stringify(value).match(/secret|700000\d/g) ?? [];
    expect(secrets(session).length).toBeGreaterThan(50);
    expect(secrets(withoutDevices(session))).toEqual([]);
  });

  it('has the same verdicts, and leaves what it was made from as it was', () => {
    const before = JSON.stringify(session);
    expect(verdictsOf(withoutDevices(session))).toEqual(verdictsOf(session));
    expect(JSON.stringify(session)).toBe(before);
  });

  it('does not invent what was not there', () => {
    const bare: CallSession = {
      ...session,
      startDateTime: null,
      caller: null,
      callee: { of: 'service' },
      failureInfo: null,
      segments: [
        {
          id: '',
          startDateTime: null,
          endDateTime: null,
          caller: null,
          callee: null,
          failureInfo: null,
          media: [{ label: null, streams: [] }],
        },
      ],
    };
    expect(withoutDevices(bare)).toEqual(bare);
  });
});

it('the roll-ups lose their devices, and nothing else', () => {
  const count = createQualityCount();
  count.add([session]);
  const quality = count.finish();
  expect(quality.byDevice.map(one => one.key)).toEqual(['secret headset', 'secret speakers']);
  expect(withoutDeviceGroups(quality)).toEqual({ ...quality, byDevice: [] });
  expect(JSON.stringify(withoutDeviceGroups(quality))).not.toContain('secret');
});
