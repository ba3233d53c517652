import { ConfigError } from '../config';
import { StoreError } from '../store/store-error';

/** None is ever longer, and nothing else is in one: a GUID, or "sandbox". */
const TENANT = /^[a-z0-9-]{1,64}$/i;

/** What Rollcall keeps of a tenant is kept under such an id. */
export function isTenantId(id: string): boolean {
  return TENANT.test(id);
}

/** In words for people why what is kept can't be had. Throws what is no such reason. */
export function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message;
  throw error;
}
