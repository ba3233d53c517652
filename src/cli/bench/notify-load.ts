import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { notificationOf } from './notification';
import { loadReport } from './receiver-load';

/**
 * Notifications at a fixed rate, whether or not earlier ones were answered, from a process of its own. Arguments: address, requests a second, seconds. Each is timed from
 * the moment when it was meant to leave, so that a slow answer does not slow the clock down. Says the times, sorted, and how many were answered with what.
 */
async function main(): Promise<void> {
  const [address = '', rate, seconds] = process.argv.slice(2);
  const url = new URL(address);
  const apart = 1_000 / Number(rate);
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const sending: Promise<void>[] = [];
  const total = Number(rate) * Number(seconds);
  const send = (index: number, meantAt: number): Promise<void> =>
    new Promise(resolve => {
      const body = notificationOf(loadReport(index));
      const end = (status: string): void => {
        times.push(performance.now() - meantAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
        resolve();
      };
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      request(url, { method: 'POST', agent, headers }, response => {
        response.resume().on('end', () => {
          end(String(response.statusCode));
        });
      })
        .on('error', () => {
          end('failed');
        })
        .end(body);
    });
  const startedAt = performance.now() + 100;
  for (let index = 0; index < total; index += 1) {
    const meantAt = startedAt + index * apart;
    const wait = meantAt - performance.now();
    if (wait > 0) await delay(wait);
    sending.push(send(index, meantAt));
  }
  await Promise.all(sending);
  agent.destroy();
  console.log(JSON.stringify({ times: times.sort((a, b) => a - b), statuses }));
}

void main();
