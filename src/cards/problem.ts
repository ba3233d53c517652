import template from '../../adaptiveCards/problem.json';
import type { Args } from '../domain/args';
import { passing, type ProblemCode, type ProblemDetails } from '../domain/errors';
import { toInstant } from '../domain/time';
import { actionBar, commandAction, explainAction, openAction, toggleAction } from './action';
import { CARD_BYTES, type Card, type CardContext, type CardElement } from './card';
import { personText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateChatAction } from './private-chat';
import { menderOf } from './problem-menders';
import { stepFor, type Step } from './problem-steps';
import { wordsFor } from './problem-words';
import { cardBytes, createRenderer } from './render';
import { cardText } from './text';
import { dayKey } from './when';

/** A trouble, and the question that can be asked again. */
export interface Problem {
  code: ProblemCode;
  details: ProblemDetails;
  retry?: { command: string; args: Args };
}

const render = createRenderer(template);
const MOST_NEAREST = 5;

/** What happened, why, who can mend it and how, and what to press next. */
export function problemCard(problem: Problem, context: CardContext): Card {
  const { retry } = problem;
  const again = retry && askAgain(retry);
  const card = drawProblem(problem, again, context);
  if (!again || cardBytes(card) <= CARD_BYTES) return card;
  // A long form is carried once: clients that know no Action.Execute begin with a new one.
  const { form: _gone, ...args } = retry.args;
  const once = drawProblem(problem, { ...again, fallback: askAgain({ ...retry, args }).fallback }, context);
  return cardBytes(once) <= CARD_BYTES ? once : drawProblem(problem, askAgain({ ...retry, args }), context);
}

function askAgain({ command, args }: NonNullable<Problem['retry']>): CardElement {
  return commandAction({ title: 'Ask again', command, args });
}

function drawProblem({ code, details, retry }: Problem, again: CardElement | undefined, context: CardContext): Card {
  const words = wordsFor(code, details, context);
  const nearest = (details.nearest ?? []).slice(0, MOST_NEAREST).map(name => ({ name: personText(name) }));
  const hidden = detailLines(code, details);
  const step = stepFor(code, details, context);
  const title = personText(details.title);
  const said = `${words.title}${words.title.endsWith('?') ? '' : '.'} ${spoken(words.what, context)}`;
  return render({
    speak: said,
    fallbackText: `${said} ${spoken(words.fix, context)}`,
    ...words,
    why: words.why ?? null,
    about: title || null,
    asked: personText(details.asked) || null,
    near: nearest.length > 0,
    nearest,
    ...mending(code, step, context),
    details: hidden,
    actions: actionBar([
      isPassing(code) ? again : undefined,
      ...stepActions(step),
      ...problemActions({ code, details, ...(retry && { retry }) }, hidden.length > 0, context),
    ]),
  });
}

/** Who can mend it, and the step for them, as templates bind them. */
export function mending(code: ProblemCode, step: Step | undefined, { app }: CardContext) {
  const mender = menderOf(code, app);
  return {
    mender: mender === undefined ? null : `**Who can mend it:** ${mender}.`,
    hasStep: step !== undefined,
    parts: (step?.parts ?? []).map(({ say, lines }) => ({ say, lines: lines.map(text => ({ text })) })),
  };
}

/** What shows the step: no client lets a card write to the clipboard, so it is shown to be copied. */
export function stepActions(step: Step | undefined): (CardElement | undefined)[] {
  if (!step) return [];
  return [toggleAction('Show the step', ['step']), step.page && openAction(step.page.title, step.page.url)];
}

export function spoken(text: string, context: CardContext): string {
  return cardText(
    { type: 'AdaptiveCard', version: '1.5', speak: '', fallbackText: '', body: [{ type: 'TextBlock', text }] },
    context,
  ).trim();
}

/** For whoever runs Rollcall; ids and codes, never an error message. */
export function detailLines(
  code: ProblemCode,
  { status, graphCode, requestId }: ProblemDetails,
): { label: string; value: string }[] {
  const lines = [
    { label: 'Problem', value: code },
    {
      label: 'Graph answered',
      value: [status, graphCode]
        .filter(part => part !== undefined)
        .map(part => personText(`${part}`))
        .join(' '),
    },
    { label: 'Graph request id', value: personText(requestId) },
  ];
  return status === undefined && requestId === undefined && graphCode === undefined
    ? []
    : lines.filter(line => line.value !== '');
}

