import type { Check } from './check';

/** All checks for people, each trouble with its fix, and what follows. */
export function doctorText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ what }) => what.length));
  const lines = checks.flatMap(({ what, state, found, fix, lines: more = [] }) => [
    `  ${state.padEnd(6)}  ${what.padEnd(width)}  ${found}`,
    ...[...(fix === undefined ? [] : [fix]), ...more].map(line => `${' '.repeat(width + 12)}${line}`),
  ]);
  const broken = checks.filter(({ state }) => state === 'broken').length;
  const verdict =
    broken === 0
      ? 'Rollcall would work.'
      : `Rollcall would not work: ${broken === 1 ? 'one thing is' : `${broken} things are`} broken.`;
  return `${lines.join('\n')}\n\n${verdict}\n`;
}
