import { randomUUID } from 'node:crypto';
import { refused, type ChannelFault, type ChannelReply } from './channel';

/** What Teams puts into `uploadInfo` of an accepted file consent. */
export interface UploadInfo {
  contentUrl: string;
  name: string;
  uploadUrl: string;
  uniqueId: string;
  fileType: string;
}

/** OneDrive's side of a file consent: upload sessions that take ranges. */
export interface Uploads {
  /** A new session; `name` is the file's. */
  open(name: string): UploadInfo;
  /** The bytes of a finished upload, by the session's address or the file's name; undefined before that. */
  file(uploadUrlOrName: string): Buffer | undefined;
  /** Faults for the requests to come, one each; then all is well again. */
  faults: ChannelFault[];
  /** `Content-Range` of every range that arrived, with the status it was answered with. */
  ranges: { range: string; status: number }[];
  /** From now on the session is gone: 404. */
  expire(uploadUrl: string): void;
}

interface UploadSession {
  name: string;
  chunks: Buffer[];
  received: number;
  /** Stated by the first range. */
  size: number | undefined;
  isDone: boolean;
}

interface UploadRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

/** Every range but the last is a multiple of this many bytes, and none is longer than 60 MiB. */
export const RANGE_UNIT = 320 * 1024;
const LONGEST_RANGE = 60 * 1024 * 1024;

export const UPLOADS = '/upload/';

/** `root` is known once the server listens. */
export function createUploads(root: () => string): Uploads & { answer(request: UploadRequest): ChannelReply } {
  const sessions = new Map<string, UploadSession>();
  const ranges: Uploads['ranges'] = [];
  const keyOf = (path: string): string => path.slice(path.indexOf(UPLOADS) + UPLOADS.length).replace(/\?.*$/, '');

  function put(session: UploadSession, { headers, bytes }: UploadRequest): ChannelReply {
    const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(headers['content-range'])) ?? [];
    if (first === undefined) return refused(400, 'invalidRequest', 'The Content-Range header is missing or malformed.');
    const [from, to, whole] = [Number(first), Number(last), Number(size)];
    session.size ??= whole;
    const isLast = to + 1 === whole;
    if (whole !== session.size || to < from || to >= whole || bytes.length !== to - from + 1)
      return refused(400, 'invalidRequest', 'The declared range does not fit the bytes or the size.');
    if (bytes.length > LONGEST_RANGE) return refused(413, 'requestTooLarge', 'At most 60 MiB a range.');
    if (from !== session.received)
      return refused(416, 'invalidRange', 'Optimistic concurrency failure during fragmented upload.');
    if (!isLast && bytes.length % RANGE_UNIT !== 0)
      return refused(400, 'invalidRequest', 'Ranges before the last are multiples of 320 KiB.');
    session.chunks.push(bytes);
    session.received += bytes.length;
    session.isDone = isLast;
    return isLast
      ? { status: 201, body: { id: randomUUID(), name: session.name, size: whole, file: {} } }
      : { status: 202, body: expected(session) };
  }

  return {
    faults: [],
    ranges,
    open(name) {
      const key = randomUUID();
      sessions.set(key, { name, chunks: [], received: 0, size: undefined, isDone: false });
      return {
        contentUrl: `${root()}/files/${encodeURIComponent(name)}`,
        name,
        uploadUrl: `${root()}${UPLOADS}${key}?tempauth=pretend`,
        uniqueId: randomUUID(),
        fileType: name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '',
      };
    },
    file(asked) {
      const session =
        sessions.get(keyOf(asked)) ?? [...sessions.values()].find(one => one.name === asked && one.isDone);
      return session?.isDone ? Buffer.concat(session.chunks) : undefined;
    },
    expire: uploadUrl => void sessions.delete(keyOf(uploadUrl)),
    answer(request) {
      const session = sessions.get(keyOf(request.path));
      const reply = answerIn(session, request);
      if (request.method === 'PUT')
        ranges.push({ range: String(request.headers['content-range']), status: reply.status });
      return reply;
    },
  };

  function answerIn(session: UploadSession | undefined, request: UploadRequest): ChannelReply {
    // The address itself is the permission; a token sent along would be shown to somebody else.
    if (request.headers.authorization !== undefined)
      return refused(401, 'unauthenticated', 'Send no Authorization header here.');
    if (!session || session.isDone) return refused(404, 'itemNotFound', 'The upload session was not found.');
    if (request.method === 'GET') return { status: 200, body: expected(session) };
    if (request.method === 'DELETE') {
      sessions.delete(keyOf(request.path));
      return { status: 204 };
    }
    return request.method === 'PUT' ? put(session, request) : refused(405, 'invalidRequest', 'PUT the ranges.');
  }
}

function expected({ received }: UploadSession): object {
  return { expirationDateTime: '2099-01-01T00:00:00Z', nextExpectedRanges: [`${received}-`] };
}
