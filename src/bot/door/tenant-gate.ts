import type { Incoming } from './activity';
import { namedTenants, toTenant, type Askers } from './asked';

/** The tenants that an activity names, where they are not one that is served; undefined where it may come in. One that names none has no asker, and needs no gate. */
export function foreignTenants(activity: Incoming, askers: Pick<Askers, 'tenantOf'>): unknown[] | undefined {
  const named = namedTenants(activity);
  return named.length > 0 && toTenant(activity, askers) === undefined ? named : undefined;
}
