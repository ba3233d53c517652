import { isOpaqueId } from './args';
import type { Participant } from './participants';

/** Names one person of a report to a button without a name or an e-mail address: by an id of Graph's, else by the place in a list that was just read. */
export type PersonKey =
  { by: 'identity' | 'registration' | 'record'; id: string } | { by: 'place'; stamp: number; index: number };

/** As text, for `Args.person`. `stamp` tells the reading that `index` is a place of. An id that no button may hold is none. */
export function personKey(
  { personId, registrationId, recordId }: Pick<Participant, 'personId' | 'registrationId' | 'recordId'>,
  { stamp, index }: { stamp: number; index: number },
): string {
  const own = [
    personId === null ? undefined : `identity:${personId}`,
    registrationId === null ? undefined : `registration:${registrationId}`,
    recordId === null ? undefined : `record:${recordId}`,
  ].find(one => one !== undefined);
  return own !== undefined && isOpaqueId(own) ? own : `place:${stamp}:${index}`;
}

/** Undefined for what none of our cards wrote. */
export function readPersonKey(text: string): PersonKey | undefined {
  const place = /^place:(\d{1,15}):(\d{1,9})$/.exec(text);
  if (place) return { by: 'place', stamp: Number(place[1]), index: Number(place[2]) };
  const [, by, id] = /^(identity|registration|record):(.+)$/s.exec(text) ?? [];
  return id === undefined ? undefined : { by: by as 'identity' | 'registration' | 'record', id };
}

const fields = { identity: 'personId', registration: 'registrationId', record: 'recordId' } as const;

/** True for the person that the key names; a place names nobody outside its own reading. */
export function isKeyOf(
  key: PersonKey,
  person: Pick<Participant, 'personId' | 'registrationId' | 'recordId'>,
): boolean {
  return key.by !== 'place' && person[fields[key.by]] === key.id;
}
