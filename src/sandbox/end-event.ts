import type { Happened } from './happenings';

/** Ends the running session of an event in the pretend tenant at that root: for `demo end`. Undefined where nothing of that id is running; throws where nobody answers. */
export async function endEventAt(root: string, eventId: string): Promise<Happened | undefined> {
  const url = `${root.replace(/\/$/, '')}/sandbox/events/${encodeURIComponent(eventId)}/end`;
  const response = await fetch(url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(LONGEST) });
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new Error(`The pretend tenant answered ${response.status}.`);
  return (await response.json()) as Happened;
}

const LONGEST = 10_000;
