import template from '../../adaptiveCards/event.json';
import type { EventAnswer } from '../domain/lists';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { copyLink, copyLinkAction } from './copy-link';
import { externalLines } from './detail-lines';
import { counted, formatFor } from './format';
import { listRows } from './list-row';
import { personText } from './person-text';
import { isReadByOne, mayShowPeople } from './privacy';
import { createRenderer, withRowsThatFit } from './render';
import { eventArgs, subjectHead } from './subject-head';
import { watchButton } from './watch-link';
import { whenWords } from './when';

const render = createRenderer(template);
const LONGEST_DESCRIPTION = 300;
const MOST_SESSIONS = 5;
const MOST_NAMES = 6;

/** One event: who it is for, who runs it, and its sessions. */
export function eventCard(value: EventAnswer, context: CardContext): Card {
  const head = subjectHead(value.subject, context);
  const args = eventArgs(value.subject);
  const facts = eventFacts(value, context);
  const details = eventDetails(value, context);
  const link = copyLink(value.subject, context);
  const sessionsLine = sessionCount(value, context);
  return withRowsThatFit(value.sessions.slice(0, MOST_SESSIONS), sessions =>
    render({
      speak: `${head.spoken}, ${head.state.text.toLowerCase()}. ${sessionsLine}.`,
      fallbackText: `${head.spoken}, ${head.state.text.toLowerCase()}. ${sessionsLine}.`,
      head,
      description: personText(value.event.description, LONGEST_DESCRIPTION) || null,
      facts,
      sessionsLine,
      rows: listRows(sessions, ({ id }) => ({ command: 'session', args: { ...args, session: id } }), context),
      details,
      link,
      actions: actionBar([...eventActions(value, context, details.length > 0), copyLinkAction(link)]),
    }),
  );
}

interface Fact {
  label: string;
  value: string;
}

const audiences: Record<string, string> = { everyone: 'Everyone', organization: 'The organisation' };

function eventFacts({ event, presenters }: EventAnswer, context: CardContext): Fact[] {
  const format = formatFor(context);
  const facts: (Fact | undefined)[] = [
    people('Organiser', event.organizer ? [event.organizer.name] : [], context),
    people(
      'Co-organisers',
      event.coOrganizers.map(person => person.name),
      context,
    ),
    people('Presenters', presenters ?? [], context),
    event.audience === undefined
      ? undefined
      : { label: 'Open to', value: audiences[event.audience] ?? personText(event.audience) },
    event.capacity === undefined ? undefined : { label: 'Room for', value: format.number(event.capacity) },
    event.isInviteOnly === undefined
      ? undefined
      : { label: 'By invitation only', value: event.isInviteOnly ? 'Yes' : 'No' },
    event.isRegistrationRequired === undefined
      ? undefined
      : { label: 'Registration', value: event.isRegistrationRequired ? 'Required' : 'Not required' },
  ];
  return facts.filter(fact => fact !== undefined && fact.value !== '') as Fact[];
}

/** Names where they may be shown, their number elsewhere. */
function people(label: string, names: (string | undefined)[], context: CardContext): Fact | undefined {
  if (names.length === 0) return undefined;
  if (!mayShowPeople(context))
    return names.length > 1 ? { label, value: formatFor(context).number(names.length) } : undefined;
  const shown = names.slice(0, MOST_NAMES).map(name => personText(name, 60) || 'unnamed');
  const more = names.length - shown.length;
  return { label, value: shown.join(', ') + (more > 0 ? ` and ${formatFor(context).number(more)} more` : '') };
}

/** What only a technical eye looks for, and only the organisers' own. */
function eventDetails({ event }: EventAnswer, context: CardContext): Fact[] {
  if (!isReadByOne(context)) return [];
  return [
    { label: 'Event id', value: personText(event.id, 120) },
    { label: 'Status in Graph', value: personText(event.status) },
    { label: 'Scheduled', value: whenWords(event, context) },
    ...externalLines(event.externalEventInformation),
  ];
}

function sessionCount({ sessions }: EventAnswer, context: CardContext): string {
  const count = sessions.length;
  if (count === 0) return 'No session yet';
  const all = counted(formatFor(context), count, 'session', 'sessions');
  return count > MOST_SESSIONS ? `${all}, the first ${MOST_SESSIONS} here` : all;
}

function eventActions(
  { subject, watched }: EventAnswer,
  context: CardContext,
  hasDetails: boolean,
): (CardElement | undefined)[] {
  const args = eventArgs(subject);
  const held = subject.phase === 'ended' || subject.phase === 'running';
  const attendance = commandAction({ title: 'Attendance', command: 'attendance', args });
  const sessions = commandAction({ title: 'Sessions', command: 'sessions', args });
  const participants = commandAction({ title: 'Participants', command: 'participants', args });
  const watch = watchButton(subject, watched);
  const ways = held ? [attendance, ...(mayShowPeople(context) ? [participants] : []), sessions] : [sessions];
  return [
    ...ways,
    watch,
    // Words reach the list as well; the sixth button is the link's.
    watch && ways.length > 2 && hasDetails
      ? undefined
      : commandAction({ title: 'All events', command: 'events', args: {} }),
    ...(hasDetails ? [explainAction('Details', ['details'])] : []),
  ];
}
