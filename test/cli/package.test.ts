import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateRawSync } from 'node:zlib';
import { runPackage } from '../../src/cli/package/run';

// Half a second for each manifest, and always the same schema: it is compiled once.
jest.mock('ajv-draft-04', () => {
  const { default: Ajv } = jest.requireActual<{ default: new () => { compile(schema: object): any } }>('ajv-draft-04');
  const compiled = new Map<string, any>();
  class Once extends Ajv {
    override compile(schema: object): any {
      const text = JSON.stringify(schema);
      if (!compiled.has(text)) compiled.set(text, super.compile(schema));
      return compiled.get(text);
    }
  }
  return { default: Once };
});

const project = join(__dirname, '../..');
const BOT = '1b2c3d4e-0000-4000-8000-000000000001';
const APP = '1b2c3d4e-0000-4000-8000-000000000002';
const own = {
  BOT_ID: BOT,
  TEAMS_APP_ID: APP,
  PUBLIC_HOST: 'rollcall.contoso.com',
  WEBSITE_URL: 'https://contoso.com/rollcall',
  PRIVACY_URL: 'https://contoso.com/privacy',
  TERMS_URL: 'https://contoso.com/terms',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-package-'));
  for (const part of ['appPackage', 'env', 'package.json'])
    cpSync(join(project, part), join(root, part), {
      recursive: true,
      filter: path => !/appPackage.build|\.user$/.test(path),
    });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});
const at = (path: string) => join(root, path);

async function pack(env: Record<string, string | undefined>, ...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runPackage(argv, env, root, {
    out: { write: text => (out += text) },
    err: { write: text => (err += text) },
  });
  return { code, out, err };
}