/** Troubles that asking again can mend. */
const mendable: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...passing,
  'too-many-questions',
  'not-started',
  'still-running',
  'report-not-ready',
  'no-report',
  'call-not-ready',
  'sign-in-needed',
  'consent-needed',
  'conditional-access',
  'sign-in-expired',
  'sign-in-refused',
  'access-policy-missing',
  'access-policy-elsewhere',
  'access-policy-spreading',
  'meeting-chat-refused',
  'meeting-chat-unread',
  'permission-missing',
  'registrations-refused',
  'not-the-organizer',
  'internal',
]);

/** Whether asking again can mend it. */
export function isPassing(code: ProblemCode): boolean {
  return mendable.has(code);
}

/** Troubles whose way on is the attendance of the same event or meeting. */
const toAttendance: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['figures-only', 'meeting-without-sessions']);

/** Troubles of which `why` may see more: it compares several reads. */
const diagnosed: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'access-policy-missing',
  'access-policy-elsewhere',
  'no-report',
  'graph-refused',
]);

/** Troubles with one event's report: others that ended are the way on. */
const withoutReport: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'not-started',
  'still-running',
  'report-not-ready',
  'no-report',
  'report-gone',
  'report-unlisted',
]);

function problemActions(
  { code, details, retry }: Problem,
  hasDetails: boolean,
  context: CardContext,
): (CardElement | undefined)[] {
  return [
    // Teams signs people in in their own chats alone.
    ...(code === 'sign-in-needed' && context.place === 'shared'
      ? [privateChatAction('Sign in in your chat', details.scopes === 'create' ? 'new session' : 'events', context)]
      : []),
    ...(details.signInPage === undefined ? [] : [openAction('Sign in', details.signInPage)]),
    ...(details.page === undefined ? [] : [openAction('Open the event in Teams', details.page)]),
    ...(code === 'unknown-command' ? nearestCommands(details) : []),
    ...(toAttendance.has(code) ? [sameAction('Attendance', 'attendance', retry?.args)] : []),
    ...callActions(code, details, retry?.args, context),
    diagnosed.has(code) ? whyAction(retry) : undefined,
    withoutReport.has(code)
      ? commandAction({ title: 'Past events', command: 'events', args: { filter: 'past' } })
      : commandAction({ title: 'My events', command: 'events', args: {} }),
    commandAction({ title: 'Help', command: 'help', args: {} }),
    ...(hasDetails ? [explainAction('Details', ['details'])] : []),
  ];
}

/** Troubles with one call: the calls there are, where they may be listed. */
const toCalls: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['call-not-found', 'no-call', 'caller-not-found']);

function callActions(code: ProblemCode, { title, at }: ProblemDetails, asked: Args | undefined, context: CardContext) {
  if (code === 'no-such-call-session') return [sameAction('All sessions', 'call-sessions', asked)];
  // Without a title it was about days, which attendance knows nothing of.
  if (code === 'call-gone' && title !== undefined) return [sameAction('Attendance', 'attendance', asked)];
  if (!toCalls.has(code) || !mayShowPeople(context)) return [];
  const day = code === 'no-call' ? dayKey(toInstant(at), context) : undefined;
  return day === undefined
    ? [commandAction({ title: 'Calls', command: 'calls', args: {} })]
    : [commandAction({ title: 'Calls of that day', command: 'calls', args: { day } })];
}

/** Another command about what was asked about. */
function sameAction(
  title: string,
  command: string,
  { which, kind, id, session, report, all, call }: Args = {},
): CardElement {
  const args = { which, kind, id, session, report, all, call };
  const known = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  return commandAction({ title, command, args: known });
}

/** Undefined where nothing in particular was asked about, and where that was the question. */
function whyAction(retry: Problem['retry']): CardElement | undefined {
  if (!retry || retry.command === 'why' || (retry.args.id ?? retry.args.which) === undefined) return undefined;
  return sameAction('Why?', 'why', retry.args);
}

/** For an unknown command the nearest are commands, so they can be pressed. */
function nearestCommands({ nearest = [] }: ProblemDetails): CardElement[] {
  return nearest
    .filter(name => /^[a-z-]{2,20}$/.test(name) && name !== 'events' && name !== 'help')
    .slice(0, 2)
    .map(name => commandAction({ title: name.charAt(0).toUpperCase() + name.slice(1), command: name, args: {} }));
}
