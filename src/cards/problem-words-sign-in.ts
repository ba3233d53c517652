import type { ProblemCode } from '../domain/errors';
import type { Words } from './problem-wording';

/** Words for troubles with signing people in. */
export const signInProblemWords = {
  'sign-in-needed': ({ scopes }) =>
    scopes === 'create'
      ? {
          title: 'Please sign in first',
          what: 'A session is made in your name, and for that you are not signed in to Rollcall at the moment.',
          why: 'Making something takes a sign-in of its own. It lasts about an hour, and is kept in memory alone.',
          fix: 'Say new session in your own chat with Rollcall, and press Create session there: you are asked to sign in.',
        }
      : {
          title: 'Please sign in first',
          what: 'Rollcall reads Graph in your name, and you are not signed in to it at the moment.',
          why: 'A sign-in lasts about an hour, is kept in memory alone, and ends when Rollcall is started anew.',
          fix: 'Ask in your own chat with Rollcall, such as for events, and sign in when you are asked to. Then ask here again.',
        },
  'consent-needed': {
    title: 'Nobody agreed to this yet',
    what: 'Microsoft Entra wants to know that Rollcall may read events, meetings and attendance in your name.',
    why: 'VirtualEvent.Read and OnlineMeetingArtifact.Read.All take the consent of an administrator.',
    fix: 'An administrator can give it once for everybody in Microsoft Entra, under Enterprise applications, Rollcall, Permissions. Then ask again.',
  },
  'conditional-access': (_, { app }) => ({
    title: 'Stopped by a sign-in rule',
    ...(app?.reads === 'app'
      ? {
          what: "Your organisation's sign-in rules did not let Rollcall read this.",
          why: 'Conditional Access can hold for applications as it does for people.',
          fix: 'An administrator can see in the sign-in log which rule it was, and leave Rollcall out of it or let Rollcall run where the rule allows it.',
        }
      : {
          what: "Your organisation's sign-in rules did not let Rollcall read this for you.",
          fix: 'Sign in to Teams again on a managed device, or ask your administrator about Conditional Access for Rollcall.',
        }),
  }),
  'sign-in-expired': (_, { app }) =>
    app?.reads === 'app'
      ? {
          title: 'Rollcall could not sign in',
          what: 'Graph does not take the sign-in that Rollcall reads with, nor a fresh one.',
          why: 'Mostly its secret or certificate has expired, or its app was switched off.',
          fix: 'Tell whoever runs Rollcall for you; the details below help them.',
        }
      : {
          title: 'Your sign-in has expired',
          what: 'Graph no longer takes the sign-in that Rollcall has for you.',
          fix: 'Ask again and sign in when you are asked to.',
        },
  'sign-in-refused': {
    title: 'That sign-in was not taken',
    what: 'What came as your sign-in was not yours, or not meant for this Rollcall, so nothing was read with it.',
    fix: 'Ask again from your own work or school account. If it stays so, tell whoever runs Rollcall for you.',
  },
  'sign-in-failed': {
    title: 'Teams could not sign you in',
    what: 'Teams said that it could not sign you in to Rollcall.',
    why: "Mostly something is missing where Rollcall is registered: its API, or its permission for Teams' own clients.",
    fix: 'Tell whoever runs Rollcall for you: its log has the reason, and docs/operations.md, under "People sign in", what must be set.',
  },
} satisfies Partial<Record<ProblemCode, Words>>;
