import autocannon from 'autocannon';
import { median, run } from './processes';

export interface TurnsResult {
  plain: number[];
  rollcall: number[];
  /** Median of the ratios of the rounds. */
  ratio: number;
}

const ROUNDS = 4;
const WARM_UP_SECONDS = 2;
const SECONDS = 6;
const CONNECTIONS = 20;
/** Nobody is turned away: so many people, who may each ask as often as is allowed at all. */
const PEOPLE = 50;
const ASKS_PER_MINUTE = '6000';

/** `help` through /api/messages, against a plain function on CloudAdapter that echoes: turns a second, in alternating rounds. */
export async function benchTurns(): Promise<TurnsResult> {
  const result: TurnsResult = { plain: [], rollcall: [], ratio: NaN };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 ? (['rollcall', 'plain'] as const) : (['plain', 'rollcall'] as const);
    for (const kind of order) result[kind].push(await turnsASecond(kind));
  }
  result.ratio = median(result.rollcall.map((turns, round) => turns / (result.plain[round] ?? NaN)));
  return result;
}

async function turnsASecond(kind: 'plain' | 'rollcall'): Promise<number> {
  const bot =
    kind === 'plain'
      ? run('plain-bot')
      : run('../../index', [], {
          ROLLCALL_MODE: 'sandbox',
          PORT: '0',
          LOG_LEVEL: 'info',
          ROLLCALL_ASKS_PER_MINUTE: ASKS_PER_MINUTE,
        });
  try {
    const { port } = await bot.line('port');
    const load = async (duration: number) =>
      autocannon({
        url: `http://127.0.0.1:${String(port)}/api/messages`,
        method: 'POST',
        connections: CONNECTIONS,
        duration,
        headers: { 'content-type': 'application/json' },
        requests: Array.from({ length: PEOPLE }, (_, index) => ({
          body: JSON.stringify(messageOf('help', `5b3f1c8e-0d4a-4a34-9b9f-0c3b2a1d${String(1000 + index)}`)),
        })),
      });
    await load(WARM_UP_SECONDS);
    const measured = await load(SECONDS);
    if (measured.non2xx > 0 || measured.errors > 0)
      throw new Error(`${kind}: ${measured.non2xx} refused, ${measured.errors} failed`);
    return measured.requests.average;
  } finally {
    await bot.stop();
  }
}

/** Says this to the bot in a personal chat, and waits for its answer. Throws where there is none. */
export async function ask(port: number, text: string, personId: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(messageOf(text, personId)),
  });
  const { activities = [] } = (await answer.json()) as { activities?: { attachments?: unknown[] }[] };
  if (!activities.some(one => one.attachments)) throw new Error(`"${text}" was answered with ${answer.status}`);
}

function messageOf(text: string, personId = '5b3f1c8e-0d4a-4a34-9b9f-0c3b2a1d9e70') {
  return {
    type: 'message',
    id: `bench ${text}`,
    text,
    textFormat: 'plain',
    channelId: 'msteams',
    deliveryMode: 'expectReplies',
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: '29:bench', name: 'Bench', aadObjectId: personId },
    recipient: { id: '28:bot', name: 'Rollcall' },
    conversation: { id: 'bench', conversationType: 'personal', tenantId: '1f0d5a8e-4c1b-4c5e-8a54-6f3f7f1f2a11' },
    channelData: { tenant: { id: '1f0d5a8e-4c1b-4c5e-8a54-6f3f7f1f2a11' } },
    locale: 'en-GB',
    localTimezone: 'Europe/London',
  };
}
