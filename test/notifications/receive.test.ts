import fc from 'fast-check';
import { receive, type Incoming } from '../../src/notifications/receive';
import { lifecycleItem, reportItem } from './items';

const NOW = Date.parse('2026-11-21T10:00:00Z');

function post(body: string | Uint8Array, rest: Partial<Incoming> = {}): Incoming {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { method: 'POST', headers: { 'content-type': 'application/json' }, query: '', body: bytes, ...rest };
}
const take = (items: unknown, now = NOW): any => receive(post(JSON.stringify({ value: items })), now);
const one = (item: unknown, now?: number) => take([item], now).rows[0];

describe('a handshake', () => {
  it.each<[string, string]>([
    ['validationToken=abc', 'abc'],
    ['validationToken=Validation%3A+Testing+Request-Id%3A%201', 'Validation: Testing Request-Id: 1'],
    ['validationToken=%3Cscript%3E', '<script>'],
    ['validationToken=a%0D%0Ab', 'a\r\nb'],
    ['kind=1&validationToken=first&validationToken=second', 'first'],
    [`validationToken=${'x'.repeat(4096)}`, 'x'.repeat(4096)],
    ['validationtoken=lower', 'lower'],
  ])('%s', (query, token) => {
    const body = new TextEncoder().encode('not read');
    expect(receive(post(body, { query, headers: {} }), NOW)).toEqual({ kind: 'handshake', token });
  });

  it.each(['validationToken=', `validationToken=${'x'.repeat(4097)}`, `validationToken=${'%C3%A9'.repeat(2049)}`])(
    'is none: %s',
    query => {
      expect(receive(post('', { query }), NOW)).toMatchObject({ kind: 'refused', status: 400 });
    },
  );
});

describe('a refusal', () => {
  it.each<[string, Partial<Incoming>, number]>([
    ['GET', { method: 'GET', query: 'validationToken=x' }, 405],
    ['gzip', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }, 415],
    ['br, then none', { headers: { 'content-type': 'application/json', 'content-encoding': ['br', 'x'] } }, 415],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['UTF-16', { headers: { 'content-type': 'application/json; charset=utf-16' } }, 415],
    ['no type', { headers: {} }, 415],
    ['too much', { body: 'too-large' }, 413],
    ['no JSON', { body: new TextEncoder().encode('value') }, 400],
    ['no UTF-8', { body: Uint8Array.of(0x22, 0xff, 0x22) }, 400],
    ['no list', { body: new TextEncoder().encode('{"value":{}}') }, 400],
    ['null', { body: new TextEncoder().encode('null') }, 400],
    ['a million brackets', { body: new TextEncoder().encode('['.repeat(1_000_000)) }, 400],
  ])('%s', (_name, rest, status) => {
    expect(receive(post('{"value":[]}', rest), NOW)).toMatchObject({ kind: 'refused', status });
  });
});

describe('items', () => {
  it('become rows', () => {
    expect(take([reportItem(), lifecycleItem()])).toEqual({
      kind: 'accepted',
      malformed: 0,
      repeated: 0,
      beyond: 0,
      rows: [
        {
          of: 'change',
          key: expect.stringMatching(/^[\w-]{43}$/),
          subscriptionId: '7015b436-a8b8-4260-af80-5af8cba32e62',
          tenantId: 'f5b076c8-b508-4ba3-a1a7-19d1c0bcef03',
          clientState: 'secret client state',
          expires: '2026-11-22T00:00:00.000Z',
          changeType: 'created',
          place: {
            what: 'report',
            kind: 'webinar',
            eventId: 'event-1@tenant',
            sessionId: 'session-1',
            reportId: 'report-1',
          },
        },
        {
          of: 'lifecycle',
          key: expect.stringMatching(/^[\w-]{43}$/),
          subscriptionId: '7015b436-a8b8-4260-af80-5af8cba32e62',
          tenantId: 'f5b076c8-b508-4ba3-a1a7-19d1c0bcef03',
          clientState: 'secret client state',
          expires: '2026-11-22T00:00:00.000Z',
          lifecycleEvent: 'reauthorizationRequired',
        },
      ],
    });
  });

  it('are read without a tenant, without a state, with properties nobody knows', () => {
    const row = one(reportItem({ tenantId: undefined, clientState: undefined, brandNew: { deep: [1] } }));
    expect(row).toMatchObject({ of: 'change', place: { what: 'report' } });
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['tenantId']));
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['clientState']));
  });

  it('say where by the resource alone when there is no data', () => {
    expect(one(reportItem({ resourceData: null })).place).toEqual({
      what: 'event',
      kind: 'webinar',
      eventId: 'event-1@tenant',
    });
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['a list', []],
    ['nothing', {}],
    ['no subscription', reportItem({ subscriptionId: undefined })],
    ['a subscription that is a list', reportItem({ subscriptionId: ['x'] })],
    ['a subscription of a page', reportItem({ subscriptionId: 'x'.repeat(129) })],
    ['half a character', reportItem({ subscriptionId: '\ud800' })],
    ['a zero, which PostgreSQL does not take', reportItem({ subscriptionId: 'a\u0000b' })],
    ['no change', reportItem({ changeType: undefined })],
    ['no path at all', reportItem({ resource: undefined, resourceData: undefined })],
    ['a path of a book', reportItem({ resource: `a/${'b'.repeat(2048)}`, resourceData: 'x' })],
  ])('that are none are counted: %s', (_name, item) => {
    expect(take([item, reportItem()])).toMatchObject({ malformed: 1, rows: [{ of: 'change' }] });
  });

  it('beyond the first thousand are counted and left alone', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => reportItem({ subscriptionId: `s-${index}` }));
    const { rows, beyond } = take(items);
    expect([rows.length, beyond, rows.at(-1).subscriptionId]).toEqual([1_000, 9_000, 's-999']);
  });
});

