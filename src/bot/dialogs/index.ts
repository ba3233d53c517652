import type { Dialog } from './dialog';

/** Every dialog that can be opened. */
export const dialogs: readonly Dialog[] = [];
