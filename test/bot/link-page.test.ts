import { createHash } from 'node:crypto';
import { linkPage } from '../../src/bot/link-page';
import { createLog } from '../../src/log';
import { createServer } from '../../src/server';

const BOT = '1b2c3d4e-0000-4000-8000-000000000001';
const page = linkPage(BOT);
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const behind = {
    turn: () => Promise.reject(new Error('nobody')),
    troubles: () => Promise.resolve([]),
    linkPage: page,
  };
  const server = createServer(behind, createLog('silent'));
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${server.address().port}`;
  close = () =>
    new Promise(resolve => {
      server.close(() => {
        resolve();
      });
      server.server.closeAllConnections();
    });
});
afterAll(() => close());

it('is the same for every link, whatever it leads to', async () => {
  const long = 'a'.repeat(8000);
  const paths = [
    'e/webinar/1',
    'e/townhall/1/s/2/r/3',
    'e/nothing',
    'e/',
    `e/webinar/${long}`,
    'e/webinar/1?x=<script>',
  ];
  for (const path of paths) {
    const response = await fetch(`${url}/${path}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(page.html);
  }
});

it('is shown with strict headers, and without a body where only those are asked for', async () => {
  for (const method of ['GET', 'HEAD']) {
    const response = await fetch(`${url}/e/webinar/1`, { method });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': page.policy,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
    });
    expect((await response.text()) === '').toBe(method === 'HEAD');
  }
});

it.each(['POST', 'PUT', 'DELETE'])('takes no %s', async method => {
  expect((await fetch(`${url}/e/webinar/1`, { method })).status).toBe(405);
});

it('lets nothing in but its own style', () => {
  const style = /<style>([^]*)<\/style>/.exec(page.html)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page.policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(page.html).not.toMatch(/<script|<img|<link|<iframe|<form| style=| on[a-z]+=/);
});

it('leads to the bot in Teams, where there is one', () => {
  expect(page.html).toContain(`href="https://teams.microsoft.com/l/chat/0/0?users=28:${BOT}"`);
  expect(linkPage(undefined).html).not.toContain('href');
});

it('is not there for a server without it', async () => {
  const behind = { turn: () => Promise.reject(new Error('nobody')), troubles: () => Promise.resolve([]) };
  const server = createServer(behind, createLog('silent'));
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  expect((await fetch(`http://127.0.0.1:${server.address().port}/e/webinar/1`)).status).toBe(404);
  await new Promise<void>(resolve => {
    server.close(() => {
      resolve();
    });
    server.server.closeAllConnections();
  });
});
