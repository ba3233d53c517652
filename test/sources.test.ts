import { readConfig } from '../src/config';
import { openSources } from '../src/sources';

const asker = { tenantId: 'f9448ec4-804b-46af-b810-62085248da33', personId: 'p' };

it('makes sessions in the pretend tenant alone, where everybody is signed in', async () => {
  const sandbox = await openSources(readConfig({ SANDBOX_ATTENDEES: '20' }));
  expect(sandbox.sourceFor(asker).createsSessions).toBe(true);
  await sandbox.close();
});

it('makes none where Graph is asked as an app: Microsoft has no application permission for it', async () => {
  const id = '2b1e9a2c-4f6d-4d57-9f0d-0f5f3a9d7c11';
  const sources = await openSources(
    readConfig({ ROLLCALL_MODE: 'application', BOT_ID: id, BOT_PASSWORD: 'x', BOT_TENANT_ID: asker.tenantId }),
  );
  expect(sources.sourceFor(asker).createsSessions).toBe(false);
  await sources.close();
});
