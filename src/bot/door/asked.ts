import type { TurnContext } from 'botbuilder';
import type { CardContext } from '../../cards/card';
import { isGuid } from '../../domain/guid';
import type { Scopes } from '../../domain/sign-in';
import type { Asker } from '../../domain/sources';
import { isObject, type Incoming } from './activity';
import type { Asked } from '../command';
import { toAddress } from './address';

/** How activities become questions; the parts that differ between the sandbox and the real thing. */
export interface Askers {
  /** The person to read for, from the Entra object id in the activity; undefined for what is none. */
  personOf: (aadObjectId: string) => string | undefined;
  /** The tenant to read for, from the one that an activity names, in lower case, if it names any; undefined where that is not served. */
  tenantOf: (named: string | undefined) => string | undefined;
  /** The organisation has figures shown only. */
  figuresOnly: boolean;
  /** The origin of Rollcall's own links, where it has one. */
  publicUrl?: string;
  /** True where an activity without `conversationType` is a chat with one person. */
  untypedIsPersonal: boolean;
}

export type Where = Pick<Asked, 'asker' | 'conversation' | 'card' | 'here' | 'address'>;

/** A question as the channel delivered it. */
export interface Delivered {
  activity: Incoming;
  where: Where;
  context: TurnContext;
  /** What the asker just signed in for, to have this answered. */
  signedInFor?: Scopes;
}

/** Who asks, where, and in which zone and language. No asker where the channel names nobody, or two tenants. */
export function toWhere(activity: Incoming, askers: Askers): Where {
  const asker = toAsker(activity, askers);
  const card = toCardContext(activity, askers);
  const address = toAddress(activity, { tenantId: toTenant(activity, askers), asker, place: card.place });
  return { asker, conversation: activity.conversation.id, card, ...(address && { address }) };
}

function toAsker(activity: Incoming, askers: Askers): Asker | undefined {
  const id = activity.from?.aadObjectId;
  if (typeof id !== 'string' || id.trim() === '' || id.length > 128 || /^[0-]+$/.test(id.trim())) return undefined;
  const tenantId = toTenant(activity, askers);
  const personId = askers.personOf(id.trim());
  return tenantId === undefined || personId === undefined ? undefined : { tenantId, personId };
}

/** Entra's object ids, and nothing else: whoever stands in the store or in a path to Graph by another id would be nobody. */
export function onlyGuid(id: string): string | undefined {
  return isGuid(id) ? id : undefined;
}

/** Undefined where the channel names two tenants, or one that is not served. */
export function toTenant(activity: Incoming, { tenantOf }: Pick<Askers, 'tenantOf'>): string | undefined {
  const named = namedTenants(activity);
  if (!named.every(one => typeof one === 'string' && one.toLowerCase() === String(named[0]).toLowerCase()))
    return undefined;
  return tenantOf(named.length > 0 ? String(named[0]).toLowerCase() : undefined);
}

/** What stands where the channel names the tenant, of whatever type. */
export function namedTenants({ conversation, channelData }: Incoming): unknown[] {
  return [conversation.tenantId, tenantIn(channelData)].filter(one => one !== undefined && one !== null && one !== '');
}

function tenantIn(channelData: Record<string, unknown> | undefined): unknown {
  const tenant = channelData?.tenant;
  return isObject(tenant) ? tenant.id : undefined;
}

function toCardContext(activity: Incoming, askers: Askers): Omit<CardContext, 'now'> {
  const client = activity.entities?.find(one => isObject(one) && one.type === 'clientInfo');
  const { timezone, locale } = (client ?? {}) as { timezone?: unknown; locale?: unknown };
  return {
    place: isPersonal(activity, askers) ? 'personal' : 'shared',
    figuresOnly: askers.figuresOnly,
    zone: zones.read(activity.localTimezone) ?? zones.read(timezone) ?? 'UTC',
    locale: locales.read(activity.locale) ?? locales.read(locale) ?? 'en-US',
    ...(activity.recipient && { botId: activity.recipient.id }),
    ...(askers.publicUrl !== undefined && { publicUrl: askers.publicUrl }),
  };
}

/** With the bot itself: the compose box of a chat between two people says "personal" as well, and what is inserted there, the other one sees. */
function isPersonal({ conversation }: Incoming, askers: Askers): boolean {
  if (conversation.id.startsWith('19:')) return false;
  if (conversation.conversationType) return conversation.conversationType === 'personal';
  return askers.untypedIsPersonal && conversation.isGroup !== true;
}

const MOST_KEPT = 1000;

/** Intl's checks take longer than the rest of a turn, and people's zones and languages are few. */
function createChecked(check: (name: string) => string | undefined): { read(name: unknown): string | undefined } {
  const kept = new Map<string, string | undefined>();
  return {
    read(name) {
      if (typeof name !== 'string' || name === '' || name.length > 64) return undefined;
      if (kept.has(name)) return kept.get(name);
      if (kept.size >= MOST_KEPT) kept.clear();
      const checked = check(name);
      kept.set(name, checked);
      return checked;
    },
  };
}

const zones = createChecked(name =>
  attempt(() => new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone),
);
const locales = createChecked(name => attempt(() => Intl.DateTimeFormat.supportedLocalesOf(name)[0]));

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
