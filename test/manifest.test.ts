import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import Ajv from 'ajv-draft-04';
import { commands } from '../src/bot/commands';
import { packageVariables } from '../src/cli/package/variables';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const template = read('appPackage/manifest.json');
const example = parseEnv(read('env/.env.local'));
/** Filled with the committed examples, by the plainest means. */
const manifest = JSON.parse(template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => example[name]!));
const [bot] = manifest.bots;
const [extension] = manifest.composeExtensions;
const schema = JSON.parse(
  read(
    `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
  ),
);

/** Teams shows at most so many. */
const LONGEST_COMMAND_LIST = 12;

describe('appPackage/manifest.json', () => {
  it('is valid against the official schema', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it('holds no id, address or version of its own', () => {
    const names = [...template.matchAll(/\$\{\{(\w+)\}\}/g)].map(match => match[1]!);
    expect([...new Set(names)].sort()).toEqual(Object.keys(packageVariables).sort());
    expect(template).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
    expect(template.match(/https:\/\/[^"]*/g)).toEqual([manifest.$schema]);
  });

  it('offers the bot in all three scopes, each with the featured commands of the table', () => {
    const featured = commands.filter(command => command.featured);
    expect(bot.scopes.toSorted()).toEqual(['groupChat', 'personal', 'team']);
    expect(bot.commandLists.map((list: { scopes: string[] }) => list.scopes)).toEqual([
      ['personal'],
      ['groupChat'],
      ['team'],
    ]);
    expect(featured.length).toBeLessThanOrEqual(LONGEST_COMMAND_LIST);
    for (const list of bot.commandLists)
      expect(list.commands).toEqual(featured.map(command => ({ title: command.name, description: command.help })));
  });

  it('takes files, which export needs', () => {
    expect(bot).toMatchObject({ supportsFiles: true, isNotificationOnly: false });
    expect(manifest.defaultGroupCapability).toEqual({ team: 'bot', groupchat: 'bot', meetings: 'bot' });
  });

  it('is one app: bot, message extension and the holder of its permissions', () => {
    expect(new Set([bot.botId, extension.botId, manifest.webApplicationInfo.id])).toEqual(new Set([example.BOT_ID]));
  });

  it('asks for the permissions to know a meeting by its chat or channel, and for no others', () => {
    expect(manifest.authorization.permissions).toEqual({
      resourceSpecific: [
        { name: 'OnlineMeeting.ReadBasic.Chat', type: 'Application' },
        { name: 'ChannelMeeting.ReadBasic.Group', type: 'Application' },
      ],
    });
    expect(manifest.permissions).toEqual(['identity']);
  });

  it('unfurls links to Rollcall alone, also for people who have not installed it', () => {
    expect(extension.messageHandlers).toEqual([
      { type: 'link', value: { domains: [example.PUBLIC_HOST], supportsAnonymizedPayloads: true } },
    ]);
    expect(manifest.validDomains).toEqual([example.PUBLIC_HOST]);
  });
});

describe('the message extension', () => {
  const byId = Object.fromEntries(extension.commands.map((command: { id: string }) => [command.id, command]));

  it.each([
    ['searchEvents', ['query']],
    ['searchSessions', ['query']],
    ['searchPeople', ['query', 'event']],
  ])('searches with %s, which shows something at once', (id, names) => {
    expect(byId[id]).toMatchObject({ type: 'query', initialRun: true, context: ['compose', 'commandBox'] });
    expect(byId[id].parameters.map((one: { name: string }) => one.name)).toEqual(names);
    for (const parameter of byId[id].parameters) expect(parameter).toMatchObject({ inputType: 'text' });
  });

  it.each([
    ['lookUpMeeting', ['message']],
    ['postSummary', ['compose', 'commandBox']],
    ['newSession', ['compose', 'commandBox']],
  ])('opens a dialog with %s', (id, context) => {
    expect(byId[id]).toMatchObject({ type: 'action', fetchTask: true, context });
  });

  it('says in words what each command and parameter is for', () => {
    for (const command of extension.commands)
      for (const part of [command, ...(command.parameters ?? [])]) {
        expect(part.description).toMatch(/\.$/);
        expect(part.semanticDescription).toMatch(/\.$/);
        expect(part.semanticDescription.length).toBeGreaterThan(part.description.length);
      }
  });
});

describe('the values in env', () => {
  const project = JSON.parse(read('package.json'));

  it.each(['local', 'dev'])('%s has a line for each, and the version of the project', name => {
    const values = parseEnv(read(`env/.env.${name}`));
    expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.keys(packageVariables)));
    expect(values.APP_VERSION).toBe(project.version);
  });

  it('are examples that belong to nobody', () => {
    for (const name of ['PUBLIC_HOST', 'WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'])
      expect(example[name]).toMatch(/^(?:https:\/\/)?rollcall\.example(?:\/|$)/);
    const values = parseEnv(read('env/.env.dev'));
    expect(Object.keys(packageVariables).filter(name => values[name])).toEqual(['APP_VERSION', 'APP_NAME_SUFFIX']);
  });
});
