import fc from 'fast-check';
import { CALL_RECORDS_KEPT, type CallRecord, type CallSession } from '../../src/domain/call-record';
import { AppError } from '../../src/domain/errors';
import type { CallWindow } from '../../src/domain/sources';
import { findCalls, MOST_LIST_PAGES, readCall } from '../../src/reading/calls';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-20T18:00:00Z');
const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
const room = (thread: string) =>
  `https://teams.microsoft.com/l/meetup-join/19%3a${thread}%40thread.v2/0?context=%7b%7d`;
const organizerId = 'a1b2c3d4-0000-4000-8000-000000000001';

function call(id: string, startDateTime: string, over: Partial<CallRecord> = {}): CallRecord {
  const own = { version: 1, type: 'groupCall', modalities: ['audio'], endDateTime: null, lastModifiedDateTime: null };
  return { id, startDateTime, joinWebUrl: room('mine'), ...own, ...over };
}

/** Calls of a tenant, of which `with` says who was in them, a page of so many; it tells what it was asked. */
function listing(
  calls: { record: CallRecord; with?: string[] }[],
  options: { pageSize?: number; fails?: number } = {},
) {
  const { pageSize = 2, fails = Infinity } = options;
  const asked: CallWindow[] = [];
  let pages = 0;
  return {
    asked,
    get pages() {
      return pages;
    },
    async *calls(window: CallWindow) {
      asked.push(window);
      const { start, end, participantId } = window;
      const inside = calls
        .filter(one => participantId === undefined || one.with?.includes(participantId))
        .map(one => one.record)
        .filter(one => (one.startDateTime ?? '') >= start && (one.startDateTime ?? '') < end);
      for (let from = 0; from < inside.length; from += pageSize) {
        await Promise.resolve();
        if (pages >= fails) throw new AppError('graph-unavailable');
        pages += 1;
        yield inside.slice(from, from + pageSize);
      }
    },
  };
}

const session = { start: at(-5), end: at(-4) };
const sought = { joinWebUrl: room('mine'), organizerId, ...session };

describe('a call is found by its room and its time', () => {
  it('asks for the calls of the organiser around the time, and for no others where that gives one', async () => {
    const source = listing([
      { record: call('other-room', at(-5), { joinWebUrl: room('other') }), with: [organizerId] },
      { record: call('early', at(-6)), with: [organizerId] },
      { record: call('late', at(-3.5)), with: [organizerId] },
      { record: call('without-her', at(-5)), with: [] },
    ]);
    const found = await findCalls(source, sought, { now });
    expect(found).toEqual({
      calls: [expect.objectContaining({ id: 'late' }), expect.objectContaining({ id: 'early' })],
    });
    expect(source.asked).toEqual([{ start: at(-11), end: at(0), participantId: organizerId }]);
  });

  it('looks among all calls of that time where the organiser was in none', async () => {
    const source = listing([{ record: call('without-her', at(-5)), with: [] }]);
    expect((await findCalls(source, sought, { now })).calls.map(({ id }) => id)).toEqual(['without-her']);
    expect(source.asked.map(({ participantId }) => participantId)).toEqual([organizerId, undefined]);
  });

  it('looks among all calls of that time where the organiser was in none that went on in it', async () => {
    const rehearsal = call('rehearsal', at(-7), { endDateTime: at(-6) });
    const source = listing([
      { record: rehearsal, with: [organizerId] },
      { record: call('without-her', at(-5), { endDateTime: at(-4) }), with: [] },
    ]);
    expect((await findCalls(source, sought, { now })).calls.map(({ id }) => id)).toEqual(['without-her', 'rehearsal']);
    const failing = listing([{ record: rehearsal, with: [organizerId] }], { fails: 1 });
    expect(await findCalls(failing, sought, { now })).toEqual({ calls: [rehearsal], incomplete: true });
  });

  it.each([
    ['written otherwise', 'HTTPS://teams.microsoft.com/l/meetup-join/19:mine@thread.v2/0', ['a']],
    ['of another room', room('another'), []],
    ['that is no join link', 'https://example.com/mine', []],
  ])('compares the room and not the letters: a link %s', async (_, joinWebUrl, ids) => {
    const source = listing([{ record: call('a', at(-5)), with: [] }]);
    expect((await findCalls(source, { ...sought, joinWebUrl }, { now })).calls.map(({ id }) => id)).toEqual(ids);
  });

  it('tells of a meeting that comes round only the time that is meant', async () => {
    const days = [0, 1, 2, 3].map(day => ({ record: call(`day ${day}`, at(-5 - 24 * day)), with: [organizerId] }));
    const second = { ...sought, start: at(-5 - 24), end: at(-4 - 24) };
    expect((await findCalls(listing(days), second, { now })).calls.map(({ id }) => id)).toEqual(['day 1']);
    const whenever = await findCalls(listing(days), { joinWebUrl: sought.joinWebUrl, organizerId }, { now });
    expect(whenever.calls.map(({ id }) => id)).toEqual(['day 0', 'day 1', 'day 2', 'day 3']);
  });

  it('has a call that is listed twice once, in its highest version', async () => {
    const twice = [2, 3, 1].map(version => ({ record: call('a', at(-5), { version }), with: [organizerId] }));
    expect((await findCalls(listing(twice), sought, { now })).calls).toEqual([expect.objectContaining({ version: 3 })]);
  });
});

