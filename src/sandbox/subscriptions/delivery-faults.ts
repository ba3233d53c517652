/**
 * What goes wrong with one item: lost: never sent · reordered: sent behind the next one to that address · copies: sent so often, a second apart ·
 * delayMs: sent so much later by the tenant's clock · early: a report that is there already is told while the subscription is still being made.
 */
export type DeliveryFault = 'lost' | 'reordered' | 'early' | { copies: number } | { delayMs: number };

export function isDeliveryFault(value: unknown): value is DeliveryFault {
  if (typeof value === 'string') return value === 'lost' || value === 'reordered' || value === 'early';
  const { copies, delayMs } = (value ?? {}) as Record<string, unknown>;
  return isCount(copies) || isCount(delayMs);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}
