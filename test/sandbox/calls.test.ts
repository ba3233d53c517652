import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { TenantCall } from '../../src/sandbox/world/call-model';
import { createWorld } from '../../src/sandbox/world/world';
import { toWireSession } from '../../src/sandbox/wire/wire-calls';
import { all, eventNamed, get, sessionPath } from './asking';

const NOW = Date.parse('2026-11-21T09:12:34Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW, attendees: 600 });
});
afterAll(() => sandbox.close());

const root = '/communications/callRecords';

/** The call that was held over a session of an event. */
async function callOf(words: string): Promise<any> {
  const { joinWebUrl } = (await get(sandbox, await sessionPath(sandbox, words))).body.value;
  return (await all(sandbox, root)).find(one => one.joinWebUrl === joinWebUrl);
}

describe('the all-hands’ call', () => {
  it('has 300 sessions, some of them listed twice on different pages', async () => {
    const call = await callOf('All-Hands');
    const pages: any[][] = [];
    let next: string | undefined = `${root}/${call.id}/sessions`;
    while (next) {
      const { body }: any = await get(sandbox, next);
      pages.push(body.value);
      next = body['@odata.nextLink'];
    }
    expect(pages.map(one => one.length)).toEqual([60, 60, 60, 60, 60, 3]);
    const ids = pages.flat().map(one => one.id);
    expect(new Set(ids).size).toBe(300);
    expect(new Set(pages[5]!.map(one => one.id)).size).toBe(3);
  });

  it('has 12 poor of 300 audio streams, most of them on Wi-Fi, counted without a line of ours', async () => {
    const call = await callOf('All-Hands');
    const sessions = new Map(
      (await all(sandbox, `${root}/${call.id}/sessions?$expand=segments`)).map(one => [one.id, one]),
    );
    const seconds = (text: string) => Number(/^PT([\d.]+)S$/.exec(text)![1]);
    const networks: Record<string, number> = {};
    let [good, poor, quiet] = [0, 0, 0];
    for (const media of [...sessions.values()].flatMap(one => one.segments).flatMap(one => one.media)) {
      if (!media.label.includes('audio')) continue;
      for (const stream of media.streams) {
        if (!(stream.packetUtilization > 500)) quiet++;
        else if (
          seconds(stream.averageRoundTripTime) > 0.5 ||
          stream.averagePacketLossRate > 0.1 ||
          seconds(stream.averageJitter) > 0.03
        ) {
          poor++;
          const kind = media.callerNetwork.connectionType;
          networks[kind] = (networks[kind] ?? 0) + 1;
        } else good++;
      }
    }
    expect({ good, poor, quiet }).toEqual({ good: 288, poor: 12, quiet: expect.any(Number) });
    expect(networks).toEqual({ wifi: 8, mobile: 2, tunnel: 1, wired: 1 });
  });
});

const worldOf = (seed: number, now = NOW, sessions?: number) =>
  createWorld({ seed, now, attendees: 600, ...(sessions !== undefined && { calls: { sessions } }) });
const world = worldOf(1).calls.all();
const sessionsOf = (call: TenantCall) =>
  Array.from({ length: call.versions.at(-1)!.listed }, (_, index) => call.session(index));

