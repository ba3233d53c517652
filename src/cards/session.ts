import template from '../../adaptiveCards/session.json';
import type { SessionAnswer } from '../domain/lists';
import { actionBar, commandAction, openAction, toggleAction } from './action';
import { CARD_BYTES, type Card, type CardContext, type CardElement } from './card';
import { copyLink, copyLinkAction } from './copy-link';
import { counted, formatFor } from './format';
import { LONGEST_PERSON_TEXT } from './person-text';
import { mayShowPeople } from './privacy';
import { cardBytes, createRenderer, withRowsThatFit } from './render';
import { carriesPasscode, filledGroups, type PropertyRow } from './session-values';
import { eventArgs, subjectArgs, subjectHead } from './subject-head';
import { watchButton } from './watch-link';
import { textRun, type TextRun } from './text-run';

const render = createRenderer(template);
const SHORTENED = 40;

/** One session: the essentials, and every further property Graph gave in groups that open. Too large: values are shortened, then groups left out. */
export function sessionCard(value: SessionAnswer, context: CardContext): Card {
  const card = drawCard(value, context, LONGEST_PERSON_TEXT);
  return cardBytes(card) <= CARD_BYTES ? card : drawCard(value, context, SHORTENED);
}

function drawCard(value: SessionAnswer, context: CardContext, longest: number): Card {
  const head = subjectHead(value.subject, context);
  const link = copyLink({ ...value.subject, sessionId: value.session.id }, context);
  const filled = filledGroups(value.session.properties, context, longest);
  const rows = filled.flatMap(group => group.rows);
  const essentials = rows.filter(row => row.property.essential);
  const groups = filled
    .map(group => ({ ...group, rows: group.rows.filter(row => !row.property.essential) }))
    .filter(group => group.rows.length > 0);
  const said = [`${head.spoken}, ${head.state.text.toLowerCase()}`, ...essentials.map(rowText)].join('. ');
  return withRowsThatFit(groups, shown =>
    render({
      speak: `${said}.`,
      fallbackText: `${said}.`,
      head,
      essentials: essentials.map(row => ({ label: row.property.label, value: row.value.text })),
      settingsLine: settingsText(rows.length, groups.length - shown.length, context),
      groups: shown.map(({ group, rows }) => ({
        id: `group-${group.id}`,
        name: group.name,
        count: `${formatFor(context).number(rows.length)} ›`,
        toggle: toggleAction(`Show or hide ${group.name.toLowerCase()}`, [`group-${group.id}`]),
        rows: rows.map(row => ({ inlines: rowRuns(row) })),
      })),
      link,
      actions: actionBar([...sessionActions(value, context), copyLinkAction(link)]),
    }),
  );
}

function rowText({ property, value }: PropertyRow): string {
  return `${property.label}: ${value.text}`;
}

function rowRuns({ property, value }: PropertyRow): TextRun[] {
  return [textRun(`${property.label}: `, { isSubtle: true }), value];
}

function settingsText(count: number, left: number, context: CardContext): string {
  if (count === 0) return 'Graph gave no settings of this session.';
  const all = `${counted(formatFor(context), count, 'setting', 'settings')}. Press a group to open it.`;
  return left > 0 ? `${all} ${left} groups did not fit on the card.` : all;
}

function sessionActions(
  { subject, session, watched }: SessionAnswer,
  context: CardContext,
): (CardElement | undefined)[] {
  const { joinWebUrl } = session;
  const hidden = context.place === 'shared' && joinWebUrl !== undefined && carriesPasscode(joinWebUrl);
  const join = subject.phase === 'canceled' || hidden ? undefined : openAction('Join', joinWebUrl);
  const args = subjectArgs({ ...subject, sessionId: session.id });
  const event = eventArgs(subject);
  const attendance = commandAction({ title: 'Attendance', command: 'attendance', args });
  const participants = commandAction({ title: 'Participants', command: 'participants', args });
  const ways = [
    commandAction({ title: 'All sessions', command: 'sessions', args: event }),
    commandAction({ title: 'Event', command: 'event', args: event }),
    // Over, its card has its six: those of its event and its attendance offer the series.
    subject.phase === 'ended' ? undefined : watchButton(subject, watched),
  ];
  if (subject.phase !== 'ended') return [join, attendance, ...ways];
  return [attendance, ...(mayShowPeople(context) ? [participants] : []), ...ways, join];
}
