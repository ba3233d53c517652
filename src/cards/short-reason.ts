import type { ProblemCode } from '../domain/errors';
import type { PartialRead } from '../domain/partial-read';
import type { CardContext } from './card';
import { counted, formatFor } from './format';

const reasons: Partial<Record<ProblemCode, string>> = {
  throttled: 'Graph asked for a pause',
  'graph-unavailable': 'Graph stopped answering',
  'graph-garbled': 'Graph sent something unreadable',
  'paging-broken': 'Graph sent pages that lead nowhere',
  'report-changing': 'Graph changed the report again',
  'took-too-long': 'the time for one question was over',
  'permission-missing': 'Graph refused for lack of a permission',
  'access-policy-missing': 'Graph refused for lack of an access policy',
  'access-policy-elsewhere': 'Graph refused, as the access policy is on somebody else',
  'conditional-access': 'a sign-in rule stopped it',
  'not-the-organizer': 'Graph gives it to the organiser alone',
  'graph-refused': 'Graph refused',
};

/** Why reading ended early, as the end of a sentence. */
export function shortReason(code: ProblemCode | undefined): string {
  return (code && reasons[code]) ?? 'reading broke off';
}

/** `150 records were read before Graph asked for a pause` */
export function readBefore({ recordsRead = 0, incompleteBecause }: PartialRead, context: CardContext): string {
  const records = counted(formatFor(context), recordsRead, 'record was', 'records were');
  return `${records} read before ${shortReason(incompleteBecause)}`;
}

/** What stands over a list that people are missing in. */
export function missingPeople(value: PartialRead, context: CardContext): { text: string }[] {
  if (!value.incomplete) return [];
  return [{ text: `Incomplete: ${readBefore(value, context)}. People are missing here; read again to go on.` }];
}
