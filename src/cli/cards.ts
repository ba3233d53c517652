import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { cardPage, cardPreviews, type Preview } from './card-page';

/** Where Debian and Ubuntu put their browser. */
const CHROMIUM = '/usr/bin/chromium';
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: join('.data', 'cards.html') }, shots: { type: 'string' } },
  });
  const page = resolve(values.out);
  const previews = cardPreviews(process.cwd());
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, cardPage(process.cwd(), previews));
  console.log(`${previews.length} previews in ${page}`);
  if (values.shots !== undefined) await shoot(page, previews, resolve(values.shots));
}

/** One picture a preview. */
async function shoot(page: string, previews: Preview[], folder: string): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    console.log(`No pictures: there is no browser at ${CHROMIUM}.`);
    return;
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  try {
    const context = await browser.newContext({
      viewport: { width: 2050, height: 1200 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    const tab = await context.newPage();
    tab.on('pageerror', error => {
      console.error(error);
    });
    await tab.goto(pathToFileURL(page).href);
    mkdirSync(folder, { recursive: true });
    for (const { id } of previews) await tab.locator(`[id="${id}"]`).screenshot({ path: join(folder, `${id}.png`) });
    console.log(`${previews.length} pictures in ${folder}`);
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
