import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { silentLog, type Log } from '../../src/log';
import { startConnector } from './connector';
import { newDataDir } from './data-dir';
import { message } from './door';
import { until } from './until';

const CHAT = { id: '19:demo@thread.v2', conversationType: 'groupChat' };

/** The whole app on the pretend tenant, spoken to in a group chat of some organisation. */
export interface GroupChat {
  url: string;
  /** Every card that stood there or was updated, oldest first. */
  cards: () => any[];
  /** The card that answers this; undefined where none comes in 20 seconds. */
  say: (text: string) => Promise<any>;
  stop: () => Promise<void>;
}

export async function startGroupChat(now: () => number, log: Log = silentLog): Promise<GroupChat> {
  const connector = await startConnector();
  const config = readConfig({ PORT: '0', SANDBOX_ATTENDEES: '40', DATA_DIR: newDataDir() });
  const app = await createApp(config, { now, log });
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  const cards = () =>
    connector.sent.flatMap(({ activity }) => activity.attachments ?? []).map(({ content }) => content);
  return {
    url,
    cards,
    async say(text) {
      const before = cards().length;
      const activity = {
        ...message(`<at>Rollcall</at> ${text}`),
        conversation: CHAT,
        serviceUrl: connector.serviceUrl,
      };
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      expect(response.status).toBeLessThan(300);
      // On a slow machine it says that it is working on it first.
      const answer = () => {
        const last = cards().slice(before).at(-1);
        return String(last?.speak).startsWith('Working on it') ? undefined : last;
      };
      return until(answer, 20_000);
    },
    async stop() {
      await app.stop();
      await connector.close();
    },
  };
}
