import { createAnswerer } from '../../bot/answerer';
import type { Asked } from '../../bot/command';
import { readConfig } from '../../config';
import type { QualityAnswer } from '../../domain/calls';
import { openSources } from '../../sources';

/** Asks `quality` once, in a process of its own. Arguments: root of Graph, who asks, title of the event, title of a small one to warm up with. */
async function main(): Promise<void> {
  const [root = '', organizer = '', title = '', smallTitle = ''] = process.argv.slice(2);
  const sources = await openSources(readConfig({ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: root }));
  const answerer = createAnswerer({ sourceFor: sources.sourceFor, now: Date.now });
  const asked: Asked = {
    asker: { tenantId: 'bench', personId: organizer },
    conversation: 'bench',
    card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en' },
  };
  try {
    // What any bot has done by the time somebody asks this: answered about a small event, so that its cards are loaded.
    await answerer.words(`quality ${smallTitle}`, asked);
    await fetch(`${root}/requests`);
    const started = performance.now();
    const { facts, problem } = await answerer.words(`quality ${title}`, asked);
    if (problem) throw new Error(`quality ${title}: ${problem}`);
    const ms = performance.now() - started;
    const { requests } = (await (await fetch(`${root}/requests`)).json()) as { requests: number };
    const { sessions } = (facts as QualityAnswer).quality;
    console.log(JSON.stringify({ ms, sessions, requests, peakKb: process.resourceUsage().maxRSS }));
  } finally {
    await sources.close();
  }
}

void main();
