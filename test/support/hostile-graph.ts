import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The names under which Graph sends what people wrote. */
const written = new Set([
  ...['displayName', 'subject', 'description', 'content', 'firstName', 'lastName', 'emailAddress', 'email'],
  ...['value', 'referrer', 'joinInformation', 'captions'],
]);
const lists = new Set(['multiChoiceValues', 'answerOptions']);

/** A Graph whose every name, title, address and answer is hostile. */
export interface HostileGraph {
  root: string;
  close(): Promise<void>;
}

/** Stands before the pretend tenant and puts `text` of each into the place of what people wrote there: always the same for the same. */
export async function startHostileGraph(
  behind: string,
  text: (original: string, key: string) => string,
): Promise<HostileGraph> {
  let root = '';
  const rewritten = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map(one => rewritten(one, lists.has(key) ? 'value' : ''));
    if (typeof value === 'string') return written.has(key) && value !== '' ? text(value, key) : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewritten(inner, name)]));
  };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { host: _h, connection: _c, 'content-length': _l, ...headers } = request.headers;
      const answer = await fetch(`${behind}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(chunks.length > 0 && { body: Buffer.concat(chunks).toString().replaceAll(root, behind) }),
      });
      const body = (await answer.text()).replaceAll(behind, root);
      const type = answer.headers.get('content-type') ?? 'application/json';
      response.writeHead(answer.status, { 'content-type': type });
      response.end(type.includes('json') && body !== '' ? JSON.stringify(rewritten(JSON.parse(body))) : body);
    })();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    root,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
