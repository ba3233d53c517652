import template from '../../adaptiveCards/registrations.json';
import type { RegistrationsAnswer } from '../domain/registrations';
import { tellPart } from '../domain/small-groups';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { definitions } from './definitions';
import { capitalised, counted, formatFor } from './format';
import { idWords } from './private';
import { privateChatAction } from './private-chat';
import { asEverybody, mayShowPeople, mayTellFew, toldWords } from './privacy';
import { shortReason } from './short-reason';
import { questionRow, questionsHeading } from './question-row';
import { cameOfThem } from './registration-funnel';
import { statusFigures, statusTold, totalWords } from './registration-status';
import { createRenderer, withRowsThatFit } from './render';
import { signUpChart, signUpWords } from './sign-up-chart';
import { eventArgs, reportArgs, subjectArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

/** Who registered: how many of each status, who came of them, when they registered, and what they answered. Names nobody. */
export function registrationsCard(value: RegistrationsAnswer, context: CardContext): Card {
  const head = subjectHead(value.subject, context);
  const { figures, rest } = statusFigures(value, context);
  const came = cameOfThem(value, context);
  const total = totalWords(value.total, context);
  const said = `${head.spoken}. ${total}${value.incomplete ? ' so far' : ''}. ${came.spoken}`.trim();
  const isTold = mayShowPeople(context) || typeof statusTold(value, asEverybody(context)).registered === 'number';
  return withRowsThatFit(value.questions, questions =>
    render({
      speak: said,
      fallbackText: `${said} ${signUpWords(value.signUps.curve, context)}.`,
      head,
      alerts: alertsOf(value, context),
      figures,
      rest,
      line: came.line,
      note: came.note,
      funnel: came.funnel,
      signUps: isTold ? (signUpChart(value.signUps, context) ?? null) : null,
      signUpsUnknown: undatedText(value, context),
      questionsHeading: questionsHeading(value),
      questions: questions.map((question, index) => questionRow(question, index > 0, value, context)),
      questionsLeft:
        questions.length < value.questions.length
          ? `${value.questions.length - questions.length} more did not fit here: say registrations question ${questions.length + 1}.`
          : null,
      definitions: definitions(
        ['registered', ...(value.registration ? (['match', 'no-shows', 'walk-ins', 'attendance-rate'] as const) : [])],
        context,
      ),
      actions: actionBar(actionsOf(value, context)),
    }),
  );
}

function undatedText({ signUps: { timeUnknown }, total }: RegistrationsAnswer, context: CardContext): string | null {
  if (timeUnknown === 0) return null;
  const told = mayTellFew(context) ? timeUnknown : tellPart(timeUnknown, total);
  const words = toldWords(told, context, { one: 'registration has', many: 'registrations have' });
  return words === undefined ? null : `${capitalised(words)} no date.`;
}

function alertsOf(value: RegistrationsAnswer, context: CardContext): { text: string }[] {
  if (!value.incomplete) return [];
  const read = counted(formatFor(context), value.registrationsRead ?? 0, 'registration was', 'registrations were');
  return [
    {
      text: `**Incomplete.** ${read} read before ${shortReason(value.incompleteBecause)}. The figures are of those alone; read again to go on.`,
    },
  ];
}

function actionsOf(value: RegistrationsAnswer, context: CardContext): (CardElement | undefined)[] {
  const { subject, registration, report, reports = 1 } = value;
  const again = commandAction({
    title: value.incomplete ? 'Read again' : 'Refresh',
    command: 'registrations',
    args: subjectArgs(subject),
  });
  const absent =
    registration && report && mayShowPeople(context)
      ? commandAction({ title: 'No-shows', command: 'no-shows', args: reportArgs({ subject, report, reports }) })
      : undefined;
  return [
    ...(value.incomplete ? [again] : []),
    absent,
    report
      ? commandAction({ title: 'Attendance', command: 'attendance', args: reportArgs({ subject, report, reports }) })
      : undefined,
    mayShowPeople(context)
      ? undefined
      : privateChatAction('Open in private', `registrations ${idWords(subject.id, subject.sessionId)}`, context),
    ...(value.incomplete ? [] : [again]),
    commandAction({ title: 'Event', command: 'event', args: eventArgs(subject) }),
    explainAction('How is this counted?', ['counted']),
  ];
}
