import fc from 'fast-check';
import { LISTED_REPORTS, type AttendanceReport } from '../../src/domain/attendance-record';
import type { VirtualEvent } from '../../src/domain/event';
import type { Subject } from '../../src/domain/subject';
import {
  changeSince,
  eventBefore,
  heldBefore,
  reportBefore,
  reportsToTell,
  toLastTime,
  type LastTime,
} from '../../src/domain/summary-change';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-21T09:00:00Z');
const iso = (at: number) => new Date(at).toISOString();
const webinar: Subject = { kind: 'webinar', id: 'e', title: 'Talk', phase: 'ended', role: 'organizer' };
const last = (attended: number): LastTime => ({ id: 's', start: null, attended });
const counted = (attended: number, more: object = {}) => ({
  attended,
  reportedTotal: attended,
  reportListFull: false,
  subject: webinar,
  ...more,
});

describe('the change', () => {
  it.each<[string, number, number, number, number | null]>([
    ['fewer', 336, 312, -24, -24 / 336],
    ['more', 10, 25, 15, 1.5],
    ['as many', 7, 7, 0, 0],
    ['nobody came now', 40, 0, -40, -1],
    ['nobody came then: no per cent', 0, 12, 12, null],
    ['nobody ever came', 0, 0, 0, null],
  ])('%s', (_, before, now, difference, relative) => {
    expect(changeSince(last(before), counted(now))).toEqual({ difference, relative, lastTime: last(before) });
  });

  it('is what was counted one by one, and there and back is the same', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (before, now) => {
        const change = changeSince(last(before), counted(now))!;
        let [steps, at] = [0, before];
        for (; at < now; at += 1) steps += 1;
        for (; at > now; at -= 1) steps -= 1;
        expect(change.difference).toBe(steps);
        if (before === 0) expect(change.relative).toBeNull();
        else expect(Math.round(before * (1 + change.relative!))).toBe(now);
      }),
    );
  });

  it.each<[string, object]>([
    ['a part of the records', { incomplete: true }],
    ['a total without records', { attended: 0, reportedTotal: 40 }],
    ['neither total nor records', { attended: 0, reportedTotal: null }],
    ['reports that a full list may lack', { reportListFull: true }],
  ])('is not told of %s, on either side', (_, more) => {
    const one = counted(40, more);
    expect(changeSince(last(40), one)).toBeUndefined();
    expect(toLastTime('s', one, { start: null })).toBeUndefined();
  });

  it('is told of one report of a meeting, however many are listed', () => {
    const one = counted(40, { reportListFull: true, subject: { ...webinar, kind: 'meeting' } });
    expect(changeSince(last(50), one)).toMatchObject({ difference: -10 });
    expect(toLastTime('r', one, { start: iso(NOW) })).toEqual({ id: 'r', start: iso(NOW), attended: 40 });
  });
});

describe('the time before', () => {
  const doors = '2026-11-11T23:50:00.000Z';
  it('was on the day that it was planned for', () => {
    const start = { at: '2026-11-12T00:10:00.000Z', exact: true };
    expect(toLastTime('s', counted(9), { start: doors }, start)?.start).toBe(start.at);
  });
  it('was when its doors opened, where the plan has no real zone', () => {
    const start = { at: '2026-11-12T00:10:00.000Z', exact: false, zone: 'Nowhere' };
    expect(toLastTime('s', counted(9), { start: doors }, start)?.start).toBe(doors);
    expect(toLastTime('s', counted(9), { start: null }, start)?.start).toBeNull();
  });
});

const held = (id: string, start: number | undefined, hours = 1, more: object = {}) => ({
  id,
  ...(start !== undefined && {
    start: { at: iso(start), exact: true },
    end: { at: iso(start + hours * HOUR), exact: true },
  }),
  ...more,
});

