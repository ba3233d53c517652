import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type as system } from 'node:os';
import { join } from 'node:path';
import { benchCalls } from './bench/calls';
import { benchDrain } from './bench/drain';
import { benchExports } from './bench/exports';
import { benchIdle, IDLE_ATTENDEES, IDLE_MS } from './bench/idle';
import { ANSWER_MS, benchPosted, type PostedResult } from './bench/posted';
import { benchReceiver, RATE } from './bench/receiver';
import { benchRecords } from './bench/records';
import { benchRequests } from './bench/requests';
import { benchSearch } from './bench/search';
import { benchStart } from './bench/start';
import { benchTurns } from './bench/turns';
import { exportLayouts } from '../domain/export';

/**
 * Ratios in one run: `npm run bench` does all, `npm run bench -- records` (or registrations, exports, calls, requests, turns, search, start, posted, drain, idle, receiver) one,
 * `--attendees 20000` sets the size, `--write` puts the table into docs/benchmarks.md. With BENCH_DATABASE_URL, an empty database on a PostgreSQL server, `posted` is measured there too.
 */
async function main(args: string[]): Promise<void> {
  const attendees = Number(args[args.indexOf('--attendees') + 1] ?? NaN) || ATTENDEES;
  const parts = args.filter(word => word in PARTS);
  const rows: Row[] = [];
  for (const part of parts.length > 0 ? parts : Object.keys(PARTS)) {
    console.error(`${part} …`);
    rows.push(...((await PARTS[part]?.(attendees)) ?? []));
  }
  const table = toTable(rows);
  console.log(table);
  if (args.includes('--write')) await write(table);
}

interface Row {
  what: string;
  measured: string;
  goal: string;
  met: boolean;
}

const ATTENDEES = 100_000;
const REGISTRATIONS = 20_000;
const CALL_SESSIONS = 3_000;
/** Two kinds of events in two roles each, of which only a list exists; the sessions of the event; its list of reports; the calls of that time. */
const LEAST_REQUESTS = 6;
/** Two kinds of events in two roles each, of which only a list exists; the sessions of the event; the calls of its time; the call itself. */
const LEAST_CALL_REQUESTS = 5;
/** The event, for who runs it; its sessions; its reports; one page of registrations and one of records. */
const LEAST_POSTED = 5;
/** The calls of its time, among those the organiser was in and then among all: beside the others, and in vain so soon after the end. */
const CALL_LISTS = 2;

