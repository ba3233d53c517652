import type { EventSource } from '../domain/sources';

/** What reading needs of whoever asks, be it a question in Teams or a round of Rollcall's own. */
export interface Reading {
  source: EventSource;
  /** Called as records are read, often. */
  progress: (soFar: { pages: number; people: number }) => void;
  signal?: AbortSignal;
}
