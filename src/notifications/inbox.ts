import type { EventKind } from '../domain/event';
import type { Notification } from '../store/inbox';
import type { Store, Tx } from '../store/store';
import { isClientState } from './client-state';
import { EVENT_JOB, INBOX_JOB } from './jobs';
import type { RoundOptions } from './round';
import type { ChangedPlace, NotificationRow } from './row';
import { sweepEvent } from './told-event';
import { asksFor } from './wishes';

export interface InboxOptions {
  store: Pick<Store, 'transaction'>;
  /** Whose subscriptions these are: Graph leaves the tenant out for town halls. */
  tenantId: string;
  /** What a notification about a subscription itself asks for; may throw to be asked again. */
  onLifecycle: (subscriptionId: string, event: string) => Promise<void>;
}

const LIFECYCLE = 'lifecycle:';

/** Keeps what Graph told, with a job for each, in one transaction. */
export async function keepRows(
  rows: readonly NotificationRow[],
  { store, tenantId }: Pick<InboxOptions, 'store' | 'tenantId'>,
): Promise<void> {
  await store.transaction(async tx => {
    for (const { tenant, id } of await tx.inbox.add(rows.map(row => toNotification(row, tenantId))))
      await addInboxJob(tx, { tenant, id });
  });
}

/** A job for a row; rows whose job was lost get another one. */
export function addInboxJob({ jobs }: Pick<Tx, 'jobs'>, { tenant, id }: { tenant: string; id: string }): Promise<void> {
  return jobs.add(INBOX_JOB, { tenant, id }, { key: JSON.stringify([tenant, id]) });
}

/** The key of a row says what it is about; the version holds it, so that two items that say the same are one. */
function toNotification(row: NotificationRow, tenantId: string): Notification {
  const { key, subscriptionId, tenantId: named, clientState = '' } = row;
  const tenant = named === undefined || named === tenantId.toLowerCase() ? tenantId : named;
  const head = { tenant, subscriptionId, clientState, etag: key };
  if (row.of === 'lifecycle')
    return { ...head, changeType: `${LIFECYCLE}${row.lifecycleEvent}`, resourceId: '', resource: '' };
  const { place } = row;
  const resourceId = place.reportId ?? place.sessionId ?? place.eventId ?? '';
  return { ...head, changeType: row.changeType, resourceId, resource: JSON.stringify(place) };
}

/**
 * Works on one row. Only what carries the state of a subscription of its tenant leads to anything: to a look, where everything is read anew. What came
 * before its subscription was known waits in quarantine, and is worked on again by `releaseQuarantine`.
 */
export async function readInboxRow(tenant: string, id: string, { store, onLifecycle }: InboxOptions): Promise<void> {
  const row = await store.transaction(async tx => {
    const found = await tx.inbox.find(tenant, id);
    if (!found || (found.state !== 'new' && found.state !== 'quarantined')) return undefined;
    const subscription = await tx.subscriptions.find(tenant, found.subscriptionId);
    if (!subscription) {
      await tx.inbox.settle(tenant, id, 'quarantined');
      return undefined;
    }
    if (!isClientState(subscription.clientState, found.clientState)) {
      await tx.inbox.settle(tenant, id, 'invalid');
      return undefined;
    }
    if (found.changeType.startsWith(LIFECYCLE)) return found;
    await addEventJob(tx, tenant, JSON.parse(found.resource) as ChangedPlace);
    await tx.inbox.settle(tenant, id, 'done');
    return undefined;
  });
  if (!row) return;
  await onLifecycle(row.subscriptionId, row.changeType.slice(LIFECYCLE.length));
  await store.transaction(tx => tx.inbox.settle(tenant, id, 'done'));
}

/** What came before its subscription was known is worked on now. Somebody may just be putting a new row into quarantine: it is looked at again as well. */
export async function releaseQuarantine(tx: Tx, tenant: string, subscriptionId: string): Promise<void> {
  for (const row of await tx.inbox.open(tenant, subscriptionId)) await addInboxJob(tx, row);
}

/** Something was said of an event, or of one session of it: it is looked at soon, once however often it was said. */
async function addEventJob({ jobs }: Pick<Tx, 'jobs'>, tenant: string, place: ChangedPlace): Promise<void> {
  const { kind, eventId, sessionId = '' } = place;
  if (!kind || eventId === undefined) return;
  await jobs.add(
    EVENT_JOB,
    { tenant, kind, id: eventId, sessionId },
    { key: JSON.stringify([tenant, kind, eventId, sessionId]) },
  );
}

/** Reads the event anew for everybody whose watch may ask for it. Throws AppError where it could not be read for somebody. */
export async function readEvent(
  tenant: string,
  { kind, id, sessionId }: { kind: string; id: string; sessionId?: string },
  options: RoundOptions,
): Promise<number> {
  const watches = await options.store.transaction(tx => tx.watches.inTenant(tenant));
  const people = new Set(watches.filter(watch => asksFor(watch, { id })).map(watch => watch.personId));
  return sweepEvent(
    [...people].map(personId => ({ tenantId: tenant, personId })),
    { kind: kind as EventKind, id, ...(sessionId && { sessionId }) },
    options,
  );
}
