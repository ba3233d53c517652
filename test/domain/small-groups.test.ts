import fc from 'fast-check';
import type { Attendance } from '../../src/domain/attendance';
import { isFew, tellAll, tellCount, tellParts, tellShared, type Told } from '../../src/domain/small-groups';
import { runs } from '../support/thorough';

describe('parts of a whole', () => {
  it.each<[string, number[], number, Told[]]>([
    ['large ones are told', [10, 20], 50, [10, 20]],
    ['nobody is no group', [0, 20], 20, [0, 20]],
    ['a few are few', [3, 20], 50, ['few', 20]],
    ['all but a few: the rest would be known', [3, 47], 50, ['few', 'hidden']],
    ['all but a few, untold: the part is hidden', [47], 50, ['hidden']],
    ['the next smallest goes with it, not the largest', [1, 12, 258], 271, ['few', 'hidden', 258]],
    ['two small ones that are few together', [1, 2, 258], 261, ['few', 'few', 'hidden']],
    ['two small ones that are more together', [3, 4, 258], 265, ['few', 'few', 258]],
    ['two of four each: their sum would tell', [4, 4, 10, 20], 38, ['few', 'few', 'hidden', 20]],
    ['fewer than 5 of 6, the others 5', [1, 5], 6, ['hidden', 'hidden']],
    ['everybody', [50], 50, [50]],
    ['nothing of a few', [1, 0, 3], 4, ['hidden', 'hidden', 'hidden']],
    ['nothing of nobody', [0, 0], 0, [0, 0]],
  ])('%s', (_, parts, whole, told) => {
    expect(tellParts(parts, whole)).toEqual(told);
  });

  it('a count by itself is told from 5 on', () => {
    expect([0, 1, 4, 5].map(tellCount)).toEqual([0, 'few', 'few', 5]);
  });

  it('lets nobody work out a group of 1 to 4, whatever is put together', () => {
    // The edges of what is a few, and often no rest.
    const part = fc.constantFrom(0, 1, 2, 3, 4, 4, 5, 6, 9);
    const cases = fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 0, 0, 1, 3, 4, 5, 8));
    fc.assert(
      fc.property(cases, ([parts, rest]) => {
        const whole = parts.reduce<number>((sum, part) => sum + part, rest);
        if (isFew(whole)) return;
        const told = tellParts(parts, whole);
        expect(workedOut(told, whole)).toEqual([]);
        // That these are all there are may be known, as of roles.
        if (rest === 0) expect(workedOut(told, whole, true)).toEqual([]);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('tells no wrong number, and never 0 for a few', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), fc.nat(30), (parts, rest) => {
        const told = tellParts(
          parts,
          parts.reduce<number>((sum, part) => sum + part, rest),
        );
        told.forEach((one, index) => {
          if (typeof one === 'number') expect(one).toBe(parts[index]);
          if (one === 'few') expect(isFew(parts[index]!)).toBe(true);
          if (parts[index] === 0 && one !== 'hidden') expect(one).toBe(0);
        });
      }),
    );
  });
});

/**
 * Every group of parts, the untold rest among them, that has one size of 1 to 4 in all ways in which the parts can make up the whole: what somebody finds
 * out who knows that beside "fewer than 5" only more are left out, and perhaps that there is no rest.
 */
function workedOut(told: readonly Told[], whole: number, isAll = false): number[][] {
  const sizes = new Map<number, Set<number>>();
  const leastHidden = told.includes('few') ? 5 : 1;
  const choose = (chosen: number[], left: number): void => {
    const one = told[chosen.length];
    if (one === undefined) {
      if (isAll && left > 0) return;
      const ways = [...chosen, left];
      for (let group = 1; group < 2 ** ways.length; group++) {
        const size = ways.reduce((sum, count, index) => sum + (group & (2 ** index) ? count : 0), 0);
        sizes.set(group, (sizes.get(group) ?? new Set()).add(size));
      }
      return;
    }
    const [from, to] = typeof one === 'number' ? [one, one] : one === 'few' ? [1, 4] : [leastHidden, left];
    for (let count = from; count <= Math.min(to, left); count++) choose([...chosen, count], left - count);
  };
  choose([], whole);
  return [...sizes.values()].map(ways => [...ways]).filter(ways => ways.length === 1 && isFew(ways[0]!));
}

