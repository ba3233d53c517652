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
      : run('../../index', [], { ROLLCALL_MODE: 'sandbox', PORT: '0', LOG_LEVEL: 'info' });
  try {
    const { port } = await bot.line('port');
    const load = async (duration: number) =>
      autocannon({
        url: `http://127.0.0.1:${String(port)}/api/messages`,
        method: 'POST',
        connections: CONNECTIONS,
        duration,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(helpActivity),
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

const helpActivity = {
  type: 'message',
  id: 'bench',
  text: 'help',
  textFormat: 'plain',
  channelId: 'msteams',
  deliveryMode: 'expectReplies',
  serviceUrl: 'http://127.0.0.1:9/',
  from: { id: '29:bench', name: 'Bench', aadObjectId: '5b3f1c8e-0d4a-4a34-9b9f-0c3b2a1d9e70' },
  recipient: { id: '28:bot', name: 'Rollcall' },
  conversation: { id: 'bench', conversationType: 'personal', tenantId: '1f0d5a8e-4c1b-4c5e-8a54-6f3f7f1f2a11' },
  channelData: { tenant: { id: '1f0d5a8e-4c1b-4c5e-8a54-6f3f7f1f2a11' } },
  locale: 'en-GB',
  localTimezone: 'Europe/London',
};
