import type { Dialog } from './dialog';
import { lookUpMeeting } from './look-up-meeting';
import { postSummary } from './post-summary';
import { newSession } from './new-session';

/** Every dialog that can be opened. */
export const dialogs: readonly Dialog[] = [lookUpMeeting, postSummary, newSession];
