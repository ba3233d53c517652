import type { EventKind } from './event';
import type { Iso } from './time';

/** What came of ending an event of the pretend tenant. */
export interface EventEnded {
  kind: EventKind;
  id: string;
  title: string;
  /** When its report will be there; absent where nothing of it was running. */
  readyAt?: Iso;
  /** Whether its summary will be posted where this was asked; absent where nothing is kept. */
  watchedHere?: boolean;
}
