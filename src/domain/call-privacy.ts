import type { CallQuality } from './call-quality';
import type {
  CallDevice,
  CallEndpoint,
  CallFeedback,
  CallMedia,
  CallNetwork,
  CallSegment,
  CallSession,
  CallUserAgent,
} from './call-record';

/**
 * A session as those may see it who are no readers: without what tells a machine, an address or a place from another, and without what people wrote. What
 * stays is named here one by one, so that a property which is added is left out until somebody decides; measures of streams and devices stay whole.
 */
export function withoutDevices(session: CallSession): CallSession {
  const segments = session.segments.map(withoutDevicesOfSegment);
  return { ...only(session, SESSION), ...withoutEnds(session), segments };
}

/** The roll-ups without the names of devices. */
export function withoutDeviceGroups(quality: CallQuality): CallQuality {
  return { ...quality, byDevice: [] };
}

function withoutDevicesOfSegment(segment: CallSegment): CallSegment {
  return { ...only(segment, SEGMENT), ...withoutEnds(segment), media: segment.media.map(withoutDevicesOfMedia) };
}

function withoutEnds({
  caller,
  callee,
}: Pick<CallSession, 'caller' | 'callee'>): Pick<CallSession, 'caller' | 'callee'> {
  return { caller: caller && toPublicEnd(caller), callee: callee && toPublicEnd(callee) };
}

const SEGMENT = ['id', 'startDateTime', 'endDateTime', 'failureInfo'] as const satisfies (keyof CallSegment)[];
const SESSION = [...SEGMENT, 'modalities', 'isTest'] as const satisfies (keyof CallSession)[];
const ENDPOINT = ['of', 'identity'] as const satisfies (keyof CallEndpoint)[];
const USER_AGENT = [
  'applicationVersion',
  'platform',
  'productFamily',
  'role',
] as const satisfies (keyof CallUserAgent)[];
const FEEDBACK = ['rating'] as const satisfies (keyof CallFeedback)[];
const MEDIA = ['label', 'streams'] as const satisfies (keyof CallMedia)[];
const DEVICE = ['measures'] as const satisfies (keyof CallDevice)[];
const NETWORK = [
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
] as const satisfies (keyof CallNetwork)[];

function toPublicEnd(endpoint: CallEndpoint): CallEndpoint {
  const { userAgent, feedback } = endpoint;
  return {
    ...only(endpoint, ENDPOINT),
    ...(userAgent && { userAgent: only(userAgent, USER_AGENT) }),
    ...(feedback && { feedback: { ...only(feedback, FEEDBACK), tokens: {} } }),
  };
}

function withoutDevicesOfMedia(media: CallMedia): CallMedia {
  const { callerNetwork, calleeNetwork, callerDevice, calleeDevice } = media;
  return {
    ...only(media, MEDIA),
    ...(callerNetwork && { callerNetwork: only(callerNetwork, NETWORK) }),
    ...(calleeNetwork && { calleeNetwork: only(calleeNetwork, NETWORK) }),
    ...(callerDevice && { callerDevice: only(callerDevice, DEVICE) }),
    ...(calleeDevice && { calleeDevice: only(calleeDevice, DEVICE) }),
  };
}

function only<Whole extends object, Key extends keyof Whole>(whole: Whole, keys: readonly Key[]): Pick<Whole, Key> {
  return Object.fromEntries(keys.flatMap(key => (whole[key] === undefined ? [] : [[key, whole[key]]]))) as Pick<
    Whole,
    Key
  >;
}
