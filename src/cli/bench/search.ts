import { run } from './processes';

export interface SearchResult {
  /** 95th percentiles, milliseconds: of the first key stroke of a person's search, with nothing kept, and of those after it. */
  firstP95: number;
  nextP95: number;
  /** How many there were, and how many of the first were answered with rows at once. */
  first: number;
  next: number;
  firstWithRows: number;
}

const LATENCY = 200;
/** Graph gives one app 25 reads a second; a person's first searches take about 60. */
const PEOPLE = 10;
const FIRST_RUN = [{ name: 'initialRun', value: 'true' }];
const EVENT = { name: 'event', value: 'spring product briefing' };

interface Typed {
  commandId: string;
  words: string;
  parameters: object[];
}

/** What one person types: each search begins with its first run, and then letter by letter. */
const SEARCHES: Typed[] = [
  { commandId: 'searchEvents', words: 'spirng brief', parameters: [] },
  { commandId: 'searchSessions', words: 'day 2 pipe', parameters: [] },
  { commandId: 'searchPeople', words: 'sofia mar', parameters: [EVENT] },
];

/** Searches in the compose box through `POST /api/messages`, Graph taking 200 ms for each request. Each round is somebody for whom nothing was read before. */
export async function benchSearch(): Promise<SearchResult> {
  const env = { ROLLCALL_MODE: 'sandbox', PORT: '0', SANDBOX_LATENCY: String(LATENCY) };
  const bot = run('../../index', [], env);
  try {
    const { port } = await bot.line('port');
    const url = `http://127.0.0.1:${String(port)}/api/messages`;
    const first: Stroke[] = [];
    const next: Stroke[] = [];
    for (let person = 0; person < PEOPLE; person += 1) {
      for (const { commandId, words, parameters } of SEARCHES) {
        const stroke = (typed: object[]) => search(url, person, { commandId, parameters: [...typed, ...parameters] });
        first.push(await stroke(FIRST_RUN));
        for (let length = 1; length <= words.length; length += 1)
          next.push(await stroke([{ name: 'query', value: words.slice(0, length) }]));
      }
    }
    const unanswered = next.filter(one => one.rows === 0).length;
    if (unanswered > 0) throw new Error(`${unanswered} of ${next.length} key strokes found nothing`);
    return {
      firstP95: percentile95(first),
      nextP95: percentile95(next),
      first: first.length,
      next: next.length,
      firstWithRows: first.filter(one => one.rows > 0).length,
    };
  } finally {
    await bot.stop();
  }
}

interface Stroke {
  ms: number;
  rows: number;
}

/** Each person is of an organisation of their own, since nothing is kept from one to another; so many a minute are too many for one of them. */
async function search(url: string, person: number, value: object): Promise<Stroke> {
  const last = String(person).padStart(12, '0');
  const tenantId = `1f0d5a8e-4c1b-4c5e-8a54-${last}`;
  const activity = {
    type: 'invoke',
    name: 'composeExtension/query',
    id: 'bench',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: `29:${last}`, aadObjectId: `5b3f1c8e-0d4a-4a34-9b9f-${last}` },
    recipient: { id: '28:bot', name: 'Rollcall' },
    conversation: { id: '19:bench@thread.v2', conversationType: 'groupChat', tenantId },
    channelData: { tenant: { id: tenantId } },
    locale: 'en-GB',
    localTimezone: 'Europe/London',
    value: { ...value, queryOptions: { skip: 0, count: 25 } },
  };
  const since = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  const body = (await response.json()) as { composeExtension?: { type: string; attachments?: unknown[] } };
  const ms = performance.now() - since;
  if (!body.composeExtension) throw new Error(`A search was answered with ${response.status}`);
  return { ms, rows: body.composeExtension.attachments?.length ?? 0 };
}

function percentile95(strokes: readonly Stroke[]): number {
  const sorted = strokes.map(one => one.ms).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
}
