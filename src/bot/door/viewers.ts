import type { Activity, TurnContext } from 'botbuilder';
import type { Card } from '../../cards/card';
import { keepNewest } from '../../domain/newest';
import type { RollcallAdapter } from '../adapter';
import type { Answer } from '../command';
import { isObject, type Incoming } from './activity';
import type { Delivered } from './asked';
import { within } from '../../within';

/** The answer's card, with which those who may see more and sit in the conversation get their own view of it. */
export type WithViewers = (answer: Answer, delivered: Delivered) => Promise<Card>;

/** What is used of the SDK's connector. */
interface Connector {
  conversations: { getConversationMember(conversationId: string, memberId: string): Promise<unknown> };
}

/** Teams refreshes a card for so many people, and for everybody where none are named. */
export const MOST_VIEWERS = 60;
/** People of one event who are looked for in one conversation. */
const MOST_ASKED = 100;
/** Requests to the channel at a time. */
const AT_ONCE = 10;
/** No answer waits longer than this for the roster; whoever was found by then is in. */
const PATIENCE = 900;
const KEPT_MS = 10 * 60_000;
/** A channel that refused or failed is left alone for so long. */
const REFUSED_MS = 60_000;
const MOST_KEPT = 5000;
const LONGEST_ID = 200;

/** Looks people up in conversations, one by one: an event has few organisers, and a channel may have ten thousand members. */
export function createViewers(adapter: RollcallAdapter, now: () => number): WithViewers {
  /** Teams' ids by roster and person; undefined for somebody who is not there. */
  const known = new Map<string, { until: number; id: string | undefined }>();
  const refused = new Map<string, number>();
  const reading = new Map<string, Promise<void>>();
  const keyOf = (roster: string, person: string): string => JSON.stringify([roster, person.toLowerCase()]);

  const keptOf = (roster: string, person: string) => {
    const one = known.get(keyOf(roster, person));
    return one && one.until > now() ? one : undefined;
  };
  const keep = (roster: string, person: string, id: string | undefined): void => {
    const key = keyOf(roster, person);
    keepNewest(known, key, { until: now() + KEPT_MS, id }, MOST_KEPT);
  };

  /** Ends at the first refusal. The context of the turn may be gone by then, hence one of its own, which takes what is thrown in it for a failed turn. */
  async function read({ activity }: Delivered, roster: string, rosterId: string, people: string[]): Promise<void> {
    const outcome = { isRefused: true };
    const look = async ({ conversations }: Connector): Promise<void> => {
      for (let from = 0; from < people.length; from += AT_ONCE) {
        const found = people.slice(from, from + AT_ONCE).map(async person => {
          keep(roster, person, await memberId(() => conversations.getConversationMember(rosterId, person)));
        });
        await Promise.all(found);
      }
      outcome.isRefused = false;
    };
    const inTurn = (own: TurnContext): Promise<void> =>
      look(own.turnState.get<Connector>(adapter.ConnectorClientKey)).catch(() => undefined);
    await adapter.after(activity as unknown as Activity, inTurn).catch(() => undefined);
    if (!outcome.isRefused) return;
    keepNewest(refused, roster, now() + REFUSED_MS, MOST_KEPT);
  }

  return async ({ card, ownView }, delivered) => {
    if (!ownView) return card;
    const { activity } = delivered;
    const [, ...others] = ownView.people;
    const asker = teamsId(activity.from?.id);
    const people = [...new Set(others)].filter(person => !isAsker(person, delivered)).slice(0, MOST_ASKED);
    const rosterId = rosterOf(activity);
    const roster = JSON.stringify([activity.serviceUrl, rosterId]);
    const unknown = people.filter(person => !keptOf(roster, person));
    if (activity.serviceUrl && unknown.length > 0 && (refused.get(roster) ?? 0) <= now()) {
      const job = reading.get(roster) ?? read(delivered, roster, rosterId, unknown);
      reading.set(roster, job);
      void job.then(() => reading.delete(roster));
      await within(job, PATIENCE);
    }
    const found = people.map(person => keptOf(roster, person)?.id);
    const userIds = [...new Set([asker, ...found])].filter(id => id !== undefined).slice(0, MOST_VIEWERS);
    // Without anybody named, everybody's client would ask.
    if (userIds.length === 0) return card;
    const { command, args } = ownView;
    const action = { type: 'Action.Execute', title: 'Refresh', verb: command, data: { args, own: true } };
    return { ...card, refresh: { action, userIds } };
  };
}

/** Of a post in a channel the team is asked: channels have no roster of their own. */
function rosterOf({ channelData, conversation }: Incoming): string {
  const team = channelData?.team;
  const teamId = isObject(team) ? team.id : undefined;
  return typeof teamId === 'string' && teamId !== '' ? teamId : conversation.id.replace(/;messageid=.*$/i, '');
}

/** In the sandbox somebody asks in another's name: then the asker is known by Teams' id alone. */
function isAsker(person: string, { activity, where }: Delivered): boolean {
  const own = [where.asker?.personId, activity.from?.aadObjectId];
  return own.some(one => typeof one === 'string' && one.toLowerCase() === person.toLowerCase());
}

/** Throws where the channel refuses or fails; somebody who is not there is no failure. */
async function memberId(read: () => Promise<unknown>): Promise<string | undefined> {
  try {
    const member = await read();
    return isObject(member) ? teamsId(member.id) : undefined;
  } catch (error) {
    if (isObject(error) && error.statusCode === 404) return undefined;
    throw error;
  }
}

function teamsId(id: unknown): string | undefined {
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? id : undefined;
}
