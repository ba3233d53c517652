import { createAnswerer } from '../../bot/answerer';
import { createFileOffers } from '../../bot/file-offers';
import type { Answer, Answerer, Asked } from '../../bot/command';
import { cardText } from '../../cards/text';
import { ConfigError, readConfig, type Config } from '../../config';
import { DEFAULT_THRESHOLDS } from '../../domain/attendance';
import type { Audit } from '../../domain/audit';
import { createLog, silentLog } from '../../log';
import { createDirectory } from '../../sandbox/world/people';
import { DEFAULT_SEED } from '../../sandbox/server';
import { openSources, type Sources } from '../../sources';
import type { Streams } from '../terminal';
import { answerPatiently } from './patience';
import { readBody } from './body';
import { readCall, USAGE, type Call } from './call';
import { filesText, putFiles } from './files';

/** Answers commands without Teams, as in one chat of the asker's: the answers alone on `out`. Resolves to the exit code: 1 when any answer is a problem. */
export async function runAsk(argv: string[], env: NodeJS.ProcessEnv, streams: Streams): Promise<number> {
  const say = (text: string) => streams.err.write(`${text}\n`);
  const call = readCall(argv);
  if (call === 'help') {
    streams.out.write(`${USAGE}\n`);
    return 0;
  }
  if ('fault' in call) {
    say(`${call.fault}\n\n${USAGE}`);
    return 1;
  }
  const given: { body?: unknown } | { fault: string } = call.body === undefined ? {} : await readBody(call.body);
  if ('fault' in given) {
    say(given.fault);
    return 1;
  }
  try {
    const config = readConfig(env);
    // What goes wrong inside is told by the problem's code; the log is for those who ask for it.
    const log = env.LOG_LEVEL ? createLog(config.logLevel, { write: line => streams.err.write(line) }) : silentLog;
    const sources = await openSources(config, { log });
    const files = createFileOffers({ now: Date.now });
    const over = new AbortController();
    try {
      const thresholds = { ...DEFAULT_THRESHOLDS, ...config.counted };
      const { sourceFor, app, readers } = sources;
      // There is no database here to keep it.
      const audit: Audit = entry => {
        log.info('audit', entry);
      };
      const answerer = createAnswerer({ sourceFor, files, thresholds, now: Date.now, log, app, readers, audit });
      const asked = { ...given, signal: over.signal };
      return await askAll(call, asked, config, sources, answerer, streams);
    } finally {
      // What is read on for the next answer would keep the process.
      over.abort();
      await files.close();
      await sources.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    say(error.message);
    return 1;
  }
}

async function askAll(
  call: Call,
  { signal: over, ...given }: { body?: unknown; signal: AbortSignal },
  config: Config,
  sources: Sources,
  answerer: Answerer,
  { out, err }: Streams,
): Promise<number> {
  const person = call.as ?? sources.demoOrganizerId ?? demoOrganizerOf(config);
  const tenantId = sources.tenantId ?? 'sandbox';
  const asked: Asked = {
    asker: person === undefined ? undefined : { tenantId, personId: sources.personOf(person) },
    conversation: 'ask',
    ...given,
    card: {
      place: call.place === 'personal' ? 'personal' : 'shared',
      figuresOnly: config.figuresOnly,
      zone: call.zone,
      locale: 'en-GB',
    },
  };
  const show = ({ pages, people }: { pages: number; people: number }): void => {
    if (err.isTTY) err.write(`\r${pages} ${pages === 1 ? 'page' : 'pages'}, ${people} people \u001b[K`);
  };
  let failed = false;
  for (const command of call.commands) {
    const answer = await answerPatiently(({ progress, signal }) => {
      const told = (soFar: Parameters<typeof show>[0]): void => {
        progress(soFar);
        show(soFar);
      };
      return answerer.words(command, { ...asked, signal: AbortSignal.any([signal, over]), progress: told });
    }, asked.card);
    if (err.isTTY) err.write('\r\u001b[K');
    const put = answer.files && call.out !== undefined ? await putFiles(answer.files, call.out) : undefined;
    out.write(`${printed(answer, call, asked)}\n`);
    // Where stdout holds JSON, it holds nothing else.
    if (answer.files) (call.show === 'text' ? out : err).write(filesText(answer.files, put));
    if (!answer.problem) continue;
    failed = true;
    err.write(`${answer.problem}\n`);
    if (call.as === undefined && sources.demoOrganizerId === undefined && explainedByAsker.has(answer.problem))
      err.write('--as <aadObjectId> names who asks; without it, that is the demo organiser of the built-in tenant.\n');
  }
  return failed ? 1 : 0;
}

/** Problems that the wrong asker explains. */
const explainedByAsker = new Set<string>(['not-found', 'who-is-asking', 'nothing-named', 'unknown-command']);

/** Another Graph on this machine is most often the pretend tenant in another process. */
function demoOrganizerOf(config: Config): string | undefined {
  return config.mode === 'sandbox' ? createDirectory(config.seed ?? DEFAULT_SEED).demo.id : undefined;
}

function printed({ card, facts }: Answer, { show }: Call, asked: Asked): string {
  if (show === 'facts') return JSON.stringify(facts, null, 2);
  if (show === 'card') return JSON.stringify(card, null, 2);
  return cardText(card, { ...asked.card, now: Date.now() }).trimEnd();
}
