import fc from 'fast-check';
import type { Registration } from '../../src/domain/registration';
import type { EventRef } from '../../src/domain/sources';
import { createEventSourceFor } from '../../src/graph/event-source';
import { toQuestion, toRegistration } from '../../src/graph/registrations';
import { startSandbox } from '../../src/sandbox/server';
import { clientFor, closeAll, startPair } from './support/clients';
import { sendError, sendJson, type Handler } from './support/graph-server';

afterEach(closeAll);

const event: EventRef = { kind: 'webinar', id: 'w/1' };
const base = '/v1.0/solutions/virtualEvents/webinars/w%2F1';

async function sourceOver(handler: Handler) {
  const { server, client, slept } = await startPair(handler);
  return { server, slept, source: createEventSourceFor(client)({ tenantId: 't', personId: 'oid-1' }) };
}

async function allOf(pages: AsyncIterable<Registration[]>): Promise<Registration[]> {
  const all: Registration[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const absent = {
  id: undefined,
  userId: undefined,
  email: undefined,
  name: undefined,
  status: '',
  registeredAt: undefined,
  canceledAt: undefined,
};

describe('a registration', () => {
  const wire = {
    '@odata.type': '#microsoft.graph.virtualEventRegistration',
    id: 'r1',
    userId: 'u1',
    firstName: ' Emilee',
    lastName: 'Pham ',
    email: 'EmileeMPham@contoso.example',
    status: 'registered',
    registrationDateTime: '2023-03-07T22:04:17',
    cancelationDateTime: null,
    registrationQuestionAnswers: [
      { questionId: 'q1', displayName: null, value: null, booleanValue: null, multiChoiceValues: ['Seattle, WA'] },
      { questionId: 'q2', displayName: ' Really? ', value: null, booleanValue: true, multiChoiceValues: [] },
      { questionId: 'q3', displayName: null, value: ' A text ', booleanValue: null, multiChoiceValues: null },
      null,
      {},
    ],
  };

  it('is read whole, times without a Z as UTC, answers only where asked for', () => {
    const plain = {
      id: 'r1',
      userId: 'u1',
      email: 'EmileeMPham@contoso.example',
      name: 'Emilee Pham',
      status: 'registered',
      registeredAt: Date.parse('2023-03-07T22:04:17Z'),
      canceledAt: undefined,
    };
    expect(toRegistration(wire)).toEqual(plain);
    expect(toRegistration(wire)).not.toHaveProperty('answers');
    expect(toRegistration(wire, true)).toEqual({
      ...plain,
      answers: [
        { questionId: 'q1', question: undefined, text: undefined, isYes: undefined, choices: ['Seattle, WA'] },
        { questionId: 'q2', question: 'Really?', text: undefined, isYes: true, choices: [] },
        { questionId: 'q3', question: undefined, text: 'A text', isYes: undefined, choices: [] },
        { questionId: undefined, question: undefined, text: undefined, isYes: undefined, choices: [] },
      ],
    });
  });

  it.each<[object, Partial<Registration>]>([
    [{}, {}],
    [{ id: null, userId: '', email: ' ', firstName: null, lastName: null, status: null }, {}],
    [{ firstName: 'Ann' }, { name: 'Ann' }],
    [{ lastName: 'Lee', firstName: ' ' }, { name: 'Lee' }],
    [{ status: 'onHold' }, { status: 'onHold' }],
    [{ registrationDateTime: '0001-01-01T00:00:00' }, {}],
    [{ registrationDateTime: 'soon', cancelationDateTime: 5 }, {}],
    [{ registrationDateTime: '2023-03-07T22:04:17.5Z' }, { registeredAt: Date.parse('2023-03-07T22:04:17.500Z') }],
    [{ registrationDateTime: '2023-03-07T22:04:17+02:00' }, { registeredAt: Date.parse('2023-03-07T20:04:17Z') }],
    [{ cancelationDateTime: '2023-03-08T01:02:03' }, { canceledAt: Date.parse('2023-03-08T01:02:03Z') }],
    [{ cancellationDateTime: '2023-03-08T01:02:03' }, { canceledAt: Date.parse('2023-03-08T01:02:03Z') }],
  ])('%j', (row, expected) => {
    expect(toRegistration(row)).toEqual({ ...absent, ...expected });
  });

  it('is garbled where it is no object, and never throws else', () => {
    for (const row of [null, 'x', 5, []])
      expect(() => toRegistration(row)).toThrow(expect.objectContaining({ code: 'graph-garbled' }));
    const names = fc.constantFrom(...Object.keys(wire));
    fc.assert(fc.property(fc.dictionary(names, fc.jsonValue()), row => void toRegistration(row, true)));
  });
});

describe('registrations', () => {
  it('come page by page, of either kind of event', async () => {
    const { server, source } = await sourceOver((seen, response) => {
      if (seen.url.includes('token')) sendJson(response, { value: [{ id: '3' }] });
      else sendJson(response, { value: [{ id: '1' }, { id: '2' }], '@odata.nextLink': `${seen.url}?$skiptoken=token` });
    });
    expect((await allOf(source.registrations(event))).map(one => one.id)).toEqual(['1', '2', '3']);
    expect(server.seen[0]!.url).toBe(`${base}/registrations`);
    await allOf(source.registrations({ kind: 'townhall', id: 't1' }));
    expect(server.seen[2]!.url).toBe('/v1.0/solutions/virtualEvents/townhalls/t1/registrations');
  });

  it('go on after Graph asked for a pause in the middle', async () => {
    const { source, slept } = await sourceOver((seen, response, count) => {
      if (count === 2) sendError(response, 429, 'TooManyRequests', '', { 'retry-after': '3' });
      else if (seen.url.includes('token')) sendJson(response, { value: [{ id: '2' }] });
      else sendJson(response, { value: [{ id: '1' }], '@odata.nextLink': `${seen.url}?$skiptoken=token` });
    });
    expect((await allOf(source.registrations(event))).map(one => one.id)).toEqual(['1', '2']);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3000);
  });

  it.each<[string, Handler, string]>([
    ['refused', (_, response) => sendError(response, 403, 'Forbidden'), 'permission-missing'],
    [
      'without an access policy',
      (_, response) =>
        sendError(response, 403, 'Forbidden', 'No application access policy found for this app: a on the user: b.'),
      'access-policy-missing',
    ],
    ['not there', (_, response) => sendError(response, 404, 'NotFound'), 'not-found'],
    ['no list', (_, response) => sendJson(response, { value: 'x' }), 'graph-garbled'],
    ['garbled rows', (_, response) => sendJson(response, { value: [{ id: '1' }, 'x'] }), 'graph-garbled'],
    [
      'never ending',
      (seen, response, count) =>
        sendJson(response, { value: [], '@odata.nextLink': `${base}/registrations?$skiptoken=${count}` }),
      'paging-broken',
    ],
    [
      'going round',
      (seen, response) => sendJson(response, { value: [{ id: '1' }], '@odata.nextLink': seen.url }),
      'paging-broken',
    ],
  ])('%s fail', async (_, handler, code) => {
    const { source } = await sourceOver(handler);
    await expect(allOf(source.registrations(event))).rejects.toMatchObject({ code });
  });

  it('fail in the middle after what was right, and stop when asked to', async () => {
    const { source } = await sourceOver((seen, response) => {
      if (seen.url.includes('token')) sendError(response, 403, 'Forbidden');
      else sendJson(response, { value: [{ id: '1' }], '@odata.nextLink': `${seen.url}?$skiptoken=token` });
    });
    let read = 0;
    const reading = async (signal?: AbortSignal) => {
      for await (const page of source.registrations(event, signal ? { signal } : {})) read += page.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'permission-missing' });
    expect(read).toBe(1);
    const reason = new Error('enough');
    await expect(reading(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('of the pretend tenant are the twenty thousand it says', async () => {
    const sandbox = await startSandbox({ attendees: 20_000 });
    try {
      const { client } = clientFor(sandbox.root);
      const source = createEventSourceFor(client)({ tenantId: sandbox.tenantId, personId: sandbox.demoOrganizerId });
      const { events } = await source.events();
      const summit = events.find(one => one.title.startsWith('Global Partner Summit'))!;
      const all = await allOf(source.registrations(summit));
      expect(new Set(all.map(one => one.id)).size).toBe(20_000);
      expect(all.filter(one => one.registeredAt === undefined || one.email === undefined || !one.name)).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});

describe('the questions of the form', () => {
  it('are read in its order, the organiser’s and Graph’s own', async () => {
    const sample = {
      value: [
        {
          '@odata.type': '#microsoft.graph.virtualEventRegistrationPredefinedQuestion',
          id: 'a',
          displayName: 'Job title',
          isRequired: false,
          label: 'jobTitle',
        },
        {
          '@odata.type': '#microsoft.graph.virtualEventRegistrationCustomQuestion',
          id: 'b',
          displayName: 'Why?',
          answerInputType: 'singleChoice',
          answerChoices: ['To learn, mostly', 'To meet'],
        },
        null,
        { id: null, displayName: 'nobody can answer this' },
      ],
    };
    const { server, source } = await sourceOver((_, response) => sendJson(response, sample));
    expect(await source.registrationQuestions(event)).toEqual([
      { id: 'a', title: 'Job title', input: 'text', choices: [] },
      { id: 'b', title: 'Why?', input: 'singleChoice', choices: ['To learn, mostly', 'To meet'] },
    ]);
    expect(server.seen[0]!.url).toBe(`${base}/registrationConfiguration/questions`);
  });

  it('have a name where Graph gives one, and any kind', () => {
    expect(toQuestion({ id: 'a', label: 'city' })).toMatchObject({ title: 'city' });
    expect(toQuestion({ id: 'a', answerInputType: 'slider', answerChoices: null })).toEqual({
      id: 'a',
      title: undefined,
      input: 'slider',
      choices: [],
    });
  });
});

it('nothing is asked of an event whose id can be none', async () => {
  const { server, source } = await sourceOver((_, response) => sendJson(response, { value: [] }));
  const nowhere: EventRef = { kind: 'webinar', id: '..' };
  await expect(allOf(source.registrations(nowhere))).rejects.toMatchObject({ code: 'not-found' });
  await expect(source.registrationQuestions(nowhere)).rejects.toMatchObject({ code: 'not-found' });
  expect(server.seen).toHaveLength(0);
});