/** Files of a zip by its central directory, read without the library that wrote it. */
function unzip(path: string): Record<string, Buffer> {
  const bytes = readFileSync(at(path));
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files: Record<string, Buffer> = {};
  for (let n = bytes.readUInt16LE(end + 10), entry = bytes.readUInt32LE(end + 16); n > 0; n--) {
    const [method, check, packed] = [
      bytes.readUInt16LE(entry + 10),
      bytes.readUInt32LE(entry + 16),
      bytes.readUInt32LE(entry + 20),
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(entry + offset)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(entry + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(from, from + packed);
    const file = method === 0 ? data : inflateRawSync(data);
    expect(crc32(file)).toBe(check);
    files[bytes.toString('utf8', entry + 46, entry + 46 + nameLength)] = file;
    entry += 46 + nameLength + extra + comment;
  }
  return files;
}

const manifestIn = (path: string) => JSON.parse(unzip(path)['manifest.json']!.toString());

function editManifest(edit: (manifest: any) => void): void {
  const manifest = JSON.parse(readFileSync(at('appPackage/manifest.json'), 'utf8'));
  edit(manifest);
  writeFileSync(at('appPackage/manifest.json'), JSON.stringify(manifest));
}

describe('npm run package', () => {
  it('makes the example of the repository, and says that it is one', async () => {
    const { code, out, err } = await pack({});
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Wrote appPackage/build/appPackage.local.zip');
    expect(out).toContain('Only to look at');
    const files = unzip('appPackage/build/appPackage.local.zip');
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    for (const icon of ['color.png', 'outline.png'])
      expect(files[icon]!.equals(readFileSync(join(project, 'appPackage', icon)))).toBe(true);
  });

  it('fills every placeholder from the environment, and says where each value came from', async () => {
    const { code, out } = await pack({ ...own, APP_VERSION: '2.0.1', APP_NAME_SUFFIX: '' }, '--env', 'prod');
    expect(code).toBe(0);
    expect(out).toMatch(/BOT_ID +1b2c3d4e-0000-4000-8000-000000000001 {2}\(the environment\)/);
    expect(out).toContain('Upload');
    expect(out).not.toContain('Only to look at');
    const manifest = manifestIn('appPackage/build/appPackage.prod.zip');
    expect(JSON.stringify(manifest)).not.toContain('${{');
    expect(manifest).toMatchObject({
      id: APP,
      version: '2.0.1',
      name: { short: 'Rollcall' },
      developer: { websiteUrl: own.WEBSITE_URL, privacyUrl: own.PRIVACY_URL, termsOfUseUrl: own.TERMS_URL },
      bots: [{ botId: BOT }],
      composeExtensions: [{ botId: BOT, messageHandlers: [{ value: { domains: [own.PUBLIC_HOST] } }] }],
      webApplicationInfo: { id: BOT, resource: `api://${own.PUBLIC_HOST}/botid-${BOT}` },
      validDomains: [own.PUBLIC_HOST],
    });
  });

  it('takes the environment before the file of one’s own, and that before the shared one', async () => {
    writeFileSync(at('env/.env.local.user'), `BOT_ID=${BOT}\r\nTEAMS_APP_ID="${BOT}"\r\nAPP_NAME_SUFFIX=\r\n`);
    expect((await pack({ TEAMS_APP_ID: APP, BOT_ID: ' ' })).code).toBe(0);
    expect(manifestIn('appPackage/build/appPackage.local.zip')).toMatchObject({
      id: APP,
      bots: [{ botId: BOT }],
      name: { short: 'Rollcall (local)' },
      validDomains: ['rollcall.example'],
    });
  });

  it('has the version of the project where none is set', async () => {
    await pack(own, '--env', 'prod');
    expect(manifestIn('appPackage/build/appPackage.prod.zip').version).toBe(
      JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).version,
    );
  });

  it('knows the host by PUBLIC_URL', async () => {
    const { code, out } = await pack(
      { ...own, PUBLIC_HOST: undefined, PUBLIC_URL: 'https://rollcall.contoso.com/' },
      '--env',
      'prod',
    );
    expect(code).toBe(0);
    expect(out).toContain('(the environment, PUBLIC_URL)');
    expect(manifestIn('appPackage/build/appPackage.prod.zip').validDomains).toEqual([own.PUBLIC_HOST]);
  });

  it('makes the same bytes of the same input, whatever the zone', async () => {
    const zone = process.env.TZ;
    await pack(own, '--out', 'one.zip');
    try {
      process.env.TZ = 'Pacific/Auckland';
      await pack(own, '--out', 'out/two.zip');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(readFileSync(at('one.zip')).equals(readFileSync(at('out/two.zip')))).toBe(true);
  });

  it('can make no more of a value than text', async () => {
    await pack({ ...own, APP_NAME_SUFFIX: '", "x": "$& ${{A}}' }, '--env', 'prod');
    expect(existsSync(at('appPackage/build'))).toBe(false);
    await pack({ ...own, APP_NAME_SUFFIX: '", "x": "$&' }, '--env', 'prod');
    expect(manifestIn('appPackage/build/appPackage.prod.zip').name.short).toBe('Rollcall", "x": "$&');
  });
});

describe('what is missing or wrong is told at once, and no package is made', () => {
  it('with the name of each value and where it goes', async () => {
    const { code, out, err } = await pack({}, '--env', 'dev');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const name of Object.keys(own)) expect(err).toMatch(new RegExp(`^ {2}${name}: found nothing\\.`, 'm'));
    expect(err).toContain('env/.env.dev.user');
    expect(existsSync(at('appPackage/build'))).toBe(false);
  });

  it.each([
    ['BOT_ID', 'me', 'no id'],
    ['BOT_ID', '00000000-0000-0000-0000-000000000000', 'zeros'],
    ['TEAMS_APP_ID', `{${APP}}`, 'no id'],
    ['PUBLIC_HOST', 'https://rollcall.contoso.com', 'no host name'],
    ['PUBLIC_HOST', 'rollcall.contoso.com:8443', 'no host name'],
    ['PUBLIC_HOST', 'rollcall.contoso.com/bot', 'no host name'],
    ['PUBLIC_HOST', 'localhost', 'no host name'],
    ['PUBLIC_HOST', '127.0.0.1', 'no host name'],
    ['PUBLIC_HOST', '*.contoso.com', 'no host name'],
    ['PUBLIC_URL', 'http://rollcall.contoso.com', 'no host name'],
    ['PUBLIC_URL', 'https://other.contoso.com', 'while PUBLIC_URL there is'],
    ['WEBSITE_URL', 'contoso.com', 'no address'],
    ['PRIVACY_URL', 'http://contoso.com', 'no address'],
    ['TERMS_URL', 'https://me:secret@contoso.com', 'a user name or password'],
    ['APP_VERSION', '1.0', 'no version'],
    ['APP_VERSION', '1.0.0-beta', 'no version'],
    ['APP_VERSION', '01.0.0', 'no version'],
    ['APP_NAME_SUFFIX', ' of the organisers of events', 'longer than'],
  ])('%s=%s', async (name, value, words) => {
    const alone = value.startsWith('http://rollcall') ? { PUBLIC_HOST: undefined } : {};
    const { code, err } = await pack({ ...own, ...alone, [name]: value }, '--env', 'prod');
    expect(code).toBe(1);
    expect(err).toContain(name === 'PUBLIC_URL' ? 'PUBLIC_HOST: found' : `${name}: found`);
    expect(err).toContain(words);
    expect(existsSync(at('appPackage/build'))).toBe(false);
  });

  it.each([
    ['a placeholder that nobody knows', (m: any) => (m.accentColor = '${{COLOUR}}'), 'COLOUR: found nothing'],
    ['a placeholder that is none', (m: any) => (m.name.full = '${{bot-id}}'), 'A placeholder is not one'],
    [
      'a property that the schema does not know',
      (m: any) => (m.bots[0].color = 'red'),
      '/bots/0: must NOT have additional properties ("color")',
    ],
    [
      'a thirteenth command',
      (m: any) => {
        addCommands(m, 3);
      },
      '/bots/0/commandLists/0/commands: must NOT have more than 12 items',
    ],
    [
      'a title that is too long',
      (m: any) => (m.composeExtensions[0].commands[0].title = 'x'.repeat(33)),
      '/composeExtensions/0/commands/0/title',
    ],
    ['a schema that is not installed', (m: any) => (m.manifestVersion = '9.9'), 'has no schema 9.9'],
    ['no version of the schema', (m: any) => delete m.manifestVersion, '/manifestVersion'],
    ['a command twice', (m: any) => (m.bots[0].commandLists[0].commands[0].title = 'help'), '"help" twice'],
    [
      'an id twice',
      (m: any) => (m.composeExtensions[0].commands[1].id = 'searchEvents'),
      'Two commands have the id "searchEvents"',
    ],
    [
      'a parameter twice',
      (m: any) => (m.composeExtensions[0].commands[2].parameters[1].name = 'query'),
      'the parameter "query" twice',
    ],
    [
      'a search without a parameter',
      (m: any) => delete m.composeExtensions[0].commands[0].parameters,
      '"searchEvents" has no parameter',
    ],
    [
      'an action that opens nothing',
      (m: any) => delete m.composeExtensions[0].commands[3].fetchTask,
      '"lookUpMeeting" opens nothing',
    ],
    ['a bot of zeros', (m: any) => (m.bots[0].botId = '00000000-0000-0000-0000-000000000000'), 'zeros alone'],
    ['two bots', (m: any) => (m.composeExtensions[0].botId = APP), 'another bot'],
    ['permissions of another app', (m: any) => (m.webApplicationInfo.id = APP), 'which is not the bot'],
    [
      'a domain with more',
      (m: any) => m.validDomains.push('https://contoso.com/x'),
      '"https://contoso.com/x" is no domain',
    ],
    ['an icon elsewhere', (m: any) => (m.icons.color = '../color.png'), '../color.png is missing'],
  ])('in the manifest: %s', async (_, edit, words) => {
    editManifest(edit);
    const { code, err } = await pack(own, '--env', 'prod');
    expect({ code, told: err.includes(words) || err }).toEqual({ code: 1, told: true });
    expect(existsSync(at('appPackage/build'))).toBe(false);
  });

  it.each([
    ['color.png', Buffer.from('GIF89a'), 'color.png is no PNG'],
    ['color.png', Buffer.alloc(0), 'color.png is missing'],
    ['color.png', png(192, 192, () => [10, 20, 30, 255]).subarray(0, 80), 'color.png is no PNG'],
    ['color.png', png(96, 96, () => [10, 20, 30, 255]), 'must be 192 × 192 pixels; it is 96 × 96'],
    ['color.png', png(192, 192, x => [10, 20, 30, x < 4 ? 0 : 255]), 'must fill its square'],
    ['outline.png', png(64, 64, () => [255, 255, 255, 255]), 'must be 32 × 32'],
    ['outline.png', png(32, 32, () => [255, 255, 255, 255]), 'must be transparent'],
    ['outline.png', png(32, 32, () => [255, 255, 255, 0]), 'no line to see'],
    ['outline.png', png(32, 32, x => [255, 255, x === 9 ? 0 : 255, x < 8 ? 0 : 255]), '32 of its pixels have a colour'],
  ])('%s: case %#', async (name, bytes, words) => {
    writeFileSync(at(`appPackage/${name}`), bytes);
    const { code, err } = await pack({});
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  it.each([
    [['--env', '../x'], 'letters, digits and hyphens'],
    [['--env', ''], 'letters, digits and hyphens'],
    [['--out', ''], 'path of a file'],
    [['--environment', 'dev'], '--environment'],
    [['dev'], 'dev'],
  ])('on the command line: %j', async (argv, words) => {
    const { code, err } = await pack(own, ...argv);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).toContain('npm run package [--');
  });

  it('and help is no fault', async () => {
    expect(await pack({}, '--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('--env <name>') });
  });
});

function addCommands(manifest: any, count: number): void {
  for (let n = 0; n < count; n++) manifest.bots[0].commandLists[0].commands.push({ title: `more ${n}` });
}

/** A picture of our own, each row written with another of PNG's filters but the last two. */
function png(width: number, height: number, pixel: (x: number, y: number) => [number, number, number, number]): Buffer {
  const rows: Buffer[] = [];
  let above = Buffer.alloc(width * 4);
  for (let y = 0; y < height; y++) {
    const row = Buffer.from(Array.from({ length: width }, (_, x) => pixel(x, y)).flat());
    const filter = y % 3;
    const near = [() => 0, (at: number) => (at >= 4 ? row[at - 4]! : 0), (at: number) => above[at]!][filter]!;
    rows.push(Buffer.from([filter, ...row.map((value, at) => value - near(at))]));
    above = row;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
