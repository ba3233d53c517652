import type { AppIds } from '../domain/app-ids';
import type { ProblemCode } from '../domain/errors';

const ENTRA = 'an administrator of Microsoft Entra';
const TEAMS = 'a Teams administrator';
const PASSES = 'nobody has to, it passes by itself';

const menders: Partial<Record<ProblemCode, string>> = {
  'permission-missing': ENTRA,
  'registrations-refused': ENTRA,
  'access-policy-missing': TEAMS,
  'access-policy-elsewhere': TEAMS,
  'access-policy-spreading': `${PASSES}; after half an hour, ${TEAMS}`,
  'not-the-organizer': 'its organiser',
  'readers-only-read': 'its organiser',
  'conditional-access': ENTRA,
  'consent-needed': ENTRA,
  'sign-in-failed': 'whoever runs Rollcall',
  'not-started': PASSES,
  'still-running': PASSES,
  'report-not-ready': PASSES,
  'no-report': `its organiser, or ${TEAMS}`,
  'report-gone': 'nobody',
  'channel-meeting': 'whoever schedules it, for next time',
  'cloud-without-api': 'Microsoft alone',
  throttled: PASSES,
  'graph-unavailable': 'Microsoft; mostly it passes by itself',
  'graph-garbled': 'whoever runs Rollcall, if it stays so',
};

/** Who can mend it, for the end of a sentence; undefined where that is the asker, and the card says how. */
export function menderOf(code: ProblemCode, app: AppIds | undefined): string | undefined {
  if (code === 'sign-in-expired' && app)
    return app.reads === 'app' ? 'whoever runs Rollcall' : 'you, by signing in again';
  return menders[code];
}
