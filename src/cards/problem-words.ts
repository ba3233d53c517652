import type { ProblemCode, ProblemDetails } from '../domain/errors';
import type { CardContext } from './card';
import { counted, formatFor } from './format';
import { accessPolicyProblemWords } from './problem-words-access-policy';
import { callProblemWords } from './problem-words-calls';
import { compareProblemWords } from './problem-words-compare';
import { meetingProblemWords } from './problem-words-meeting';
import { newSessionProblemWords } from './problem-words-new-session';
import { subscriptionProblemWords } from './problem-words-subscriptions';
import { personProblemWords } from './problem-words-person';
import { signInProblemWords } from './problem-words-sign-in';
import { watchProblemWords } from './problem-words-watch';
import type { ProblemWords, Words } from './problem-wording';
import { dateMacro, timeAndDay, timeMacro } from './when';

const listNext = 'Ask for your events, and press the one you mean or say its number.';
const askAgain =
  'Ask again in a few minutes. If it stays so, tell whoever runs Rollcall for you; the details below help them.';

/** Words for every trouble. A new code without words does not compile. */
const problemWords: Record<ProblemCode, Words> = {
  ...callProblemWords,
  ...compareProblemWords,
  ...meetingProblemWords,
  ...newSessionProblemWords,
  ...subscriptionProblemWords,
  ...personProblemWords,
  ...accessPolicyProblemWords,
  ...signInProblemWords,
  ...watchProblemWords,
  'unknown-command': {
    title: 'I did not understand that',
    what: 'That is none of the commands I know.',
    fix: 'Press one of the buttons, or ask for help to see everything with examples.',
  },
  'too-long': {
    title: 'That is too long',
    what: 'I read at most 500 characters of a question, and 64 of a search.',
    fix: 'Say it shorter: a command and a few words of the name, such as attendance all-hands.',
  },
  'nothing-named': {
    title: 'Which event?',
    what: 'You named no event, and we have not spoken of one here yet.',
    fix: listNext,
  },
  'not-found': {
    title: 'Not found',
    what: 'No event of yours by that name or id. If a colleague runs it, ask to be made co-organiser.',
    fix: 'Check the name, or pick it from your events.',
  },
  'no-such-number': ({ listLength }, context) => ({
    title: 'No such number',
    what:
      listLength === undefined
        ? 'The last list does not go that far.'
        : `The last list has ${counted(formatFor(context), listLength, 'entry', 'entries')}.`,
    fix: 'Say a number from the list, or ask for the list again.',
  }),
  'no-list-yet': {
    title: 'No list yet',
    what: 'A number points into the last list, and there is none in this conversation, or it is too old.',
    fix: listNext,
  },
  'no-such-date': {
    title: 'No such date',
    what: 'That date does not exist, or I could not read it.',
    fix: 'Say it as 12 November 2026, yesterday or last Tuesday.',
  },
  'bad-action': {
    title: 'That button no longer works',
    what: 'The card it stands on is older than this Rollcall, or was changed on the way.',
    fix: 'Ask again, and use the new card.',
  },
  'who-is-asking': {
    title: 'I cannot tell who asks',
    what: 'Teams did not say which account this comes from, so I cannot check what you may read.',
    why: 'This happens to guests, to accounts of another organisation and to other bots.',
    fix: 'Ask from your work or school account, in your own chat with Rollcall.',
  },
  'too-many-questions': ({ retryAfterSeconds }, context) => ({
    title: 'One at a time, please',
    what: 'You asked more in a minute than I answer one person.',
    fix: `Ask again${inWhile(retryAfterSeconds, context)}.`,
  }),
  'figures-only': {
    title: 'Figures only',
    what: 'Your organisation has Rollcall show figures only: no names, no e-mail addresses, no times of single people and nothing that they wrote.',
    why: 'Whoever runs Rollcall for your organisation decides this, often together with its works council. It is the setting ROLLCALL_FIGURES_ONLY.',
    fix: 'Ask for attendance instead: how many came, how long they stayed on average, how many were late or left early, and when the room was fullest.',
  },
  'not-started': ({ at }) => ({
    title: 'Not started yet',
    what: at ? `It begins on ${dateMacro(at)} at ${timeMacro(at)} (your time).` : 'It has not begun.',
    why: 'Graph writes attendance reports and call records only after an event has ended.',
    fix: 'Ask again once it is over.',
  }),
  'still-running': ({ at }, context) => ({
    title: 'Still running',
    what: at ? `It is planned to end at ${timeAndDay(at, context)} (your time).` : 'It is going on right now.',
    why: 'Graph gives no live head count; reports and call records are written when the event has ended.',
    fix: 'Ask again after the end.',
  }),
  'report-not-ready': ({ at }) => ({
    title: 'The report is not ready yet',
    what: at
      ? `It ended on ${dateMacro(at)} at ${timeMacro(at)} (your time), and Graph has no report yet.`
      : 'It has ended, and Graph has no report yet.',
    why: 'A report usually takes minutes, after large events longer. This does not mean that nobody came.',
    fix: 'Ask again in a quarter of an hour.',
  }),
  'no-report': {
    title: 'No report',
    what: 'It ended a while ago, and Graph has no attendance report of it.',
    why: 'Either nobody joined, it was never held, or attendance reports are switched off for it.',
    fix: 'Check in the meeting options that attendance reports are allowed; your Teams administrator sets whether they can be.',
  },
  'report-gone': {
    title: 'The report is gone',
    what: 'This was more than a year ago, and Graph keeps attendance reports for one year.',
    fix: 'If somebody downloaded the report from Teams in time, that file is what is left.',
  },
  'report-unlisted': {
    title: 'That report is out of reach',
    what: 'Graph lists the newest 50 reports, and this one is not among them any more.',
    fix: 'If somebody downloaded it from Teams in time, that file is what is left. Ask for reports to see the newest 50.',
  },
  'no-registrations': {
    title: 'No registrations',
    what: 'Graph lists no registration for this, so nobody can be compared with who came.',
    why: 'Webinars ask for registration; town halls only where that was switched on, and meetings never.',
    fix: 'Ask for its attendance instead.',
  },
  'event-canceled': {
    title: 'It was cancelled',
    what: 'This event was cancelled, so there is no attendance.',
    fix: 'If it was held under another event, ask for that one.',
  },
  'event-draft': {
    title: 'Still a draft',
    what: 'This event has not been published, so nobody could join it.',
    fix: 'Publish it in Teams. Once it was held, ask again.',
  },
  'no-sessions': {
    title: 'No session yet',
    what: 'Graph lists no session for this event, and attendance belongs to a session.',
    fix: 'Open the event in Teams and check that it is scheduled.',
  },
  'permission-missing': ({ permission }) => ({
    title: 'Rollcall lacks a permission',
    what: 'Graph refused, because Rollcall was not given the permission to read this.',
    fix: permission
      ? `A Microsoft Entra administrator can grant ${permission} to Rollcall, with admin consent.`
      : 'A Microsoft Entra administrator can grant it: VirtualEvent.Read.All for events, OnlineMeetings.Read.All for meetings, OnlineMeetingArtifact.Read.All for attendance reports, with admin consent.',
  }),
  'registrations-refused': {
    title: 'Registrations are not given to Rollcall',
    what: 'Graph refused, because Rollcall was not given the permission to read registrations.',
    why: 'Microsoft names two permissions for them: VirtualEvent.Read.Chat in its newest pages, VirtualEvent.Read.All in older ones.',
    fix: 'An administrator can grant VirtualEvent.Read.All in Microsoft Entra, and VirtualEvent.Read.Chat for Rollcall in the Teams admin centre. Attendance works without.',
  },
  'not-the-organizer': {
    title: 'Only its organiser may read this',
    what: 'You may see it, but Graph gives attendance to the organiser and co-organisers alone.',
    fix: 'Ask the organiser to make you co-organiser.',
  },
  'readers-only-read': {
    title: 'You may read this, no more',
    what: 'Rollcall was set up to let you read everybody’s events. Making sessions, and summaries that post themselves, are for who runs the event.',
    fix: 'Ask its organiser to do it, or to make you co-organiser.',
  },
  throttled: ({ retryAfterSeconds }, context) => ({
    title: 'Graph asked for a pause',
    what: 'Graph is limiting how much is read at once. Nothing is wrong with your event.',
    fix: `Ask again${inWhile(retryAfterSeconds, context) || ' in a minute'}.`,
  }),
  'graph-unavailable': {
    title: 'Graph does not answer',
    what: 'Microsoft Graph could not be reached, or failed several times in a row.',
    fix: askAgain,
  },
  'graph-garbled': {
    title: 'Graph sent something unreadable',
    what: 'The answer was cut off or was no answer of Graph at all.',
    why: 'A proxy or firewall on the way can cause this.',
    fix: askAgain,
  },
  'graph-refused': {
    title: 'Graph refused the question',
    what: 'Graph did not accept the way this was asked.',
    fix: 'Tell whoever runs Rollcall for you; the details below help them.',
  },
  'paging-broken': {
    title: 'Graph lost its place',
    what: 'Graph sent pages that lead nowhere or round in a circle, so not everything could be read.',
    fix: askAgain,
  },
  'report-changing': {
    title: 'The report is still changing',
    what: 'Graph changed the report while it was read, twice, so its figures would not hold together.',
    fix: 'Ask again in a few minutes.',
  },
  'cloud-without-api': {
    title: 'Not in this cloud',
    what: 'Microsoft does not offer this part of Graph in the cloud that your organisation uses.',
    fix: 'There is nothing to set. Meetings can be asked about where events cannot.',
  },
  'took-too-long': {
    title: 'That took too long',
    what: 'The answer was not complete within the time Rollcall gives a question.',
    why: 'Very large events, or a slow Graph, can cause this.',
    fix: 'Ask again in a few minutes, when Graph may answer faster.',
  },
  internal: {
    title: 'Something went wrong here',
    what: 'The fault is in Rollcall, not in your question, and it was written to its log.',
    fix: askAgain,
  },
};

export function wordsFor(code: ProblemCode, details: ProblemDetails, context: CardContext): ProblemWords {
  const words = problemWords[code];
  return typeof words === 'function' ? words(details, context) : words;
}

function inWhile(seconds: number | undefined, context: CardContext): string {
  if (seconds === undefined || !(seconds > 0)) return '';
  if (seconds <= 90) return ` in ${counted(formatFor(context), Math.ceil(seconds), 'second', 'seconds')}`;
  return ` in ${formatFor(context).duration(Math.ceil(seconds / 60) * 60)}`;
}
