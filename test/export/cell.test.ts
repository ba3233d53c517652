import fc from 'fast-check';
import {
  cellText,
  csvText,
  decimalText,
  numberText,
  putCsvText,
  putTabbedText,
  tabbedText,
} from '../../src/export/cell';
import { TextBuffer } from '../../src/export/text-buffer';
import { anyCharacter } from '../support/any-character';
import { runs } from '../support/thorough';
import { isFormula } from '../support/hostile';
import { hostile } from './contents';

describe('text of a cell', () => {
  it.each([
    ['Ada Berg', 'Ada Berg'],
    ['李明', '李明'],
    ["O'Neil-Berg", "O'Neil-Berg"],
    ['Anna = Maria', 'Anna = Maria'],
    ['  Ada \t Berg ', 'Ada Berg'],
    ['Ann\r\nBerg', 'Ann Berg'],
    ['=1+1', "'=1+1"],
    ['+44 20 **** 12', "'+44 20 **** 12"],
    ['-Ann', "'-Ann"],
    ['@Ann', "'@Ann"],
    ['＝1', "'＝1"],
    ['\u200b=1', "'\u200b=1"],
    ['"=1', `'"=1`],
    ['Ann;=1', "Ann;'=1"],
    ['Q&A | -1', "Q&A |' -1"],
    ['\ud83dAnn', '\ufffdAnn'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('%j is written %j', (text, written) => {
    expect(cellText(text)).toBe(written);
  });

  it('would be one here without the guard', () => {
    expect(hostile.filter(isFormula).length).toBeGreaterThan(20);
    expect(isFormula('Anna = Maria')).toBe(false);
  });

  it.each(hostile.map(name => [JSON.stringify(name).slice(0, 40), name]))('%s is no formula', (_, name) => {
    expect(isFormula(cellText(name))).toBe(false);
    expect(cellText(name)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(cellText(name).length).toBeLessThanOrEqual(1002);
  });

  it('of any text is one line, no formula and well-formed', () => {
    const piece = fc.constantFrom(...Array.from('=+-@＝;|,"\'\t\n \u200b\ufeffaß1'), '\ud800');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: anyCharacter }),
          fc.array(piece, { maxLength: 12 }).map(all => all.join('')),
        ),
        text => {
          const cell = cellText(text);
          expect(isFormula(cell)).toBe(false);
          expect(cell).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
          expect(cell.isWellFormed()).toBe(true);
          expect(tabbedText(text)).not.toMatch(/["\t\r\n]/);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('is quoted for CSV, and nothing where there is none', () => {
    expect(csvText('Berg, "Ann"')).toBe('"Berg, ""Ann"""');
    expect(csvText(' \t')).toBe('');
    expect(csvText(null)).toBe('');
  });
});

it.each(['utf8', 'utf16le'] as const)('a cell is the same as bytes of a file in %s', encoding => {
  const bytesOf = (put: (to: TextBuffer) => void) => {
    const to = new TextBuffer(encoding, 8);
    put(to);
    return to.take().toString(encoding);
  };
  const letter = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 3 });
  const text = fc.tuple(fc.constantFrom('', 'A', 'é', '=', '"'), fc.array(fc.oneof(letter, fc.string())), fc.string());
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom(...hostile),
        text.map(parts => parts.flat().join('')),
      ),
      one => {
        expect(
          bytesOf(to => {
            putTabbedText(to, one);
          }),
        ).toBe(tabbedText(one));
        if (encoding === 'utf8')
          expect(
            bytesOf(to => {
              putCsvText(to, one);
            }),
          ).toBe(csvText(one));
      },
    ),
    { numRuns: runs(3000) },
  );
});

describe('a number', () => {
  it.each<[number | null | undefined, string, string]>([
    [0, '0', '0'],
    [-5, '-5', '-5'],
    [12.6, '13', '12.6'],
    [0.123456, '0', '0.1235'],
    [1, '1', '1'],
    [1e9, '1000000000', '1000000000'],
    [null, '', ''],
    [undefined, '', ''],
    [NaN, '', ''],
    [Infinity, '', ''],
  ])('%p is %j, or %j', (value, whole, decimal) => {
    expect(numberText(value)).toBe(whole);
    expect(decimalText(value)).toBe(decimal);
  });
});
