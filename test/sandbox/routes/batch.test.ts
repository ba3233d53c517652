import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 100 });
});
afterAll(() => sandbox.close());
afterEach(() => {
  sandbox.faults.clear();
});

async function batch(requests: unknown, token = 'app'): Promise<{ status: number; body: any }> {
  const response = await fetch(`${sandbox.root}/v1.0/$batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requests }),
  });
  return { status: response.status, body: await response.json() };
}

const read = (id: string, url = '/solutions/virtualEvents/webinars') => ({ id, method: 'GET', url });

describe('$batch', () => {
  it('answers in another order than asked, each with its own status and headers', async () => {
    const { status, body } = await batch([
      read('1'),
      read('2', 'solutions/virtualEvents/townhalls'),
      read('3', '/solutions/virtualEvents/webinars/none'),
      read('4', '/nowhere'),
    ]);
    expect(status).toBe(200);
    const ids = body.responses.map((one: any) => one.id);
    expect(ids).not.toEqual(['1', '2', '3', '4']);
    expect([...ids].sort()).toEqual(['1', '2', '3', '4']);
    const statuses = Object.fromEntries(body.responses.map((one: any) => [one.id, one.status]));
    expect(statuses).toEqual({ 1: 200, 2: 200, 3: 404, 4: 400 });
    for (const one of body.responses)
      expect(one.headers).toMatchObject({ 'Content-Type': 'application/json', 'request-id': expect.any(String) });
  });

  it('hides an inner 429 behind an outer 200', async () => {
    sandbox.faults.add({ path: 'townhalls', fault: { status: 429, retryAfter: 7 } });
    const { status, body } = await batch([read('a'), read('b', '/solutions/virtualEvents/townhalls')]);
    const inner = body.responses.find((one: any) => one.id === 'b');
    expect([status, inner.status, inner.headers['Retry-After']]).toEqual([200, 429, '7']);
  });

  it('gives links that lead outside the batch', async () => {
    const { body } = await batch([read('1')]);
    const next = body.responses[0].body['@odata.nextLink'];
    const response = await fetch(next, { headers: { authorization: 'Bearer app' } });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  });

  it('takes 20 and not 21, and no id twice, whatever its letters', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => read(String(index)));
    expect((await batch(many(20))).status).toBe(200);
    expect((await batch(many(21))).status).toBe(400);
    expect((await batch([read('a'), read('A')])).status).toBe(400);
  });

  it.each([
    ['absolute addresses', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }]],
    ['a request without id', [{ method: 'GET', url: '/me' }]],
    ['no list', { requests: 1 }],
  ])('refuses %s', async (_name, requests) => {
    expect((await batch(requests)).status).toBe(400);
  });

  it('skips what depends on a failure', async () => {
    const { body } = await batch([read('1', '/nowhere'), { ...read('2'), dependsOn: ['1'] }]);
    expect(body.responses.find((one: any) => one.id === '2').status).toBe(424);
  });

  it('needs a token, and passes it on', async () => {
    expect((await batch([read('1')], '')).status).toBe(401);
    const own = "/solutions/virtualEvents/webinars/getByUserRole(role='organizer')";
    expect((await batch([read('1', own)], `user:${sandbox.demoOrganizerId}`)).body.responses[0].status).toBe(200);
  });

  it('is logged with what is inside', async () => {
    sandbox.requests.length = 0;
    await batch([read('1'), read('2')]);
    expect(sandbox.requests.map(one => [one.method, one.inBatch ?? false])).toEqual([
      ['GET', true],
      ['GET', true],
      ['POST', false],
    ]);
  });

  it('breaks as a whole when a part is to break', async () => {
    sandbox.faults.add({ path: 'townhalls', fault: 'reset' });
    await expect(batch([read('1'), read('2', '/solutions/virtualEvents/townhalls')])).rejects.toThrow();
  });
});