describe('what can not be had is said', () => {
  const days = CALL_RECORDS_KEPT / HOUR;

  it.each([
    ['a start and an end', { start: at(-days - 10), end: at(-days - 9) }],
    ['a start alone', { start: at(-days - 40) }],
    ['an end alone', { end: at(-days - 7) }],
  ])('asks nothing for what is longer ago than is kept: %s', async (_, time) => {
    const source = listing([]);
    const { start: _start, end: _end, ...rest } = sought;
    await expect(findCalls(source, { ...rest, ...time }, { now })).rejects.toMatchObject({ code: 'call-gone' });
    expect(source.asked).toEqual([]);
  });

  it('says gone, and not that there was none, where it may have begun before what is kept', async () => {
    const halfGone = { ...sought, start: at(-days - 1), end: at(-days + 1) };
    await expect(findCalls(listing([]), halfGone, { now })).rejects.toMatchObject({ code: 'call-gone' });
    const source = listing([{ record: call('a', at(-days + 0.5)), with: [organizerId] }]);
    expect((await findCalls(source, halfGone, { now })).calls).toHaveLength(1);
    expect(source.asked[0]?.start).toBe(at(-days));
  });

  it('asks nothing for what is still to come', async () => {
    const source = listing([]);
    expect(await findCalls(source, { ...sought, start: at(24), end: at(25) }, { now })).toEqual({ calls: [] });
    expect(source.asked).toEqual([]);
  });

  it('throws what fails before a call was found, and says that there may be more after one was', async () => {
    const calls = [1, 2, 3, 4].map(n => ({ record: call(`${n}`, at(-5)), with: [organizerId] }));
    await expect(findCalls(listing(calls, { fails: 0 }), sought, { now })).rejects.toMatchObject({
      code: 'graph-unavailable',
    });
    const found = await findCalls(listing(calls, { fails: 1 }), sought, { now });
    expect(found).toMatchObject({ incomplete: true, calls: [{}, {}] });
  });

  it('reads so many pages of a list and no more', async () => {
    const many = Array.from({ length: MOST_LIST_PAGES * 2 }, (_, n) => ({
      record: call(`${n}`, at(-5), { joinWebUrl: room('other') }),
    }));
    const source = listing(many, { pageSize: 1 });
    expect(await findCalls(source, sought, { now })).toEqual({ calls: [], incomplete: true });
    expect(source.pages).toBe(MOST_LIST_PAGES + 1);
  });
});

describe('the sessions of a call are read page by page', () => {
  const sessionOf = (id: string): CallSession => ({
    ...{ id, modalities: [], startDateTime: null, endDateTime: null, isTest: false },
    ...{ caller: null, callee: null, failureInfo: null, segments: [] },
  });

  /** Pages of a call; after `fails` of them `error`. */
  const pagesOf = (sizes: readonly number[], fails = Infinity, error: Error = new AppError('call-not-found')) =>
    async function* () {
      for (const [page, size] of sizes.entries()) {
        await Promise.resolve();
        if (page >= fails) throw error;
        yield Array.from({ length: size }, (_, n) => sessionOf(`${page}/${n}`));
      }
      if (sizes.length >= fails) throw error;
    };

  const gathering = () => {
    const ids: string[] = [];
    return { ids, add: (sessions: readonly CallSession[]) => void ids.push(...sessions.map(({ id }) => id)) };
  };

  it('gives everything that came, and says what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
        fc.option(fc.nat(7), { nil: Infinity }),
        fc.option(fc.integer({ min: 1, max: 7 }), { nil: Infinity }),
        async (sizes, fails, mostPages) => {
          const into = gathering();
          const came = Math.min(sizes.length, fails, mostPages);
          const isCut = sizes.length > mostPages && fails > mostPages;
          const isFailed = !isCut && fails <= sizes.length;
          const reading = readCall(pagesOf(sizes, fails), into, { mostPages });
          if (isFailed && came === 0) {
            await expect(reading).rejects.toMatchObject({ code: 'call-not-found' });
            return;
          }
          const sessionsRead = sizes.slice(0, came).reduce((sum, size) => sum + size, 0);
          expect(await reading).toEqual({
            ...((isCut || isFailed) && { incomplete: true, sessionsRead }),
            ...(isFailed && { incompleteBecause: 'call-not-found' }),
          });
          expect(into.ids).toHaveLength(sessionsRead);
        },
      ),
    );
  });

  it('gives way before each page, of which none is held meanwhile', async () => {
    const steps: string[] = [];
    async function* sessions(options: { unhurried?: boolean }) {
      for (const page of [1, 2]) {
        await Promise.resolve();
        steps.push(`page ${page}${options.unhurried ? ', unhurried' : ''}`);
        yield [sessionOf(String(page))];
      }
    }
    const giveWay = () => {
      steps.push('gave way');
      return Promise.resolve(told);
    };
    let told: 'idle' | 'over' = 'idle';
    expect(await readCall(sessions, gathering(), { giveWay })).toEqual({});
    expect(steps).toEqual(['gave way', 'page 1, unhurried', 'gave way', 'page 2, unhurried', 'gave way']);
    told = 'over';
    expect(await readCall(sessions, gathering(), { giveWay })).toEqual({});
    expect(steps.slice(5)).toEqual(['gave way', 'page 1', 'page 2']);
  });

  it('throws what nobody expected, wherever it comes', async () => {
    const broken = pagesOf([1, 1], 1, new TypeError('a fault of our own'));
    await expect(readCall(broken, gathering())).rejects.toThrow(TypeError);
  });

  it('says that it took too long where the question ended in the middle', async () => {
    const stop = new AbortController();
    const aborted = pagesOf([2, 2], 1, new Error('aborted'));
    const into = {
      add: () => {
        stop.abort();
      },
    };
    expect(await readCall(aborted, into, { signal: stop.signal })).toEqual({
      ...{ incomplete: true, sessionsRead: 2, incompleteBecause: 'took-too-long' },
    });
  });
});
