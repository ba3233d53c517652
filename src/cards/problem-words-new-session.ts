import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

const page = "Make the session on the event's own page in Teams; Rollcall shows it from then on.";

/** Words for troubles with making a session. */
export const newSessionProblemWords = {
  'session-unfit': {
    title: 'Not made yet',
    what: 'Some of what was filled in does not work. Each place says what is wrong.',
    fix: 'Change that, and press Create session again.',
  },
  'session-exists': {
    title: 'There is one like this already',
    what: 'This event has a session with the same title at the same times, so none was made.',
    fix: 'If you want one more, give it another title or other times.',
  },
  'create-needs-sign-in': {
    title: 'Rollcall cannot make sessions here',
    what: 'Microsoft Graph lets people make sessions, and no app by itself. Rollcall is set up to ask as an app, and nobody signs in.',
    why: 'It needs the delegated permission VirtualEvent.ReadWrite. There is no application permission for it.',
    fix: page,
  },
  'create-not-offered': {
    title: 'Graph does not make sessions here',
    what: 'Microsoft Graph knows no such call for this event, so no session was made.',
    why: 'Microsoft documents this call as a draft only, and offers it in some places and not in others.',
    fix: page,
  },
  'create-refused': {
    title: 'You may not make sessions here',
    what: 'Graph refused, so no session was made. What you filled in is still here.',
    why: 'It takes the delegated permission VirtualEvent.ReadWrite, and an event that you organise or co-organise.',
    fix: "A Microsoft Entra administrator can grant the permission. Until then, use the event's own page in Teams.",
  },
  'create-rejected': {
    title: 'Graph did not take this',
    what: 'Graph refused something that was filled in, so no session was made.',
    fix: 'Change what you can do without, most of all under Advanced, and try again. The details help whoever runs Rollcall for you.',
  },
  'create-unsure': {
    title: 'Graph did not say whether it was made',
    what: 'The session was sent, no answer came, and it is not listed so far.',
    fix: 'Wait a minute and press Create session again: Rollcall looks first whether it is there, and makes no second one.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
