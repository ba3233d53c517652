import { createBot, type BotOptions } from '../../src/bot/bot';
import { onlyLoopback } from '../../src/bot/door/clouds';
import type { Answer, Answerer, Asked } from '../../src/bot/command';
import { createFileOffers } from '../../src/bot/file-offers';
import type { Card } from '../../src/cards/card';
import { createLog } from '../../src/log';
import { createServer } from '../../src/server';

export const ASKER = '8f0b2a4e-0000-4000-8000-00000000ab01';
export const TENANT = 'c7a1f2d4-0000-4000-8000-0000000000aa';

/** The bot behind its real HTTP door, with an answerer of the test's own. */
export interface Door {
  url: string;
  /** Every question the answerer got. */
  asked: { text?: string; verb?: string; data?: unknown; asked: Asked }[];
  /** Every line of the log. */
  lines: Record<string, any>[];
  post(activity: unknown, headers?: Record<string, string>): Promise<{ status: number; body: any }>;
  /** The cards in the body of an `expectReplies` turn. */
  ask(activity: object): Promise<any[]>;
  close(): Promise<void>;
}

export type Reply = (question: {
  text?: string;
  verb?: string;
  data?: unknown;
  asked: Asked;
}) => Promise<Answer> | Answer;

export async function startDoor(reply: Reply = echo, options: Partial<BotOptions> = {}): Promise<Door> {
  const asked: Door['asked'] = [];
  const lines: Door['lines'] = [];
  const log = createLog('debug', { write: line => lines.push(JSON.parse(line)) });
  const answerer: Answerer = {
    words: async (text, where) => {
      asked.push({ text, asked: where });
      return reply({ text, asked: where });
    },
    action: async (verb, data, where) => {
      asked.push({ verb, data, asked: where });
      return reply({ verb, data, asked: where });
    },
    question() {
      throw new Error('Nobody asks for a question here.');
    },
  };
  const bot = createBot({
    answerer,
    askers: {
      personOf: id => id,
      tenantOf: (named = 'sandbox') => named,
      figuresOnly: false,
      untypedIsPersonal: true,
    },
    serviceUrl: onlyLoopback,
    files: createFileOffers({ now: Date.now }),
    mayUploadTo: onlyLoopback,
    channel: undefined,
    credentials: undefined,
    cloud: 'global',
    log,
    now: Date.now,
    ...options,
  });
  const server = createServer(
    { turn: (authorization, body) => bot.turn(authorization, body), troubles: () => Promise.resolve([]) },
    log,
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${server.address().port}`;

  const post: Door['post'] = async (activity, headers = {}) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    url,
    asked,
    lines,
    post,
    async ask(activity) {
      const { body } = await post({ ...activity, deliveryMode: 'expectReplies' });
      return body.activities.map((one: any) => one.attachments?.[0]?.content ?? one);
    },
    async close() {
      await bot.settle(1000);
      await new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        server.server.closeAllConnections();
      });
    },
  };
}

export function answerOf(text: string, rest: Partial<Answer> = {}): Answer {
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    speak: text,
    fallbackText: text,
    body: [{ type: 'TextBlock', text }],
  };
  return { card, facts: {}, ...rest };
}

const echo: Reply = ({ text, verb }) => answerOf(`answer to ${text ?? `button ${verb!}`}`);

let number = 0;

/** A message as Teams delivers it in a personal chat. */
export function message(text: string | undefined, rest: object = {}): Record<string, any> {
  return {
    type: 'message',
    id: `${Date.now()}-${++number}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/_connector',
    from: { id: '29:person', name: 'Canary Name', aadObjectId: ASKER },
    recipient: { id: '28:rollcall', name: 'Rollcall' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    text,
    textFormat: 'plain',
    locale: 'en-GB',
    ...rest,
  };
}

/** A pressed Action.Execute. */
export function press(verb: unknown, data: unknown, rest: object = {}): Record<string, any> {
  return message(undefined, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    replyToId: 'the-card',
    ...rest,
  });
}
