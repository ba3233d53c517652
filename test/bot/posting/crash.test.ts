import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { toPostKey } from '../../../src/domain/posts';
import { createPostBooks } from '../../../src/bot/posting/post-book';
import { LEASE_MS } from '../../../src/bot/posting/send-row';
import { createPlace, type Place } from '../../store/stores';
import { startConnector, type FakeConnector } from '../../support/connector';
import { crashPoints, type CrashPoint } from '../../support/crashing-poster';
import { turnOf } from '../../support/thorough';
import { OWNER, startOutbox, TENANT, TITLE, type Outbox } from './outbox';

const root = join(__dirname, '../../..');
let connector: FakeConnector;
let place: Place;
let outbox: Outbox | undefined;

/** A process of its own that posts what waits, until it is killed there. */
async function postUntil(point: CrashPoint): Promise<void> {
  const script = join(root, 'test/support/crashing-poster.ts');
  const child = spawn(
    process.execPath,
    ['--require', join(root, 'test/support/typescript.cjs'), script, JSON.stringify(place.config), point],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const signal = await new Promise(resolve => {
    child.once('exit', (_code, by) => {
      resolve(by ?? said);
    });
  });
  expect(signal).toBe('SIGKILL');
}

/** With the database before a process that posts nothing itself. */
async function before(work: (outbox: Outbox) => Promise<unknown>): Promise<void> {
  const preparing = await startOutbox({ config: place.config, connector });
  await work(preparing);
  await preparing.close();
}

/** Everything is settled, or waits for its owner. */
async function restartAndDrain(): Promise<Outbox> {
  outbox = await startOutbox({ config: place.config, connector });
  outbox.moveClock(LEASE_MS + 1_000);
  await outbox.posting.start();
  await outbox.until(rows => rows.every(one => one.state !== 'pending' && one.state !== 'sending'));
  return outbox;
}

const summaries = () =>
  connector
    .standing('19:chat')
    .flatMap(one => one.attachments!.map(({ content }) => String(content.speak)))
    .filter(speak => speak.includes(`${TITLE}, `));

/** What stands there when Rollcall is back, by the point at which it was killed; undefined where either may be. */
const standing: Record<CrashPoint, number | undefined> = {
  'before the lease': 1,
  'in the lease': 1,
  'after the lease': 0,
  'as it leaves': undefined,
  'after it was accepted': 1,
  'in the settlement': 1,
  'after the settlement': 1,
};
/** Every point comes at least once: a process of its own takes two seconds. */
const [ofNew, ofUpdates] = [turnOf(crashPoints, 0, 2), turnOf(crashPoints, 1, 2)];
const isKnown = (point: CrashPoint) => ['before the lease', 'in the lease', 'after the settlement'].includes(point);

describe.each(['sqlite', 'postgres'] as const)('on %s', kind => {
  const on = kind === 'postgres' && !process.env.TEST_DATABASE_URL ? it.skip : it;

  beforeEach(async () => {
    connector = await startConnector();
    place = await createPlace(kind);
  });
  afterEach(async () => {
    await outbox?.close();
    outbox = undefined;
    await connector.close();
    await place.remove();
  });

  describe.each(crashPoints)('killed %s', point => {
    (ofNew.includes(point) ? on : it.skip)(
      'a new message is never sent twice by itself, and none is lost: what nobody knows, its owner is asked',
      async () => {
        await before(async one => {
          await one.place('19:chat');
          await one.watch('19:chat');
          await one.intend('19:chat');
        });
        await postUntil(point);
        const back = await restartAndDrain();
        const [row] = (await back.rows()).filter(one => one.kind === 'summary');
        expect(row!.state).toBe(isKnown(point) ? 'sent' : 'unknown');
        const expected = standing[point];
        const stands = summaries().length;
        expect(stands).toBe(expected ?? stands);
        expect(stands).toBeLessThanOrEqual(1);
        if (isKnown(point)) return;

        expect(
          connector
            .standing('19:chat')
            .some(one => String(one.attachments![0]!.content.speak).includes('may or may not')),
        ).toBe(true);
        const book = createPostBooks(back.store)({ tenantId: TENANT, personId: OWNER });
        // The owner has looked, and says what is there.
        const verdict = stands === 0 ? 'resend' : 'there';
        await book.decide(toPostKey(row!), verdict);
        await back.until(rows => rows.every(one => one.kind !== 'summary' || one.state === 'sent'));
        expect(summaries()).toHaveLength(1);
      },
      60_000,
    );

    (ofUpdates.includes(point) ? on : it.skip)(
      'an update ends as one message with the newest figures',
      async () => {
        await before(async one => {
          await one.place('19:chat');
          await one.watch('19:chat');
          await one.posting.start();
          await one.intend('19:chat');
          await one.until(rows => rows.every(({ state }) => state === 'sent'));
        });
        await before(one => one.intend('19:chat', { attended: 300 }));
        await postUntil(point);
        const back = await restartAndDrain();
        expect((await back.rows()).map(one => one.state)).toEqual(['sent', 'sent']);
        expect(summaries()).toEqual([expect.stringContaining('300 people came')]);
      },
      60_000,
    );
  });

  on(
    'sent again although it had arrived, it stands there twice: the one window, and only by its owner’s word',
    async () => {
      await before(async one => {
        await one.place('19:chat');
        await one.watch('19:chat');
        await one.intend('19:chat');
      });
      await postUntil('after it was accepted');
      const back = await restartAndDrain();
      const [row] = (await back.rows()).filter(one => one.kind === 'summary');
      await createPostBooks(back.store)({ tenantId: TENANT, personId: OWNER }).decide(toPostKey(row!), 'resend');
      await back.until(rows => rows.every(one => one.kind !== 'summary' || one.state === 'sent'));
      expect(summaries()).toHaveLength(2);
    },
    60_000,
  );
});
