import { memberOf } from './access';
import { badRequest, noSuchUser, wrongMethod } from './errors';
import { allowOnly } from './query';
import type { Exchange } from './exchange';
import type { Reply } from './request';

const MOST_GROUPS = 20;

/** `POST /users/{id}/checkMemberGroups`: in which of the named groups somebody is. */
export function membersRoute({ request, world }: Exchange, userId: string): Reply {
  if (request.method !== 'POST') throw wrongMethod();
  allowOnly(request);
  const { groupIds } = (request.body ?? {}) as { groupIds?: unknown };
  if (!Array.isArray(groupIds) || groupIds.length > MOST_GROUPS) throw badRequest('groupIds: 1 to 20 ids of groups.');
  const person = memberOf(world, userId);
  if (!person) throw noSuchUser();
  const value = world.groups
    .filter(({ id, members }) => groupIds.includes(id) && members.includes(person))
    .map(({ id }) => id);
  return { status: 200, body: { '@odata.context': '$metadata#Collection(Edm.String)', value } };
}
