import type { EventKind, VirtualEvent } from '../domain/event';
import type { GraphClient, ReadOptions } from './client-types';
import { pagesOf } from './pages';
import { kindPath } from './paths';
import { toVirtualEvent } from './virtual-event';
import { isWire } from './wire';

const kinds: EventKind[] = ['webinar', 'townhall'];

/** Everybody's events, as far as access policies let the app see them. Throws AppError: of one kind alone nobody would know what is missing. */
export async function readTenantEvents(client: GraphClient, options: ReadOptions): Promise<VirtualEvent[]> {
  const lists = await Promise.all(
    kinds.map(async kind => {
      const found: VirtualEvent[] = [];
      for await (const page of pagesOf(client, kindPath(kind), options))
        found.push(...page.flatMap(row => (isWire(row) ? (toVirtualEvent(row, kind) ?? []) : [])));
      return found;
    }),
  );
  return lists.flat();
}
