import type { JudgedSession } from './judged-session';

/** What docs/metrics.md has a rule for; `other` has none. */
export const streamKinds = ['audio', 'video', 'screen-sharing', 'other'] as const;
export type StreamKind = (typeof streamKinds)[number];

/** Unclassified is never good. */
export type Verdict = 'good' | 'poor' | 'unclassified';

/** Which threshold was passed. */
export const poorReasons = [
  'round-trip',
  'packet-loss',
  'jitter',
  'frame-loss',
  'frame-rate',
  'post-fec-loss',
] as const;
export type PoorReason = (typeof poorReasons)[number];

export interface StreamQuality {
  kind: StreamKind;
  verdict: Verdict;
  /** Empty unless poor. */
  reasons: PoorReason[];
}

/** Streams by verdict. The poor share is poor / (good + poor), and null where neither is known. */
export interface QualityCount {
  good: number;
  poor: number;
  unclassified: number;
  poorShare: number | null;
}

/** The keys of groups: of what Graph says nothing, and of all beyond the most that are told apart. */
export const UNKNOWN = 'unknown';
export const OTHERS = 'others';

/** Of one network kind, platform, device or person. A stream between two people counts at both ends, and once in the call. */
export interface QualityGroup extends QualityCount {
  /** Graph's own word (`wifi`, `windows`), a device's name, or a person's key; `unknown` where Graph says nothing; `others` for all beyond the most that are kept. */
  key: string;
  sessions: number;
  people: number;
}

/** A person's own, for personal chat alone: the key is an object id or other id in lower case, or `session:<id>` of somebody without one. */
export interface PersonQuality extends QualityGroup {
  displayName?: string;
}

/** Sessions that showed something, of those in which it was measured. */
export interface SignCount {
  poor: number;
  of: number;
}

/** What the streams of a call come to, by docs/metrics.md. */
export interface CallQuality {
  sessions: number;
  /** Sessions with a failure. */
  failed: number;
  /** Sessions with at least one poor stream. */
  poorSessions: number;
  /** Distinct people at the ends. */
  people: number;
  byKind: Record<StreamKind, QualityCount & { reasons: Record<PoorReason, number> }>;
  /** All streams; worst first in each: most poor streams. */
  byNetwork: QualityGroup[];
  byPlatform: QualityGroup[];
  /** Of audio streams alone, by what captured or played them. Told to readers alone. */
  byDevice: QualityGroup[];
  byPerson: PersonQuality[];
  /** Audio alone, by network: what "mostly on Wi-Fi" and the advice are made from. */
  audioByNetwork: QualityGroup[];
  /** Modality -> sessions that had it. */
  modalities: Record<string, number>;
  /** What is no matter of the network: echo, glitches and noise; a machine too slow. */
  signs: { headset: SignCount; client: SignCount };
  /** Not all sessions could be read: how many were. */
  incomplete?: true;
  sessionsRead?: number;
}

/** What sessions are gathered into, page by page; keeps roll-ups, never pages. A session whose id came before counts once. */
export interface QualityCollector {
  add(sessions: readonly JudgedSession[]): void;
  readonly sessions: number;
  finish(): CallQuality;
}
