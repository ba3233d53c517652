import type { Fault } from '../../config/reader';
import type { Value } from './values';

/** Every missing or malformed value with what to do, for stderr. */
export function faultText(env: string, faults: readonly Fault[]): string {
  const lines = faults.map(({ variable, found, fix }) => `  ${variable}: found ${found}.\n    ${fix}`);
  return [
    'No package was made. These values are missing or wrong:',
    ...lines,
    `Put them into env/.env.${env}, or into env/.env.${env}.user, which git ignores; or pass them:`,
    `  ${faults[0]?.variable ?? 'BOT_ID'}=… npm run package -- --env ${env}`,
    '',
  ].join('\n');
}

/** What is wrong with appPackage itself, for stderr. */
export function problemText(problems: readonly string[]): string {
  return ['No package was made. Mend appPackage:', ...problems.map(problem => `  ${problem}`), ''].join('\n');
}

/** What was written, with which values from where, and what to do with it. */
export function wroteText({
  file,
  bytes,
  files,
  values,
}: {
  file: string;
  bytes: number;
  files: Readonly<Record<string, Uint8Array>>;
  values: ReadonlyMap<string, Value>;
}): string {
  const shown = [...values].filter(([, { value }]) => value !== '');
  const width = Math.max(...shown.map(([name]) => name.length));
  const examples = shown.filter(([, { value }]) => isExample(value)).map(([name]) => name);
  return [
    `Wrote ${file} (${bytes} bytes) with ${Object.keys(files).join(', ')}.`,
    'The manifest keeps to its schema, and holds:',
    ...shown.map(([name, { value, from }]) => `  ${name.padEnd(width)}  ${value}  (${from})`),
    ...(examples.length > 0
      ? [`Only to look at: ${examples.join(', ')} are examples. docs/package.md says how to fill in your own.`]
      : [
          'Next: Teams admin center, Teams apps, Manage apps, Upload new app. Or for yourself: Teams, Apps, Manage your apps, Upload an app.',
        ]),
    '',
  ].join('\n');
}

/** Domains under "example" are nobody's: RFC 2606. */
function isExample(value: string): boolean {
  const host = URL.parse(value)?.hostname ?? value;
  return /(?:^|\.)example(?:\.(?:com|net|org))?$/i.test(host);
}
