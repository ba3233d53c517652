import type { CallEndpoint, CallFailure, CallIdentity } from '../domain/call-record';
import { OTHERS, UNKNOWN, type PoorReason, type StreamKind, type Verdict } from '../domain/call-quality';
import { personText } from './person-text';
import type { State } from './state';

/** Where a word of `camelCase`, or of `anIPAddress`, ends. */
const WORD_ENDS = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;
const LONGEST_WORD = 40;
const LONGEST_NAME = 60;

/**
 * A word of Graph's in ours; one that Graph added since is made readable: `newPhoneKind` becomes `new phone kind`. Letters, digits and spaces alone, so
 * that a TextBlock may hold it.
 */
function inWords(words: Record<string, string>, word: string | null | undefined, none: string): string {
  if (!word) return none;
  if (Object.hasOwn(words, word)) return words[word] ?? none;
  const apart = word.slice(0, LONGEST_WORD * 2).replace(WORD_ENDS, ' ');
  const readable = personText(apart.replace(/[^\p{L}\p{N}]+/gu, ' '), LONGEST_WORD).toLowerCase();
  return readable || none;
}

/** With a capital, but for a name that has one already: `iOS`, `macOS`. */
export function lineStart(words: string): string {
  const [first = ''] = words.split(' ');
  return first === first.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** For what stands alone: `a mobile network` in a sentence, `mobile network` in a list. */
export function withoutArticle(words: string): string {
  return words.replace(/^an? /, '');
}

const callTypes = { groupCall: 'Group call', peerToPeer: 'One-to-one call', unknown: 'Call' };

export function callTypeWord(type: string): string {
  return lineStart(inWords(callTypes, type, 'Call'));
}

const modalityWords = {
  audio: 'audio',
  video: 'video',
  videoBasedScreenSharing: 'screen sharing',
  screenSharing: 'older screen sharing',
  data: 'data',
};

export function modalityWord(modality: string): string {
  return inWords(modalityWords, modality, 'of an unknown kind');
}

/** `audio, video and screen sharing`; empty where Graph names none. */
export function modalityList(modalities: readonly string[]): string {
  const words = [...new Set(modalities.map(modalityWord))];
  const last = words.pop();
  if (last === undefined) return '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

const networks = {
  wired: 'cable',
  wifi: 'Wi-Fi',
  mobile: 'a mobile network',
  tunnel: 'VPN',
  unknown: 'an unknown network',
  others: 'other networks',
};

export function networkWord(connectionType: string | undefined): string {
  return inWords(networks, connectionType, networks.unknown);
}

const platforms = {
  windows: 'Windows',
  macOS: 'macOS',
  iOS: 'iOS',
  android: 'Android',
  web: 'web browser',
  ipPhone: 'desk phone',
  roomSystem: 'Teams room',
  surfaceHub: 'Surface Hub',
  holoLens: 'HoloLens',
  unknown: 'an unknown platform',
  others: 'other platforms',
};

export function platformWord(platform: string | undefined): string {
  return inWords(platforms, platform, platforms.unknown);
}

/** A device's name, which is data. */
export function deviceWord(key: string): string {
  if (key === UNKNOWN) return 'an unknown device';
  return key === OTHERS ? 'other devices' : personText(key, LONGEST_NAME) || 'an unnamed device';
}

const products = {
  teams: 'Teams',
  skypeForBusiness: 'Skype for Business',
  lync: 'Lync',
  azureCommunicationServices: 'Azure Communication Services',
  unknown: 'an unknown product',
};

export function productWord(productFamily: string | undefined): string {
  return inWords(products, productFamily, products.unknown);
}

/** Any other word of Graph's, made readable; a property's name too. */
export function readableWord(word: string): string {
  return inWords({}, word, UNKNOWN);
}

const stages = { callSetup: 'while it was being set up', midcall: 'midway', unknown: 'at an unknown stage' };

/** `Failed while it was being set up`; the reason is Graph's own text, for a TextRun. */
export function failureWords({ stage, reason }: CallFailure): { when: string; reason: string } {
  const known = inWords(stages, stage, stages.unknown);
  const when = Object.hasOwn(stages, stage) || !stage ? known : `at the stage “${known}”`;
  return { when: `Failed ${when}`, reason: personText(reason, 200) };
}

const unnamed: Record<string, string> = {
  user: 'Unnamed member',
  guest: 'Unnamed guest',
  phone: 'Unnamed caller by phone',
  application: 'An app',
  applicationInstance: 'An app',
  device: 'A device',
  acsUser: 'Unnamed caller from another service',
};

/** Somebody's name, or what Graph tells in its place. For personal chat alone. */
export function identityName(identity: CallIdentity | undefined): string {
  if (!identity) return 'Unnamed';
  const name = personText(identity.displayName, LONGEST_NAME);
  if (name) return name;
  if (identity.is === 'phone') return personText(identity.id, LONGEST_NAME) || 'Unnamed caller by phone';
  return (Object.hasOwn(unnamed, identity.is) ? unnamed[identity.is] : undefined) ?? 'Unnamed';
}

/** Who, or what, is at an end. */
export function endpointName(end: CallEndpoint | null): string {
  if (end === null) return 'Unknown';
  return end.of === 'service' && !end.identity ? 'the meeting’s service' : identityName(end.identity);
}

export const kindWords: Record<StreamKind, string> = {
  audio: 'audio',
  video: 'video',
  'screen-sharing': 'screen sharing',
  other: 'other',
};

export const reasonWords: Record<PoorReason, string> = {
  'round-trip': 'round trip',
  'packet-loss': 'packet loss',
  jitter: 'jitter',
  'frame-loss': 'frame loss',
  'frame-rate': 'frame rate',
  'post-fec-loss': 'loss after correction',
};

/** How a verdict is told. */
export const verdictStates: Record<Verdict, State> = {
  good: { text: 'Good', style: 'Good', color: 'Good' },
  poor: { text: 'Poor', style: 'Warning', color: 'Warning' },
  unclassified: { text: 'Not judged', style: 'Subtle', color: 'Default' },
};

export const failedState: State = { text: 'Failed', style: 'Attention', color: 'Attention' };
