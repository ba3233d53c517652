import { parseArgs } from 'node:util';
import { createAnswerer } from '../bot/answerer';
import type { Answer, Asked } from '../bot/command';
import { cardText } from '../cards/text';
import { ConfigError, readConfig, type Config } from '../config';
import { createLog, type Log } from '../log';
import { createDirectory } from '../sandbox/people';
import { DEFAULT_SEED } from '../sandbox/server';
import { openSources, type Sources } from '../sources';

const USAGE = `Usage: npm run -s ask -- [options] "<command>" ["<command>" …]

  --as <aadObjectId>          who asks; in the built-in tenant the demo organiser unless given
  --show text|card|facts      what to print (text)
  --tz <zone>                 the asker's time zone, such as Europe/Berlin (this machine's)
  --place personal|group      where it is asked; names appear in personal alone (personal)

Examples: npm run -s ask -- events
          npm run -s ask -- --show facts "attendance last"
          npm run -s ask -- "events past" "attendance 1"`;

const shows = ['text', 'card', 'facts'] as const;
const places = ['personal', 'group'] as const;

interface Call {
  as: string | undefined;
  show: (typeof shows)[number];
  place: (typeof places)[number];
  zone: string;
  commands: string[];
}

/** Without Teams: each command is answered as in a chat of its own asker, and printed. Resolves to the exit code. */
async function main(argv: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const call = readCall(argv);
  if (typeof call === 'string') {
    console.error(`${call}\n\n${USAGE}`);
    return 1;
  }
  if (call.commands.length === 0) {
    console.log(USAGE);
    return 0;
  }
  const config = readConfig(env);
  // The answer alone is on stdout; what goes wrong inside is told by the problem's code.
  const log = createLog(env.LOG_LEVEL ? config.logLevel : 'silent', process.stderr);
  const sources = await openSources(config, { log });
  try {
    return await askAll(call, config, sources, log);
  } finally {
    await sources.close();
  }
}

async function askAll(call: Call, config: Config, sources: Sources, log: Log): Promise<number> {
  const answerer = createAnswerer({ sourceFor: sources.sourceFor, now: Date.now, log });
  const person = call.as ?? sources.demoOrganizerId ?? demoOrganizerOf(config);
  const asked: Asked = {
    asker:
      person === undefined
        ? undefined
        : { tenantId: sources.tenantId ?? 'sandbox', personId: sources.personOf(person) },
    conversation: 'ask',
    card: { place: call.place === 'personal' ? 'personal' : 'shared', zone: call.zone, locale: 'en-GB' },
    ...(process.stderr.isTTY && { progress: showProgress }),
  };
  let failed = false;
  for (const command of call.commands) {
    const answer = await answerer.words(command, asked);
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    console.log(printed(answer, call, asked));
    if (!answer.problem) continue;
    failed = true;
    console.error(answer.problem);
    if (call.as === undefined && sources.demoOrganizerId === undefined && unknownAsker.has(answer.problem))
      console.error('--as <aadObjectId> names who asks; without it, the built-in demo organiser does.');
  }
  return failed ? 1 : 0;
}

/** Problems that the wrong asker explains. */
const unknownAsker = new Set<string>(['not-found', 'who-is-asking', 'nothing-named', 'unknown-command']);

/** Another Graph on this machine is most often the pretend tenant in another process. */
function demoOrganizerOf(config: Config): string | undefined {
  return config.mode === 'sandbox' ? createDirectory(config.seed ?? DEFAULT_SEED).demo.id : undefined;
}

function printed({ card, facts }: Answer, { show }: Call, asked: Asked): string {
  if (show === 'facts') return JSON.stringify(facts, null, 2);
  if (show === 'card') return JSON.stringify(card, null, 2);
  return cardText(card, { ...asked.card, now: Date.now() }).trimEnd();
}

function showProgress({ pages, people }: { pages: number; people: number }): void {
  process.stderr.write(`\r${pages} ${pages === 1 ? 'page' : 'pages'}, ${people} people \u001b[K`);
}

/** The call, or what is wrong with it. */
function readCall(argv: string[]): Call | string {
  const read = attempt(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        show: { type: 'string', default: 'text' },
        tz: { type: 'string' },
        place: { type: 'string', default: 'personal' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
  if (typeof read === 'string') return read;
  const { values, positionals } = read;
  const show = shows.find(one => one === values.show);
  const place = places.find(one => one === values.place);
  const zone = values.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!show) return `--show is one of ${shows.join(', ')}.`;
  if (!place) return `--place is one of ${places.join(', ')}.`;
  if (typeof attempt(() => new Intl.DateTimeFormat('en', { timeZone: zone })) === 'string')
    return `--tz does not know the zone "${zone}": give one such as Europe/Berlin.`;
  if (values.as?.trim() === '') return '--as needs an Entra object id.';
  if (values.help) return { as: undefined, show, place, zone, commands: [] };
  if (positionals.length === 0) return 'What do you want to ask? Put the command in quotes.';
  return { as: values.as?.trim(), show, place, zone, commands: positionals };
}

function attempt<Value>(read: () => Value): Value | string {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}

void run();
