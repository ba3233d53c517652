import fc from 'fast-check';
import { fileName } from '../../src/export/file-name';
import { contentOf, hostile } from './contents';
import { anyCharacter } from '../support/any-character';
import { runs } from '../support/thorough';

const nameOf = (title: string, more: object = {}) => fileName(contentOf({ records: [], title, ...more }), 'people');

it.each([
  ['Spring Product Briefing', 'Spring Product Briefing people.csv'],
  ['Frühjahr / Ausblick: "2027"', 'Frühjahr Ausblick 2027 people.csv'],
  ['../../etc/passwd', 'etc passwd people.csv'],
  ['C:\\temp\\x', 'C temp x people.csv'],
  ['=cmd', 'cmd people.csv'],
  ['con', '_con people.csv'],
  ['LPT1.x', '_LPT1.x people.csv'],
  ['   ', 'Untitled webinar people.csv'],
  ['…', '… people.csv'],
  ['漢'.repeat(200), `${'漢'.repeat(80)} people.csv`],
])('%s', (title, name) => {
  expect(nameOf(title)).toBe(name);
});

it('names the session beside the event, once', () => {
  expect(nameOf('Bootcamp', { sessionTitle: 'Day 2' })).toBe('Bootcamp Day 2 people.csv');
  expect(nameOf('Bootcamp', { sessionTitle: 'Bootcamp' })).toBe('Bootcamp people.csv');
});

it('of any title can stand on any disk, in its own folder', () => {
  const title = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 200 }), fc.constantFrom(...hostile));
  fc.assert(
    fc.property(title, text => {
      const name = nameOf(text);
      expect(name).not.toMatch(/["*:<>?/\\|\p{C}]|^[.\s~]|\s\s/u);
      expect(name).toMatch(/\S people\.csv$/);
      expect(name.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }),
    { numRuns: runs(1000) },
  );
});
