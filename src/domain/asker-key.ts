import type { Asker } from './sources';

/** By what something is kept for one person in one tenant, and `of` what it is kept. The case in which ids came makes no difference. Nobody has a key as well. */
export function askerKey(asker: Asker | undefined, ...of: readonly unknown[]): string {
  return JSON.stringify([asker?.tenantId.toLowerCase(), asker?.personId.toLowerCase(), ...of]);
}
