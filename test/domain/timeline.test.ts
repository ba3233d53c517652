import fc from 'fast-check';
import { cellsOf, devicesOf, sittingsOf } from '../../src/domain/timeline';

const MINUTE = 60_000;
const START = Date.parse('2026-11-12T10:00:00Z');
const at = (minute: number) => START + minute * MINUTE;
const stay = (join: number, leave: number) => ({ join: at(join), leave: at(leave) });
const iso = (minute: number) => new Date(at(minute)).toISOString();

describe('sittings', () => {
  const hour = { start: at(0), end: at(60) };
  const evening = { start: at(600), end: at(660) };

  it('hold each join and leave, and how long it was', () => {
    expect(sittingsOf([hour], [stay(30, 60), stay(2, 20)])).toEqual([
      {
        start: iso(0),
        end: iso(60),
        stays: [
          { join: iso(2), leave: iso(20), seconds: 18 * 60, device: 1 },
          { join: iso(30), leave: iso(60), seconds: 30 * 60, device: 1 },
        ],
        devices: 1,
      },
    ]);
  });

  it('are none where no time is known, which is not having been away', () => {
    expect(sittingsOf([hour, evening], [])).toEqual([]);
  });

  it.each<[string, [number, number], number]>([
    ['inside the first', [2, 20], 0],
    ['before the first', [-30, -10], 0],
    ['over the end of the first', [50, 200], 0],
    ['nearer to the second', [500, 560], 1],
    ['mostly in the second', [30, 660], 1],
    ['after the last', [700, 720], 1],
  ])('take a stay %s', (_, [join, leave], expected) => {
    const sittings = sittingsOf([hour, evening], [stay(join, leave)]);
    expect(sittings.map(one => one.stays.length)).toEqual(expected === 0 ? [1, 0] : [0, 1]);
    expect(sittings[1 - expected]?.devices).toBe(0);
  });
});

const stays = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 }))
    .map(([from, long]) => stay(from, from + long)),
  { maxLength: 10 },
);

describe('devices', () => {
  it('are as many as there were at once, and no device is in two stays', () => {
    fc.assert(
      fc.property(stays, all => {
        const given = devicesOf(all);
        expect(given.map(one => one.stay).sort((a, b) => a.join - b.join || a.leave - b.leave)).toEqual(
          [...all].sort((a, b) => a.join - b.join || a.leave - b.leave),
        );
        const atOnce = Math.max(
          0,
          ...all.map(({ join }) => all.filter(one => one.join <= join && one.leave > join).length),
        );
        expect(Math.max(0, ...given.map(one => one.device))).toBe(atOnce);
        for (const one of given)
          for (const other of given)
            if (one !== other && one.device === other.device)
              expect(one.stay.leave <= other.stay.join || other.stay.leave <= one.stay.join).toBe(true);
      }),
    );
  });

  it('the next stay goes on with the first device that is free', () => {
    expect(devicesOf([stay(0, 10), stay(5, 30), stay(10, 20)]).map(one => one.device)).toEqual([1, 2, 1]);
  });
});

describe('the drawn line', () => {
  const drawn = (all: { join: number; leave: number }[], cells = 6) =>
    cellsOf(all, at(0), at(60), cells)
      .map(one => (one ? '#' : '.'))
      .join('');

  it.each([
    [[stay(0, 60)], '######'],
    [[], '......'],
    [[stay(10, 30)], '.##...'],
    [[stay(0, 4)], '#.....'],
    [[stay(14, 15), stay(52, 53)], '.#...#'],
    [[stay(9, 11)], '.#....'],
    [[stay(-30, 90)], '######'],
  ])('of %j is %s', (all, expected) => {
    expect(drawn(all)).toBe(expected);
  });

  it('loses no stay inside, and invents none', () => {
    fc.assert(
      fc.property(stays, all => {
        const cells = cellsOf(all, at(0), at(80), 20);
        const touched = cells.map((_, index) =>
          all.some(one => one.join < at(index * 4 + 4) && one.leave > at(index * 4)),
        );
        cells.forEach((isIn, index) => {
          if (isIn) expect(touched[index]).toBe(true);
        });
        for (const one of all) {
          const [first, last] = [
            Math.floor((one.join - at(0)) / (4 * MINUTE)),
            Math.ceil((one.leave - at(0)) / (4 * MINUTE)),
          ];
          expect(cells.slice(first, last)).toContain(true);
        }
      }),
    );
  });
});
