import { findPeople, nearestPeople } from '../../src/domain/find-people';

const people = [
  { name: 'Maria Silva', email: 'maria.silva@tidewater.example' },
  { name: 'Maria Silva', email: 'maria.silva2@tidewater.example' },
  { name: 'Maria Silva', email: null },
  { name: 'Zoë Quist-Østergård', email: 'zq@mill.example' },
  { name: null, email: 'ann.lee@mill.example' },
  { name: 'Ann Leeson', email: null },
  { name: null, email: null },
  { name: '陳大文', email: null },
];

describe('finding people', () => {
  it.each<[string, number[]]>([
    ['maria silva', [0, 1, 2]],
    ['Silva, Maria', [0, 1, 2]],
    ['mria silva', [0, 1, 2]],
    ['maria.silva2@tidewater.example', [1]],
    ['MARIA.SILVA@TIDEWATER.EXAMPLE ', [0]],
    ['@mill.example', [3, 4]],
    ['zoe ostergard', [3]],
    ['ann lee', [4]],
    ['ann', [4, 5]],
    ['zq', [3]],
    ['silva2', [1]],
    ['mariasilva2', [1]],
    ['大文', [7]],
    ['nobody at all', []],
    ['@', [0, 1, 3, 4]],
    ['', []],
    ['😀', []],
  ])('%j', (sought, places) => {
    expect(findPeople(sought, people).places).toEqual(places);
  });

  it('names those that come near', () => {
    expect(nearestPeople('marya silvia', people, 5)).toEqual([0, 1, 2]);
    expect(nearestPeople('marya silvia', people, 2)).toEqual([0, 1]);
    expect(nearestPeople('qqqq', people, 5)).toEqual([]);
  });
});
