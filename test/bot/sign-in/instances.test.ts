import fc from 'fast-check';
import { createRequestIds } from '../../../src/bot/sign-in/request-id';
import { startRealApp, type RealApp } from '../../support/real-app';
import { createPlace } from '../../store/stores';
import { cards, exchange, exchanges, oauthCard, saying, signInFromChat } from './signing-in';

const EVENT = 'Data Platform Bootcamp';
const MINUTES = 60_000;

describe('The id of a request to sign in', () => {
  const request = { asker: { tenantId: 'T', personId: 'P' }, conversation: 'C' };
  let clock = 1_800_000_000_000;
  const idsOf = (secret: string) => createRequestIds({ secret, now: () => clock, keptMs: 15 * MINUTES });
  const ids = idsOf('secret');

  it('is a UUID, each its own, and known to every instance for a quarter of an hour', () => {
    const made = Array.from({ length: 500 }, () => ids.make(request));
    expect(new Set(made).size).toBe(500);
    const [id] = made;
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(idsOf('secret').isOurs(id!, { ...request, asker: { tenantId: 't', personId: 'p' } })).toBe(true);
    clock += 14 * MINUTES;
    expect(ids.isOurs(id!, request)).toBe(true);
    clock += 2 * MINUTES;
    expect(ids.isOurs(id!, request)).toBe(false);
  });

  it('is nobody else’s, of no other conversation and tenant, and made by no other secret', () => {
    const id = ids.make(request);
    expect(ids.isOurs(id, { ...request, conversation: 'D' })).toBe(false);
    expect(ids.isOurs(id, { ...request, asker: { tenantId: 'T', personId: 'Q' } })).toBe(false);
    expect(ids.isOurs(id, { ...request, asker: { tenantId: 'U', personId: 'P' } })).toBe(false);
    expect(ids.isOurs(id, { asker: { tenantId: 'T', personId: 'C' }, conversation: 'P' })).toBe(false);
    expect(idsOf('another').isOurs(id, request)).toBe(false);
  });

  it('is none when a single digit is changed, and whatever else comes', () => {
    const id = ids.make(request);
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.constantFrom(...Array.from('0123456789abcdef-')), (at, digit) => {
        const changed = id.slice(0, at) + digit + id.slice(at + 1);
        return changed === id || !ids.isOurs(changed, request);
      }),
    );
    fc.assert(fc.property(fc.string(), text => !ids.isOurs(text, request)));
  });
});

describe('Several instances', () => {
  let one: RealApp;
  let two: RealApp;
  let close: () => Promise<void>;
  async function start(env: Record<string, string> = {}): Promise<void> {
    one = await startRealApp({ mode: 'delegated', env });
    two = await startRealApp({ mode: 'delegated', env, around: one });
    close = async () => {
      await two.close();
      await one.close();
    };
  }
  afterEach(() => close());

  it('what is handed over to another one than was asked signs in there, and it says to ask once more', async () => {
    await start();
    const asker = one.sandbox.demoOrganizerId;
    const { id } = await signInFromChat(one, asker, 'events');
    const theirs = await one.entra.signIn(one.sandbox.people.stranger);
    expect((await exchange(two, one.sandbox.people.stranger, id, { token: theirs })).status).toBe(412);
    expect(exchanges(one)).toEqual([]);
    expect((await exchange(two, asker, id)).status).toBe(200);
    expect(saying(await cards(one, 1), 'You are signed in', EVENT)).toEqual(['You are signed in']);
    expect(exchanges(one)).toHaveLength(1);
    expect(saying(await two.ask(asker, 'events'), EVENT)).toEqual([EVENT]);
    // Tokens stay where they are.
    expect(oauthCard((await one.ask(asker, 'events'))[0])).toBeDefined();
  });

  const onPostgres = process.env.TEST_DATABASE_URL ? it : it.skip;
  onPostgres(
    'with one database take what every client hands over once, and answer once',
    async () => {
      const place = await createPlace('postgres');
      await start({ DATABASE_URL: place.config.kind === 'postgres' ? place.config.url : '' });
      const closeApps = close;
      close = async () => {
        await closeApps();
        await place.remove();
      };
      const asker = one.sandbox.demoOrganizerId;
      const { id } = await signInFromChat(one, asker, 'events');
      const answers = await Promise.all([one, two, one, two, two].map(app => exchange(app, asker, id)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      await cards(one, 1);
      // Another answer would come as soon.
      await new Promise(resolve => setTimeout(resolve, 1000));
      expect(await cards(one, 1)).toHaveLength(1);
      expect(exchanges(one)).toHaveLength(1);
    },
    30_000,
  );
});
