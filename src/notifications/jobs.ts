import { LOOK_JOB } from '../store/looks';

/** Makes the sessions of one event known, and looks at those that are over; its data is `{ tenant, kind, id, sessionId }`, the last one '' for all. */
export const EVENT_JOB = 'look-at-event';
/** Works on one row of the inbox; its data is `{ tenant, id }`. */
export const INBOX_JOB = 'read-notification';

/** Every job of this room, for the store. */
export const FINDING_JOBS: readonly string[] = [LOOK_JOB, EVENT_JOB, INBOX_JOB];
