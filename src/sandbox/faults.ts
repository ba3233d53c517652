/**
 * A plan of what goes wrong, for tests and people. Rules are tried in order; the first that matches and is not used up applies.
 *
 * In code: `sandbox.faults.add({ path: '/attendanceRecords', after: 1, times: 1, fault: { status: 503 } })`.
 * By hand: `POST /sandbox/faults` with such a rule or an array of them as JSON (a `path` like `"/records$/i"` is a regular
 * expression), `GET` shows the plan, `DELETE` clears it.
 */
export interface FaultRule<F = Fault> {
  /** Part of the decoded path and query, or a regular expression; absent: every request. */
  path?: string | RegExp;
  method?: string;
  /** How often it strikes; absent: always. */
  times?: number;
  /** How many matching requests pass first. */
  after?: number;
  fault: F;
}

export type Fault =
  /** That status with Graph's usual body for it, or with this one. */
  | { status: number; retryAfter?: number; body?: unknown }
  /** A right answer, late. */
  | { delayMs: number }
  | TransportFault
  | PageFault;

/**
 * reset: the connection breaks before a byte · drop: in the middle of the body · hang: no answer ever ·
 * truncate: half the JSON, as if it were all · html: a page of HTML with status 200.
 */
export type TransportFault = (typeof transportFaults)[number];
const transportFaults = ['reset', 'drop', 'hang', 'truncate', 'html'] as const;

/**
 * self-link: the page's nextLink is the address just asked for · foreign-link: it leads to another host ·
 * metadata-link: it is the address of a description, as in Graph's own examples ·
 * duplicate-page: it leads to the same page again under another address · endless-empty: no items, and always a further page.
 */
export type PageFault = (typeof pageFaults)[number];
const pageFaults = ['self-link', 'foreign-link', 'metadata-link', 'duplicate-page', 'endless-empty'] as const;

export interface FaultPlan<F = Fault> {
  add(...rules: FaultRule<F>[]): void;
  clear(): void;
  rules(): readonly FaultRule<F>[];
  /** The fault for this request, if any; counts it. Rules with a fault that does not apply are passed over, uncounted. */
  next(method: string, pathAndQuery: string, applies?: (fault: F) => boolean): F | undefined;
}

export function createFaultPlan<F = Fault>(): FaultPlan<F> {
  let plan: { rule: FaultRule<F>; seen: number; struck: number }[] = [];
  return {
    add: (...rules) => {
      plan.push(...rules.map(rule => ({ rule, seen: 0, struck: 0 })));
    },
    clear: () => {
      plan = [];
    },
    rules: () => plan.map(one => one.rule),
    next: (method, pathAndQuery, applies = () => true) => {
      for (const one of plan) {
        if (!applies(one.rule.fault)) continue;
        if (!matches(one.rule, method, pathAndQuery) || one.struck >= (one.rule.times ?? Infinity)) continue;
        one.seen++;
        if (one.seen <= (one.rule.after ?? 0)) continue;
        one.struck++;
        return one.rule.fault;
      }
      return undefined;
    },
  };
}

function matches(rule: FaultRule<unknown>, method: string, pathAndQuery: string): boolean {
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  if (rule.path === undefined) return true;
  return typeof rule.path === 'string' ? pathAndQuery.includes(rule.path) : pathAndQuery.search(rule.path) >= 0;
}

export function isTransportFault(fault: Fault): fault is TransportFault {
  return (transportFaults as readonly unknown[]).includes(fault);
}

export function isPageFault(fault: Fault): fault is PageFault {
  return (pageFaults as readonly unknown[]).includes(fault);
}
