import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAsk } from '../../src/cli/ask/run';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ attendees: 60 });
});
afterEach(() => {
  sandbox.faults.clear();
});
afterAll(() => sandbox.close());

async function ask(...argv: string[]) {
  return askWith({ GRAPH_ROOT: sandbox.root }, ...argv);
}

async function askWith(env: NodeJS.ProcessEnv, ...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runAsk(argv, env, {
    out: { write: text => (out += text) },
    err: { write: text => (err += text) },
  });
  return { code, out, err };
}

describe('ask', () => {
  it('prints an answer as text, and nothing else', async () => {
    const { code, out, err } = await ask('attendance all-hands');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Tidewater All-Hands: Where We Stand');
    expect(out).toContain('60');
  });

  it('prints facts as JSON', async () => {
    const { code, out } = await ask('--show', 'facts', 'attendance all-hands');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ attended: 60, reports: 1, peak: { count: expect.any(Number) } });
  });

  it('counts by what is configured, and says so', async () => {
    const env = { GRAPH_ROOT: sandbox.root, COUNT_GRACE_MINUTES: '17', COUNT_BRIEF_MINUTES: '40' };
    const { code, out } = await askWith(env, '--show', 'card', 'attendance all-hands');
    expect(code).toBe(0);
    for (const told of ['more than 17 min after', 'for under 40 min', 'at least 95 %', 'stayed under 40 minutes'])
      expect(out).toContain(told);
  });

  it('prints the card as JSON', async () => {
    const { out } = await ask('--show=card', 'events');
    expect(JSON.parse(out)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  });

  it('exits 1 with the code in the facts and on stderr', async () => {
    const { code, out, err } = await ask('--show', 'facts', 'attendance product launch');
    expect({ code, err }).toEqual({ code: 1, err: 'not-started\n' });
    expect(JSON.parse(out)).toMatchObject({ code: 'not-started', title: 'Product Launch Preview: Harbor 5' });
  });

  it('asks as somebody else', async () => {
    const as = (id: string) => ask('--as', id, '--show', 'facts', 'attendance board preparation');
    expect(JSON.parse((await as(sandbox.people.boardOrganizer)).out)).toMatchObject({ attended: 22 });
    expect((await as(sandbox.people.stranger)).err).toBe('not-found\n');
    const { err } = await ask('attendance board preparation');
    expect(err).toMatch(/^not-found\n--as <aadObjectId> names who asks/);
  });

  it('reads dates in the zone it is given, and keeps names out of groups', async () => {
    const { out } = await ask('--tz', 'Asia/Tokyo', 'event all-hands');
    expect(out).toMatch(/JST|GMT\+9|Tokyo/);
    const group = await ask('--place', 'group', 'participants all-hands');
    expect(group.code).toBe(0);
    expect(group.out).not.toContain('Okonkwo');
  });

  it('shows figures only where the setting says so', async () => {
    const env = { GRAPH_ROOT: sandbox.root, ROLLCALL_FIGURES_ONLY: 'true' };
    const { code, out, err } = await askWith(env, 'participants all-hands');
    expect({ code, err }).toEqual({ code: 1, err: 'figures-only\n' });
    expect(out).toContain('Figures only');
    expect((await askWith(env, '--show', 'facts', 'event all-hands')).out).not.toContain('Okonkwo');
    expect((await askWith(env, 'attendance all-hands')).code).toBe(0);
  });

  it('answers several commands in one conversation', async () => {
    const { code, out, err } = await ask(
      '--show',
      'facts',
      'events customer webinar series',
      'attendance 1',
      'attendance 9',
    );
    expect({ code, err }).toEqual({ code: 1, err: 'no-such-number\n' });
    expect(out).toContain('"listLength": 4');
    expect(out).toContain('"attended": 196');
  });

  it('starts the built-in tenant where no other Graph is named', async () => {
    const { code, out } = await askWith({ SANDBOX_ATTENDEES: '40' }, '--show', 'facts', 'attendance all-hands');
    expect(code).toBe(0);
    expect(JSON.parse(out).attended).toBe(40);
    const unknown = await askWith({ SANDBOX_ATTENDEES: '40' }, '--as', 'somebody', '--show', 'facts', 'events');
    expect(JSON.parse(unknown.out).total).toBeGreaterThan(20);
  });

  it('says what a part of the records comes to', async () => {
    const big = await startSandbox({ attendees: 120, pageSize: 50 });
    big.faults.add({ path: '/attendanceRecords', after: 1, fault: { status: 400 } });
    try {
      const { code, out } = await askWith({ GRAPH_ROOT: big.root }, '--show', 'facts', 'attendance all-hands');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ incomplete: true, recordsRead: 50 });
    } finally {
      await big.close();
    }
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /^What do you want to ask/],
    ['an unknown option', ['--verbose', 'events'], /--verbose/],
    ['another way to show', ['--show', 'xml', 'events'], /^--show is one of text, card, facts/],
    ['another place', ['--place', 'channel', 'events'], /^--place is one of/],
    ['a zone that is none', ['--tz', 'Mars/Olympus', 'events'], /^--tz does not know the zone "Mars/],
    ['nobody', ['--as', ' ', 'events'], /^--as needs/],
    ['an option without its value', ['events', '--as'], /--as/],
  ])('%s is told, with the usage', async (_, argv, words) => {
    const { code, out, err } = await ask(...argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(words);
    expect(err).toContain('Usage: npm run -s ask');
  });

  it('helps', async () => {
    const { code, out } = await ask('--help');
    expect(code).toBe(0);
    expect(out).toContain('--show text|card|facts');
  });

  it('tells every fault of the environment', async () => {
    const { code, out, err } = await askWith({ GRAPH_ROOT: 'https://graph.microsoft.com', PORT: 'x' }, 'events');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/GRAPH_ROOT[\s\S]*PORT|PORT[\s\S]*GRAPH_ROOT/);
  });
});

