import type { GraphRequest } from './request';

/** What a caller prefers, by the `Prefer` header. */
export interface Preferences {
  /** `odata.maxpagesize` */
  pageSize?: number;
  /** Members that were added to an enum after its `unknownFutureValue` are written as they are. */
  unknownMembers: boolean;
  /** Properties that are null are left out. */
  omitNulls: boolean;
}

export function preferencesOf({ headers }: GraphRequest): Preferences {
  const wanted = (headers.prefer ?? '').split(',').map(one => one.trim().toLowerCase());
  const size = wanted.map(one => /^odata\.maxpagesize\s*=\s*(\d{1,6})$/.exec(one)?.[1]).find(one => one !== undefined);
  return {
    ...(size !== undefined && Number(size) > 0 && { pageSize: Number(size) }),
    unknownMembers: wanted.includes('include-unknown-enum-members'),
    omitNulls: wanted.includes('omit-values=nulls'),
  };
}

/** The members that Graph names to everybody, by property; all others are `unknownFutureValue` to those who did not ask for them. */
const members: Record<string, string> = {
  type: 'unknown groupCall peerToPeer',
  modalities: 'audio video videoBasedScreenSharing data screenSharing',
  stage: 'unknown callSetup midcall',
  rating: 'notRated bad poor fair good excellent',
  platform: 'unknown windows macOS iOS android web ipPhone roomSystem surfaceHub holoLens',
  productFamily: 'unknown teams skypeForBusiness lync',
  connectionType: 'unknown wired wifi mobile tunnel',
  networkTransportProtocol: 'unknown udp tcp',
  wifiBand: 'unknown frequency24GHz frequency50GHz frequency60GHz',
  wifiRadioType: 'unknown wifi80211a wifi80211b wifi80211g wifi80211n wifi80211ac wifi80211ax',
};
const known = new Map(Object.entries(members).map(([name, list]) => [name, new Set(list.split(' '))]));

/** The same answer as somebody with these preferences gets it. */
export function asPreferred<T extends object>(body: T, preferences: Preferences): T {
  const { unknownMembers, omitNulls } = preferences;
  if (unknownMembers && !omitNulls) return body;
  if (Array.isArray(body))
    return body.map((one: unknown) => (isObject(one) ? asPreferred(one, preferences) : one)) as T;
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (omitNulls && value === null) continue;
    const member = unknownMembers ? undefined : known.get(name);
    if (member) found[name] = Array.isArray(value) ? value.map(one => toKnown(one, member)) : toKnown(value, member);
    else found[name] = isObject(value) ? asPreferred(value, preferences) : value;
  }
  return found as T;
}

function toKnown(value: unknown, member: ReadonlySet<string>): unknown {
  return typeof value !== 'string' || member.has(value) ? value : 'unknownFutureValue';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