describe('the calls of the tenant', () => {
  it('are the same for the same seed, and others for another', () => {
    const some = (call: TenantCall) =>
      [0, call.versions.at(-1)!.listed - 1].map(index => toWireSession(call.session(index), true));
    const text = (seed: number) =>
      JSON.stringify(
        worldOf(seed)
          .calls.all()
          .map(one => [one, some(one)]),
      );
    expect(text(1)).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
  });

  it('keep their ids when time goes on', () => {
    const later = worldOf(1, NOW + 5 * 86_400_000).calls.all();
    expect(later.map(one => one.id)).toEqual(world.map(one => one.id));
    expect(new Set(world.map(one => one.id)).size).toBe(world.length);
    expect(later[0]!.start).not.toBe(world[0]!.start);
  });

  it('hold every session once, within the call', () => {
    for (const call of world) {
      const sessions = new Map(sessionsOf(call).map(one => [one.id, one]));
      expect(sessions.size).toBeGreaterThan(0);
      for (const { start, end } of sessions.values()) {
        if (start === null || end === null) continue;
        expect(call.start <= start && start <= end && end <= call.end).toBe(true);
      }
    }
  });

  it('have one for each report of an event or meeting that somebody came to, at its time and under its link', () => {
    const { events, meetings } = worldOf(1);
    const reports = [...events.flatMap(one => one.sessions), ...meetings].flatMap(({ joinWebUrl, reports: its }) =>
      its.filter(one => one.count > 0).map(one => [joinWebUrl, one.start, one.end]),
    );
    const held = world.map(one => [one.joinWebUrl, one.start, one.end]);
    expect(held).toEqual(expect.arrayContaining(reports));
    expect(held.filter(([link]) => link === meetings[0]!.joinWebUrl)).toHaveLength(4);
  });

  it('follow an event that is ended by hand', async () => {
    let now = NOW;
    const own = await startSandbox({ now: () => now, attendees: 60 });
    const event = await eventNamed(own, 'Quarterly Results Live');
    const before = (await all(own, root)).length;
    own.endEvent(event.id);
    now += 25 * 60_000;
    const calls = await all(own, root);
    expect(calls.length).toBeGreaterThan(before);
    const { joinWebUrl } = (await get(own, await sessionPath(own, 'Quarterly'))).body.value;
    expect(calls.filter(one => one.joinWebUrl === joinWebUrl)).toHaveLength(1);
    await own.close();
  });

  it('are of as many sessions as wanted', () => {
    const [large] = worldOf(1, NOW, 1200).calls.all();
    expect(new Set(sessionsOf(large!).map(one => one.id)).size).toBe(1200);
    expect(large!.id).toBe(world[0]!.id);
    expect(() => worldOf(1, NOW, 9)).toThrow(RangeError);
  });

  it.each([
    ['Guild Forum', 'networks', { wired: 6, wifi: 6 }],
    ['On-Call Handover', 'networks', { tunnel: 2 }],
    ['Client Onboarding', 'networks', { mobile: 2, wifi: 1 }],
    ['Spring Product', 'glitches', 18],
    ['Energy Savings', 'slow machines', 18],
  ])('say what was to blame: %s, %s', (title, what, expected) => {
    const { events, meetings } = worldOf(1);
    const { joinWebUrl } =
      events.find(one => one.title.includes(title))?.sessions[0] ?? meetings.find(one => one.subject?.includes(title))!;
    const sessions = sessionsOf(world.find(one => one.joinWebUrl === joinWebUrl)!);
    const measured = (name: string, most: number) =>
      sessions.filter(one => one.segments![0]!.media!.some(each => (each.callerDevice?.measures[name] ?? 0) > most))
        .length;
    const networks: Record<string, number> = {};
    for (const { segments } of sessions)
      for (const media of segments![0]!.media!)
        for (const stream of media.label === 'main-audio' ? media.streams! : []) {
          const { averageRoundTripTimeMs: roundTrip, averagePacketLossRate: loss, averageJitterMs: jitter } = stream;
          const kind = media.callerNetwork!.connectionType!;
          if (roundTrip! > 500 || loss! > 0.1 || jitter! > 30) networks[kind] = (networks[kind] ?? 0) + 1;
        }
    const found: Record<string, unknown> = {
      networks,
      glitches: measured('micGlitchRate', 1),
      'slow machines': measured('cpuInsufficentEventRatio', 0.1),
    };
    expect(found[what]).toEqual(expected);
  });

  it('show every platform, network, modality, rating, failure and kind of caller', () => {
    const sessions = world.filter(one => one.versions.at(-1)!.listed <= 20).flatMap(sessionsOf);
    const segments = sessions.flatMap(one => one.segments ?? []);
    const endpoints = [...sessions, ...segments].flatMap(one => [one.caller, one.callee]);
    const media = segments.flatMap(one => one.media ?? []);
    const sorted = (values: unknown[]) => [...new Set(values.filter(one => one != null))].sort();
    expect(sorted(endpoints.map(one => one?.agent?.platform))).toEqual(
      expect.arrayContaining('android holoLens iOS ipPhone macOS roomSystem surfaceHub unknown web windows'.split(' ')),
    );
    expect(sorted(endpoints.map(one => one?.agent?.product))).toEqual(
      expect.arrayContaining(['azureCommunicationServices', 'lync', 'skypeForBusiness', 'teams', 'unknown']),
    );
    expect(sorted(media.map(one => one.callerNetwork?.connectionType))).toEqual(
      expect.arrayContaining(['mobile', 'tunnel', 'unknown', 'wifi', 'wired']),
    );
    expect(sorted(world.flatMap(one => one.modalities))).toEqual(
      expect.arrayContaining([
        'audio',
        'data',
        'hologram',
        'screenSharing',
        'unknown',
        'video',
        'videoBasedScreenSharing',
      ]),
    );
    expect(sorted(endpoints.map(one => one?.feedback?.rating))).toEqual(
      expect.arrayContaining(['bad', 'excellent', 'fair', 'good', 'notRated', 'poor']),
    );
    expect(sorted(sessions.map(one => one.failure?.stage))).toEqual(
      expect.arrayContaining(['callSetup', 'midcall', 'unknown']),
    );
    expect(sorted(endpoints.map(one => one?.party?.is))).toEqual(
      expect.arrayContaining(['acsUser', 'applicationInstance', 'guest', 'phone', 'spoolUser', 'user']),
    );
    expect(sorted(endpoints.map(one => one?.agent?.role))).toContain('mediationServer');
    expect(sessions.filter(one => one.isTest)).toHaveLength(1);
    expect(sessions.some(one => one.start === null && one.caller === null && one.segments === null)).toBe(true);
    expect(sessions.some(one => one.caller !== null && one.caller.party === null)).toBe(true);
    expect(segments.some(one => one.media?.length === 0)).toBe(true);
    expect(sessions.some(one => one.segments?.length === 2)).toBe(true);
  });
});
