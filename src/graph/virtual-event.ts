import type { EventKind, Person, VirtualEvent } from '../domain/event';
import { toExternalEventInformation } from './external-event';
import { toPlainText } from './plain-text';
import { toEventTime } from './times';
import { isWire, present, toFlag, toList, toNumber, toText, toWire, type Wire } from './wire';

/** A webinar or town hall from its wire form; `id` stands in where the answer has none. Undefined without any id. */
export function toVirtualEvent(wire: Wire, kind: EventKind, id?: string): VirtualEvent | undefined {
  const ownId = toText(wire.id) ?? id;
  if (ownId === undefined) return undefined;
  return present<VirtualEvent>({
    kind,
    id: ownId,
    title: toText(wire.displayName)?.trim() ?? '',
    description: toPlainText(wire.description),
    status: toText(wire.status) ?? '',
    start: toEventTime(wire.startDateTime),
    end: toEventTime(wire.endDateTime),
    organizer: toPerson(toWire(wire.createdBy).user),
    coOrganizers: toList(wire.coOrganizers).flatMap(one => toPerson(one) ?? []),
    confirmedRoles: [],
    audience: toText(wire.audience),
    capacity: toNumber(wire.capacity),
    isInviteOnly: toFlag(wire.isInviteOnly),
    isRegistrationRequired: toFlag(wire.isRegistrationRequired),
    externalEventInformation: toExternalEventInformation(wire.externalEventInformation),
  });
}

/** An identity of Graph's, where it names anybody. */
export function toPerson(wire: unknown): Person | undefined {
  if (!isWire(wire)) return undefined;
  const person = present<Person>({ id: toText(wire.id), name: toText(wire.displayName) });
  return person.id === undefined && person.name === undefined ? undefined : person;
}
