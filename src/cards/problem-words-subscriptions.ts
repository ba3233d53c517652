import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

const stillFound = 'Summaries still come, later: Rollcall looks for new reports by itself.';

/** Words for troubles with being told about new reports. */
export const subscriptionProblemWords = {
  'notifications-unreachable': {
    title: 'Microsoft can not reach Rollcall',
    what: `Microsoft Graph tried to reach Rollcall from outside and could not. ${stillFound}`,
    why: 'The public address is wrong or not open to the internet, or something in front of Rollcall changes the answer.',
    fix: 'Whoever runs Rollcall checks PUBLIC_URL, and that POST requests to /api/notifications arrive.',
  },
  'subscription-limit': {
    title: 'Graph takes no more subscriptions',
    what: `Microsoft Graph refused to tell about new reports of this event. ${stillFound}`,
    why: 'Graph allows an app one subscription for each event, and only so many in all.',
    fix: 'There is nothing to do. Rollcall asks again later.',
  },
  'subscription-taken': {
    title: 'Somebody else is told',
    what: `Microsoft Graph already tells another address about new reports of this event. ${stillFound}`,
    why: 'Rollcall runs twice under the same app registration, or its public address has changed within the last day.',
    fix: 'Whoever runs Rollcall gives each installation an app registration of its own.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
