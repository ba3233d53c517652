import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { commands } from '../src/bot/commands';

const folder = join(__dirname, '../appPackage');
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const schema = JSON.parse(
  readFileSync(
    join(
      __dirname,
      `../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
    ),
    'utf8',
  ),
);

/** Teams shows at most so many. */
const LONGEST_COMMAND_LIST = 12;

/** Width, height and colour type of a PNG, from its header. */
function png(name: string) {
  const bytes = readFileSync(join(folder, name));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), alpha: bytes[25] === 6 };
}

describe('appPackage/manifest.json', () => {
  it('is valid against the official schema', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it('offers the bot in all three scopes, each with the featured commands of the table', () => {
    const [bot] = manifest.bots;
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

  it('asks for the permission to know a meeting by its chat, under the id of the bot', () => {
    expect(manifest.authorization.permissions.resourceSpecific).toEqual([
      { name: 'OnlineMeeting.ReadBasic.Chat', type: 'Application' },
    ]);
    // Teams grants resource-specific permissions to the app that is named here.
    expect(manifest.webApplicationInfo.id).toBe(manifest.bots[0].botId);
  });

  it('has real icons of the sizes that Teams asks for', () => {
    expect(png(manifest.icons.color)).toMatchObject({ width: 192, height: 192 });
    expect(png(manifest.icons.outline)).toEqual({ width: 32, height: 32, alpha: true });
  });
});
