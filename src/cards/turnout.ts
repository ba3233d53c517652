import template from '../../adaptiveCards/turnout.json';
import { LONGEST_SEARCH, type Args } from '../domain/args';
import type { NoShow, TurnoutAnswer } from '../domain/no-shows';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext } from './card';
import { definitions } from './definitions';
import { counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { personRow, type PersonRow } from './person-row';
import { personText, plainText } from './person-text';
import { idWords, privateCard } from './private';
import { mayShowPeople } from './privacy';
import { missingPeople } from './short-reason';
import { createRenderer, withRowsThatFit } from './render';
import { eventArgs, reportArgs, subjectHead } from './subject-head';
import { dateMacro } from './when';

const render = createRenderer(template);

const words = {
  'no-shows': { heading: 'No-shows', one: 'did not come', nobody: 'Everybody who registered came.' },
  'walk-ins': { heading: 'Walk-ins', one: 'had not registered', nobody: 'Everybody who came had registered.' },
} as const;

/** A page of people who registered and did not come, or who came and had not registered; two lines each. */
export function turnoutCard(value: TurnoutAnswer, context: CardContext): Card {
  const { list, subject } = value;
  if (!mayShowPeople(context))
    return privateCard({ command: `${list} ${idWords(subject.id, subject.sessionId)}` }, context);
  const head = subjectHead(subject, context);
  const line = countLine(value, context);
  const rows: Row[] =
    value.list === 'no-shows'
      ? value.people.map((person, index) => noShowRow(person, index > 0))
      : value.people.map((person, index) => ({ ...personRow(person, index > 0, context), label: null }));
  return withRowsThatFit(rows, shown => {
    const left = rows.length - shown.length;
    return render({
      speak: `${head.spoken}. ${line}.`,
      fallbackText: `${head.spoken}. ${line}. ${shown.map(({ name }) => plainText(name, 40)).join(', ')}`,
      heading: words[list].heading,
      head,
      line: left > 0 ? `${line} · ${left} more did not fit here; find them by name` : line,
      find: personText(value.find, LONGEST_SEARCH),
      findActions: [commandAction({ title: 'Find', command: list, args: reportArgs(value), associatedInputs: 'auto' })],
      notes: missingPeople(value, context),
      people: shown,
      empty:
        rows.length > 0 ? null : value.total === 0 ? words[list].nobody : 'Nobody here matches. Try fewer letters.',
      definitions: definitions(['match', list], context),
      actions: actionBar(turnoutActions(value)),
    });
  });
}

/** As the template draws people; `label` stands over what is on the right. */
type Row = PersonRow & { label: string | null };

function noShowRow({ name, email, registeredAt }: NoShow, separated: boolean): Row {
  const shown = personText(name);
  const address = personText(email);
  return {
    separated,
    name: shown || address || 'Unnamed',
    role: shown ? address || 'no e-mail address' : 'no name given',
    label: registeredAt === null ? null : 'registered',
    time: registeredAt === null ? 'no date' : dateMacro(registeredAt),
    bar: null,
  };
}

function turnoutActions(value: TurnoutAnswer) {
  const { list, find } = value;
  const report = reportArgs(value);
  const to = (title: string, command: string, args: Args) =>
    commandAction({ title, command, args, associatedInputs: 'none' });
  const sought = personText(find, LONGEST_SEARCH);
  const ways = [
    ...(value.incomplete ? [to('Read again', list, report)] : []),
    ...pageActions(value, list, { ...report, ...(sought ? { find: sought } : {}) }, 'none'),
    ...(find ? [to('Everyone', list, report)] : []),
    to('Registrations', 'registrations', eventArgs(value.subject)),
  ];
  return [...ways.slice(0, MOST_WAYS), explainAction('How is this counted?', ['counted'])];
}

/** With "Find" and the explanation that makes six. */
const MOST_WAYS = 4;

function countLine(value: TurnoutAnswer, context: CardContext): string {
  const format = formatFor(context);
  const all =
    value.list === 'no-shows'
      ? `${format.number(value.total)} of ${format.number(value.of)} registered did not come`
      : `${format.number(value.total)} of ${counted(format, value.of, 'person', 'people')} who came had not registered`;
  const some = value.matching === value.total ? '' : `${format.number(value.matching)} match`;
  return [all, some, pageText(value, format)].filter(Boolean).join(' · ');
}
