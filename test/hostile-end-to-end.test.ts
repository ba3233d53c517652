import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { ownViewCommands } from '../src/bot/own-view';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import {
  aboutDialogs,
  aboutEvents,
  aboutNothing,
  aboutSearches,
  meetings,
  real,
  unfurling,
  type About,
  type Way,
} from './bot/authorisation-table';
import { NOON } from './bot/chat';
import { bySections, decoded } from './export/teams-reader';
import { expectSoundCard, parts, textBlocks } from './support/card-checks';
import { startConnector, type FakeConnector } from './support/connector';
import { corpus, hostileRows, hostileTexts, isFormula } from './support/hostile';
import { startHostileGraph, type HostileGraph } from './support/hostile-graph';
import { startSandboxApp, type SandboxApp } from './support/sandbox-app';
import { turnOf } from './support/thorough';

/** The whole Rollcall on a tenant where everybody writes what is in the corpus: as name, title, address and answer. */
let sandbox: Sandbox;
let graph: HostileGraph;
let connector: FakeConnector;
let app: SandboxApp;
let passed = 0;
/** What each event is called by now; undefined: by chance. */
let title: string | undefined;
const used = new Set<string>();

const texts = corpus.map(one => one.text);
const byChance = (original: string) =>
  texts[createHash('sha256').update(original).digest().readUInt32LE(0) % texts.length]!;

beforeAll(async () => {
  const now = () => NOON + passed;
  sandbox = await startSandbox({ attendees: 150, now: () => NOON });
  graph = await startHostileGraph(sandbox.root, (original, key) => {
    const text = key === 'displayName' && title !== undefined ? title : byChance(original);
    used.add(text);
    return text;
  });
  connector = await startConnector(sandbox.channel);
  app = await startSandboxApp(
    { sandbox, connector, root: graph.root },
    { now },
    { PUBLIC_URL: 'https://rollcall.example' },
  );
}, 30_000);
afterAll(async () => {
  await app.close();
  await graph.close();
  await connector.close();
  await sandbox.close();
});

async function ask(way: Way, about: About = real): Promise<any> {
  const { recipient: _r, channelData: _c, from: _f, serviceUrl: _s, ...activity } = way(about);
  const { status, body } = await app.post(app.from(sandbox.demoOrganizerId, activity.text, activity));
  expect(status).toBe(200);
  return body;
}

/** Every card in what Teams got, wherever it stands in it. */
const cardsIn = (value: unknown): any[] => parts(value).filter(part => part.type === 'AdaptiveCard');

