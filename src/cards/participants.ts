import template from '../../adaptiveCards/participants.json';
import { LONGEST_SEARCH, type Args } from '../domain/args';
import {
  participantFilters,
  participantSorts,
  type ParticipantFilter,
  type ParticipantsAnswer,
  type ParticipantSort,
} from '../domain/participants';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { counted, formatFor } from './format';
import { pageActions, pageText } from './paging';
import { personRow } from './person-row';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { shortReason } from './problem-words';
import { createRenderer, withRowsThatFit } from './render';
import { reportArgs, subjectHead } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';

const render = createRenderer(template);

const filterWords: Record<ParticipantFilter, string> = {
  all: 'everyone',
  late: 'late',
  'left-early': 'left early',
  stayed: 'stayed to the end',
  brief: 'under 5 min',
  presenters: 'presenters',
  guests: 'guests',
};

const sortWords: Record<ParticipantSort, string> = { name: 'name', time: 'time', join: 'joining', role: 'role' };

/** A page of people, two lines each. In a shared place it is the card that leads to the private chat. */
export function participantsCard(value: ParticipantsAnswer, context: CardContext): Card {
  if (!mayShowPeople(context)) return privateCard({ command: `participants ${value.subject.id}` }, context);
  const head = subjectHead(value.subject, context);
  const view = viewArgs(value);
  const line = countLine(value, context);
  return withRowsThatFit(value.people, people => {
    const left = value.people.length - people.length;
    return render({
      speak: `${head.spoken}. ${line}.`,
      fallbackText: `${head.spoken}. ${line}. ${people.map(person => plainText(person.name, 40) || 'Unnamed').join(', ')}`,
      head,
      line: left > 0 ? `${line} · ${left} more did not fit here; find them by name` : line,
      choices: [
        choiceLine('Show ', participantFilters, value.filter, filterWords, filter => ({ ...view, filter })),
        choiceLine('By ', participantSorts, value.sort, sortWords, sort => ({ ...view, sort })),
      ],
      find: personText(value.find, LONGEST_SEARCH),
      findActions: [
        commandAction({
          title: 'Find',
          command: 'participants',
          args: without(view, 'find'),
          associatedInputs: 'auto',
        }),
      ],
      notes: partialNotes(value, context),
      people: people.map((person, index) => personRow(person, index > 0, context)),
      empty: emptyText(value),
      actions: actionBar(
        [
          ...(value.incomplete
            ? [
                commandAction({
                  title: 'Read again',
                  command: 'participants',
                  args: reportArgs(value),
                  associatedInputs: 'none',
                }),
              ]
            : []),
          ...pageActions(value, 'participants', view, 'none'),
          ...(value.find || value.filter !== 'all'
            ? [
                commandAction({
                  title: 'Everyone',
                  command: 'participants',
                  args: reportArgs(value),
                  associatedInputs: 'none',
                }),
              ]
            : []),
          commandAction({
            title: 'Attendance',
            command: 'attendance',
            args: reportArgs(value),
            associatedInputs: 'none',
          }),
          commandAction({
            title: 'Export',
            command: 'export',
            args: reportArgs(value),
            mode: 'secondary',
            associatedInputs: 'none',
          }),
          // With "Find" that makes six.
        ].slice(0, 5),
      ),
    });
  });
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

function without(args: Args, name: 'find'): Args {
  const { [name]: _, ...rest } = args;
  return rest;
}

/** One line of links, the present choice in bold. */
function choiceLine<Choice extends string>(
  label: string,
  choices: readonly Choice[],
  chosen: Choice,
  words: Record<Choice, string>,
  lead: (choice: Choice) => Args,
): { inlines: TextRun[] } {
  const links = choices.map(choice =>
    choice === chosen
      ? textRun(words[choice], { size: 'Small', weight: 'Bolder' })
      : textRun(words[choice], {
          size: 'Small',
          selectAction: commandAction({
            title: words[choice],
            command: 'participants',
            args: lead(choice),
            associatedInputs: 'none',
          }),
        }),
  );
  const quiet = { size: 'Small', isSubtle: true } as const;
  return { inlines: [textRun(label, quiet), ...joinedRuns(links, textRun(' · ', quiet))] };
}

function countLine(value: ParticipantsAnswer, context: CardContext): string {
  const format = formatFor(context);
  const all = counted(format, value.attended, 'person', 'people');
  const some = value.matching === value.attended ? all : `${format.number(value.matching)} of ${all}`;
  return [some, pageText(value, format)].filter(Boolean).join(' · ');
}

function partialNotes(value: ParticipantsAnswer, context: CardContext): { text: string }[] {
  if (!value.incomplete) return [];
  const records = counted(formatFor(context), value.recordsRead ?? 0, 'record was', 'records were');
  return [
    {
      text: `Incomplete: ${records} read before ${shortReason(value.incompleteBecause)}. People are missing here; read again to go on.`,
    },
  ];
}

function emptyText(value: ParticipantsAnswer): string | null {
  if (value.people.length > 0) return null;
  if (value.attended === 0) return 'Nobody came. There is a report, and it lists no one.';
  return 'Nobody here matches. Try fewer letters of the name, or look at everyone.';
}
