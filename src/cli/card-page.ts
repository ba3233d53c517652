import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cards, sampleCard, type CardSample, type CardStem } from '../cards/all';
import type { Card } from '../cards/card';

/** A sample as the preview page draws it. */
export interface Preview {
  id: string;
  title: string;
  card: Card;
  /** With every hidden part shown. */
  opened: boolean;
}

/** Every sample under `root`, in the order of the card table; a card with hidden parts comes a second time, opened. */
export function cardPreviews(root: string): Preview[] {
  return (Object.keys(cards) as CardStem[]).flatMap(stem =>
    readSamples(root, stem).flatMap((sample, index) => {
      const card = sampleCard(stem, sample);
      const id = `${stem}-${index + 1}`;
      const title = `${stem}: ${sample.name}`;
      const closed = { id, title, card, opened: false };
      const hides = JSON.stringify(card).includes('"isVisible":false');
      return hides && index === 0
        ? [closed, { id: `${id}-opened`, title: `${title}, opened`, card, opened: true }]
        : [closed];
    }),
  );
}

/** The samples of one card. */
export function readSamples(root: string, stem: CardStem): CardSample[] {
  return JSON.parse(readFileSync(join(root, 'adaptiveCards', `${stem}.sample.json`), 'utf8')) as CardSample[];
}

/** One page that needs nothing else: renderer, looks and samples are inside. */
export function cardPage(root: string, previews: Preview[]): string {
  const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
  const renderer = read('node_modules', 'adaptivecards', 'dist', 'adaptivecards.js');
  const data = `const previews = ${asScript(previews)}; const hostConfigs = ${asScript(JSON.parse(read('src', 'cli', 'card-preview', 'host-config.json')))};`;
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rollcall cards</title>',
    `<style>${read('src', 'cli', 'card-preview', 'page.css')}</style><body>`,
    script(renderer),
    script(data),
    script(read('src', 'cli', 'card-preview', 'page.js')),
    '</body></html>\n',
  ].join('\n');
}

function script(source: string): string {
  return `<script>${source.replaceAll('</script', '<\\/script')}</script>`;
}

function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
