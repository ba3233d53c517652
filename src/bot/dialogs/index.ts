import type { Dialog } from './dialog';
import { lookUpMeeting } from './look-up-meeting';

/** Every dialog that can be opened. */
export const dialogs: readonly Dialog[] = [lookUpMeeting];
