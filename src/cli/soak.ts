import { isLong } from './soak/plan';
import { forgetLogs, INSTANCES, soak, type Soaked } from './soak/run';

/**
 * Three instances on one PostgreSQL database, killed at random while events end: `.ci/with-postgres npm run soak -- --minutes 10`, or `--seconds 20`.
 * `--seed 7` repeats the plan of a run. Exits with 0 when every summary stood where it was due, once, or its owner was asked.
 */
async function main(args: string[]): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    console.error('Set TEST_DATABASE_URL to a PostgreSQL server, or run it as: .ci/with-postgres npm run soak');
    process.exitCode = 1;
    return;
  }
  const seconds = numberAfter('--seconds', args) ?? (numberAfter('--minutes', args) ?? MINUTES) * 60;
  const seed = numberAfter('--seed', args) ?? Math.floor(Math.random() * MOST_SEED);
  console.error(`Seed ${seed}.`);
  const say = (line: string): void => {
    console.error(line);
  };
  const soaked = await soak({ server, seconds, seed, say });
  console.log(toTable(soaked));
  const troubles = troublesOf(soaked);
  for (const trouble of troubles) console.error(trouble);
  if (troubles.length === 0) {
    await forgetLogs(soaked);
    return;
  }
  console.error(`What the instances logged is in ${soaked.folder}. To repeat: --seconds ${seconds} --seed ${seed}`);
  process.exitCode = 1;
}

const MINUTES = 10;
const MOST_SEED = 1_000_000;

function numberAfter(option: string, args: readonly string[]): number | undefined {
  const at = args.indexOf(option);
  if (at < 0) return undefined;
  const number = Number(args[at + 1]);
  if (!Number.isFinite(number) || number < 0) throw new RangeError(`${option} takes a number.`);
  return number;
}

/** Everything that breaks the promise. */
function troublesOf({ counted, settled, drainedAfter, drainedAgain, endedByThemselves, ...run }: Soaked): string[] {
  const { lost, twice, stale, unknownThere, unknownAway, asked } = counted;
  return [
    ...(drainedAfter === undefined || drainedAgain === undefined ? ['It never came to rest.'] : []),
    ...(isLong(run.seconds) && run.unread > 0 ? [`${run.unread} notifications were never read.`] : []),
    ...(endedByThemselves > 0 ? [`${endedByThemselves} processes ended without having been killed.`] : []),
    ...lost.map(what => `Lost: ${what}`),
    ...twice.map(what => `Twice: ${what}`),
    ...stale.map(what => `Out of date: ${what}`),
    ...(asked < unknownThere + unknownAway ? [`${unknownThere + unknownAway - asked} owners were not asked.`] : []),
    ...settled.lost.map(what => `Lost in the end: ${what}`),
    ...settled.twice.map(what => `Twice in the end: ${what}`),
    ...(settled.unknownThere + settled.unknownAway > 0 ? ['Something is unknown in the end.'] : []),
  ];
}

function toTable({ counted, settled, ...run }: Soaked): string {
  const listed = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const rows: [string, string | number][] = [
    ['length, seed', `${run.seconds} s, ${run.seed}`],
    ['processes killed, of how many started', `${run.kills} of ${run.starts} (${INSTANCES} at a time)`],
    ['events that ended, reports that grew or got a second', `${run.events}, ${run.grown}`],
    ['notifications', listed(run.notifications)],
    ['requests that reached the channel', listed(run.requests)],
    [
      'at rest after the last of that',
      run.drainedAfter === undefined ? 'never' : `${Math.round(run.drainedAfter / 1_000)} s`,
    ],
    ['notifications kept and not read by then', run.unread],
    ['summaries due', counted.due],
    ['exactly one stands there', counted.once],
    ['of these, with what Graph says in the end', counted.newest],
    ['nobody knows: one stands there', counted.unknownThere],
    ['nobody knows: none stands there', counted.unknownAway],
    ['of these, with an owner who was asked', counted.asked],
    ['**lost**', counted.lost.length],
    ['**twice**', counted.twice.length],
    [
      'after the owners’ word: exactly one, lost, twice',
      `${settled.once}, ${settled.lost.length}, ${settled.twice.length}`,
    ],
  ];
  return ['| | |', '| --- | --- |', ...rows.map(([what, found]) => `| ${what} | ${found} |`)].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
