import { isGuid } from './guid';

/** The event's own page in Teams, which is the address of its registration; undefined where the id does not tell. */
export function eventPage(id: string, tenantId: string): string | undefined {
  const [own = '', tenant = tenantId, ...more] = id.split('@');
  const isTold = isGuid(own) && isGuid(tenant) && more.length === 0;
  return isTold ? `https://events.teams.microsoft.com/event/${own}@${tenant}` : undefined;
}
