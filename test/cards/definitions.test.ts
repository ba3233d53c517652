import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFigureNames, streamRuleNames } from '../../src/cards/call-definitions';
import {
  attendanceFigureNames,
  comparisonFigureNames,
  definitions,
  registrationFigureNames,
} from '../../src/cards/definitions';
import { root } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

/** The first cells of the tables under one heading of docs/metrics.md, up to the comma, as slugs. */
function figuresUnder(heading: string): string[] {
  const page = readFileSync(join(root, 'docs', 'metrics.md'), 'utf8');
  const section = page.split(/^## /m).find(part => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| ([a-z][^|,]*?)(?:,[^|]*)? *\|/gm)]
    .map(([, name]) => name!.trim().replaceAll(' ', '-'))
    .filter(name => name !== 'figure' && name !== 'stream');
}

describe('docs/metrics.md and the definitions name the same figures', () => {
  it.each([
    ['Attendance of one report', attendanceFigureNames],
    ['Registration', registrationFigureNames],
    ['Between sessions', comparisonFigureNames],
    ['Call quality', streamRuleNames],
    ['Calls', callFigureNames],
  ])('%s', (heading, names) => {
    expect(figuresUnder(heading)).toEqual([...names]);
  });
});

const everything = [
  ...attendanceFigureNames,
  ...registrationFigureNames,
  ...comparisonFigureNames,
  ...streamRuleNames,
  ...callFigureNames,
  'merged',
] as const;

it('gives one line a figure, in the order asked for, each beginning with its name on the card', () => {
  const lines = definitions(['no-shows', 'attended'], personal).map(line => line.text);
  expect(lines[0]).toMatch(/^\*\*No-shows\*\*: /);
  expect(lines[1]).toMatch(/^\*\*Came\*\*: /);
  const all = definitions(everything, personal);
  expect(new Set(all.map(line => line.text)).size).toBe(all.length);
  for (const { text } of all) expect(text).toMatch(/^\*\*[A-Z].+\.$/);
});

it('tells the thresholds that are counted with', () => {
  const text = (name: 'late' | 'left-early' | 'completed' | 'brief') => definitions([name], personal)[0]?.text;
  expect(text('late')).toContain('more than 5 min after');
  expect(text('left-early')).toContain('more than 5 min before');
  expect(text('completed')).toContain('95 %');
  expect(text('brief')).toContain('under 5 min');
});

it('tells the thresholds that are configured', () => {
  const thresholds = { graceMs: 12 * 60_000, briefMs: 20 * 60_000, completedShare: 0.8 };
  const text = definitions(['late', 'left-early', 'stayed-to-the-end', 'completed', 'brief'], {
    ...personal,
    thresholds,
  })
    .map(line => line.text)
    .slice(0, 5);
  expect(text.map(one => /\d+ (?:min|%)/.exec(one)?.[0])).toEqual(['12 min', '12 min', '12 min', '80 %', '20 min']);
});

it('tells what Graph does not give, and the limits of reports where figures come from them', () => {
  const ofReports = definitions(['attended'], personal).map(line => line.text);
  expect(ofReports.join(' ')).toMatch(/breakout rooms, reactions.*newest 50.*one year/);
  const ofRegistrations = definitions(['registered'], personal).map(line => line.text);
  expect(ofRegistrations.join(' ')).toContain('breakout rooms');
  expect(ofRegistrations.join(' ')).not.toContain('newest 50');
});

it('tells in shared places that small groups are not told apart', () => {
  const told = (context: typeof shared) => JSON.stringify(definitions(['late'], context)).includes('fewer than 5');
  expect([told(shared), told(personal)]).toEqual([true, false]);
});
