import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runForget } from '../../src/cli/forget/run';
import { openStore } from '../../src/store/open-store';
import { newDataDir } from '../support/data-dir';

const TENANT = 'c7a1f2d4-0000-4000-8000-0000000000aa';
const PERSON = '8f0b2a4e-0000-4000-8000-00000000ab01';
const OTHER = '8f0b2a4e-0000-4000-8000-00000000ab02';
const quiet = { jobs: { names: [] }, now: Date.now, random: () => 0, onError: () => undefined };

async function forget(dataDir: string, ...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runForget(
    argv,
    { DATA_DIR: dataDir },
    { out: { write: text => (out += text) }, err: { write: text => (err += text) } },
  );
  return { code, out, err };
}

const filesHold = (dataDir: string, text: string) =>
  readdirSync(dataDir).some(name => readFileSync(join(dataDir, name)).includes(text));

it('erases one person from the file, whatever the case of the ids, and nobody else', async () => {
  const dataDir = newDataDir();
  const store = await openStore({ kind: 'sqlite', dataDir }, quiet);
  const watch = { conversationId: 'c', what: 'all', targetId: '' } as const;
  await store.transaction(async tx => {
    for (const personId of [PERSON, OTHER]) await tx.watches.add({ ...watch, tenant: TENANT, personId });
  });
  await store.close();
  expect(filesHold(dataDir, PERSON)).toBe(true);

  expect(await forget(dataDir, TENANT.toUpperCase(), PERSON.toUpperCase())).toEqual({
    code: 0,
    out: 'Erased: 1 row led to this person. Backups made before still hold them.\n',
    err: '',
  });
  expect(filesHold(dataDir, PERSON)).toBe(false);
  expect(filesHold(dataDir, OTHER)).toBe(true);
  expect((await forget(dataDir, TENANT, PERSON)).out).toBe('Nothing was kept of this person in that tenant.\n');
});

it('says what to do while Rollcall runs on the file', async () => {
  const dataDir = newDataDir();
  const running = await openStore({ kind: 'sqlite', dataDir }, quiet);
  const { code, err } = await forget(dataDir, TENANT, PERSON);
  expect(code).toBe(1);
  expect(err).toMatch(/^Nothing was erased\. Another Rollcall is running .+ Stop it first/);
  await running.close();
});

it.each([[[]], [[TENANT]], [[TENANT, 'amara@contoso.example']], [[TENANT, PERSON, 'x']], [['%', PERSON]]])(
  'takes no %j',
  async argv => {
    const { code, out, err } = await forget(newDataDir(), ...argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('npm run -s forget -- <tenant> <person>');
  },
);
