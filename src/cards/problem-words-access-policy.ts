import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

/** Words for what Teams' application access policies withhold. */
export const accessPolicyProblemWords = {
  'access-policy-missing': {
    title: 'An access policy is missing',
    what: 'Rollcall may read events and meetings, but not yet those of this organiser.',
    why: 'Teams asks for an application access policy for each organiser.',
    fix: 'A Teams administrator can grant one to whoever organises the event or meeting, with Grant-CsApplicationAccessPolicy. It takes up to 30 minutes to work.',
  },
  'access-policy-elsewhere': {
    title: 'The access policy is on somebody else',
    what: 'Graph shows who organises this, and still gives Rollcall no report of it in that name.',
    why: 'This is so where the access policy was granted to another person, such as a co-organiser, and not to the organiser.',
    fix: 'A Teams administrator can grant it to the organiser, or to everybody with -Global, with Grant-CsApplicationAccessPolicy. It takes up to 30 minutes to work.',
  },
  'access-policy-spreading': {
    title: 'The access policy is still spreading',
    what: 'Some of what this organiser runs can be read already, and some not yet.',
    why: 'A policy that was just granted reaches all of Teams within about 30 minutes.',
    fix: 'Ask again in half an hour. If it stays so, a Teams administrator can check the policy with Get-CsApplicationAccessPolicy.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
