import { isAppError } from '../../domain/errors';
import type { Sources } from '../../sources';
import { inTime, type Check } from './check';
import { linesOf } from './step';

const what = 'Access policy';

/** Whether Graph shows the app the events of this organiser, which takes an application access policy. */
export async function checkPolicy(
  { sourceFor, app }: Pick<Sources, 'sourceFor' | 'app'>,
  { tenantId, personId }: { tenantId: string; personId: string | undefined },
): Promise<Check> {
  if (personId === undefined)
    return {
      what,
      state: 'note',
      found: 'Not tried: it takes somebody who organises events.',
      fix: 'npm run -s doctor -- --as <their object id in Entra>',
    };
  try {
    // In the background everything is read in the app's name, also where people sign in.
    const { events } = await inTime(sourceFor({ tenantId, personId }, { background: true }).events());
    return { what, state: 'ok', found: `Graph shows Rollcall what this person organises: ${events.length} events.` };
  } catch (error) {
    const code = isAppError(error) ? error.code : 'internal';
    const isPolicy = code === 'access-policy-missing' || code === 'not-the-organizer';
    return {
      what,
      state: 'broken',
      found: isPolicy
        ? 'No application access policy lets the app read for this person.'
        : `Graph does not show what this person organises (${code}).`,
      fix: isPolicy
        ? 'Have a Teams administrator grant one. It takes up to 30 minutes to work.'
        : 'docs/errors.md says what this code means. Mend what is broken above first.',
      lines: isPolicy ? linesOf('access-policy-missing', { organizerId: personId }, app) : [],
    };
  }
}
