import { mayShowPeople } from '../../cards/privacy';
import { withoutDeviceGroups } from '../../domain/call-privacy';
import type { CallQuality } from '../../domain/call-quality';
import type { CallHead } from '../../domain/calls';
import type { Question } from '../command';
import { headOf, type SeenCall } from './call-right';

/** The call in front, as it may be told here: where people may not be named, its organiser is an id. */
export function toldHead(seen: SeenCall, { card }: Pick<Question, 'card'>): CallHead {
  const head = headOf(seen);
  const { organizer, ...call } = head.call;
  if (mayShowPeople(card) || !organizer) return head;
  const { is, id, tenantId } = organizer;
  const unnamed = { is, ...(id !== undefined && { id }), ...(tenantId !== undefined && { tenantId }) };
  return { ...head, call: { ...call, organizer: unnamed } };
}

/** The roll-ups as they may be told here: devices to readers, and people one by one in their own chat alone. */
export function toldQuality(
  quality: CallQuality,
  { details }: Pick<SeenCall, 'details'>,
  { card }: Pick<Question, 'card'>,
) {
  const people = mayShowPeople(card);
  const told = details === 'all' && people ? quality : withoutDeviceGroups(quality);
  return people ? told : { ...told, byPerson: [] };
}
