import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { all, get, reportPath } from './asking';

let sandbox: Sandbox;
let records: string;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60, pageSize: 25 });
  records = `${await reportPath(sandbox, 'All-Hands')}/attendanceRecords`;
});
afterAll(() => sandbox.close());
afterEach(() => {
  sandbox.faults.clear();
});

const path = 'attendanceRecords';
const next = async (link?: string) => (await get(sandbox, link ?? records)).body;

describe('the fault plan', () => {
  it('strikes where and as often as it says', async () => {
    sandbox.faults.add({ path, after: 1, times: 2, fault: { status: 503, retryAfter: 2 } });
    const statuses = [];
    for (let count = 0; count < 5; count++) statuses.push((await get(sandbox, records)).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect((await get(sandbox, '/solutions/virtualEvents/townhalls')).status).toBe(200);
  });

  it('goes by method and regular expression', async () => {
    sandbox.faults.add({ path: /webinars$/, fault: { status: 500 } }, { method: 'post', fault: { status: 502 } });
    expect((await get(sandbox, '/solutions/virtualEvents/webinars')).status).toBe(500);
    expect((await get(sandbox, '/solutions/virtualEvents/webinars?$count=true')).status).toBe(200);
    const posted = await fetch(`${sandbox.root}/v1.0/$batch`, {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: '{}',
    });
    expect(posted.status).toBe(502);
    await posted.arrayBuffer();
  });

  it.each([400, 401, 403, 404, 429, 500, 502, 503, 504, 509])('has a body of Graph’s for %i', async status => {
    sandbox.faults.add({ path, fault: { status } });
    const { body } = await get(sandbox, records);
    expect(body.error).toMatchObject({
      code: expect.any(String),
      message: expect.any(String),
      innerError: { 'request-id': expect.any(String) },
    });
  });

  it('sends another body where one is given', async () => {
    sandbox.faults.add({ path, fault: { status: 403, body: { error: { code: '', message: 'No.' } } } });
    expect((await get(sandbox, records)).body).toEqual({ error: { code: '', message: 'No.' } });
  });

  it.each(['reset', 'drop'] as const)('breaks the connection: %s', async fault => {
    sandbox.faults.add({ path, fault });
    await expect(get(sandbox, records)).rejects.toThrow();
  });

  it('cuts the JSON in half', async () => {
    sandbox.faults.add({ path, fault: 'truncate' });
    await expect(get(sandbox, records)).rejects.toThrow(/JSON/);
  });

  it('sends HTML with 200', async () => {
    sandbox.faults.add({ path, fault: 'html' });
    const response = await fetch(`${sandbox.root}/v1.0${records}`, { headers: { authorization: 'Bearer x' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<html>');
  });

  it('answers late, and rightly', async () => {
    sandbox.faults.add({ path, times: 1, fault: { delayMs: 50 } });
    const order: string[] = [];
    const late = get(sandbox, records).then(answered => {
      order.push('late');
      return answered;
    });
    await get(sandbox, '/solutions/virtualEvents/townhalls').then(() => order.push('prompt'));
    expect((await late).status).toBe(200);
    expect(order).toEqual(['prompt', 'late']);
  });

  it('never answers, and still closes', async () => {
    const own = await startSandbox({ attendees: 60 });
    own.faults.add({ fault: 'hang' });
    const hanging = get(own, '/solutions/virtualEvents/webinars').catch(() => 'cut off');
    while (own.requests.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    await own.close();
    expect(await hanging).toBe('cut off');
  });

  it('links a page to itself', async () => {
    sandbox.faults.add({ path, after: 1, fault: 'self-link' });
    const second = (await next())['@odata.nextLink'];
    expect((await next(second))['@odata.nextLink']).toBe(second);
  });

  it('links a page to another host', async () => {
    sandbox.faults.add({ path, fault: 'foreign-link' });
    expect(new URL((await next())['@odata.nextLink']).host).toBe('graph.harvest.example');
  });

  it('sends a page twice under two addresses, and goes on', async () => {
    const whole = await all(sandbox, records);
    sandbox.faults.add({ path, after: 1, times: 1, fault: 'duplicate-page' });
    const found = await all(sandbox, records);
    expect(found).toEqual([...whole.slice(0, 50), ...whole.slice(25, 50), ...whole.slice(50)]);
  });

  it('sends empty pages without end, each under a new address', async () => {
    sandbox.faults.add({ path, fault: 'endless-empty' });
    const seen = new Set<string>();
    let link: string | undefined;
    for (let count = 0; count < 10; count++) {
      const page = await next(link);
      expect(page.value).toEqual([]);
      link = page['@odata.nextLink'] as string;
      seen.add(link);
    }
    expect(seen.size).toBe(10);
  });
});

describe('POST /sandbox/faults', () => {
  const endpoint = (method: string, body?: unknown) =>
    fetch(`${sandbox.root}/sandbox/faults`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  it('adds, shows and clears rules', async () => {
    const added = await endpoint('POST', [
      { path: '/Records$/i', times: 1, fault: { status: 500 } },
      { fault: { delayMs: 1 } },
    ]);
    expect(await added.json()).toMatchObject({ rules: [{ path: '/Records$/i', times: 1 }, { fault: { delayMs: 1 } }] });
    expect((await get(sandbox, records)).status).toBe(500);
    expect((await get(sandbox, records)).status).toBe(200);
    expect(await (await endpoint('GET')).json()).toMatchObject({ rules: expect.any(Array) });
    expect(await (await endpoint('DELETE')).json()).toEqual({ rules: [] });
  });

  it.each([{ fault: 'explode' }, { path: '/x' }, { fault: { status: 42 } }, 'nonsense'])('refuses %j', async rule => {
    expect((await endpoint('POST', rule)).status).toBe(400);
    expect(sandbox.faults.rules()).toEqual([]);
  });
});
