import type { TenantCall } from '../world/call-model';
import { badRequest } from './errors';

type Condition = (call: TenantCall) => boolean;

/** `$filter` of the list of call records: the time of the start and one kind of `any`, joined by `and`. Throws Refusal for all else. */
export function callFilter(filter: string | null): Condition {
  if (filter === null) return () => true;
  const conditions = filter.split(/\s+and\s+/i).map(toCondition);
  return call => conditions.every(one => one(call));
}

function toCondition(text: string): Condition {
  const [, operator, at = ''] = /^\s*startDateTime\s+(lt|le|gt|ge)\s+(\S+?)\s*$/i.exec(text) ?? [];
  if (operator !== undefined) return byStart(operator.toLowerCase(), at);
  const id = /^\s*participants_v2\/any\(\s*(\w+)\s*:\s*\1\/id\s+eq\s+'([^']*)'\s*\)\s*$/i.exec(text)?.[2];
  if (id === undefined) throw badRequest('Invalid filter clause.');
  return call => takesPart(call, id.toLowerCase());
}

function byStart(operator: string, at: string): Condition {
  const limit = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$/i.test(at) ? Date.parse(at) : NaN;
  if (Number.isNaN(limit)) throw badRequest(`Invalid filter clause: '${at}' is no date and time.`);
  const compare: Record<string, Condition> = {
    lt: call => call.start < limit,
    le: call => call.start <= limit,
    gt: call => call.start > limit,
    ge: call => call.start >= limit,
  };
  return compare[operator] ?? (() => false);
}

function takesPart({ participants }: TenantCall, id: string): boolean {
  for (let index = 0; index < participants.count; index++)
    if (participants.participant(index).id?.toLowerCase() === id) return true;
  return false;
}
