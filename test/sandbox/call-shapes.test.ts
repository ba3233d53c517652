import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { createWorld } from '../../src/sandbox/world/world';
import { all, get } from './asking';
import { callShapes } from './call-shapes';
import { faultsOf, type Shape } from './shapes';

const NOW = Date.parse('2026-11-21T09:12:34Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    now: () => Date.parse('2026-11-21T09:12:34Z'),
    attendees: 60,
    calls: { sessions: 60 },
  });
});
afterAll(() => sandbox.close());

const root = '/communications/callRecords';
/** The all-hands', and those that were made by hand: none of these is recent or gone. */
const { calls } = createWorld({ seed: 1, now: NOW, attendees: 60 });
const chosen = calls
  .all()
  .filter((one, index) => index === 0 || one.versions.at(-1)!.listed <= 12)
  .filter(one => one.start > NOW - 9.5 * 86_400_000 && one.versions[0]!.readyAt <= NOW);
const wrong = (values: any[], shape: Shape) => [...new Set(values.flatMap(one => faultsOf(one, shape)))];

/** Everything that a session holds, by the name of its shape. */
function partsOf(sessions: any[]): Record<string, any[]> {
  const segments = sessions.flatMap(one => one.segments ?? []);
  const both = [...sessions, ...segments];
  const endpoints = both.flatMap(one => [one.caller, one.callee]).filter(Boolean);
  const typed = (values: any[], type: string) =>
    values.filter(one => one['@odata.type'].endsWith(`callRecords.${type}`));
  const agents = endpoints.map(one => one.userAgent).filter(Boolean);
  const media = segments.flatMap(one => one.media ?? []);
  const networks = media.flatMap(one => [one.callerNetwork, one.calleeNetwork]).filter(Boolean);
  return {
    session: sessions,
    segment: segments,
    failure: both.map(one => one.failureInfo).filter(Boolean),
    participantEndpoint: typed(endpoints, 'participantEndpoint'),
    serviceEndpoint: typed(endpoints, 'serviceEndpoint'),
    clientUserAgent: typed(agents, 'clientUserAgent'),
    serviceUserAgent: typed(agents, 'serviceUserAgent'),
    feedback: endpoints.map(one => one.feedback).filter(Boolean),
    media,
    network: networks,
    hop: networks.flatMap(one => one.traceRouteHops ?? []),
    device: media.flatMap(one => [one.callerDevice, one.calleeDevice]).filter(Boolean),
    stream: media.flatMap(one => one.streams ?? []),
  };
}

describe('what the pretend tenant sends', () => {
  it('call records, alone as in the list', async () => {
    const listed = await all(sandbox, root);
    expect(wrong(listed, callShapes.call)).toEqual([]);
    expect(
      wrong(
        listed.flatMap(one => one.organizer_v2 ?? []),
        callShapes.participant,
      ),
    ).toEqual([]);
    for (const one of listed.slice(0, 5)) {
      const { body } = await get(sandbox, `${root}/${one.id}`);
      expect(body).toMatchObject(one);
      expect(faultsOf(body, callShapes.call)).toEqual([]);
    }
  });

  it('sessions with every part, and each property of Graph’s schema filled somewhere', async () => {
    const filled: Record<string, Set<string>> = {};
    for (const { id, type } of chosen) {
      const parts = partsOf(await all(sandbox, `${root}/${id}/sessions?$expand=segments`));
      for (const [name, values] of Object.entries(parts)) {
        // What nobody expects has no shape.
        if (type !== 'broadcastCall')
          expect([name, wrong(values, callShapes[name as keyof typeof callShapes])]).toEqual([name, []]);
        const seen = (filled[name] ??= new Set());
        for (const value of values) for (const [key, its] of Object.entries(value)) if (its !== null) seen.add(key);
      }
    }
    const never = Object.entries(filled).flatMap(([name, seen]) =>
      Object.keys(callShapes[name as keyof typeof callShapes])
        .filter(key => !seen.has(key))
        .map(key => `${name}.${key}`),
    );
    expect(never).toEqual([]);
  });

  it('participants with their identities', async () => {
    for (const { id } of chosen) {
      const people = await all(sandbox, `${root}/${id}/participants_v2`);
      expect(wrong(people, callShapes.participant)).toEqual([]);
      const identities = people.flatMap(one => Object.values(one.identity)).filter(Boolean);
      expect(wrong(identities, callShapes.identity)).toEqual([]);
    }
  });
});

const samples = join(__dirname, '../../../shared/reference/samples');
const described = existsSync(samples) ? describe : describe.skip;

described('Microsoft’s own examples', () => {
  const read = (name: string): any => JSON.parse(readFileSync(join(samples, `callrecords-${name}.json`), 'utf8'));
  const [got, expanded] = [() => read('callrecord-get'), () => read('callrecord-get-expanded-sessions-segments')];
  const cases: [string, () => any[], keyof typeof callShapes][] = [
    ['get', () => [got()], 'call'],
    ['get, organiser', () => [got().organizer_v2], 'participant'],
    ['expanded', () => [expanded()], 'call'],
    ['list', () => read('cloudcommunications-list-callrecords').value, 'call'],
    [
      'list, organisers',
      () => read('cloudcommunications-list-callrecords').value.map((one: any) => one.organizer_v2),
      'participant',
    ],
  ];
  const parts = Object.keys(partsOf([])) as (keyof typeof callShapes)[];
  for (const name of parts)
    cases.push([
      `sessions, ${name}`,
      () => partsOf([...expanded().sessions, ...read('callrecord-list-sessions').value])[name] ?? [],
      name,
    ]);

  it.each(cases)('%s has the shape that our answers are held to', (_name, values, name) => {
    expect(wrong(values(), callShapes[name])).toEqual([]);
  });
});
