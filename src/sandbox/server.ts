import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ConnectorOptions } from './connector/connector';
import { channelOf } from './connector/tenant-channel';
import { memberOf } from './routes/access';
import { faultsEndpoint, isGraphFault } from './faults-endpoint';
import { createFaultPlan, type FaultPlan } from './faults';
import { happeningsEndpoint } from './happenings-endpoint';
import { closed, listening } from './loopback';
import { createNotifying, type Moving } from './notifications';
import { isDeliveryFault } from './subscriptions/delivery-faults';
import { idsOf, type PersonPart } from './world/people';
import type { ReadLimit } from './throttle';
import { createGraph, type LoggedRequest } from './graph';
import { send } from './send';
import { BodyTooLong, readBody, toGraphRequest } from './receive';
import type { CallOptions } from './world/calls';
import { createWorld } from './world/world';

export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number;
  seed?: number;
  now?: () => number;
  /** People in the large town hall. */
  attendees?: number;
  /** Events that are on, beside those that always are: for load. */
  running?: number;
  /** How large the all-hands' call is, and whether the app may read call records. */
  calls?: CallOptions;
  /** Attendance records and registrations a page. */
  pageSize?: number;
  /** Answers 429 to reads beyond this; absent: no limit. */
  readLimit?: ReadLimit;
  /** Every answer takes this long; Graph's take about 100 ms. */
  latencyMs?: number;
  /** From the end of a session that was ended by hand to its report; 40 seconds. */
  reportAfterMs?: number;
  /** How long the app may take to answer a handshake or a notification, in real milliseconds; 10 seconds, as Graph has it. */
  answerWithinMs?: number;
}

/** A pretend tenant that speaks Graph over HTTP, on the loopback interface alone. */
export interface Sandbox extends Moving {
  /** `http://127.0.0.1:<port>`, to be used as GRAPH_ROOT. */
  root: string;
  demoOrganizerId: string;
  tenantId: string;
  /** The ids of everybody with a part to play, by that part: coOrganizer, attendee, stranger, … */
  people: Readonly<Record<PersonPart, string>>;
  /** The id of the group of those who may read everybody's events where that is configured, and of one in it. */
  eventsOffice: { group: string; member: string };
  /** Its people and its meetings' chats, for a Bot Connector: `startConnector(sandbox.channel)`. */
  channel: Required<Pick<ConnectorOptions, 'members' | 'meetings'>>;
  /** Whether the tenant knows this person by id. */
  knows(personId: string): boolean;
  faults: FaultPlan;
  /** The last 5,000 requests, oldest first. */
  requests: LoggedRequest[];
  close(): Promise<void>;
}

export const DEFAULT_SEED = 1;
export const DEFAULT_ATTENDEES = 20_000;
/** Graph documents none; this many were seen. */
const DEFAULT_PAGE_SIZE = 500;
const REPORT_AFTER = 40_000;
const ANSWER_WITHIN = 10_000;
const LOGGED_REQUESTS = 5_000;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? DEFAULT_SEED;
  const world = createWorld({
    seed,
    now: now(),
    attendees: options.attendees ?? DEFAULT_ATTENDEES,
    ...(options.running !== undefined && { running: options.running }),
    ...(options.calls && { calls: options.calls }),
  });
  const faults = createFaultPlan();
  const notifying = createNotifying({
    world,
    seed,
    now,
    reportAfterMs: options.reportAfterMs ?? REPORT_AFTER,
    answerWithinMs: options.answerWithinMs ?? ANSWER_WITHIN,
  });
  const { moving } = notifying;
  const requests: LoggedRequest[] = [];
  let root = '';
  const graph = createGraph({
    world,
    subscriptions: notifying.desk,
    faults,
    now,
    root: () => root,
    pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
    readLimit: options.readLimit,
    latencyMs: options.latencyMs,
    log: line => {
      requests.push(line);
      if (requests.length > LOGGED_REQUESTS) requests.shift();
    },
  });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const body = await readBody(request);
      const { url = '', method } = request;
      if (url.startsWith('/sandbox/faults')) faultsEndpoint(faults, isGraphFault, method, body, response);
      else if (url.startsWith('/sandbox/delivery-faults'))
        faultsEndpoint(moving.deliveryFaults, isDeliveryFault, method, body, response);
      else if (url.startsWith('/sandbox/events/')) happeningsEndpoint(moving, method, url, body, response);
      else await send(response, await graph(toGraphRequest(request, body)));
    } catch (error) {
      if (!(error instanceof BodyTooLong)) throw error;
      response.writeHead(413).end();
    }
  };
  root = await listening(server, options.port);
  return {
    root,
    demoOrganizerId: world.people.demo.id,
    tenantId: world.people.tenantId,
    people: idsOf(world.people),
    eventsOffice: { group: world.groups[0]?.id ?? '', member: world.people.otherNamesake.id },
    channel: channelOf(world),
    knows: personId => memberOf(world, personId) !== undefined,
    faults,
    requests,
    ...moving,
    close: () => {
      notifying.close();
      return closed(server);
    },
  };
}
