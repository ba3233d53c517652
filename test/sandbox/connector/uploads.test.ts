import { randomBytes } from 'node:crypto';
import { startConnector, type Connector } from '../../../src/sandbox/connector/connector';
import { RANGE_UNIT, type UploadInfo } from '../../../src/sandbox/connector/uploads';

const FILE = randomBytes(RANGE_UNIT * 2 + 77);

let connector: Connector;
let upload: UploadInfo;

beforeEach(async () => {
  connector = await startConnector();
  upload = connector.uploads.open('attendance.csv');
});
afterEach(() => connector.close());

async function put(from: number, to: number, { size = FILE.length, ...headers }: Record<string, any> = {}) {
  const response = await fetch(upload.uploadUrl, {
    method: 'PUT',
    headers: { 'content-range': `bytes ${from}-${to - 1}/${size}`, ...headers },
    body: FILE.subarray(from, to),
  });
  return { status: response.status, body: (await response.json()) as any };
}

it('takes ranges in their order, says what it expects next, and keeps the finished bytes', async () => {
  expect(await put(0, RANGE_UNIT)).toMatchObject({ status: 202, body: { nextExpectedRanges: [`${RANGE_UNIT}-`] } });
  expect(await (await fetch(upload.uploadUrl)).json()).toMatchObject({ nextExpectedRanges: [`${RANGE_UNIT}-`] });
  expect(connector.uploads.file(upload.uploadUrl)).toBeUndefined();
  const last = await put(RANGE_UNIT, FILE.length);
  expect(last).toMatchObject({ status: 201, body: { name: 'attendance.csv', size: FILE.length } });
  expect(connector.uploads.file('attendance.csv')!.equals(FILE)).toBe(true);
  expect(connector.uploads.ranges.map(one => one.status)).toEqual([202, 201]);
});

it.each([
  ['a range that leaves a hole', [RANGE_UNIT, RANGE_UNIT * 2], {}, 416],
  ['a range before the last that is no multiple of 320 KiB', [0, 1000], {}, 400],
  ['a range longer than its bytes', [0, FILE.length], { 'content-range': `bytes 0-9/${FILE.length}` }, 400],
  ['no range', [0, FILE.length], { 'content-range': 'nonsense' }, 400],
  ['a token, which is none of its business', [0, FILE.length], { authorization: 'Bearer x' }, 401],
] as const)('refuses %s', async (_, [from, to], headers, status) => {
  expect((await put(from, to, headers)).status).toBe(status);
  expect(connector.uploads.file('attendance.csv')).toBeUndefined();
});

it('refuses a range twice and another size, and goes on where it was', async () => {
  await put(0, RANGE_UNIT);
  expect((await put(0, RANGE_UNIT)).status).toBe(416);
  expect((await put(RANGE_UNIT, FILE.length, { size: FILE.length + 1 })).status).toBe(400);
  expect((await put(RANGE_UNIT, FILE.length)).status).toBe(201);
});

it('fails as told: with a status, without an answer, and after the bytes were taken', async () => {
  connector.uploads.faults.push({ status: 429, headers: { 'retry-after': '1' } }, 'reset', 'reset-after-accepting');
  expect((await put(0, RANGE_UNIT)).status).toBe(429);
  await expect(put(0, RANGE_UNIT)).rejects.toThrow();
  await expect(put(0, RANGE_UNIT)).rejects.toThrow();
  expect((await put(0, RANGE_UNIT)).status).toBe(416);
  expect((await put(RANGE_UNIT, FILE.length)).status).toBe(201);
});

it('is gone once it is done, cancelled or expired', async () => {
  await put(0, FILE.length);
  expect((await put(0, FILE.length)).status).toBe(404);
  upload = connector.uploads.open('second.csv');
  expect((await fetch(upload.uploadUrl, { method: 'DELETE' })).status).toBe(204);
  expect((await put(0, FILE.length)).status).toBe(404);
  upload = connector.uploads.open('third.csv');
  connector.uploads.expire(upload.uploadUrl);
  expect((await put(0, FILE.length)).status).toBe(404);
});
