import { createAnswerer } from '../../bot/answerer';
import type { Asked } from '../../bot/command';
import { createFileOffers } from '../../bot/file-offers';
import { readConfig } from '../../config';
import { openSources } from '../../sources';

/** What was told of the page server in the arguments: root of Graph, who asks, title of the event, title of a small one to warm up with, then anything more. */
export interface Asking {
  title: string;
  smallTitle: string;
  more: string[];
  /** Milliseconds, and what was answered. Throws where it is a problem. */
  ask: (words: string) => Promise<{ ms: number; facts: unknown }>;
  /** How many there were since this was asked last. */
  requests: () => Promise<{ requests: number; recordRequests: number }>;
}

/** An answerer as `ask` has it, in a process of its own: says in one line what `work` found, with the peak of memory. */
export async function asking(zone: string, work: (asking: Asking) => Promise<object>): Promise<void> {
  const [root = '', personId = '', title = '', smallTitle = '', ...more] = process.argv.slice(2);
  const sources = await openSources(readConfig({ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: root }));
  const files = createFileOffers({ now: Date.now });
  const answerer = createAnswerer({ sourceFor: sources.sourceFor, files, now: Date.now });
  const asked: Asked = {
    asker: { tenantId: 'bench', personId },
    conversation: 'bench',
    card: { place: 'personal', figuresOnly: false, zone, locale: 'en' },
  };
  try {
    const found = await work({
      ...{ title, smallTitle, more },
      async ask(words) {
        const started = performance.now();
        const { facts, problem } = await answerer.words(words, asked);
        if (problem) throw new Error(`${words}: ${problem}`);
        return { ms: performance.now() - started, facts };
      },
      requests: async () =>
        (await (await fetch(`${root}/requests`)).json()) as { requests: number; recordRequests: number },
    });
    console.log(JSON.stringify({ ...found, peakKb: process.resourceUsage().maxRSS }));
  } finally {
    await files.close();
    await sources.close();
  }
}
