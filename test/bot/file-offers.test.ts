import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileOffers, type FileOffers, type OfferedTo } from '../../src/bot/file-offers';
import type { ExportFile } from '../../src/export/content';
import { partsOf } from '../export/contents';
import { createExportFolder, KEPT_MS } from '../../src/export/folder';

const ann: OfferedTo = { asker: { tenantId: 'T', personId: 'ANN' }, conversation: 'a:1' };
const file: ExportFile = {
  holds: 'people',
  name: 'Talk people.csv',
  encoding: 'utf8',
  parts: partsOf('Name\r\n', 1, () => 'Zoë\r\n'),
};

let root: string;
let clock: number;
let offers: FileOffers;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  clock = Date.now();
  const now = () => clock;
  offers = createFileOffers({ now, folder: createExportFolder({ now, parent: join(root, 'exports') }) });
});
afterEach(async () => {
  await offers.close();
  await rm(root, { recursive: true });
});

it('gives a file once, to the one it was written for, however their ids are written', async () => {
  const offered = await offers.add(ann, file, { description: 'Who came' });
  expect(offered).toMatchObject({ name: 'Talk people.csv', description: 'Who came', bytes: 12, rows: 1 });
  for (const other of [
    { ...ann, asker: { tenantId: 'T', personId: 'bo' } },
    { ...ann, asker: { tenantId: 'other', personId: 'ANN' } },
    { ...ann, conversation: 'a:2' },
    { ...ann, asker: undefined },
  ])
    expect(offers.take(offered.id, other)).toBe('gone');
  const same = { ...ann, asker: { tenantId: 't', personId: 'ann' } };
  expect(offers.take(offered.id, same)).toMatchObject({ path: offered.path });
  expect(offers.take(offered.id, same)).toBe('taken');
  offers.giveBack(offered.id);
  expect(offers.take(offered.id, same)).toMatchObject({ path: offered.path });
  await offers.drop(offered.id);
  expect(existsSync(offered.path)).toBe(false);
  expect(offers.take(offered.id, same)).toBe('taken');
});

it('gives nothing for what is no id, and nothing when it is too late', async () => {
  const offered = await offers.add(ann, file, { description: 'Who came' });
  for (const id of [undefined, null, '', 'x', 7, {}, [offered.id]]) expect(offers.take(id, ann)).toBe('gone');
  clock += KEPT_MS;
  expect(offers.take(offered.id, ann)).toBe('gone');
  // The next file makes room for itself.
  await offers.add(ann, file, { description: 'Who came' });
  expect(existsSync(offered.path)).toBe(false);
});

it('keeps a dozen files of one person, the newest, and leaves those of others', async () => {
  const bo = await offers.add({ ...ann, conversation: 'a:2' }, file, { description: 'Who came' });
  const own = [];
  for (let number = 0; number < 14; number += 1) own.push(await offers.add(ann, file, { description: 'Who came' }));
  expect(own.map(one => offers.take(one.id, ann) !== 'gone')).toEqual([false, false, ...Array<boolean>(12).fill(true)]);
  expect(own.map(one => existsSync(one.path)).filter(Boolean)).toHaveLength(12);
  expect(existsSync(bo.path)).toBe(true);
});

it('leaves nothing behind when it is closed', async () => {
  await offers.add(ann, file, { description: 'Who came' });
  await offers.close();
  expect(readdirSync(join(root, 'exports'))).toEqual([]);
});