describe('what was held before', () => {
  it('is the last that began earlier and is over', () => {
    const all = [
      held('old', NOW - 9 * DAY),
      held('last', NOW - 2 * DAY),
      held('parallel', NOW - 3 * HOUR, 9),
      held('this', NOW - 2 * HOUR),
      held('next', NOW + DAY),
      held('cancelled', NOW - DAY, 1, { status: 'canceled' }),
      held('undated', undefined),
    ];
    expect(heldBefore(all, NOW - 2 * HOUR, NOW)?.id).toBe('last');
    expect(heldBefore(all, NOW - 2 * DAY, NOW)?.id).toBe('old');
    expect(heldBefore(all, NOW - 9 * DAY, NOW)).toBeUndefined();
    expect(heldBefore(all, undefined, NOW)).toBeUndefined();
  });

  it('is never one that is newer, running or to come, and no other lies between; whatever their order', () => {
    const one = fc.record({ day: fc.integer({ min: -9, max: 9 }), hours: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.integer({ min: -9, max: 9 }), (drawn, day) => {
        const all = drawn.map((spec, index) => held(`${index}`, NOW + spec.day * DAY, spec.hours));
        const start = NOW + day * DAY;
        const over = drawn.filter(spec => spec.day < day && spec.day * DAY + spec.hours * HOUR <= 0);
        const newest = over.length > 0 ? Math.max(...over.map(spec => spec.day)) : undefined;
        const found = heldBefore(all, start, NOW);
        expect(found && (Date.parse(found.start!.at) - NOW) / DAY).toBe(newest);
        expect(heldBefore([...all].reverse(), start, NOW)).toEqual(found);
      }),
    );
  });

  it('is the event of the same series', () => {
    const event = (id: string, title: string, day: number) =>
      ({ ...held(id, NOW + day * DAY), title, status: 'published' }) as unknown as VirtualEvent;
    const all = [
      event('1', 'Customer Webinar Series 1: Start', -30),
      event('2', 'Customer Webinar Series 2: More', -20),
      event('3', 'Customer Webinar Series 3: Less', -10),
      event('x', 'Another Talk', -15),
      event('?', '', -11),
    ];
    const before = (id: string) =>
      eventBefore(
        all,
        all.find(one => one.id === id)!,
        NOW,
      )?.id;
    expect(['3', '2', '1', 'x'].map(before)).toEqual(['2', '1', undefined, undefined]);
    expect(eventBefore(all, event('!', '', -1), NOW)).toBeUndefined();
  });
});

const report = (id: string, start: number | null, end: number | null): AttendanceReport => ({
  id,
  start: start === null ? null : iso(start),
  end: end === null ? null : iso(end),
  reportedTotal: 1,
  externalEventInformation: [],
});
const weekly = (id: string, week: number, minute = 0, minutes = 45) => {
  const start = NOW - week * 7 * DAY + minute * 60_000;
  return report(id, start, start + minutes * 60_000);
};

describe('a meeting that comes round with the same id', () => {
  it('is compared with its report of the time before', () => {
    const all = [weekly('c', 1), weekly('b', 2), weekly('a', 3)];
    expect(all.map(one => reportBefore(all, one)?.id)).toEqual(['b', 'a', undefined]);
    expect(reportBefore(all, weekly('z', 0))).toBeUndefined();
  });

  it.each<[string, AttendanceReport[]]>([
    ['this time was joined again', [weekly('c', 1, 50), weekly('this', 1), weekly('b', 2)]],
    ['this is what came back', [weekly('this', 1, 50), weekly('b', 1), weekly('a', 2)]],
    ['the time before was joined again', [weekly('this', 1), weekly('b', 2, 50), weekly('a', 2)]],
    ['its times are not known', [report('this', null, NOW), weekly('b', 2)]],
    ['the other times are not known', [weekly('this', 1), report('b', null, null)]],
    ['they overlap', [weekly('this', 1, 20), weekly('b', 1)]],
  ])('and with none where %s', (_, all) => {
    expect(
      reportBefore(
        all,
        all.find(one => one.id === 'this')!,
      ),
    ).toBeUndefined();
  });

  it('and with none where others may lie behind a full list', () => {
    const all = Array.from({ length: LISTED_REPORTS }, (_, week) => weekly(`${week}`, week));
    expect(reportBefore(all, all[LISTED_REPORTS - 3]!)?.id).toBe(`${LISTED_REPORTS - 2}`);
    expect(reportBefore(all, all[LISTED_REPORTS - 2]!)).toBeUndefined();
  });
});

describe('the reports of a session', () => {
  const at = (minute: number) => NOW + minute * 60_000;
  it('are all but rehearsals, which ended before it began', () => {
    const all = [
      report('again', at(70), at(80)),
      report('main', at(-5), at(60)),
      report('rehearsal', at(-90), at(-60)),
    ];
    expect(reportsToTell(all, NOW).map(one => one.id)).toEqual(['again', 'main']);
    expect(reportsToTell(all, undefined)).toEqual(all);
    expect(reportsToTell(all.slice(2), NOW).map(one => one.id)).toEqual(['rehearsal']);
    expect(reportsToTell([report('open', at(-90), null)], NOW)).toHaveLength(1);
  });
});
