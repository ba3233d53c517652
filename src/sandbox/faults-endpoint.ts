import type { ServerResponse } from 'node:http';
import { type Fault, type FaultPlan, type FaultRule, isPageFault, isTransportFault } from './faults';

/** `POST`, `GET` and `DELETE /sandbox/faults` and `/sandbox/delivery-faults`: a fault plan for people with curl. */
export function faultsEndpoint<F>(
  plan: FaultPlan<F>,
  isFault: (value: unknown) => value is F,
  method: string | undefined,
  body: unknown,
  response: ServerResponse,
): void {
  if (method === 'DELETE') plan.clear();
  else if (method === 'POST') {
    const rules = (Array.isArray(body) ? (body as unknown[]) : [body]).map(one => toRule(one, isFault));
    if (!rules.every(rule => rule !== undefined)) {
      answer(response, 400, { error: 'Send {"path"?, "method"?, "times"?, "after"?, "fault"}, or a list of these.' });
      return;
    }
    plan.add(...rules);
  } else if (method !== 'GET') {
    answer(response, 405, { error: 'Use GET, POST or DELETE.' });
    return;
  }
  answer(response, 200, { rules: plan.rules().map(rule => ({ ...rule, path: rule.path && String(rule.path) })) });
}

function toRule<F>(value: unknown, isFault: (value: unknown) => value is F): FaultRule<F> | undefined {
  const { path, method, times, after, fault } = (value ?? {}) as Record<string, unknown>;
  if (!isFault(fault)) return undefined;
  return {
    ...(typeof path === 'string' && { path: toPattern(path) }),
    ...(typeof method === 'string' && { method }),
    ...(typeof times === 'number' && { times }),
    ...(typeof after === 'number' && { after }),
    fault,
  };
}

/** A fault of Graph's own answers. */
export function isGraphFault(value: unknown): value is Fault {
  if (typeof value === 'string') return isTransportFault(value as Fault) || isPageFault(value as Fault);
  const { status, delayMs } = (value ?? {}) as Record<string, unknown>;
  return typeof delayMs === 'number' || (Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599);
}

/** `/…/i` is a regular expression; anything else stands for itself. */
function toPattern(path: string): string | RegExp {
  const match = /^\/(.+)\/([imsu]*)$/.exec(path);
  if (!match) return path;
  try {
    return new RegExp(match[1] ?? '', match[2]);
  } catch {
    return path;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
