import { request } from 'node:https';
import { PATIENCE } from './check';

const LONGEST = 10_000;

export interface Answer {
  status: number;
  /** Content-Type, in small letters. */
  type: string;
  /** At most 10,000 bytes of it. */
  text: string;
}

/** One request by https, redirects not followed. `ca`: the only certificate to trust, in tests. Rejects with the code of Node. */
export function askHttps(url: string, { method, ca }: { method: 'GET' | 'POST'; ca?: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { 'content-length': '0' }, signal: AbortSignal.timeout(PATIENCE) };
    const asking = request(url, { ...options, ...(ca !== undefined && { ca }) }, response => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes < LONGEST) chunks.push(chunk);
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const type = (response.headers['content-type'] ?? '').toLowerCase();
        resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}
