/** One of Teams' limits: so many sends, in so many milliseconds, into one conversation or by the app into one tenant. */
export interface RateRule {
  of: 'conversation' | 'tenant';
  sends: number;
  ms: number;
}

/** As Microsoft documents them, and not as Rollcall's own code has them. */
export const TEAMS_RULES: readonly RateRule[] = [
  { of: 'conversation', sends: 7, ms: 1_000 },
  { of: 'conversation', sends: 8, ms: 2_000 },
  { of: 'conversation', sends: 60, ms: 30_000 },
  { of: 'conversation', sends: 1_800, ms: 3_600_000 },
  { of: 'tenant', sends: 30, ms: 1_000 },
];

/** One request, when it came to the channel, in milliseconds. */
export interface SentAt {
  tenant: string;
  conversation: string;
  at: number;
}

/** One send too many. */
export interface Broken {
  rule: RateRule;
  tenant: string;
  conversation: string;
  at: number;
  /** Milliseconds since the send that it had to be `rule.ms` away from. */
  after: number;
}

/** Every send that came too early, rule by rule; in any order of the sends. */
export function brokenRules(sent: readonly SentAt[], rules: readonly RateRule[] = TEAMS_RULES): Broken[] {
  const broken: Broken[] = [];
  for (const rule of rules) {
    const groups = Map.groupBy(sent, ({ tenant, conversation }) =>
      JSON.stringify(rule.of === 'tenant' ? [tenant] : [tenant, conversation]),
    );
    for (const group of groups.values()) {
      const sorted = group.toSorted((one, other) => one.at - other.at);
      for (const [index, { tenant, conversation, at }] of sorted.entries()) {
        const after = at - (sorted[index - rule.sends]?.at ?? -Infinity);
        if (after < rule.ms) broken.push({ rule, tenant, conversation, at, after });
      }
    }
  }
  return broken;
}
