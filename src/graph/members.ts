import { AppError } from '../domain/errors';
import type { GraphClient } from './client-types';
import { segment } from './paths';
import { toText, toWire } from './wire';

/** Which of at most 20 groups somebody is in, directly or by groups in groups. Asked by POST, which changes nothing. Throws AppError. */
export async function readGroupsOf(
  client: GraphClient,
  personId: string,
  groups: readonly string[],
): Promise<string[]> {
  const answer = toWire(
    await client.change(`/users/${segment(personId)}/checkMemberGroups`, {
      method: 'POST',
      body: { groupIds: groups },
    }),
  );
  if (!Array.isArray(answer.value)) throw new AppError('graph-garbled');
  return answer.value.flatMap(one => toText(one)?.toLowerCase() ?? []);
}
