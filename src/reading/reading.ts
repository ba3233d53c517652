import type { Thresholds } from '../domain/attendance';
import type { EventSource } from '../domain/sources';

/** What reading needs of whoever asks, be it a question in Teams or a round of Rollcall's own. */
export interface Reading {
  source: EventSource;
  /** Called as records are read, often. */
  progress: (soFar: { pages: number; people: number }) => void;
  /** Absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  signal?: AbortSignal;
}
