import type { Config } from '../../config';

/** Of a mode that reads a real tenant. */
export type RealConfig = Exclude<Config, { mode: 'sandbox' }>;
