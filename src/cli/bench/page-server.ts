import { createServer } from 'node:http';
import { listening } from '../../sandbox/loopback';
import { startSandbox } from '../../sandbox/server';

/**
 * The pretend tenant in a process of its own, with the pages of its largest report made beforehand: the clock then measures the reader, not the
 * maker. Arguments: attendees; registrations, which every fifth record or so then belongs to; sessions of the call of that event. GET /requests says how many requests there were, and how many
 * of them for records, and forgets them.
 */
async function main(): Promise<void> {
  const [attendees = 0, registrations = 0, sessions = 0] = process.argv.slice(2).map(Number);
  const sandbox = await startSandbox({ attendees, ...(sessions > 0 && { calls: { sessions } }) });
  const made = new Map<string, Promise<Answer>>();
  let requests = 0;
  let recordRequests = 0;

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/requests') {
      response.end(JSON.stringify({ requests, recordRequests }));
      requests = recordRequests = 0;
      return;
    }
    requests += 1;
    if (path.includes('/attendanceRecords')) recordRequests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answerTo(path, request.method ?? 'GET', Buffer.concat(chunks)).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
      });
    });
  });
  const root = await listening(server);

  /** Everything is made once: what is asked again comes from memory. */
  function answerTo(path: string, method: string, body: Buffer): Promise<Answer> {
    const key = `${method} ${path} ${body.toString()}`;
    let answer = made.get(key);
    if (!answer) made.set(key, (answer = forward(path, method, body)));
    return answer;
  }

  async function forward(path: string, method: string, body: Buffer): Promise<Answer> {
    const answer = await fetch(sandbox.root + path, {
      method,
      headers: { authorization: 'Bearer bench', 'content-type': 'application/json', prefer: PREFER },
      ...(method === 'POST' ? { body: body.toString() } : {}),
    });
    return { status: answer.status, body: Buffer.from((await answer.text()).replaceAll(sandbox.root, root)) };
  }

  async function read(path: string): Promise<{ value: Record<string, unknown>[]; '@odata.nextLink'?: string }> {
    const { body } = await answerTo(path, 'GET', Buffer.alloc(0));
    return JSON.parse(body.toString()) as { value: Record<string, unknown>[] };
  }

  /** The paths of a collection's pages. */
  async function pathsOf(first: string): Promise<string[]> {
    const paths: string[] = [];
    for (let next: string | undefined = first; next;) {
      paths.push(next);
      next = (await read(next))['@odata.nextLink']?.slice(root.length);
    }
    return paths;
  }

  const { largest, smallest } = await findReports(read, sandbox.demoOrganizerId);
  const call = await sessionsOf(largest.joinWebUrl);
  const callPages = await pathsOf(call);
  const collections = [largest.recordsPath];
  const pages = await pathsOf(largest.recordsPath);
  if (registrations > 0) {
    const path = `${largest.eventPath}/registrations`;
    const ids = await lendRegistrations(path);
    const every = Math.ceil(attendees / ids.length);
    let index = 0;
    for (const one of pages) {
      const page = await read(one);
      for (const record of page.value)
        if (index++ % every === 0) record.registrationId = ids[Math.floor(index / every)];
      keep(one, page);
    }
    collections.unshift(path);
    pages.push(...(await pathsOf(path)));
  }

  /** Of the call that was held in this room. */
  async function sessionsOf(joinWebUrl: string): Promise<string> {
    for (const list of await pathsOf('/v1.0/communications/callRecords'))
      for (const call of (await read(list)).value)
        if (call.joinWebUrl === joinWebUrl)
          return `/v1.0/communications/callRecords/${String(call.id)}/sessions?$expand=segments`;
    throw new Error('The pretend tenant has no call of that event.');
  }

  function keep(path: string, page: object): void {
    made.set(`GET ${path} `, Promise.resolve({ status: 200, body: Buffer.from(JSON.stringify(page)) }));
  }

  /** The town hall gets so many registrations of the largest webinar; their ids. */
  async function lendRegistrations(path: string): Promise<unknown[]> {
    const base = '/v1.0/solutions/virtualEvents/webinars';
    const mine = await read(`${base}/getByUserIdAndRole(userId='${sandbox.demoOrganizerId}',role='organizer')`);
    const lists = mine.value.map(({ id }) => `${base}/${encodeURIComponent(String(id))}/registrations`);
    const firsts = await Promise.all(lists.map(async list => ({ list, page: await read(list) })));
    const [longest] = firsts.sort((a, b) => b.page.value.length - a.page.value.length);
    const ids: unknown[] = [];
    let at = path;
    for (let next = longest?.list; next && ids.length < registrations;) {
      const page = await read(next);
      ids.push(...page.value.map(({ id }) => id));
      next = page['@odata.nextLink']?.slice(root.length);
      const after = `${path}?$skiptoken=${ids.length}`;
      keep(at, { value: page.value, ...(next && ids.length < registrations && { '@odata.nextLink': root + after }) });
      at = after;
    }
    return ids;
  }
  console.log(
    JSON.stringify({
      root,
      organizer: sandbox.demoOrganizerId,
      title: largest.title,
      smallTitle: smallest.title,
      collections: collections.map(path => root + path),
      pages: pages.length,
      call: root + call,
      callPages: callPages.length,
    }),
  );
}

/** What Rollcall asks call records with: the yardstick reads the same bytes. */
const PREFER = 'include-unknown-enum-members, omit-values=nulls, odata.maxpagesize=60';

interface Answer {
  status: number;
  body: Buffer;
}

type Read = (path: string) => Promise<{ value: Record<string, unknown>[] }>;

interface Found {
  title: string;
  eventPath: string;
  recordsPath: string;
  joinWebUrl: string;
  total: number;
}

/** The reports with most and with fewest people, found as anybody would find them: through the lists. */
async function findReports(read: Read, organizer: string): Promise<{ largest: Found; smallest: Found }> {
  const base = '/v1.0/solutions/virtualEvents/townhalls';
  const found: Found[] = [];
  const townhalls = await read(`${base}/getByUserIdAndRole(userId='${organizer}',role='organizer')`);
  for (const { id, displayName } of townhalls.value) {
    const event = `${base}/${encodeURIComponent(String(id))}`;
    for (const session of (await read(`${event}/sessions`)).value) {
      const reports = `${event}/sessions/${encodeURIComponent(String(session.id))}/attendanceReports`;
      for (const report of (await read(reports)).value)
        found.push({
          title: String(displayName),
          eventPath: event,
          recordsPath: `${reports}/${encodeURIComponent(String(report.id))}/attendanceRecords`,
          joinWebUrl: String(session.joinWebUrl),
          total: Number(report.totalParticipantCount),
        });
    }
  }
  const [smallest, ...others] = found.sort((a, b) => a.total - b.total);
  const largest = others.at(-1);
  if (!smallest || !largest) throw new Error('The pretend tenant has no two reports of town halls.');
  return { largest, smallest };
}

void main();