const PARTS: Record<string, (attendees: number) => Promise<Row[]>> = {
  async records(attendees) {
    const one = await benchRecords(attendees);
    const [bare, ask] = [range(one.bareMs, 'ms'), range(one.askMs, 'ms')];
    const more = one.askPeakMb - one.barePeakMb;
    return [
      row(
        `\`attendance\` over ${one.attendees.toLocaleString('en')} records on ${one.pages} pages (${ask}) ÷ bare fetch + JSON.parse (${bare})`,
        one.ratio,
        1.3,
      ),
      row(
        `peak RSS of that, ${one.askPeakMb.toFixed(0)} MB, above the bare loop's ${one.barePeakMb.toFixed(0)} MB`,
        more,
        60,
        'MB',
      ),
      row('second ask of the same report ÷ first', one.secondShare, 0.05),
      row('requests for records in the second ask', one.secondRequests, 0),
    ];
  },
  async registrations(attendees) {
    const one = await benchRecords(attendees, REGISTRATIONS);
    const [bare, ask] = [range(one.bareMs, 'ms'), range(one.askMs, 'ms')];
    const what = `\`attendance\` joining ${one.attendees.toLocaleString('en')} records with ${REGISTRATIONS.toLocaleString('en')} registrations, ${one.pages} pages (${ask}) ÷ bare fetch + JSON.parse (${bare})`;
    const rss = `peak RSS of that, ${one.askPeakMb.toFixed(0)} MB, above the bare loop's ${one.barePeakMb.toFixed(0)} MB`;
    return [
      row(what, one.ratio, 1.4),
      row(rss, one.askPeakMb - one.barePeakMb, 90, 'MB'),
      row('requests of that beside its pages', one.requests - one.pages, LEAST_REQUESTS),
    ];
  },
  async exports(attendees) {
    const rows: Row[] = [];
    for (const layout of exportLayouts) {
      const one = await benchExports(attendees, layout);
      const [bare, exported] = [range(one.bareMs, 'ms'), range(one.exportMs, 'ms')];
      const what = `\`export as ${layout}\` of ${one.attendees.toLocaleString('en')} people, ${one.mb.toFixed(0)} MB on disk (${exported}) ÷ bare fetch + JSON.parse (${bare})`;
      const rss = `peak RSS of that, ${one.exportPeakMb.toFixed(0)} MB, above the bare loop's ${one.barePeakMb.toFixed(0)} MB`;
      rows.push(row(what, one.ratio, 2), row(rss, one.exportPeakMb - one.barePeakMb, 90, 'MB'));
    }
    return rows;
  },
  async calls() {
    const one = await benchCalls(CALL_SESSIONS);
    const [bare, ask] = [range(one.bareMs, 'ms'), range(one.askMs, 'ms')];
    const what = `\`quality\` of a call of ${one.sessions.toLocaleString('en')} sessions with segments on ${one.pages} pages (${ask}) ÷ bare fetch + JSON.parse (${bare})`;
    const rss = `peak RSS of that, ${one.askPeakMb.toFixed(0)} MB, above the bare loop's ${one.barePeakMb.toFixed(0)} MB`;
    return [
      row(what, one.ratio, 1.3),
      row(rss, one.askPeakMb - one.barePeakMb, 60, 'MB'),
      row('requests of that beside its pages', one.requests - one.pages, LEAST_CALL_REQUESTS),
    ];
  },
  async requests() {
    return (await benchRequests()).map(({ words, goesOn, requests, least, why }) => ({
      what: `requests of \`${words}\`${goesOn ? ', going on' : ''} (${why})`,
      measured: String(requests),
      goal: `at most ${least}`,
      met: requests <= least,
    }));
  },
  async turns() {
    const { plain, rollcall, ratio } = await benchTurns();
    const what = `\`help\` turns a second (${range(rollcall, '')}) ÷ a plain echo on CloudAdapter (${range(plain, '')})`;
    return [{ what, measured: ratio.toFixed(2), goal: 'at least 0.75', met: ratio >= 0.75 }];
  },
  async search() {
    const { firstP95, nextP95, first, next, firstWithRows } = await benchSearch();
    const graph = 'Graph at 200 ms a request, 95th percentile';
    return [
      row(
        `first run of a search in the compose box, nothing kept (${firstWithRows} of ${first} answered with rows at once): ${graph}`,
        firstP95 / 1000,
        2,
        's',
      ),
      row(`each key stroke after it (${next}): ${graph}`, nextP95 / 1000, 2, 's'),
    ];
  },
  async start() {
    const { ms, rssMb } = await benchStart();
    return [row('start to "listening"', ms / 1000, 2, 's'), row('RSS half a second after start', rssMb, 220, 'MB')];
  },
  async posted() {
    const rows = postedRows('SQLite', await benchPosted('sqlite'));
    const postgres = process.env.BENCH_DATABASE_URL;
    if (postgres === undefined) console.error('not on PostgreSQL: BENCH_DATABASE_URL is not set');
    else rows.push(...postedRows('PostgreSQL', await benchPosted({ postgres })));
    return rows;
  },
  async drain() {
    const { summaries, tenants, conversations, seconds, broken, lost, twice } = await benchDrain();
    for (const line of broken) console.error(line);
    const due = `${summaries.toLocaleString('en')} due summaries for ${conversations} conversations of ${tenants} tenants`;
    return [
      row(`${due}, sent in ${seconds.toFixed(0)} s: sends too early by a rule of Teams`, broken.length, 0),
      row('of these, lost or posted twice', lost + twice, 0),
    ];
  },
  async idle() {
    const { startedMb, askedMb } = await benchIdle();
    const idle = `RSS on SQLite, idle for ${IDLE_MS / 1000} s`;
    return [
      row(`${idle} since the start`, startedMb, 250, 'MB'),
      row(`${idle} since answers, one of them over ${IDLE_ATTENDEES.toLocaleString('en')} people`, askedMb, 250, 'MB'),
    ];
  },
  async receiver() {
    const { requests, p50, p99, slowest, refused, lost } = await benchReceiver();
    const load = `${requests.toLocaleString('en')} notifications at ${RATE} a second while Graph is down`;
    const others = `median ${p50.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`;
    return [
      row(`${load}, 99th percentile until 202 (${others})`, p99, 300, 'ms'),
      row('of these, not answered with 202', refused, 0),
      row('of these, acknowledged and not in the database after `kill -9`', lost, 0),
    ];
  },
};

function postedRows(where: string, { postedMs, bareMs, ratio, requests }: PostedResult): Row[] {
  const [posted, bare] = [range(postedMs, 'ms'), range(bareMs, 'ms')];
  const least = `the same ${LEAST_POSTED} requests of Graph and one of the channel, one after another, with fetch (${bare})`;
  return [
    row(`from a notification to its card, ${where}, ${ANSWER_MS} ms an answer (${posted}) ÷ ${least}`, ratio, 1.2),
    row(
      'requests of Graph for that, with two lists in which its call is looked for',
      requests,
      LEAST_POSTED + CALL_LISTS,
    ),
  ];
}

function row(what: string, value: number, most: number, unit = ''): Row {
  const shown = unit === 'MB' || unit === 'ms' ? value.toFixed(0) : value.toFixed(Number.isInteger(value) ? 0 : 3);
  return { what, measured: `${shown} ${unit}`.trim(), goal: `at most ${most} ${unit}`.trim(), met: value <= most };
}

function range(values: readonly number[], unit: string): string {
  const shown = [Math.min(...values), Math.max(...values)].map(value => Math.round(value).toLocaleString('en'));
  return `${shown.join(' to ')} ${unit}`.trim();
}

function toTable(rows: Row[]): string {
  const lines = rows.map(
    ({ what, measured, goal, met }) => `| ${what} | ${measured} | ${goal} | ${met ? 'met' : '**missed**'} |`,
  );
  return ['| what | measured | goal | |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

const BEGIN = '<!-- figures -->';
const END = '<!-- end of figures -->';

/** Replaces what stands between the marks of docs/benchmarks.md. */
async function write(table: string): Promise<void> {
  const path = join(__dirname, '../../../docs/benchmarks.md');
  const page = await readFile(path, 'utf8');
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1e9)} GB, ${system()} ${release()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const [before = ''] = page.split(BEGIN);
  const [, after = ''] = page.split(END);
  await writeFile(path, `${before}${BEGIN}\n\nMachine: ${machine}.\n\n${table}\n\n${END}${after}`);
}

void main(process.argv.slice(2));
