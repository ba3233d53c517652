import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { createWorld } from '../../../src/sandbox/world/world';
import { all, get } from '../asking';

const NOW = Date.parse('2026-11-21T09:12:34Z');
let now = NOW;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => now, attendees: 100 });
});
afterAll(() => sandbox.close());
afterEach(() => {
  sandbox.faults.clear();
  now = NOW;
});

const root = '/communications/callRecords';
const world = createWorld({ seed: 1, now: NOW, attendees: 100 }).calls.all();
const [allHands] = world;
const large = `${root}/${allHands!.id}`;
const byType = (type: string) => world.find(one => one.type === type)!;
const DAY = 86_400_000;
const iso = (instant: number) => new Date(instant).toISOString();
const filtered = (filter: string) => all(sandbox, `${root}?$filter=${encodeURIComponent(filter)}`);

describe('the list of call records', () => {
  it('has 60 a page, each call once, and none that is gone or not ready', async () => {
    const first = (await get(sandbox, root)).body;
    expect(first.value).toHaveLength(60);
    const found = await all(sandbox, root);
    expect(found.length).toBeGreaterThan(60);
    const there = world.filter(one => one.start > NOW - 30 * DAY && one.versions[0]!.readyAt <= NOW);
    expect(found.map(one => one.id).sort()).toEqual(there.map(one => one.id).sort());
    expect(there.length).toBeLessThan(world.length);
  });

  it.each([
    ['ge', 'lt'],
    ['gt', 'le'],
  ])('filters by start: %s and %s', async (from, until) => {
    // Both limits are starts of calls.
    const [start, end] = [allHands!.start - 5 * DAY, allHands!.start];
    const limits = world.map(one => one.start).filter(at => at >= start && at <= end);
    const [low, high] = [Math.min(...limits), Math.max(...limits)];
    const found = await filtered(`startDateTime ${from} ${iso(low)} and startDateTime ${until} ${iso(high)}`);
    const expected = world.filter(
      one =>
        (from === 'ge' ? one.start >= low : one.start > low) && (until === 'le' ? one.start <= high : one.start < high),
    );
    expect(expected.length).toBeGreaterThan(5);
    expect(found.map(one => one.id).sort()).toEqual(expected.map(one => one.id).sort());
  });

  it('filters by who took part, in a call of two as in a large one', async () => {
    const person = sandbox.people.attendee;
    const any = (id: string) => `participants_v2/any(p:p/id eq '${id}')`;
    const found = await filtered(any(person.toUpperCase()));
    for (const one of found) {
      const people = await all(sandbox, `${root}/${one.id}/participants_v2?$select=id`);
      expect(people.map(each => each.id)).toContain(person);
    }
    expect(found.some(one => one.type === 'peerToPeer') && found.some(one => one.id === allHands!.id)).toBe(true);
    const narrow = await filtered(`startDateTime ge ${iso(NOW - DAY)} and ${any(person)}`);
    expect(narrow).toEqual(found.filter(one => Date.parse(one.startDateTime) >= NOW - DAY));
    expect(await filtered(any('11111111-2222-3333-4444-555555555555'))).toEqual([]);
  });

  it('leaves out what is not selected, but never the organiser', async () => {
    const [one] = (await get(sandbox, `${root}?$select=id,joinWebUrl`)).body.value;
    expect(Object.keys(one).sort()).toEqual(['id', 'joinWebUrl', 'organizer_v2', 'organizer_v2@odata.context']);
  });

  it.each([
    '$expand=sessions',
    '$expand=participants_v2',
    '$top=5',
    '$orderby=startDateTime',
    '$count=true',
    "$filter=joinWebUrl eq 'x'",
    '$filter=startDateTime eq 2026-11-20T00:00:00Z',
    '$filter=endDateTime gt 2026-11-20T00:00:00Z',
    '$filter=startDateTime gt yesterday',
    '$filter=startDateTime gt 2026-11-20T00:00:00Z or startDateTime lt 2026-11-01T00:00:00Z',
    "$filter=participants_v2/any(p:p/displayName eq 'x')",
  ])('refuses %s', async query => {
    const { status, body } = await get(sandbox, `${root}?${query}`);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
  });
});

