import type { EventKind } from '../../domain/event';
import { startConnector, type Connector } from '../../sandbox/connector/connector';
import type { Happened } from '../../sandbox/happenings';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Tx } from '../../store/store';
import { channelFaultOf, eventsFor, timesFor, type EventPlan } from './plan';
import { createCollectionReader, type ReadAll } from './reader';

/** A running event of the pretend tenant, `Live Session <number>`. */
export interface LiveEvent {
  number: number;
  id: string;
  kind: EventKind;
}

/** An event that has ended, and where its summary is due. */
export interface Ended extends Happened {
  event: LiveEvent;
  places: string[];
}

/** The pretend tenant and the pretend channel, and who watches what. */
export interface Town {
  sandbox: Sandbox;
  connector: Connector;
  readAll: ReadAll;
  /** Those who watch, each with their own chat. */
  owners: { personId: string; chat: string }[];
  ended: Ended[];
  /** From now on the channel answers everything as it should. */
  calm(): void;
  /** Places and watches. */
  move(tx: Tx): Promise<void>;
  end(plan: EventPlan): void;
  grow(plan: EventPlan): void;
  /** Reports that grew, or got a second one. */
  grown(): number;
  close(): Promise<void>;
}

/** Everything that the organiser runs is posted here. */
const EVERYTHING = '19:everything@thread.tacv2';
const chatOf = (number: number): string => `19:live-${number}@thread.v2`;
/** Each of these is watched by a co-organiser too, in their own chat. */
const EVERY = 3;

export async function startTown(seed: number, seconds: number): Promise<Town> {
  const sandbox = await startSandbox({
    seed,
    attendees: 20,
    running: eventsFor(seconds),
    reportAfterMs: timesFor(seconds).reportAfter,
    answerWithinMs: 5_000,
  });
  let isCalm = false;
  let requests = 0;
  const connector = await startConnector({
    ...sandbox.channel,
    fault: () => (isCalm ? undefined : channelFaultOf(seed, requests++)),
  });
  const readAll = createCollectionReader(sandbox.root);
  const events = await liveEvents(readAll, sandbox.demoOrganizerId);
  const organizer = { personId: sandbox.demoOrganizerId, chat: 'a:organizer' };
  const coOrganizer = { personId: sandbox.people.coOrganizer, chat: 'a:co-organizer' };
  const ended: Ended[] = [];
  let grown = 0;
  const eventOf = ({ number }: EventPlan): LiveEvent => {
    const event = events.get(number);
    if (!event) throw new Error(`There is no Live Session ${number}.`);
    return event;
  };

  return {
    ...{ sandbox, connector, readAll, ended },
    owners: [organizer, coOrganizer],
    calm: () => {
      isCalm = true;
    },
    async move(tx) {
      const place = { tenant: sandbox.tenantId, serviceUrl: connector.serviceUrl, botId: '28:rollcall' };
      const watch = (personId: string, conversationId: string, targetId = '') =>
        tx.watches.add({
          ...{ tenant: sandbox.tenantId, personId, conversationId, targetId },
          what: targetId === '' ? 'all' : 'event',
        });
      for (const { personId, chat } of [organizer, coOrganizer])
        await tx.conversations.save({ ...place, id: chat, type: 'personal', personId });
      await tx.conversations.save({ ...place, id: EVERYTHING, type: 'channel' });
      await watch(organizer.personId, EVERYTHING);
      for (const { number, id } of events.values()) {
        await tx.conversations.save({ ...place, id: chatOf(number), type: 'groupChat' });
        await watch(organizer.personId, chatOf(number), id);
        if (number % EVERY === 0) await watch(coOrganizer.personId, coOrganizer.chat, id);
      }
    },
    end(plan) {
      const event = eventOf(plan);
      if (plan.notification !== undefined)
        sandbox.deliveryFaults.add({ path: guidIn(event), times: 1, fault: plan.notification });
      const happened = sandbox.endEvent(event.id, { people: plan.people });
      if (!happened) throw new Error(`Live Session ${event.number} was not running.`);
      const places = [EVERYTHING, chatOf(event.number), ...(event.number % EVERY === 0 ? [coOrganizer.chat] : [])];
      ended.push({ ...happened, event, places });
    },
    grow(plan) {
      const { growth } = plan;
      if (growth && sandbox.growReport(eventOf(plan).id, { by: growth.by, people: growth.people })) grown += 1;
    },
    grown: () => grown,
    async close() {
      await connector.close();
      await sandbox.close();
    },
  };
}

async function liveEvents(readAll: ReadAll, personId: string): Promise<Map<number, LiveEvent>> {
  const events = new Map<number, LiveEvent>();
  for (const [collection, kind] of [
    ['webinars', 'webinar'],
    ['townhalls', 'townhall'],
  ] as const)
    for (const { id, displayName } of await readAll(
      `solutions/virtualEvents/${collection}/getByUserIdAndRole(userId='${personId}',role='organizer')`,
    )) {
      const number = Number(/^Live Session (\d+)$/.exec(String(displayName))?.[1]);
      if (number > 0) events.set(number, { number, id: String(id), kind });
    }
  return events;
}

/** The part of an event's id that is the same however it is written in a path. */
function guidIn({ id }: LiveEvent): string {
  return id.replace(/@.*$/, '');
}