function expectHarmless(reply: unknown): any[] {
  const cards = cardsIn(reply);
  for (const card of cards) {
    // What a link shows says an earlier version.
    expectSoundCard({ ...card, version: '1.5' });
    expect(textBlocks(card).filter(block => /\]\(|<at>|<script|<img|evil/.test(block))).toEqual([]);
    expect(`${card.speak}${card.fallbackText}`).not.toMatch(/\]\(|<|[\u202e\u2066\u0000-\u0008\u001b]|\{\{/);
    const harmful = parts(card).filter(
      part =>
        (typeof part.url === 'string' && /evil|javascript:/.test(part.url)) ||
        (String(part.type).startsWith('Action.') && /evil|<|\]\(/.test(String(part.title))) ||
        'isAdmin' in part,
    );
    expect(harmful).toEqual([]);
  }
  const all = parts(reply);
  expect(all.filter(({ type }) => type === 'mention')).toEqual([]);
  // Plain words beside cards are read as Markdown and XML, unless said otherwise.
  const said = all.filter(({ type, text }) => type === 'message' && typeof text === 'string');
  expect(said.filter(({ text }) => /\]\(|<at>|<script/.test(text as string))).toEqual([]);
  return cards;
}

const ways: [string, Way, About][] = [
  ...Object.entries(aboutEvents).flatMap(([name, all], turn): [string, Way, About][] =>
    [
      'by button',
      ...turnOf(['in a group'], turn, 3),
      ...(ownViewCommands.some(one => one === name) ? ['as a refresh'] : []),
    ].map(how => [`${name}, ${how}`, all[how]!, real]),
  ),
  ...['attendance', 'reports', 'participants', 'person'].map((name): [string, Way, About] => [
    `${name} of a meeting`,
    aboutEvents[name]!['by button']!,
    meetings[0],
  ]),
  ...aboutNothing.map((name): [string, Way, About] => [
    name,
    () => ({ type: 'message', text: name, deliveryMode: 'expectReplies' }),
    real,
  ]),
  ...Object.entries({ ...aboutSearches, ...aboutDialogs }).flatMap(([name, all], turn) =>
    turnOf(Object.entries(all), turn, 2).map(([how, way]): [string, Way, About] => [`${name}, ${how}`, way, real]),
  ),
  ['a search for everything', searching('searchEvents'), real],
  ['a search for sessions', searching('searchSessions'), real],
  ['a search for people', searching('searchPeople'), real],
  ['a link', unfurling('session', 'report'), real],
];

function searching(commandId: string): Way {
  const value = { commandId, parameters: [{ name: 'query', value: '' }], queryOptions: { skip: 0, count: 25 } };
  return () => ({ type: 'invoke', name: 'composeExtension/query', value });
}

it.each(ways)('%s: its card is harmless', async (_, way, about) => {
  const reply = await ask(way, about);
  const cards = expectHarmless(reply);
  const said = parts(reply).filter(part => typeof (part.text ?? part.value) === 'string');
  expect(cards.length + said.length).toBeGreaterThan(0);
});

it.each((['C1', 'C2', 'C3', 'C4', 'C5', 'C8'] as const).flatMap(id => turnOf(hostileRows(id), 0, 3)))(
  'an event that is called %s',
  async (_, text) => {
    title = text;
    // What was read before is not shown any more.
    passed += 11 * 60_000;
    expect(expectHarmless(await ask(aboutEvents.event!['by button']!))).toHaveLength(1);
    expect(expectHarmless(await ask(searching('searchEvents'))).length).toBeGreaterThan(0);
    title = undefined;
  },
);

it.each(['csv', 'teams'])('the files of export as %s hold no formula and no line that is none', async layout => {
  passed += 11 * 60_000;
  const { activities } = await ask(({ kind, id }) => ({
    ...{ type: 'message', deliveryMode: 'expectReplies', text: undefined },
    value: { verb: 'export', args: { kind, id, layout } },
  }));
  const offered = activities.map((one: any) => one.attachments?.[0]).filter((one: any) => one?.content?.acceptContext);
  expect(offered.length).toBeGreaterThan(0);
  for (const { name, content } of offered) {
    expect(name).toMatch(/^[^\\/:*?"<>|\u0000-\u001f\u202e\u2066]{1,200}$/);
    const value = {
      ...{ type: 'fileUpload', action: 'accept', context: content.acceptContext },
      uploadInfo: connector.uploads.open(name),
    };
    const saved = await ask(() => ({
      type: 'invoke',
      name: 'fileConsent/invoke',
      value,
      deliveryMode: 'expectReplies',
    }));
    expectHarmless(saved);
    const text = decoded(connector.uploads.file(name)!);
    const cells =
      layout === 'csv'
        ? Papa.parse<string[]>(text, { skipEmptyLines: true }).data.flat()
        : bySections(text).participants.flatMap(Object.values);
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter(cell => isFormula(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
    expect(cells.filter(cell => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(cell))).toEqual([]);
  }
});

it('whatever is typed is answered, harmlessly', async () => {
  for (const { text } of turnOf(corpus, 1, 2))
    expectHarmless(await ask(() => ({ type: 'message', text, deliveryMode: 'expectReplies' })));
}, 30_000);

it('was written by people in every place, and stands in no line of the log, each of which is one', () => {
  expect(used.size).toBe(new Set(texts).size);
  const telling = hostileTexts().filter(text => text.length > 8 && /[<[(=]/.test(text));
  expect(telling.length).toBeGreaterThan(10);
  for (const line of app.lines) {
    expect(JSON.parse(line)).toBeInstanceOf(Object);
    expect(line.trimEnd()).not.toMatch(/[\u0000-\u001f\u2028\u2029\u202e]|evil|HYPERLINK|<at>|forged/);
    expect(telling.filter(text => line.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  }
  expect(app.lines.length).toBeGreaterThan(50);
});