describe('one call record', () => {
  it('has its organiser always, and what is dead in none or empty', async () => {
    const { body } = await get(sandbox, large);
    expect(body.organizer_v2.id).toBe(sandbox.demoOrganizerId);
    expect(body).not.toHaveProperty('sessions');
    for (const one of await all(sandbox, root)) {
      expect(one.organizer ?? null).toBeNull();
      expect(one.participants ?? []).toEqual([]);
    }
  });

  it.each(['sessions', 'sessions($expand=segments)'])('expanded by %s goes on behind its first page', async expand => {
    const { body } = await get(sandbox, `${large}?$expand=${expand}`);
    expect(body.sessions).toHaveLength(60);
    const rest = await all(sandbox, body['sessions@odata.nextLink']);
    const path = `${large}/sessions${expand.includes('segments') ? '?$expand=segments' : ''}`;
    expect([...body.sessions, ...rest]).toEqual(await all(sandbox, path));
    expect('segments' in rest[0]).toBe(expand.includes('segments'));
  });

  it('expanded by participants and sessions at once', async () => {
    const { body } = await get(sandbox, `${large}?$expand=participants_v2,sessions&$select=id`);
    const people = await all(sandbox, `${large}/participants_v2`);
    expect(body.participants_v2).toEqual(people.slice(0, 130));
    expect(body.sessions).toHaveLength(60);
  });

  it('expanded wholly has no link', async () => {
    const { body } = await get(sandbox, `${root}/${byType('peerToPeer').id}?$expand=sessions,participants_v2`);
    expect([body.sessions.length, body.participants_v2.length]).toEqual([1, 2]);
    expect(Object.keys(body).filter(name => name.includes('nextLink'))).toEqual([]);
  });

  it.each([
    '?$expand=segments',
    '?$expand=sessions($expand=media)',
    '?$top=1',
    '/segments',
    '/sessions/x',
    '/sessions?$select=id',
    '/participants_v2?$expand=sessions',
  ])('refuses %s', async rest => {
    expect((await get(sandbox, `${large}${rest}`)).status).toBe(400);
  });

  it('is missing in the same words when it is old, recent or none', async () => {
    const gone = world.find(one => one.start < NOW - 30 * DAY)!;
    const early = world.find(one => one.versions[0]!.readyAt > NOW)!;
    const errors = [];
    for (const id of [gone.id, early.id, '11111111-2222-3333-4444-555555555555']) {
      for (const rest of ['', '/sessions', '/participants_v2']) {
        const { status, body } = await get(sandbox, `${root}/${id}${rest}`);
        errors.push([status, body.error.code, body.error.message]);
      }
    }
    expect(new Set(errors.map(String)).size).toBe(1);
    expect(errors[0]).toEqual([
      404,
      'NotFound',
      expect.stringMatching(/^Could not find the requested call record\. .* 30 days ago/),
    ]);
    expect((await get(sandbox, `${root}/none`)).status).toBe(400);
    expect((await get(sandbox, `${root}/${allHands!.id.toUpperCase()}`)).status).toBe(200);
  });

  it('comes some time after the end, and grows', async () => {
    const early = world.find(one => one.versions[0]!.readyAt > NOW && one.type === 'peerToPeer')!;
    const growing = world.find(one => one.versions.length === 3)!;
    const seen = [];
    for (const at of [NOW, ...growing.versions.slice(1).map(one => one.readyAt)]) {
      now = at;
      const { version, lastModifiedDateTime } = (await get(sandbox, `${root}/${growing.id}`)).body;
      expect(Date.parse(lastModifiedDateTime)).toBeLessThanOrEqual(at);
      seen.push([version, (await all(sandbox, `${root}/${growing.id}/sessions`)).length]);
    }
    expect(seen).toEqual([
      [1, 2],
      [2, 4],
      [3, 5],
    ]);
    expect((await get(sandbox, `${root}/${early.id}`)).status).toBe(200);
    now = NOW + 31 * DAY;
    expect((await get(sandbox, `${root}/${growing.id}`)).status).toBe(404);
  });
});

