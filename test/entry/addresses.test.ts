import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { RollcallAdapter } from '../../src/bot/adapter';
import { botClouds, onlyHosts, onlyLoopback } from '../../src/bot/door/clouds';
import type { Address } from '../../src/bot/watch/watch-book';
import { createWatching } from '../../src/bot/watch/watching';
import { openStore } from '../../src/store/open-store';
import type { Store } from '../../src/store/store';
import { newDataDir } from '../support/data-dir';
import { message, TENANT } from '../support/door';
import { hostileAddresses } from '../support/hostile';

const GOOD = 'https://smba.trafficmanager.net/emea/';
const EVIL = 'https://smba.trafficmanager.net.evil.example/';
const rule = onlyHosts(botClouds.global.hosts);

describe('where it is stored', () => {
  const asker = { tenantId: TENANT, personId: 'somebody' };
  const target = { what: 'event', targetId: 'an event' } as const;
  const address = (serviceUrl: string): Address => ({
    ...{ tenantId: TENANT, id: '19:group', serviceUrl, botId: '28:bot', type: 'groupChat' },
  });
  let store: Store;
  let errors: unknown[];
  beforeEach(async () => {
    errors = [];
    const onError = (error: unknown) => void errors.push(error);
    const options = { jobs: { names: [] }, now: Date.now, random: Math.random, onError };
    store = await openStore({ kind: 'sqlite', dataDir: newDataDir() }, options);
  });
  afterEach(() => store.close());
  const watchingOf = () =>
    createWatching({ store, now: Date.now, onError: error => errors.push(error), mayPostTo: rule });
  const kept = () => store.transaction(tx => tx.conversations.find(TENANT, '19:group'));

  it('refuses to keep a watch with an address that is not allowed', async () => {
    await expect(watchingOf().bookOf(asker, address(EVIL)).add(target)).rejects.toThrow('not an address');
    expect(await kept()).toBeUndefined();
    expect(await store.transaction(tx => tx.watches.ofPerson(TENANT, 'somebody'))).toEqual([]);
  });

  it('refuses to renew one with it, and says so to the operator', async () => {
    const watching = watchingOf();
    await watching.bookOf(asker, address(GOOD)).add(target);
    watching.seen(address(EVIL));
    await watching.settle();
    expect(await kept()).toMatchObject({ serviceUrl: GOOD });
    expect(errors).toHaveLength(1);
  });

  it('refuses to watch a meeting that begins there', async () => {
    const meeting = { meetingId: 'm', userId: 'u', personId: 'somebody' };
    await expect(watchingOf().met(address(EVIL), meeting)).rejects.toThrow('not an address');
    expect(await kept()).toBeUndefined();
  });
});

describe('where it is sent to', () => {
  let requests: number;
  let server: Server;
  let serviceUrl: string;
  beforeAll(async () => {
    requests = 0;
    server = createServer((_request, response) => {
      requests += 1;
      response.end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const ways: [string, (adapter: RollcallAdapter) => Promise<void>][] = [
    [
      'after a turn',
      adapter =>
        adapter.after(message('help', { serviceUrl }) as unknown as Activity, async context => {
          await context.sendActivity('hello');
        }),
    ],
    [
      'unasked',
      adapter =>
        adapter.unasked(
          {
            channelId: 'msteams',
            serviceUrl,
            bot: { id: 'b', name: '' },
            conversation: { id: 'c', name: '', isGroup: false, conversationType: 'personal' },
          },
          async context => {
            await context.sendActivity('hello');
          },
        ),
    ],
  ];

  it.each(ways)('%s: nothing leaves for an address that is not allowed', async (_name, send) => {
    await expect(
      send(new RollcallAdapter({ credentials: undefined, cloud: 'global', serviceUrl: rule })),
    ).rejects.toThrow();
    expect(requests).toBe(0);
  });

  it.each(ways)('%s: a request leaves for one that is', async (_name, send) => {
    const before = requests;
    await send(new RollcallAdapter({ credentials: undefined, cloud: 'global', serviceUrl: onlyLoopback }));
    expect(requests).toBe(before + 1);
  });
});

describe('what is allowed', () => {
  it.each(Object.entries(botClouds))('%s: only its own hosts', (_cloud, { hosts }) => {
    const rule = onlyHosts(hosts);
    for (const host of hosts) expect(rule(`https://${host}/emea/`)).toBe(true);
    for (const wrong of [...hostileAddresses(hosts[0]), 'x']) expect(rule(wrong)).toBe(false);
  });
});
