import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import type { DeliveryFault } from '../../../src/sandbox/subscriptions/delivery-faults';
import { eventNamed } from '../asking';
import { ask, reportsOf, startListener, subscriptionTo, type Listener } from '../listening';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-21T10:00:00Z');

let clock: number;
let sandbox: Sandbox;
let listener: Listener;
let results: any;
let openHouse: any;
beforeEach(async () => {
  clock = START;
  sandbox = await startSandbox({ attendees: 60, now: () => clock, answerWithinMs: 200 });
  listener = await startListener();
  results = await eventNamed(sandbox, 'Quarterly Results Live');
  openHouse = await eventNamed(sandbox, 'Support Desk Open House');
});
afterEach(async () => {
  await sandbox.close();
  await listener.close();
});

const subscribe = async (event: any, rest: object = {}) =>
  (await ask(sandbox, 'POST', '/subscriptions', subscriptionTo(listener, reportsOf(event), clock, rest))).body;
const pass = async (ms: number) => {
  clock += ms;
  await sandbox.catchUp();
};
const reports = () => listener.items().filter(one => one.resourceData);
const reportIds = () => reports().map(one => one.resourceData.id);

describe('a report that comes into being', () => {
  it('is told once it is there, in the shape of Graph’s', async () => {
    const subscription = await subscribe(openHouse);
    const ended = sandbox.endEvent(openHouse.id)!;
    await pass(39_999);
    expect(listener.batches).toEqual([]);
    await pass(1);
    const path = `solutions/virtualEvents/webinars/${openHouse.id}`;
    expect(listener.batches).toEqual([
      [
        {
          subscriptionId: subscription.id,
          clientState: 'secret client state',
          changeType: 'created',
          tenantId: sandbox.tenantId,
          resource: `${path}/getAttendanceReports`,
          subscriptionExpirationDateTime: expect.stringMatching(/^2026-11-22T09:00:00\.0000000Z$/),
          resourceData: {
            '@odata.id': `${path}/sessions/${ended.sessionId}/attendanceReports/${ended.reportId}`,
            '@odata.type': '#microsoft.graph.meetingAttendanceReport',
            id: ended.reportId,
          },
        },
      ],
    ]);
  });

  it('is told of town halls in lower case and without a tenant', async () => {
    await subscribe(results);
    sandbox.endEvent(results.id);
    await pass(MINUTE);
    const [item] = listener.items();
    expect(item.resource).toBe(`solutions/virtualevents/townhalls/${results.id}/getAttendanceReports`);
    expect(item).not.toHaveProperty('tenantId');
  });

  it('comes by itself where it was on its way when the tenant started', async () => {
    await subscribe(await eventNamed(sandbox, 'Security Awareness Hour'));
    await pass(HOUR / 2 - 6 * MINUTE);
    expect(listener.batches).toEqual([]);
    await pass(10 * MINUTE);
    expect(listener.items()).toHaveLength(1);
  });

  it('is told to whoever subscribed to that event, and to nobody after DELETE or expiry', async () => {
    await subscribe(await eventNamed(sandbox, 'Spring Product Briefing'));
    const { id } = await subscribe(openHouse);
    await subscribe(results, { expirationDateTime: new Date(START + 50 * MINUTE).toISOString() });
    await ask(sandbox, 'DELETE', `/subscriptions/${id}`);
    await pass(50 * MINUTE);
    sandbox.endEvent(openHouse.id);
    sandbox.endEvent(results.id);
    await pass(MINUTE);
    expect(reports()).toEqual([]);
  });

  it('goes in one POST with those of other subscriptions at that moment', async () => {
    await subscribe(openHouse);
    await subscribe(results);
    const reports = [sandbox.endEvent(openHouse.id)!, sandbox.endEvent(results.id)!].map(one => one.reportId);
    await pass(MINUTE);
    expect(listener.batches.map(batch => batch.map(one => one.resourceData.id))).toEqual([reports]);
  });
});