const nobody: Attendance = {
  attended: 0,
  reportedTotal: 0,
  byRole: {},
  timeUnknown: 0,
  peak: { count: 0, at: null },
  curve: [],
  averageSeconds: null,
  medianSeconds: null,
  shareOfEvent: null,
  late: 0,
  leftEarly: 0,
  stayedToEnd: 0,
  completed: 0,
  brief: 0,
  window: { start: null, end: null },
  reports: 1,
};

describe('an attendance', () => {
  it('of fewer than 5 tells that and nothing else', () => {
    const told = tellShared({ ...nobody, attended: 4, byRole: { Attendee: 4 }, peak: { count: 4, at: null }, late: 1 });
    expect(told).toMatchObject({ attended: 'few', byRole: { Attendee: 'hidden' }, peak: 'hidden', late: 'hidden' });
    expect(told).toMatchObject({ brief: 'hidden', completed: 'hidden', stayedToEnd: 'hidden', times: false });
  });

  it('of many is told whole where every group is large, and always to who may see people', () => {
    const large = { ...nobody, attended: 30, byRole: { Presenter: 6, Attendee: 24 }, late: 7, stayedToEnd: 30 };
    expect(tellShared(large)).toEqual(tellAll(large));
    const small = { ...large, late: 1, completed: null, peak: { count: null, at: null } };
    expect(tellAll(small)).toMatchObject({ late: 1, completed: null, peak: null, times: true });
    expect(tellShared(small)).toMatchObject({ late: 'few', completed: null, peak: null });
  });

  it('tells no averages of a few, and not that all but a few were late', () => {
    const told = tellShared({ ...nobody, attended: 30, timeUnknown: 27, late: 28, peak: { count: 4, at: null } });
    expect(told).toMatchObject({ times: false, timeUnknown: 'hidden', late: 'hidden', peak: 'few' });
  });

  it('never lets a group of 1 to 4 be worked out from two figures', () => {
    const people = fc.array(
      fc.record({
        role: fc.constantFrom('Organizer', 'Presenter', 'Attendee', 'None'),
        stay: fc.constantFrom('none', 'sum', 'left', 'left', 'stayed', 'stayed', 'stayed'),
        late: fc.boolean(),
        length: fc.constantFrom('brief', 'middle', 'middle', 'completed', 'completed'),
      }),
      { minLength: 5, maxLength: 40 },
    );
    fc.assert(
      fc.property(people, all => {
        const count = (fits: (one: (typeof all)[number]) => boolean) => all.filter(fits).length;
        const told = tellShared({
          ...nobody,
          attended: all.length,
          byRole: Object.fromEntries(
            [...new Set(all.map(one => one.role))].map(role => [role, count(one => one.role === role)]),
          ),
          timeUnknown: count(one => one.stay === 'none'),
          late: count(one => one.late && (one.stay === 'left' || one.stay === 'stayed')),
          leftEarly: count(one => one.stay === 'left'),
          stayedToEnd: count(one => one.stay === 'stayed'),
          completed: count(one => one.length === 'completed' && one.stay !== 'none'),
          brief: count(one => one.length === 'brief' && one.stay !== 'none'),
        });
        const { leftEarly, stayedToEnd, late, timeUnknown, completed, brief } = told;
        const whole = all.length;
        expect(workedOut(Object.values(told.byRole), whole, true)).toEqual([]);
        expect(workedOut([leftEarly, stayedToEnd], whole)).toEqual([]);
        expect(workedOut([late], whole)).toEqual([]);
        expect(workedOut([timeUnknown, completed!, brief], whole)).toEqual([]);
        if (typeof leftEarly !== 'number' || typeof stayedToEnd !== 'number') return;
        const timed = leftEarly + stayedToEnd;
        expect(typeof late === 'number' && isFew(timed - late)).toBe(false);
        expect(typeof timeUnknown === 'number' && isFew(whole - timed - timeUnknown)).toBe(false);
      }),
      { numRuns: runs(1000) },
    );
  });
});
