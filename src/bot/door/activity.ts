/** What is read of an activity. Everything is as the channel sent it, of the types named here, and otherwise unchecked. */
export interface Incoming {
  type: string;
  id?: string;
  name?: string;
  text?: string;
  textFormat?: string;
  value?: unknown;
  action?: string;
  channelId?: string;
  serviceUrl?: string;
  deliveryMode?: string;
  locale?: string;
  localTimezone?: string;
  timestamp?: unknown;
  replyToId?: string;
  from?: Account;
  recipient?: Account;
  conversation: Account & { conversationType?: string; isGroup?: boolean; tenantId?: unknown };
  membersAdded?: Account[];
  membersRemoved?: Account[];
  entities?: unknown[];
  channelData?: Record<string, unknown>;
}

export interface Account {
  id: string;
  name?: string;
  aadObjectId?: unknown;
}

/** Teams' are about 200 characters long; things are remembered by them. */
const LONGEST_ID = 1000;

type Kind = 'text' | 'object' | 'list' | 'flag';

/** Types of what may be absent. `text` may be null too: Teams sends null for a card action's text. */
const optional: [property: string, kind: Kind][] = [
  ['id', 'text'],
  ['name', 'text'],
  ['text', 'text'],
  ['textFormat', 'text'],
  ['action', 'text'],
  ['channelId', 'text'],
  ['serviceUrl', 'text'],
  ['deliveryMode', 'text'],
  ['locale', 'text'],
  ['localTimezone', 'text'],
  ['replyToId', 'text'],
  ['from', 'object'],
  ['recipient', 'object'],
  ['channelData', 'object'],
  ['membersAdded', 'list'],
  ['membersRemoved', 'list'],
  ['entities', 'list'],
];

/** Says what keeps a body from being an activity, in words for whoever sent it; undefined when nothing does. */
export function activityFault(body: unknown): string | undefined {
  if (!isObject(body)) return 'An activity is a JSON object.';
  if (typeof body.type !== 'string' || body.type === '') return 'The activity has no type.';
  for (const [property, kind] of optional)
    if (!isOfKind(body[property], kind)) return `The activity's ${property} is not of the right type.`;
  for (const property of ['id', 'replyToId'])
    if (typeof body[property] === 'string' && body[property].length > LONGEST_ID)
      return `The activity's ${property} is too long.`;
  if (!isAccount(body.conversation)) return 'The activity names no conversation.';
  const { conversationType } = body.conversation as Account & { conversationType?: unknown };
  if (!isOfKind(conversationType, 'text')) return "The conversation's type is not of the right type.";
  const speaks = body.type === 'message' || body.type === 'invoke';
  if (speaks && !isAccount(body.from)) return 'The activity does not say whom it is from.';
  for (const property of ['from', 'recipient'])
    if (isObject(body[property]) && !isAccount(body[property])) return `The activity's ${property} has no id.`;
  return undefined;
}

/** The activity, once `activityFault` found nothing. What a channel writes as null is absent. */
export function toIncoming(body: object): Incoming {
  const { from, recipient, membersAdded, membersRemoved, ...rest } = withoutNulls(body as Incoming);
  return {
    ...rest,
    ...(from && { from: withoutNulls(from) }),
    ...(recipient && { recipient: withoutNulls(recipient) }),
    ...(membersAdded && { membersAdded: membersAdded.filter(isAccount).map(withoutNulls) }),
    ...(membersRemoved && { membersRemoved: membersRemoved.filter(isAccount).map(withoutNulls) }),
  };
}

function withoutNulls<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null)) as Part;
}

/** Rollcall itself came into the conversation; not somebody else, and no update of it. */
export function isInstallation({ type, action, membersAdded, recipient }: Incoming): boolean {
  if (type === 'installationUpdate') return action === 'add';
  return membersAdded?.some(one => one.id === recipient?.id) ?? false;
}

/** Rollcall itself was taken out of the conversation; an upgrade removes nothing. */
export function isRemoval({ type, action, membersRemoved, recipient }: Incoming): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return membersRemoved?.some(one => one.id === recipient?.id) ?? false;
}

/** What the channel calls something, for the log: its own names are words without blanks. Anything else came from elsewhere, and may hold anybody's. */
export function protocolWord(name: string | undefined): string | undefined {
  return name === undefined || /^[a-z][\w./-]{0,79}$/i.test(name) ? name : 'another';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAccount(value: unknown): value is Account {
  return isObject(value) && isId(value.id) && isOfKind(value.name, 'text');
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (value === undefined || value === null) return true;
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'flag') return typeof value === 'boolean';
  return kind === 'list' ? Array.isArray(value) : isObject(value);
}
