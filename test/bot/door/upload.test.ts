import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onlyOneDrive } from '../../../src/bot/door/upload-address';
import { uploadFile } from '../../../src/bot/door/upload';
import { startConnector, type FakeConnector } from '../../support/connector';

const RANGE = 16 * 320 * 1024;
const whole = randomBytes(2 * RANGE + 12_345);
let folder: string;
let connector: FakeConnector;
let waits: number[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  connector = await startConnector();
});
beforeEach(() => {
  waits = [];
  connector.uploads.faults.length = 0;
  connector.uploads.ranges.length = 0;
});
afterAll(async () => {
  await connector.close();
  await rm(folder, { recursive: true });
});

async function upload(uploadUrl: string, content = whole, more: object = {}) {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const sent: number[] = [];
  await uploadFile({
    path,
    bytes: content.length,
    uploadUrl,
    progress: bytes => sent.push(bytes),
    sleep: async ms => void waits.push(ms),
    now: () => Date.parse('2026-11-18T12:00:00Z'),
    random: () => 0,
    ...more,
  });
  return sent;
}

/** Jest compares buffers byte by byte, for minutes. */
function expectArrived(uploadUrl: string, content: Buffer): void {
  expect(connector.uploads.file(uploadUrl)?.equals(content)).toBe(true);
}

const ranges = () => connector.uploads.ranges.map(({ range, status }) => [range.replace(/^bytes /, ''), status]);
const range = (from: number, to: number) => `${from}-${to}/${whole.length}`;

describe('an upload', () => {
  it('goes in ranges of whole units, and arrives as it was', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    await expect(upload(uploadUrl)).resolves.toEqual([RANGE, 2 * RANGE, whole.length]);
    expectArrived(uploadUrl, whole);
    expect(ranges()).toEqual([
      [range(0, RANGE - 1), 202],
      [range(RANGE, 2 * RANGE - 1), 202],
      [range(2 * RANGE, whole.length - 1), 201],
    ]);
    expect(waits).toEqual([]);
  });

  it.each([1, 320 * 1024, RANGE, RANGE + 1])('of %i bytes arrives too', async size => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    const content = whole.subarray(0, size);
    await upload(uploadUrl, content);
    expectArrived(uploadUrl, content);
  });

  it.each<[string, FakeConnector['uploads']['faults'][number], number]>([
    ['429 with a pause', { status: 429, headers: { 'retry-after': '7' } }, 7000],
    ['429 with a date', { status: 429, headers: { 'retry-after': 'Wed, 18 Nov 2026 12:00:09 GMT' } }, 9000],
    ['503', { status: 503 }, 250],
    ['a connection that breaks', 'reset', 250],
    ['a connection that breaks after the range was taken', 'reset-after-accepting', 250],
  ])('goes on where it was after %s', async (_, fault, wait) => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    let put = 0;
    // The second range meets it.
    const content = whole.subarray(0, RANGE + 12_345);
    await upload(uploadUrl, content, {
      progress: () => {
        put += 1;
        if (put === 1) connector.uploads.faults.push(fault);
      },
    });
    expectArrived(uploadUrl, content);
    expect(waits).toEqual([wait]);
  });

  it('whose last answer is lost is there', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    connector.uploads.faults.push('reset-after-accepting');
    await upload(uploadUrl, whole.subarray(0, 1000));
    expectArrived(uploadUrl, whole.subarray(0, 1000));
  });

  it('begins where the session says that it is', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    await fetch(uploadUrl, {
      method: 'PUT',
      headers: { 'content-range': `bytes ${range(0, 320 * 1024 - 1)}` },
      body: new Uint8Array(whole.subarray(0, 320 * 1024)),
    });
    await upload(uploadUrl);
    expectArrived(uploadUrl, whole);
    expect(ranges()[1]).toEqual([range(0, RANGE - 1), 416]);
  });

  it('is given up after six failures, with ever longer pauses', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    for (let fault = 0; fault < 20; fault += 1) connector.uploads.faults.push({ status: 503 });
    await expect(upload(uploadUrl)).rejects.toMatchObject({ name: 'UploadFailed', status: 503 });
    expect(waits).toEqual([250, 500, 1000, 2000, 4000]);
  });

  it('is given up at once when the session is gone, or refuses', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    connector.uploads.expire(uploadUrl);
    await expect(upload(uploadUrl)).rejects.toMatchObject({ status: 404 });
    const other = connector.uploads.open('b.csv').uploadUrl;
    connector.uploads.faults.push({ status: 507 });
    await expect(upload(other)).rejects.toMatchObject({ status: 507 });
    expect(waits).toEqual([]);
  });

  it('ends with the question that it belongs to', async () => {
    const { uploadUrl } = connector.uploads.open('a.csv');
    await expect(upload(uploadUrl, whole, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('what an address may not do', () => {
  it('lead elsewhere, be told a token, or keep a session that never moves', async () => {
    const seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
    const server = createServer(({ method = '', url = '', headers }, response) => {
      seen.push({ method, url, headers });
      if (url === '/moved') response.writeHead(307, { location: '/elsewhere' }).end();
      else response.writeHead(202).end(JSON.stringify({ nextExpectedRanges: ['0-'] }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      await expect(upload(`${root}/moved`)).rejects.toMatchObject({ status: 307 });
      await expect(upload(`${root}/still`)).rejects.toMatchObject({ status: 202 });
      expect(seen.map(one => one.url)).toEqual(['/moved', ...Array<string>(6).fill('/still')]);
      for (const { headers } of seen) expect(headers).not.toHaveProperty('authorization');
    } finally {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  it.each([
    ['https://contoso-my.sharepoint.com/personal/ann/_api/v2.0/drive/items/x/uploadSession?guid=1&tempauth=2', true],
    ['https://contoso-my.sharepoint.us/x', true],
    ['https://contoso-my.sharepoint-df.com/x', true],
    ['https://sn3302.up.1drv.com/up/x', true],
    ['https://graph.microsoft.com/v1.0/me/drive/x', true],
    ['http://contoso-my.sharepoint.com/x', false],
    ['https://contoso-my.sharepoint.com:8443/x', false],
    ['https://contoso-my.sharepoint.com@evil.example/x', false],
    ['https://ann@contoso-my.sharepoint.com/x', false],
    ['https://contoso-my.sharepoint.com.evil.example/x', false],
    ['https://evilsharepoint.com/x', false],
    ['https://sharepoint.com/x', false],
    ['https://169.254.169.254/latest/meta-data', false],
    ['https://127.0.0.1/x', false],
    ['file:///etc/passwd', false],
    ['', false],
    ['not an address', false],
  ])('%s: %s', (address, may) => {
    expect(onlyOneDrive(address)).toBe(may);
  });
});
