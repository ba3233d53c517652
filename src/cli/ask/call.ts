import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run -s ask -- [options] "<command>" ["<command>" …]

  --as <aadObjectId>          who asks; in the pretend tenant the demo organiser unless given
  --show text|card|facts      what to print (text)
  --tz <zone>                 the asker's time zone, such as Europe/Berlin (UTC)
  --place personal|group      where it is asked; names appear in personal alone (personal)
  --out <directory>           where "export" puts its files; made where it is missing, files of the same name replaced
  --body <file>               for "new session": JSON as Microsoft documents it, in place of the form

Examples: npm run -s ask -- events
          npm run -s ask -- --show facts "attendance all-hands"
          npm run -s ask -- "events past" "attendance 1"
          npm run -s ask -- export all-hands --out exports
          npm run -s ask -- "new session bootcamp" --body session.json`;

const shows = ['text', 'card', 'facts'] as const;
const places = ['personal', 'group'] as const;

/** What `ask` was told on its command line. */
export interface Call {
  as: string | undefined;
  show: (typeof shows)[number];
  place: (typeof places)[number];
  /** IANA. */
  zone: string;
  /** Directory for files. */
  out: string | undefined;
  /** Path of a JSON file. */
  body: string | undefined;
  /** At least one, in one conversation. */
  commands: string[];
}

/** The call; 'help' when that was asked for; or what is wrong with it. */
export function readCall(argv: string[]): Call | 'help' | { fault: string } {
  const read = attempt(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        show: { type: 'string', default: 'text' },
        tz: { type: 'string' },
        place: { type: 'string', default: 'personal' },
        out: { type: 'string' },
        body: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
  if ('fault' in read) return read;
  const { values, positionals } = read;
  if (values.help) return 'help';
  const show = shows.find(one => one === values.show);
  const place = places.find(one => one === values.place);
  const zone = values.tz ?? 'UTC';
  if (!show) return { fault: `--show is one of ${shows.join(', ')}.` };
  if (!place) return { fault: `--place is one of ${places.join(', ')}.` };
  if ('fault' in attempt(() => new Intl.DateTimeFormat('en', { timeZone: zone })))
    return { fault: `--tz does not know the zone "${zone}": give one such as Europe/Berlin.` };
  if (values.as?.trim() === '') return { fault: '--as needs an Entra object id.' };
  if (values.out?.trim() === '') return { fault: '--out needs a directory.' };
  if (values.body?.trim() === '') return { fault: '--body needs a file.' };
  if (positionals.length === 0) return { fault: 'What do you want to ask? Put the command in quotes.' };
  const commands = asCommands(positionals);
  if (values.body !== undefined && !(commands.length === 1 && MAKES.test(commands[0] ?? '')))
    return { fault: '--body goes with one command: "new session".' };
  return { as: values.as?.trim(), show, place, zone, out: values.out, body: values.body, commands };
}

/** `ask -- export all-hands --out DIR` is typed without quotes, as the commands of a shell are: its words are one command. */
function asCommands(positionals: string[]): string[] {
  const isExport = /^(?:export|download|csv)$/i.test(positionals[0] ?? '');
  const isSession = /^(?:new|create|add)$/i.test(positionals[0] ?? '') && /^session$/i.test(positionals[1] ?? '');
  return isExport || isSession ? [positionals.join(' ')] : positionals;
}

/** The only command that takes a file. */
const MAKES = /^(?:new|create|add)[ -]session(?:\s|$)/i;

function attempt<Value extends object>(read: () => Value): Value | { fault: string } {
  try {
    return read();
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