describe('ask export', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it.each([
    ['in quotes', ['export spring product briefing']],
    ['as words of a shell', ['export', 'spring', 'product', 'briefing']],
  ])('puts its files into a directory that it makes, %s', async (_, words) => {
    const out = join(directory, 'new', 'exports');
    const { code, out: text, err } = await ask(...words, '--out', out);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(out).sort()).toEqual([
      'Spring Product Briefing people.csv',
      'Spring Product Briefing stays.csv',
      'Spring Product Briefing summary.csv',
    ]);
    for (const name of readdirSync(out)) {
      const path = join(out, name);
      expect(text).toContain(`${path} (${statSync(path).size} bytes, `);
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });

  it('replaces files of the same name, and writes nothing but JSON to stdout where that is asked for', async () => {
    const path = join(directory, 'Spring Product Briefing attendance report.csv');
    writeFileSync(path, 'older');
    const { out, err } = await ask('--show', 'facts', 'export spring as teams', '--out', directory);
    expect(JSON.parse(out).files).toEqual([expect.objectContaining({ holds: 'teams', bytes: statSync(path).size })]);
    expect(err).toContain(path);
    expect(statSync(path).size).toBeGreaterThan(1000);
  });

  it('says how to get the files where no directory is named, and leaves none behind', async () => {
    const { code, out } = await ask('export spring');
    expect(code).toBe(0);
    expect(out).toContain('Add --out <directory> to get these files.');
  });

  it('writes nothing where the answer is a problem', async () => {
    const out = join(directory, 'exports');
    const { code, err } = await ask('export', 'product', 'launch', '--out', out);
    expect({ code, err }).toEqual({ code: 1, err: 'not-started\n' });
    expect(existsSync(out)).toBe(false);
  });

  it('still takes several commands', async () => {
    const { out } = await ask('event spring product briefing', 'export', '--out', directory);
    expect(out).toContain('summary.csv');
    expect((await ask('export spring', '--out', ' ')).err).toContain('--out needs a directory.');
  });
});

it('says where to sign in where people do: the command line has nobody’s sign-in', async () => {
  const env = {
    ROLLCALL_MODE: 'delegated',
    BOT_ID: '5f3c1b7a-0000-4000-8000-000000000b07',
    BOT_PASSWORD: 'never-sent-anywhere',
    BOT_TENANT_ID: sandbox.tenantId,
    PUBLIC_URL: 'https://rollcall.example',
  };
  const { code, out } = await askWith(env, '--as', sandbox.demoOrganizerId, '--show', 'facts', 'events');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ code: 'sign-in-needed', scopes: 'read' });
});
