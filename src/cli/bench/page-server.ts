import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../sandbox/server';

/**
 * The pretend tenant in a process of its own, with the pages of its largest report made beforehand: the clock then measures the reader, not the
 * maker. Argument: attendees. GET /requests says how many requests for records there were, and forgets them.
 */
async function main(): Promise<void> {
  const attendees = Number(process.argv[2]);
  const sandbox = await startSandbox({ attendees });
  const made = new Map<string, Promise<Answer>>();
  let recordRequests = 0;

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/requests') {
      response.end(JSON.stringify({ recordRequests }));
      recordRequests = 0;
      return;
    }
    if (path.includes('/attendanceRecords')) recordRequests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answerTo(path, request.method ?? 'GET', Buffer.concat(chunks)).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
      });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

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
      headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: body.toString() } : {}),
    });
    return { status: answer.status, body: Buffer.from((await answer.text()).replaceAll(sandbox.root, root)) };
  }

  async function read(path: string): Promise<{ value: Record<string, unknown>[]; '@odata.nextLink'?: string }> {
    const { body } = await answerTo(path, 'GET', Buffer.alloc(0));
    return JSON.parse(body.toString()) as { value: Record<string, unknown>[] };
  }

  const { largest, smallest } = await findReports(read, sandbox.demoOrganizerId);
  let next: string | undefined = largest.recordsPath;
  let pages = 0;
  while (next) {
    const page: { '@odata.nextLink'?: string } = await read(next);
    next = page['@odata.nextLink']?.slice(root.length);
    pages += 1;
  }
  console.log(
    JSON.stringify({
      root,
      organizer: sandbox.demoOrganizerId,
      title: largest.title,
      smallTitle: smallest.title,
      recordsUrl: root + largest.recordsPath,
      pages,
    }),
  );
}

interface Answer {
  status: number;
  body: Buffer;
}

type Read = (path: string) => Promise<{ value: Record<string, unknown>[] }>;

interface Found {
  title: string;
  recordsPath: string;
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
          recordsPath: `${reports}/${encodeURIComponent(String(report.id))}/attendanceRecords`,
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
