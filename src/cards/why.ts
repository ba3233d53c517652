import template from '../../adaptiveCards/why.json';
import type { Diagnosis, Look, LookedAt } from '../domain/diagnosis';
import type { ProblemCode } from '../domain/errors';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { isReadByOne } from './privacy';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { detailLines, isPassing, mending, spoken, stepActions } from './problem';
import { stepFor } from './problem-steps';
import { wordsFor } from './problem-words';
import { createRenderer } from './render';
import { subjectArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

const names: Record<LookedAt, string> = {
  event: 'The event',
  meeting: 'The meeting',
  sessions: 'Its sessions',
  reports: 'Its attendance reports',
  records: 'The people in the newest report',
  registrations: 'Its registrations',
};

const nothing = {
  title: 'Nothing is in the way',
  what: 'Graph gives Rollcall all that attendance is made of.',
  fix: 'Ask for its attendance.',
};

/** What was looked at, what it came to, and what mends it. Names nobody. */
export function whyCard(value: Diagnosis, context: CardContext): Card {
  const { subject, looks, cause, details } = value;
  const head = subjectHead(subject, context);
  const words = cause ? wordsFor(cause, details, context) : nothing;
  const step = cause ? stepFor(cause, details, context) : undefined;
  const hidden = cause ? detailLines(cause, details) : [];
  const said = `${head.spoken}. ${words.title}. ${spoken(words.what, context)}`;
  return render({
    speak: said,
    fallbackText: `${said} ${spoken(words.fix, context)}`,
    about: head.title,
    session: head.session,
    state: head.state,
    line: head.line,
    looks: looks.map(lookRow),
    why: null,
    ...words,
    ...(cause ? mending(cause, step, context) : { mender: null, hasStep: false, parts: [] }),
    details: hidden,
    actions: actionBar([
      cause !== null && isPassing(cause) ? again(value) : undefined,
      ...stepActions(step),
      inPrivate(value, context),
      ...(shows(cause)
        ? [commandAction({ title: 'Attendance', command: 'attendance', args: subjectArgs(subject) })]
        : []),
      commandAction({ title: 'My events', command: 'events', args: {} }),
      commandAction({ title: 'Help', command: 'help', args: {} }),
      ...(hidden.length > 0 ? [explainAction('Details', ['details'])] : []),
    ]),
  });
}

/** Registrations alone keep no figures back. */
function shows(cause: ProblemCode | null): boolean {
  return cause === null || cause === 'registrations-refused';
}

/** Where others read along, the step is a press away. */
function inPrivate({ subject, cause, details }: Diagnosis, context: CardContext): CardElement | undefined {
  if (isReadByOne(context) || !cause || !stepFor(cause, details, { ...context, place: 'personal' })) return undefined;
  return privateChatAction('See the step in private', `why ${idWords(subject.id, subject.sessionId)}`, context);
}

function again({ subject }: Diagnosis): CardElement {
  return commandAction({ title: 'Look again', command: 'why', args: subjectArgs(subject) });
}

function lookRow({ at, code }: Look) {
  const [told, color] = code === null ? ['can be read', 'Good'] : ['it stops here', 'Attention'];
  return { name: names[at], told, color };
}
