import template from '../../adaptiveCards/participants.json';
import { LONGEST_SEARCH, type Args } from '../domain/args';
import {
  participantFilters,
  participantSorts,
  readFilters,
  type ParticipantFilter,
  type ParticipantFilters,
  type ParticipantsAnswer,
  type ParticipantSort,
} from '../domain/participants';
import { actionBar, commandAction, explainAction, type CommandButton } from './action';
import type { Card, CardContext, CardElement } from './card';
import { definitions, type DefinitionName } from './definitions';
import { counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { personRow } from './person-row';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { idWords, privateCard } from './private';
import { missingPeople } from './short-reason';
import { createRenderer, withRowsThatFit } from './render';
import { eventArgs, reportArgs, subjectArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

const filterWords: Record<ParticipantFilter, string> = {
  all: 'Everyone',
  late: 'Came late',
  'left-early': 'Left early',
  stayed: 'Stayed to the end',
  brief: 'Stayed briefly',
  presenters: 'Presenters and organisers',
  guests: 'Guests',
  external: 'External people',
  anonymous: 'Not signed in or dialled in',
  'dial-in': 'Dialled in',
  'walk-ins': 'Walk-ins',
  'no-shows': 'No-shows',
};

const sortWords: Record<ParticipantSort, string> = {
  name: 'Name',
  time: 'Time',
  join: 'Joining',
  leave: 'Leaving',
  role: 'Role',
};

/** A page of people, two lines each. In a shared place it is the card that leads to the private chat. */
export function participantsCard(value: ParticipantsAnswer, context: CardContext): Card {
  const { id, sessionId } = value.subject;
  if (!mayShowPeople(context)) return privateCard({ command: `participants ${idWords(id, sessionId)}` }, context);
  const head = subjectHead(value.subject, context);
  const line = countLine(value, context);
  return withRowsThatFit(value.people, people => {
    const left = value.people.length - people.length;
    return render({
      speak: `${head.spoken}. ${line}.`,
      fallbackText: `${head.spoken}. ${line}. ${people.map(person => plainText(person.name, 40) || 'Unnamed').join(', ')}`,
      head,
      line: left > 0 ? `${line} · ${left} more did not fit here; find them by name` : line,
      filter: value.filter,
      filters: filterChoices(value),
      sort: value.sort,
      sorts: participantSorts.map(sort => ({ title: sortWords[sort], value: sort })),
      find: personText(value.find, LONGEST_SEARCH),
      findActions: [
        commandAction({
          title: 'Show',
          command: 'participants',
          args: reportArgs(value),
          associatedInputs: 'auto',
        }),
      ],
      notes: missingPeople(value, context),
      people: people.map((person, index) => ({
        ...personRow(person, index > 0, context),
        tap: commandAction({
          title: 'Each join and leave',
          command: 'person',
          args: rowArgs(value, person.key),
          associatedInputs: 'none',
        }),
      })),
      empty: emptyText(value),
      definitions: definitions(definedFigures(value), context),
      actions: actionBar(participantsActions(value)),
    });
  });
}

const definitionOf: Partial<Record<ParticipantFilter, DefinitionName>> = {
  late: 'late',
  'left-early': 'left-early',
  stayed: 'stayed-to-the-end',
  brief: 'brief',
  presenters: 'by-role',
};

function definedFigures({ filter, reports }: ParticipantsAnswer): DefinitionName[] {
  const ofFilter = (readFilters(filter) ?? []).flatMap(one => definitionOf[one] ?? []);
  return ['attended', ...ofFilter, ...(reports > 1 ? (['merged'] as const) : [])];
}

/** With "Show" and the explanation that makes six. */
const MOST_WAYS = 4;

function participantsActions(value: ParticipantsAnswer): CardElement[] {
  const report = reportArgs(value);
  const to = (title: string, command: string, more: Pick<CommandButton, 'mode'> = {}) =>
    commandAction({ title, command, args: report, associatedInputs: 'none', ...more });
  const ways = [
    ...(value.incomplete ? [to('Read again', 'participants')] : []),
    ...pageActions(value, 'participants', viewArgs(value), 'none'),
    ...(value.find || value.filter !== 'all' ? [to('Everyone', 'participants')] : []),
    to('Attendance', 'attendance'),
    to('Export', 'export', { mode: 'secondary' }),
  ];
  return [...ways.slice(0, MOST_WAYS), explainAction('How is this counted?', ['counted'])];
}

/** How a row finds its person again: an account by its id anywhere, anybody else by this very list. */
function rowArgs({ subject, report, reports }: ParticipantsAnswer, person: string): Args {
  if (person.startsWith('identity:')) return { ...eventArgs(subject), person };
  return { ...subjectArgs(subject), ...(reports === 1 && { report: report.id }), person };
}

/** The ids and the view as it is, so that one part of it can be changed. */
function viewArgs(value: ParticipantsAnswer): Args {
  const find = personText(value.find, LONGEST_SEARCH);
  return {
    ...reportArgs(value),
    ...(value.sort === 'name' ? {} : { sort: value.sort }),
    ...(value.filter === 'all' ? {} : { filter: value.filter }),
    ...(find ? { find } : {}),
  };
}

/** Every filter, those that need registrations only where there can be some; two that hold at once are one more choice. */
function filterChoices({ filter, subject }: ParticipantsAnswer): { title: string; value: string }[] {
  const choices: ParticipantFilters[] = participantFilters.filter(
    one => subject.kind !== 'meeting' || (one !== 'walk-ins' && one !== 'no-shows'),
  );
  return [...(choices.includes(filter) ? [] : [filter]), ...choices].map(value => ({
    title: filterText(value),
    value,
  }));
}

function filterText(filter: ParticipantFilters): string {
  const words = (readFilters(filter) ?? []).map(one => filterWords[one]);
  return [words[0], ...words.slice(1).map(word => word.toLowerCase())].join(' and ');
}

function countLine(value: ParticipantsAnswer, context: CardContext): string {
  const format = formatFor(context);
  const all = counted(format, value.attended, 'person', 'people');
  const some = value.matching === value.attended ? all : `${format.number(value.matching)} of ${all}`;
  const filter = value.filter === 'all' ? '' : filterText(value.filter).toLowerCase();
  return [some, filter, pageText(value, format)].filter(Boolean).join(' · ');
}

function emptyText(value: ParticipantsAnswer): string | null {
  if (value.people.length > 0) return null;
  if (value.attended === 0) return 'Nobody came. There is a report, and it lists no one.';
  if (value.filter === 'dial-in' && !value.find)
    return 'Graph marks nobody here as a caller. Whoever left a number for a name is among those not signed in.';
  return 'Nobody here matches. Try fewer letters of the name, or look at everyone.';
}
