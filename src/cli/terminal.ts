/** Where a command prints: what it did on `out`, what kept it from that on `err`. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown; isTTY?: boolean };
}

/** Runs a command on this process's arguments, environment and streams, and exits by its code. `said`: what is printed of an error that it did not expect. */
export async function runInTerminal(
  run: (argv: string[], env: NodeJS.ProcessEnv, streams: Streams) => Promise<number>,
  said: (error: unknown) => unknown = error => error,
): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2), process.env, { out: process.stdout, err: process.stderr });
  } catch (error) {
    console.error(said(error));
    process.exitCode = 1;
  }
}

/** Errors of a disk or a database say enough without where in our code they came up. */
export function messageOf(error: unknown): unknown {
  return error instanceof Error ? error.message : error;
}
