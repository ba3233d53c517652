import fc from 'fast-check';
import { personText, plainText, zoneText } from '../../src/cards/person-text';
import { anyCharacter } from '../support/any-character';

describe('personText', () => {
  it.each([
    ['Adele Vance', 'Adele Vance'],
    ['  two\n lines\tand a tab ', 'two lines and a tab'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['a\u0000b\u001b[2Jc', 'a b [2Jc'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['${$root.secret}', '$ {$root.secret}'],
    ['{{DATE(2026-01-01T00:00:00Z)}}', '{ {DATE(2026-01-01T00:00:00Z)}}'],
    ['{{{{', '{ { { {'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['[Reset](https://evil.example)', '[Reset](https://evil.example)'],
    ['\ud800 half a pair', 'half a pair'],
    [null, ''],
    [undefined, ''],
    ['\u200b\u202e', ''],
  ])('%j', (text, clean) => {
    expect(personText(text)).toBe(clean);
  });

  it('holds for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 400 }),
        fc.integer({ min: 2, max: 100 }),
        (text, longest) => {
          const clean = personText(text, longest);
          expect(clean.length).toBeLessThanOrEqual(longest);
          expect(clean.isWellFormed()).toBe(true);
          expect(clean).not.toMatch(/\$\{|\{\{|[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
          expect(personText(clean, longest)).toBe(clean);
        },
      ),
    );
  });
});

describe('plainText', () => {
  it.each([
    ['[Reset](https://evil.example)', '(Reset)(https://evil.example)'],
    ['<at>Everyone</at>', '(at)Everyone(/at)'],
    ['**bold** & `code`', 'bold and code'],
  ])('%j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});

describe('zoneText', () => {
  it.each([
    ['Customized Time Zone', 'Customized Time Zone'],
    ['(UTC+01:00) Amsterdam, Berlin', '(UTC+01:00) Amsterdam, Berlin'],
    ['[x](https://evil.example)', 'x(https://evil.example)'],
    ['', 'zone not named'],
  ])('%j', (name, text) => {
    expect(zoneText(name)).toBe(text);
  });
});