describe('pages', () => {
  it.each([
    [`${large}/sessions`, undefined, 60],
    [`${large}/sessions`, 7, 7],
    [`${large}/sessions`, 500, 60],
    [`${large}/participants_v2`, undefined, 97],
    [`${large}/participants_v2`, 20, 20],
    [root, 10, 10],
    [root, 999, 60],
  ])('%s with maxpagesize=%s has %i', async (path, size, expected) => {
    const prefer = size === undefined ? undefined : `odata.maxpagesize=${size}`;
    const { body } = await get(sandbox, path, 'app', prefer);
    expect(body.value).toHaveLength(expected);
  });

  it('of participants have 130', async () => {
    const own = await startSandbox({ now: () => NOW, attendees: 400 });
    const { body } = await get(own, `${large}/participants_v2`);
    expect(body.value).toHaveLength(130);
    expect(await all(own, `${large}/participants_v2`)).toHaveLength(290);
    await own.close();
  });

  it('that lead to metadata, or vanish', async () => {
    sandbox.faults.add({ path: '/sessions', times: 1, fault: 'metadata-link' });
    const { body } = await get(sandbox, `${large}/sessions`);
    expect(body['@odata.nextLink']).toBe(
      `https://graph.microsoft.com/v1.0/$metadata#communications/callRecords/${allHands!.id}/sessions?$skiptoken=abc`,
    );
    sandbox.faults.add({ path: large, times: 1, fault: 'self-link' });
    const expanded = (await get(sandbox, `${large}?$expand=sessions`)).body;
    expect(expanded['sessions@odata.nextLink']).toBe(`${sandbox.root}/v1.0${large}?$expand=sessions`);
    sandbox.faults.add({ path: '/sessions', after: 1, fault: { status: 404 } });
    await expect(all(sandbox, `${large}/sessions`)).rejects.toThrow('404');
  });
});

describe('preferences', () => {
  const odd = () => `${root}/${byType('broadcastCall').id}`;

  it('unknown members are named to those alone who ask for them', async () => {
    const plain = await get(sandbox, odd());
    expect([plain.body.type, plain.body.modalities]).toEqual(['unknownFutureValue', ['audio', 'unknownFutureValue']]);
    const { body } = await get(sandbox, odd(), 'app', 'odata.maxpagesize=5, include-unknown-enum-members');
    expect([body.type, body.modalities]).toEqual(['broadcastCall', ['audio', 'scent']]);
    const sessions = `${odd()}/sessions`;
    const agents = async (prefer?: string) =>
      (await get(sandbox, sessions, 'app', prefer)).body.value[0].caller.userAgent;
    expect(await agents()).toMatchObject({ platform: 'unknownFutureValue', productFamily: 'unknownFutureValue' });
    expect(await agents('include-unknown-enum-members')).toMatchObject({
      platform: 'toaster',
      productFamily: 'teamsNext',
    });
  });

  it('nulls are left out, and nothing else', async () => {
    const path = `${root}/${byType('unknown').id}/sessions?$expand=segments`;
    const whole = (await get(sandbox, path)).body;
    const sparse = (await get(sandbox, path, 'app', 'omit-values=nulls')).body;
    expect(JSON.stringify(whole)).toContain('null');
    expect(sparse).toEqual(JSON.parse(JSON.stringify(whole, (_, value) => value ?? undefined)));
  });
});

describe('who may read', () => {
  it('is no person', async () => {
    for (const path of [root, large, `${large}/sessions`]) {
      const { status, body } = await get(sandbox, path, `user:${sandbox.demoOrganizerId}`);
      expect([status, body.error.code, body.error.message]).toEqual([
        403,
        'Forbidden',
        expect.stringContaining('application permissions'),
      ]);
    }
  });

  it('is no app without the permission', async () => {
    const own = await startSandbox({ now: () => NOW, attendees: 100, calls: { permitted: false } });
    for (const path of [root, large, `${large}/sessions`, `${large}/participants_v2`]) {
      const { status, body } = await get(own, path);
      expect([status, body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
    }
    await own.close();
  });

  it('nothing is written', async () => {
    const response = await fetch(`${sandbox.root}/v1.0${root}`, {
      method: 'POST',
      headers: { authorization: 'Bearer app' },
    });
    expect(response.status).toBe(405);
    await response.arrayBuffer();
  });
});