describe('delivery', () => {
  it('is tried again, ever later, until 2xx', async () => {
    await subscribe(openHouse);
    listener.statuses.push(503, 404, 'hang', 301);
    sandbox.endEvent(openHouse.id);
    await pass(HOUR);
    const own = sandbox.deliveries.filter(one => one.url === listener.url);
    expect(own.map(one => [(one.at - START - 40_000) / 1000, one.status, one.attempt])).toEqual([
      [0, 503, 1],
      [10, 404, 2],
      [30, 'none', 3],
      [70, 301, 4],
      [150, 202, 5],
    ]);
  });

  it('ends when the item is four hours old', async () => {
    await subscribe(openHouse);
    listener.statuses.push(...Array.from({ length: 100 }, () => 500));
    sandbox.endEvent(openHouse.id);
    await pass(22 * HOUR);
    const times = sandbox.deliveries.filter(one => one.url === listener.url).map(one => one.at);
    expect(times).toHaveLength(11);
    expect(times.at(-1)! - times[0]!).toBeLessThanOrEqual(4 * HOUR);
  });

  const faulty = async (fault: DeliveryFault) => {
    sandbox.deliveryFaults.add({ path: openHouse.id.split('@')[0], fault });
    await subscribe(openHouse);
    await subscribe(results);
    const own = sandbox.endEvent(openHouse.id)!.reportId;
    const other = sandbox.endEvent(results.id)!.reportId;
    return { own, other };
  };

  it('can be lost', async () => {
    const { other } = await faulty('lost');
    await pass(20 * MINUTE);
    expect(reportIds()).toEqual([other]);
  });

  it('can come five times over', async () => {
    const { own, other } = await faulty({ copies: 5 });
    await pass(20 * MINUTE);
    expect(reportIds()).toEqual([own, other, own, own, own, own]);
    expect(listener.batches).toHaveLength(5);
  });

  it('can come behind a later one, or after ten minutes', async () => {
    const { own, other } = await faulty('reordered');
    await pass(MINUTE);
    expect(listener.batches.map(batch => batch.map(one => one.resourceData.id))).toEqual([[other], [own]]);
    const { reportId } = sandbox.growReport(openHouse.id, { by: 'second' })!;
    await pass(9 * MINUTE);
    expect(reportIds()).not.toContain(reportId);
    await pass(2 * MINUTE);
    expect(reportIds().at(-1)).toBe(reportId);
  });

  it('can be four hours late', async () => {
    const { own } = await faulty({ delayMs: 4 * HOUR });
    await pass(3.9 * HOUR);
    expect(reportIds()).not.toContain(own);
    await pass(HOUR);
    expect(reportIds()).toContain(own);
  });

  it('can come before the answer to the creation of its subscription', async () => {
    const briefing = await eventNamed(sandbox, 'Spring Product Briefing');
    sandbox.deliveryFaults.add({ fault: 'early', times: 1 });
    const order: string[] = [];
    const created = subscribe(briefing).then(one => order.push(`answer ${one.id}`));
    while (listener.items().length === 0) await new Promise(resolve => setTimeout(resolve, 2));
    order.unshift(`told ${listener.items()[0].subscriptionId}`);
    await created;
    expect(order.map(one => one.split(' ')[0])).toEqual(['told', 'answer']);
    expect(order[0]!.split(' ')[1]).toBe(order[1]!.split(' ')[1]);
  });

  it('is broken by hand as well', async () => {
    const post = async (body: unknown) =>
      fetch(`${sandbox.root}/sandbox/delivery-faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await post({ fault: 'lost', times: 1 })).status).toBe(200);
    expect((await post({ fault: 'html' })).status).toBe(400);
    expect(sandbox.deliveryFaults.rules()).toEqual([{ fault: 'lost', times: 1 }]);
  });
});

describe('an event that is created', () => {
  it('is told with its whole path as its id', async () => {
    await ask(sandbox, 'POST', '/subscriptions', subscriptionTo(listener, 'solutions/virtualEvents/events', clock));
    expect(sandbox.announceEvent(openHouse.id)).toBe(true);
    await pass(0);
    expect(listener.items()[0]).toMatchObject({
      resource: 'solutions/virtualEvents/events/',
      resourceData: {
        '@odata.id': `solutions/virtualEvents/webinars/${openHouse.id}/`,
        '@odata.type': '#microsoft.graph.virtualEvent',
        id: `solutions/virtualEvents/webinars/${openHouse.id}/`,
      },
    });
    expect(sandbox.announceEvent('none')).toBe(false);
  });
});

describe('reauthorisation', () => {
  const asked = () => listener.items().filter(one => one.lifecycleEvent);

  it('is asked for before the hour is over, once, and delivery ends without it', async () => {
    const subscription = await subscribe(openHouse);
    await pass(50 * MINUTE);
    expect(asked()).toEqual([
      {
        subscriptionId: subscription.id,
        subscriptionExpirationDateTime: expect.any(String),
        tenantId: sandbox.tenantId,
        clientState: 'secret client state',
        lifecycleEvent: 'reauthorizationRequired',
      },
    ]);
    sandbox.endEvent(openHouse.id);
    await pass(HOUR);
    expect(reports()).toHaveLength(1);
    sandbox.growReport(openHouse.id, { by: 'second' });
    await pass(HOUR);
    expect(reports()).toHaveLength(1);
    expect(asked()).toHaveLength(1);
  });

  it.each(['reauthorize', 'PATCH'])('is given by %s for another hour', async way => {
    const { id } = await subscribe(openHouse);
    await pass(50 * MINUTE);
    if (way === 'PATCH')
      await ask(sandbox, 'PATCH', `/subscriptions/${id}`, { expirationDateTime: new Date(clock + HOUR).toISOString() });
    else await ask(sandbox, 'POST', `/subscriptions/${id}/reauthorize`);
    await pass(20 * MINUTE);
    sandbox.endEvent(openHouse.id);
    await pass(MINUTE);
    expect(reports()).toHaveLength(1);
    await pass(29 * MINUTE);
    expect(asked()).toHaveLength(2);
  });

  it('is asked for on demand', async () => {
    const { id } = await subscribe(openHouse);
    expect([sandbox.requireReauthorization(id), sandbox.requireReauthorization('none')]).toEqual([true, false]);
    await pass(0);
    expect(asked()).toHaveLength(1);
  });
});

it('walks by itself where its clock does', async () => {
  const live = await startSandbox({ attendees: 60, reportAfterMs: 50 });
  try {
    const event = await eventNamed(live, 'Support Desk Open House');
    await ask(live, 'POST', '/subscriptions', subscriptionTo(listener, reportsOf(event), Date.now()));
    live.endEvent(event.id);
    for (let tries = 0; tries < 100 && listener.items().length === 0; tries++)
      await new Promise(resolve => setTimeout(resolve, 20));
    expect(listener.items()).toHaveLength(1);
  } finally {
    await live.close();
  }
});
