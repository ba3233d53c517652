import { curveChart, curveWords, sparkline } from '../../src/cards/chart';
import { readSamples } from '../../src/cli/card-page';
import type { AttendanceAnswer } from '../../src/domain/attendance';
import { root } from '../support/card-checks';
import { personal } from '../support/card-context';

const answer = readSamples(root, 'attendance')[0]!.value as AttendanceAnswer;
const curve = (...present: number[]) =>
  present.map((count, index) => ({
    at: new Date(Date.parse('2026-11-12T10:00:00Z') + index * 60_000).toISOString(),
    present: count,
  }));

describe('curveWords', () => {
  it('tells the peak and when half had left, with the zone', () => {
    expect(curveWords(answer, personal)).toMatch(/^173 at 10:18, half had left by 10:5\d \(Europe\/London\)$/);
    expect(curveWords(answer, { ...personal, zone: 'Asia/Kolkata' })).toContain('173 at 15:48');
  });

  it.each([
    [
      'leaving in the last minutes is staying',
      [...curve(1, 4, 3), { at: '2026-11-12T10:56:00Z', present: 0 }],
      { count: 4, at: '2026-11-12T10:01:00Z' },
      'more than half stayed to the end',
    ],
    ['most stayed', curve(1, 4, 3, 3), { count: 4, at: '2026-11-12T10:01:00Z' }, 'more than half stayed to the end'],
    ['exactly half is half', curve(1, 4, 3, 2), { count: 4, at: '2026-11-12T10:01:00Z' }, 'half had left by 10:03'],
    ['no times', [], { count: null, at: null }, 'No time in the room is known'],
  ])('%s', (_, points, peak, words) => {
    expect(curveWords({ ...answer, curve: points, peak }, personal)).toContain(words);
  });
});

describe('curveChart', () => {
  it('runs over the minutes since the start, told in the time of who reads', () => {
    const chart = curveChart({ ...answer, curve: curve(1, 4, 3) }, personal);
    expect(chart?.values.slice(0, 3)).toEqual([
      { x: 0, y: 1 },
      { x: 1, y: 4 },
      { x: 2, y: 3 },
    ]);
    expect(chart?.caption).toBe('People in the room, by minutes after {{TIME(2026-11-12T10:00:00Z)}} (your time)');
  });

  it('leaves out the time between two reports counted as one', () => {
    const second = curve(5, 6, 7).map(point => ({ ...point, at: point.at.replace('T10', 'T15') }));
    const chart = curveChart({ ...answer, reports: 2, curve: [...curve(1, 4, 3), ...second] }, personal);
    expect(chart?.values.map(value => value.x).slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(chart?.caption).toBe('People in the room, one report after another');
  });

  it.each([
    [1, 4],
    [4, 4],
    [5, 8],
    [49, 60],
    [242, 300],
    [4567, 6000],
    [18_266, 20_000],
    [200_000, 200_000],
  ])('with %i people goes up to %i, so that a quarter of it is a round number', (people, top) => {
    expect(curveChart({ ...answer, curve: curve(0, people, 0) }, personal)?.yMax).toBe(top);
  });

  it('ends where the minutes divide by four, with an empty room', () => {
    const ends = (...present: number[]) =>
      curveChart({ ...answer, curve: curve(...present) }, personal)?.values.slice(2);
    expect(ends(1, 2, 0)).toEqual([
      { x: 2, y: 0 },
      { x: 4, y: 0 },
    ]);
    expect(ends(1, 2, 1)).toEqual([
      { x: 2, y: 1 },
      { x: 2, y: 0 },
      { x: 4, y: 0 },
    ]);
    expect(ends(1, 2, 1, 1, 3)?.at(-1)).toEqual({ x: 4, y: 3 });
    expect(ends(...Array.from({ length: 185 }, () => 9))?.at(-1)).toEqual({ x: 200, y: 0 });
  });

  it.each([
    ['nothing', []],
    ['one point', curve(3)],
    ['an empty room', curve(0, 0, 0)],
  ])('is absent for %s', (_, points) => {
    expect(curveChart({ ...answer, curve: points }, personal)).toBeUndefined();
  });
});

describe('sparkline', () => {
  it('scales to the highest and joins neighbours', () => {
    expect(sparkline([0, 1, 2, 4, 8], 10)).toBe('▁▂▃▅█');
    expect(sparkline([0, 8, 0, 0, 4, 4], 3)).toBe('█▁▅');
    expect(sparkline([], 10)).toBe('');
  });
});
