import { AppError, isAppError, isProblem } from '../domain/errors';
import type { EventKind, EventRole, VirtualEvent } from '../domain/event';
import type { EventList } from '../domain/sources';
import type { GraphClient, ReadOptions } from './client-types';
import { toWrongId } from './errors';
import { pagesOf } from './pages';
import { eventPath, roleListPath } from './paths';
import { toVirtualEvent } from './virtual-event';
import { isWire, toEntity, toText } from './wire';

const kinds: EventKind[] = ['webinar', 'townhall'];
const roles: EventRole[] = ['organizer', 'coOrganizer'];

/** All events one person organises or co-organises: four lists asked for at once. Throws only when none of them could be read. */
export async function readEvents(client: GraphClient, personId: string, options: ReadOptions): Promise<EventList> {
  const lists = kinds.flatMap(kind =>
    roles.map(role => ({ kind, role, path: roleListPath(kind, personId, role, client.whose) })),
  );
  const firsts = await client.getMany(
    lists.map(list => list.path),
    options,
  );
  const found = new Map<string, VirtualEvent>();
  const unread: EventList['unread'] = [];
  const errors: unknown[] = [];
  await Promise.all(
    lists.map(async ({ kind, role, path }, index) => {
      const first = firsts[index];
      try {
        if (first?.status !== 'fulfilled') throw first?.reason;
        for await (const page of pagesOf(client, path, { ...options, first: first.value }))
          for (const row of page) addEvent(found, row, kind, { personId, role });
      } catch (error) {
        options.signal?.throwIfAborted();
        // A person without any event of this kind may be answered with 404.
        if (isProblem(error, 'not-found')) return;
        errors[index] = error;
        unread.push({ kind, role, code: isAppError(error) ? error.code : 'internal' });
      }
    }),
  );
  if (unread.length === lists.length && found.size === 0) throw errors.find(error => error !== undefined) as Error;
  return { events: [...found.values()], unread };
}

function addEvent(
  found: Map<string, VirtualEvent>,
  row: unknown,
  kind: EventKind,
  confirmed: { personId: string; role: EventRole },
): void {
  const event = isWire(row) ? toVirtualEvent(row, kind) : undefined;
  if (!event) return;
  const key = `${kind} ${event.id}`;
  const known = found.get(key) ?? event;
  if (!known.confirmedRoles.some(one => one.role === confirmed.role)) known.confirmedRoles.push(confirmed);
  found.set(key, known);
}

/** One event; without a kind, both kinds are asked. Throws not-found. */
export async function readEvent(
  client: GraphClient,
  id: string,
  kind: EventKind | undefined,
  options: ReadOptions,
): Promise<VirtualEvent> {
  const asked = kind ? [kind] : kinds;
  const answers = await client.getMany(
    asked.map(one => eventPath({ kind: one, id })),
    options,
  );
  const errors: AppError[] = [];
  for (const [index, answer] of answers.entries()) {
    const answeredKind = asked[index] ?? 'webinar';
    try {
      if (answer.status === 'rejected') throw answer.reason;
      const wire = toEntity(answer.value);
      const event = isOtherKind(wire['@odata.type'], answeredKind) ? undefined : toVirtualEvent(wire, answeredKind, id);
      if (event) return event;
    } catch (error) {
      errors.push(toWrongId(error));
    }
  }
  // Asked as the wrong kind, an event is not found; any other trouble says more.
  throw errors.find(error => error.code !== 'not-found') ?? errors[0] ?? new AppError('not-found');
}

function isOtherKind(type: unknown, kind: EventKind): boolean {
  const name = toText(type)?.toLowerCase() ?? '';
  return kinds.some(one => one !== kind && name.endsWith(`virtualevent${one}`));
}