describe('the key', () => {
  const key = (item: object, now?: number) => one(item, now).key as string;
  const other =
    "solutions/virtualevents/Webinars('event-1%40tenant')/Sessions('session-1')/AttendanceReports('report-1')";

  it.each<[string, object]>([
    ['another spelling of the path', reportItem({ resourceData: { '@odata.id': other } })],
    ['ids in capitals', reportItem({ subscriptionId: '7015B436-A8B8-4260-AF80-5AF8CBA32E62' })],
    ['a later expiry', reportItem({ subscriptionExpirationDateTime: '2026-11-23T00:00:00Z' })],
    ['a change in capitals', reportItem({ changeType: 'Created' })],
  ])('is the same for %s', (_name, item) => {
    expect(key(item)).toBe(key(reportItem()));
  });

  const path = (from: string, to: string) => reportItem().resourceData['@odata.id'].replace(from, to);
  it.each<[string, object]>([
    ['report', reportItem({ resourceData: { '@odata.id': path('report-1', 'report-2') } })],
    ['session', reportItem({ resourceData: { '@odata.id': path('session-1', 'session-2') } })],
    ['event', reportItem({ resourceData: { '@odata.id': path('event-1', 'Event-1') } })],
    ['kind', reportItem({ resourceData: { '@odata.id': path('webinars', 'townhalls') } })],
    ['change', reportItem({ changeType: 'updated' })],
    ['subscription', reportItem({ subscriptionId: 'another' })],
    ['tenant', reportItem({ tenantId: 'another' })],
    ['client state: a forged item keeps no genuine one out', reportItem({ clientState: 'forged' })],
  ])('differs by %s', (_name, item) => {
    expect(key(item)).not.toBe(key(reportItem()));
  });

  it('of a lifecycle item holds for minutes, since Graph asks the same again an hour later', () => {
    const item = lifecycleItem();
    expect(key(item, NOW + 9 * 60_000)).toBe(key(item, NOW));
    expect(key(item, NOW + 3_600_000)).not.toBe(key(item, NOW));
    expect(key(reportItem(), NOW + 4 * 3_600_000)).toBe(key(reportItem(), NOW));
  });
});

describe('whatever comes', () => {
  const item = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }).map(id => reportItem({ subscriptionId: `s${id}` })) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }).map(id => lifecycleItem({ subscriptionId: `s${id}` })) },
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...Object.keys(reportItem())), fc.jsonValue()).map(([name, value]) => {
        return reportItem({ [name]: value });
      }),
    },
  );

  it('never throws, and keeps only text that a database can hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map(text => new TextEncoder().encode(text)),
        ),
        fc.webQueryParameters(),
        fc.constantFrom('POST', 'GET', 'post', ''),
        fc.dictionary(
          fc.constantFrom('content-type', 'content-encoding'),
          fc.constantFrom('application/json', 'gzip', ''),
        ),
        (body, query, method, headers) => {
          expect(receive({ body, query, method, headers }, NOW).kind).toMatch(/^(accepted|refused|handshake)$/);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(item), items => {
        const text = JSON.stringify(take(items).rows);
        expect(text).not.toMatch(/\\u0000/);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('gives the same rows for any order and any repetition, in one request or in many', () => {
    fc.assert(
      fc.property(
        fc
          .array(item, { maxLength: 20 })
          .chain(items =>
            fc.tuple(
              fc.constant(items),
              fc.shuffledSubarray([...items, ...items, ...items], { minLength: items.length * 3 }),
              fc.integer({ min: 1, max: 7 }),
            ),
          ),
        ([items, shuffled, size]) => {
          const parts = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, at) =>
            shuffled.slice(at * size, (at + 1) * size),
          );
          const rows = new Map(parts.flatMap(part => take(part).rows).map((row: any) => [row.key, row]));
          const keys = (of: any[]) => of.map(row => row.key as string).sort();
          expect([...rows.keys()].sort()).toEqual(keys(take(items).rows));
          expect(keys(take(shuffled).rows)).toEqual(keys(take(items).rows));
        },
      ),
    );
  });

  it('counts every item exactly once', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), items => {
        const { rows, malformed, repeated, beyond } = take(items) as Record<string, any>;
        const counts: number[] = [rows.length, malformed, repeated, beyond];
        expect(counts.reduce((sum, one) => sum + one)).toBe(items.length);
      }),
    );
  });
});
