import { createAnswerer } from '../../bot/answerer';
import type { Asked } from '../../bot/command';
import { readConfig } from '../../config';
import { openSources } from '../../sources';

/**
 * Asks `attendance` twice, as `ask` does, in a process of its own. Arguments: root of Graph, who asks, title of the event, title of a small one to warm up with. Says how long each took and
 * how many requests each made.
 */
async function main(): Promise<void> {
  const [root = '', organizer = '', title = '', smallTitle = ''] = process.argv.slice(2);
  const sources = await openSources(readConfig({ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: root }));
  const answerer = createAnswerer({ sourceFor: sources.sourceFor, now: Date.now });
  const asked: Asked = {
    asker: { tenantId: 'bench', personId: organizer },
    conversation: 'bench',
    card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en' },
  };
  const ask = async () => {
    const started = performance.now();
    const { facts, problem } = await answerer.words(`attendance ${title}`, asked);
    if (problem) throw new Error(`attendance ${title}: ${problem}`);
    const ms = performance.now() - started;
    const counts = (await (await fetch(`${root}/requests`)).json()) as { requests: number; recordRequests: number };
    return { ms, ...counts, attended: (facts as { attended: number }).attended };
  };
  // What any bot has done by the time somebody asks this: answered about a small event, so that its cards are loaded.
  await answerer.words(`attendance ${smallTitle}`, asked);
  await fetch(`${root}/requests`);
  const first = await ask();
  const second = await ask();
  console.log(JSON.stringify({ first, second, peakKb: process.resourceUsage().maxRSS }));
  await sources.close();
}

void main();
