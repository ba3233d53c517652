import template from '../../adaptiveCards/session.json';
import type { SessionAnswer } from '../domain/lists';
import { actionBar, commandAction, openAction, toggleAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { createRenderer, withRowsThatFit } from './render';
import { carriesPasscode, filledGroups, type PropertyRow } from './session-values';
import { eventArgs, subjectArgs, subjectHead } from './subject-head';
import { textRun, type TextRun } from './text-run';

const render = createRenderer(template);

/** One session: the essentials, and every further property Graph gave in groups that open. */
export function sessionCard(value: SessionAnswer, context: CardContext): Card {
  const head = subjectHead(value.subject, context);
  const groups = filledGroups(value.session.properties, context);
  const essentials = groups.flatMap(({ rows }) => rows).filter(row => row.property.essential);
  const all = groups.reduce((count, { rows }) => count + rows.length, 0);
  const said = `${head.spoken}, ${head.state.text.toLowerCase()}. ${essentials.map(rowText).join('. ')}`;
  return withRowsThatFit(groups, shown =>
    render({
      speak: said,
      fallbackText: said,
      head,
      essentials: essentials.map(row => ({ label: row.property.label, value: row.value.text })),
      settingsLine: settingsText(all, groups.length - shown.length, context),
      groups: shown.map(({ group, rows }) => ({
        id: `group-${group.id}`,
        name: group.name,
        count: formatFor(context).number(rows.length),
        toggle: toggleAction(`Show or hide ${group.name.toLowerCase()}`, [`group-${group.id}`]),
        rows: rows.map(row => ({ inlines: rowRuns(row) })),
      })),
      actions: actionBar(sessionActions(value, context)),
    }),
  );
}

function rowText({ property, value }: PropertyRow): string {
  return `${property.label}: ${value.text}`;
}

function rowRuns({ property, value }: PropertyRow): TextRun[] {
  return [textRun(`${property.label}  `, { isSubtle: true }), value];
}

function settingsText(count: number, left: number, context: CardContext): string {
  if (count === 0) return 'Graph gave no settings of this session.';
  const all = `${counted(formatFor(context), count, 'setting', 'settings')} that Graph gave; press a group to open it.`;
  return left > 0 ? `${all} ${left} groups did not fit on the card.` : all;
}

function sessionActions({ subject, session }: SessionAnswer, context: CardContext): (CardElement | undefined)[] {
  const { joinWebUrl } = session;
  const open =
    context.place === 'shared' && joinWebUrl !== undefined && carriesPasscode(joinWebUrl) ? undefined : joinWebUrl;
  const args = subjectArgs({ ...subject, sessionId: session.id });
  const event = eventArgs(subject);
  const attendance = commandAction({ title: 'Attendance', command: 'attendance', args });
  const join = subject.phase === 'canceled' ? undefined : openAction('Join', open);
  const past = subject.phase === 'ended';
  return [
    ...(past ? [attendance] : [join, attendance]),
    commandAction({ title: 'All sessions', command: 'sessions', args: event }),
    ...(past && context.place === 'personal'
      ? [commandAction({ title: 'Participants', command: 'participants', args })]
      : []),
    commandAction({ title: 'Event', command: 'event', args: event }),
    ...(past ? [join] : []),
  ];
}
