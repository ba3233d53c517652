import type { Asker } from './sources';

/** People beyond organisers and co-organisers who may read everybody's events, as whoever runs Rollcall configured it. */
export interface Readers {
  /** False when none are configured: then nobody need be asked about. */
  some: boolean;
  /** Never rejects: what can't be found out means no. */
  isReader(asker: Asker): Promise<boolean>;
}

export const noReaders: Readers = { some: false, isReader: () => Promise.resolve(false) };
