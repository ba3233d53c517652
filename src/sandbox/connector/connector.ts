import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closed, listening } from '../loopback';
import { answerOr, refused, type ChannelFault, type ChannelReply } from './channel';
import { meetingRoute, noMeetingPermission, type ChatMeeting } from './meetings';
import { membersRoute, type ChatMember } from './members';
import { createMessages, type Messages, type SentActivity } from './messages';
import { createUploads, UPLOADS, type Uploads } from './uploads';

export interface ConnectorOptions {
  /** 0 takes any free port. */
  port?: number;
  /** Who sits in every conversation. */
  members?: readonly ChatMember[];
  /** Whose chats are meetings; `startConnector(sandbox.channel)` knows those of the pretend tenant. */
  meetings?: readonly ChatMeeting[];
  /** Whose requests are answered, uploads aside, by their Authorization header; everybody's unless said. */
  accepts?: (authorization: string | undefined) => boolean;
  /** What goes wrong with the next request for which `faults` holds nothing. */
  fault?: () => ChannelFault | undefined;
}

/** One request that writes into a conversation. A refused one has its status behind the method: `POST 503`. */
export interface Sent {
  method: string;
  path: string;
  /** Empty where the request had no body. */
  activity: SentActivity;
  /** Milliseconds. */
  at: number;
}

/** A Bot Connector for a bot on this machine: keeps what stands, knows rosters and meetings, takes files, and fails as told. */
export interface Connector {
  /** For `serviceUrl` of the activities. */
  serviceUrl: string;
  /** Every write, oldest first. */
  sent: Sent[];
  /** Method and path of everything that was only read. */
  reads: string[];
  /** Method and path of what was refused for its Authorization header. */
  refused: string[];
  /** Faults for the requests to come, uploads aside, one each; then all is well again. */
  faults: ChannelFault[];
  /** While false, `/v1/meetings` refuses as without OnlineMeeting.ReadBasic.Chat. True at first. */
  permitMeetings: boolean;
  standing: Messages['standing'];
  uploads: Uploads;
  close(): Promise<void>;
}

const BELOW = '/_connector';

export async function startConnector(options: ConnectorOptions = {}): Promise<Connector> {
  const { members = [], meetings = [] } = options;
  let root = '';
  const messages = createMessages();
  const uploads = createUploads(() => root);
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const bytes = await bytesOf(request);
    if (path.startsWith(UPLOADS)) {
      const answer = (): ChannelReply => uploads.answer({ method, path, headers, bytes });
      await answerOr(uploads.faults.shift(), request, response, answer);
      return;
    }
    if (options.accepts?.(headers.authorization) === false) {
      connector.refused.push(`${method} ${path}`);
      await answerOr(undefined, request, response, () => unsigned);
      return;
    }
    const activity = (bytes.length > 0 ? JSON.parse(bytes.toString()) : {}) as SentActivity;
    const fault = connector.faults.shift() ?? options.fault?.();
    if (method === 'GET') connector.reads.push(`${method} ${path}`);
    else if (fault !== 'hang' && fault !== 'reset')
      connector.sent.push({
        method: typeof fault === 'object' && 'status' in fault ? `${method} ${fault.status}` : method,
        path,
        activity,
        at: Date.now(),
      });
    await answerOr(fault, request, response, () => route(method, path, activity));
  }

  function route(method: string, path: string, activity: SentActivity): ChannelReply {
    const { pathname, searchParams } = new URL(path, root);
    const [, version, collection, id = '', part = '', below = ''] = pathname
      .slice(BELOW.length)
      .split('/')
      .map(decodeURIComponent);
    if (version === 'v1' && collection === 'meetings' && method === 'GET')
      return connector.permitMeetings ? meetingRoute(meetings, id) : noMeetingPermission;
    if (version !== 'v3' || collection !== 'conversations') return unknown;
    if (id === '' && method === 'POST') return messages.create(activity, connector.serviceUrl);
    if (part === 'members' || part === 'pagedmembers') return membersRoute(members, part, below, searchParams);
    if (part !== 'activities') return unknown;
    if (method === 'POST') return messages.send(id, activity);
    if (method === 'PUT') return messages.update(id, below, activity);
    return method === 'DELETE' ? messages.remove(id, below) : unknown;
  }

  root = await listening(server, options.port);
  const connector: Connector = {
    serviceUrl: root + BELOW,
    sent: [],
    reads: [],
    refused: [],
    faults: [],
    permitMeetings: true,
    standing: conversation => messages.standing(conversation),
    uploads,
    close: () => closed(server),
  };
  return connector;
}

const unsigned = refused(401, 'Unauthorized', 'Authorization has been denied for this request.');
const unknown = refused(404, 'ServiceError', 'The pretend channel has nothing there.');

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
