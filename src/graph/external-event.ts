import type { ExternalEventInformation } from '../domain/event';
import { isWire, present, toList, toText } from './wire';

/** Graph gives it to organisers and co-organisers, and null to others. */
export function toExternalEventInformation(wire: unknown): ExternalEventInformation[] {
  return toList(wire)
    .filter(isWire)
    .map(one =>
      present<ExternalEventInformation>({
        applicationId: toText(one.applicationId),
        externalEventId: toText(one.externalEventId),
      }),
    )
    .filter(one => Object.keys(one).length > 0);
}
