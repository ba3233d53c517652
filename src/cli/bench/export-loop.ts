import { createAnswerer } from '../../bot/answerer';
import type { Asked } from '../../bot/command';
import { createFileOffers } from '../../bot/file-offers';
import { readConfig } from '../../config';
import type { ExportAnswer } from '../../domain/export';
import { openSources } from '../../sources';

/** Asks `export` once, in a process of its own. Arguments: root of Graph, who asks, title of the event, title of a small one to warm up with, layout. */
async function main(): Promise<void> {
  const [root = '', organizer = '', title = '', smallTitle = '', layout = 'csv'] = process.argv.slice(2);
  const sources = await openSources(readConfig({ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: root }));
  const files = createFileOffers({ now: Date.now });
  const answerer = createAnswerer({ sourceFor: sources.sourceFor, files, now: Date.now });
  const asked: Asked = {
    asker: { tenantId: 'bench', personId: organizer },
    conversation: 'bench',
    card: { place: 'personal', figuresOnly: false, zone: 'Europe/Berlin', locale: 'en' },
  };
  try {
    // What any bot has done by the time somebody asks this: answered about a small event, so that its cards are loaded.
    await answerer.words(`export ${smallTitle} as ${layout}`, asked);
    const started = performance.now();
    const { facts, problem } = await answerer.words(`export ${title} as ${layout}`, asked);
    if (problem) throw new Error(`export ${title}: ${problem}`);
    const ms = performance.now() - started;
    const { attended, files: written } = facts as ExportAnswer;
    const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
    console.log(JSON.stringify({ ms, attended, bytes, peakKb: process.resourceUsage().maxRSS }));
  } finally {
    await files.close();
    await sources.close();
  }
}

void main();
