import type { NewReport } from './notification';

/** Whose notifications the load is made of. */
export const LOAD = {
  tenantId: '1f0d5a8e-4c1b-4c5e-8a54-6f3f7f1f2a11',
  subscriptionId: 'of the bench',
  clientState: 'state of the bench',
  collection: 'webinars',
  eventId: 'ae7cc196-8cda-4e1b-ab84-12fd1deaf94b@',
} as const;

/** Each tells of another session. */
export function loadReport(index: number): NewReport {
  return { ...LOAD, sessionId: `session-${index}`, reportId: `report-${index}` };
}
