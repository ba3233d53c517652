import { inTime, type Check } from './check';

/** Tokens are refused by clocks that are further apart. */
const WRONG_CLOCK = 5 * 60_000;
const ODD_CLOCK = 30_000;

/** Whether Graph answers at all, and what its clock says. `root`: `https://graph.microsoft.com`. */
export async function checkGraph(root: string, now: () => number): Promise<Check[]> {
  const what = 'Microsoft Graph';
  try {
    const response = await inTime(fetch(new URL('/v1.0/', root), { method: 'HEAD', redirect: 'manual' }));
    await response.body?.cancel();
    return [{ what, state: 'ok', found: `${root} answers.` }, checkClock(response.headers.get('date'), now())];
  } catch {
    return [
      {
        what,
        state: 'broken',
        found: `${root} does not answer.`,
        fix: 'Let this machine reach it by https (port 443): check the firewall, the name server and the certificates.',
      },
    ];
  }
}

/** `date`: the header of an answer, exact to a second. */
export function checkClock(date: string | null, now: number): Check {
  const what = 'Clock';
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return { what, state: 'note', found: 'Graph did not say what time it is.' };
  const apart = Math.abs(now - theirs);
  const found = `This machine's clock is ${Math.round(apart / 1000)} seconds ${now < theirs ? 'behind' : 'ahead of'} Graph's.`;
  const fix = 'Let the machine set its clock by the network (NTP).';
  if (apart > WRONG_CLOCK) return { what, state: 'broken', found, fix };
  return apart > ODD_CLOCK ? { what, state: 'note', found, fix } : { what, state: 'ok', found };
}
