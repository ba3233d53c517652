import { refused, type ChannelReply } from './channel';

/** Somebody in a conversation; `id` is the Entra object id. */
export interface ChatMember {
  id: string;
  name: string;
  email: string;
  tenantId: string;
}

const PAGE = 50;

/** `…/members`, `…/members/{id}` and `…/pagedmembers` of any conversation: the same people sit in all. */
export function membersRoute(
  members: readonly ChatMember[],
  part: string,
  id: string,
  query: URLSearchParams,
): ChannelReply {
  if (part === 'members' && id === '') return { status: 200, body: members.map(toAccount) };
  if (part === 'members') {
    const found = members.find(one => one.id === id.toLowerCase() || accountId(one) === id);
    return found
      ? { status: 200, body: toAccount(found) }
      : refused(404, 'MemberNotFoundInConversation', 'Member not found in this conversation.');
  }
  const size = Math.min(Number(query.get('pageSize') ?? PAGE) || PAGE, 500);
  const from = Number(query.get('continuationToken') ?? 0) || 0;
  const isMore = from + size < members.length;
  return {
    status: 200,
    body: {
      members: members.slice(from, from + size).map(toAccount),
      ...(isMore && { continuationToken: String(from + size) }),
    },
  };
}

/** Teams' own id of a person for one bot. */
function accountId({ id }: ChatMember): string {
  return `29:${id}`;
}

function toAccount(member: ChatMember): object {
  const { id, name, email, tenantId } = member;
  const [givenName = name, ...rest] = name.split(' ');
  return {
    id: accountId(member),
    name,
    aadObjectId: id,
    objectId: id,
    givenName,
    surname: rest.join(' '),
    email,
    userPrincipalName: email,
    tenantId,
    userRole: 'user',
  };
}
