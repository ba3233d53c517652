import type { ProblemCode } from '../domain/errors';
import type { RegistrationsAnswer } from '../domain/registrations';
import { tellParts } from '../domain/small-groups';
import { barsOf } from './bars';
import type { CardContext } from './card';
import { formatFor } from './format';
import { mayTellFew } from './privacy';
import { shortReason } from './short-reason';
import { registrationRuns, tellRegistration } from './registration-line';
import { reportArgs } from './subject-head';
import type { TextRun } from './text-run';

interface Came {
  line: TextRun[] | null;
  note: string | null;
  funnel: (ReturnType<typeof barsOf> & { caption: string }) | null;
  spoken: string;
}

/** Who came of them, as a line and as a funnel; or why nobody can say. */
export function cameOfThem(value: RegistrationsAnswer, context: CardContext): Came {
  const { registration, report, reports = 1, subject } = value;
  if (!registration || !report)
    return { line: null, note: notComparedText(value.notCompared), funnel: null, spoken: '' };
  const told = tellRegistration(registration, value.attended ?? 0, context);
  const args = reportArgs({ subject, report, reports });
  const line = registrationRuns(told, { report: args }, context);
  const merged = reports > 1 ? `Came: to any of ${formatFor(context).number(reports)} reports counted as one.` : null;
  return {
    line,
    note: merged,
    funnel: funnelOf(value, context),
    spoken: `${line.map(run => run.text).join('')}.`,
  };
}

function funnelOf({ registration, registeredStayed = null }: RegistrationsAnswer, context: CardContext) {
  if (!registration || registration.registered === 0) return null;
  const { registered, matched, noShows } = registration;
  const [absent, left, stayed] = [noShows, matched - (registeredStayed ?? 0), registeredStayed ?? 0];
  const isTold = (parts: number[]) =>
    mayTellFew(context) || tellParts(parts, registered).every(part => typeof part === 'number');
  if (!isTold([absent, matched])) return null;
  const whole = registered;
  const isStayTold = registeredStayed !== null && isTold([absent, left, stayed]);
  const bars = barsOf(
    [
      { label: 'Registered', count: registered },
      { label: 'Came', count: matched, whole },
      ...(isStayTold ? [{ label: 'Stayed to the end', count: stayed, whole }] : []),
    ],
    context,
  );
  return {
    ...bars,
    caption: `Of those registered: how many came${isStayTold ? ', and how many of these stayed to the end' : ''}`,
  };
}

const stateWords: Partial<Record<ProblemCode, string>> = {
  'not-started': 'It has not begun: who comes of them is known after the end.',
  'still-running': 'It is going on: who came of them is known after the end.',
  'report-not-ready': 'Who came of them is not known yet: the attendance report is not ready.',
  'no-report': 'Who came of them is not known: Graph has no attendance report.',
  'report-gone': 'Who came of them is not known any more: Graph keeps attendance reports for one year.',
  'event-draft': 'It is a draft still.',
  'event-canceled': 'It was cancelled.',
  'no-sessions': 'It has no session yet.',
};

function notComparedText(code: ProblemCode | undefined): string | null {
  if (code === undefined) return null;
  return stateWords[code] ?? `Who came of them is not told, since ${shortReason(code)}. Ask again in a few minutes.`;
}
