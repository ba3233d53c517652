import type { ProblemCode } from '../domain/errors';

const reasons: Partial<Record<ProblemCode, string>> = {
  throttled: 'Graph asked for a pause',
  'graph-unavailable': 'Graph stopped answering',
  'graph-garbled': 'Graph sent something unreadable',
  'paging-broken': 'Graph sent pages that lead nowhere',
  'report-changing': 'Graph changed the report again',
  'took-too-long': 'the time for one question was over',
  'permission-missing': 'Graph refused for lack of a permission',
  'access-policy-missing': 'Graph refused for lack of an access policy',
  'not-the-organizer': 'Graph gives it to the organiser alone',
  'graph-refused': 'Graph refused',
};

/** Why reading ended early, as the end of a sentence. */
export function shortReason(code: ProblemCode | undefined): string {
  return (code && reasons[code]) ?? 'reading broke off';
}
