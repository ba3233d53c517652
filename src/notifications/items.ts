import { createHash } from 'node:crypto';
import { toInstant, toIso, type Instant } from '../domain/time';
import { toChangedPlace } from './changed-place';
import type { ChangedPlace, NotificationRow } from './row';

const LONGEST_ID = 128;
const LONGEST_WORD = 64;
const LONGEST_PATH = 2_048;
/** Graph repeats an item for hours, but asks the same of a subscription again and again: within this long it is the same request. */
const SAME_REQUEST = 10 * 60_000;

/** One item as a row; undefined where it is none. Unknown properties are overlooked. */
export function toRow(item: unknown, now: Instant): NotificationRow | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const wire = item as Record<string, unknown>;
  const subscriptionId = toText(wire.subscriptionId, LONGEST_ID)?.toLowerCase();
  if (subscriptionId === undefined) return undefined;
  const tenantId = toText(wire.tenantId, LONGEST_ID)?.toLowerCase();
  const clientState = toText(wire.clientState, LONGEST_ID);
  const expires = toIso(toInstant(toText(wire.subscriptionExpirationDateTime, LONGEST_WORD)));
  const head = {
    subscriptionId,
    ...(tenantId !== undefined && { tenantId }),
    ...(clientState !== undefined && { clientState }),
    ...(expires !== null && { expires }),
  };
  // What somebody else made up must not keep out what Graph says: the state is part of the key.
  const who = [tenantId, subscriptionId, clientState];
  const lifecycleEvent = toText(wire.lifecycleEvent, LONGEST_WORD);
  if (lifecycleEvent !== undefined) {
    const key = keyOf(...who, 'lifecycle', lifecycleEvent, expires, Math.floor(now / SAME_REQUEST));
    return { of: 'lifecycle', key, ...head, lifecycleEvent };
  }
  const changeType = toText(wire.changeType, LONGEST_WORD)?.toLowerCase();
  const path = pathOf(wire);
  if (changeType === undefined || path === undefined) return undefined;
  const place = toChangedPlace(path);
  return { of: 'change', key: keyOf(...who, changeType, ...namesOf(place, path)), ...head, changeType, place };
}

/** The nearest that the item says about what changed. */
function pathOf(wire: Record<string, unknown>): string | undefined {
  const data = (typeof wire.resourceData === 'object' ? wire.resourceData : null) as Record<string, unknown> | null;
  return toText(data?.['@odata.id'], LONGEST_PATH) ?? toText(wire.resource, LONGEST_PATH);
}

/** The same thing has the same names, however its path was written. */
function namesOf({ what, kind, eventId, sessionId, reportId }: ChangedPlace, path: string): (string | undefined)[] {
  return what === 'other' ? [what, path] : [what, kind, eventId, sessionId, reportId];
}

function keyOf(...parts: (string | number | null | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Text that any database can hold: not empty, not too long, without half characters and zeros. */
function toText(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > longest) return undefined;
  return value.isWellFormed() && !value.includes('\u0000') ? value : undefined;
}
