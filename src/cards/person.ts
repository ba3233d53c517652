import template from '../../adaptiveCards/person.json';
import type { Args } from '../domain/args';
import type { PersonAnswer, PersonEvent } from '../domain/person';
import { actionBar, commandAction, explainAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { definitions } from './definitions';
import { formatFor } from './format';
import { personNotes, searchLine } from './person-notes';
import { identityWord, unnamed } from './person-row';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { idWords, privateCard } from './private';
import { registrationWords } from './registration-words';
import { createRenderer, withRowsThatFit } from './render';
import { roleWord } from './role';
import { eventArgs, subjectArgs, subjectHead } from './subject-head';
import { textRun, type TextRun } from './text-run';
import { drawnSittings, sittingWords, type DrawnSitting } from './timeline';

const render = createRenderer(template);

/** Of one event each join and leave is told in words; of several the line has to do. */
const MOST_LINES = 8;
/** A tap weighs as much as what it leads to shows. */
const MOST_TAPS = 8;

/** When one person joined and left: a line for each event, session and device. In a shared place it is the card that leads to the private chat. */
export function personCard(value: PersonAnswer, context: CardContext): Card {
  const { subject } = value.of;
  if (!mayShowPeople(context)) return privateCard({ command: `participants ${idWords(subject.id)}` }, context);
  const name = nameOf(value);
  return withRowsThatFit(value.events, events => {
    const left = value.events.length - events.length;
    const told = events.map(event => eventWords(event, context)).join('. ');
    return render({
      speak: `${plainText(name)}. ${told}`,
      fallbackText: `${plainText(name)}. ${told} (${formatFor(context).zone})`,
      name,
      about: aboutLine(value),
      notes: personNotes(value, context),
      events: events.map((event, index) => section(event, index, value, context)),
      empty: events.length > 0 ? null : emptyText(value),
      searched: searchLine(value, left, context),
      definitions: definitions(['attended', 'late', 'left-early', 'brief', 'match'], context),
      actions: actionBar(personActions(value)),
    });
  });
}

function nameOf({ name, identity }: PersonAnswer): string {
  return personText(name) || unnamed[identity];
}

function aboutLine({ identity, email, events }: PersonAnswer): string {
  const roles = [...new Set(events.map(({ role }) => roleWord(role)))].slice(0, 3).join(', ');
  return [roles, identityWord[identity], personText(email) || 'no e-mail address known'].filter(Boolean).join(' · ');
}

/** What the template draws of one event. */
interface Section {
  separated: boolean;
  title: TextRun[];
  line: string;
  figures: string;
  registration: string | null;
  sittings: DrawnSitting[];
}

function section(event: PersonEvent, index: number, value: PersonAnswer, context: CardContext): Section {
  const head = subjectHead(event.subject, context);
  const isOneOfMany = value.search !== undefined;
  const open = commandAction({
    title: 'Each join and leave',
    command: 'person',
    args: { ...subjectArgs(event.subject), person: value.key },
  });
  const withTap = isOneOfMany && value.events.length <= MOST_TAPS && value.key.startsWith('identity:');
  const { registration, registrationUnread } = event;
  return {
    separated: true,
    title: [textRun(head.title, { weight: 'Bolder', ...(withTap && { selectAction: open }) })],
    line: head.line,
    figures: figuresLine(event, context),
    registration:
      registrationUnread !== undefined
        ? 'Whether they had registered could not be read'
        : registration === undefined
          ? null
          : registrationWords(registration),
    sittings: drawnSittings(
      event.sittings,
      { start: event.subject.start?.at, mostLines: isOneOfMany && value.events.length > 1 ? 0 : MOST_LINES },
      context,
    ),
  };
}

function figuresLine(event: PersonEvent, context: CardContext): string {
  const format = formatFor(context);
  const { seconds, share } = event;
  const time = seconds === null ? 'Time in the event is not known' : `${format.duration(seconds)} in the event`;
  return [
    time,
    share === null ? '' : `${format.percent(share)} of it`,
    ...(event.sittings.length === 0 && seconds !== null ? ['joins and leaves are not known'] : []),
    event.late ? 'came late' : '',
    event.leftEarly ? 'left early' : '',
    event.brief ? 'stayed briefly' : '',
    event.stayedToEnd ? 'stayed to the end' : '',
    event.incomplete ? 'not everything could be read' : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `Masterclass: 46 min in the event, 10:02 to 10:48 (46 min)` */
function eventWords(event: PersonEvent, context: CardContext): string {
  const head = subjectHead(event.subject, context);
  const joined = event.sittings.map(sitting => sittingWords(sitting, context)).filter(Boolean);
  return `${plainText(head.title, 60)}: ${[figuresLine(event, context), ...joined].join(', ')}`;
}

function emptyText({ search }: PersonAnswer): string {
  return search && search.page > 1
    ? 'Nothing in these older events.'
    : 'In none of the events that were looked through.';
}

function personActions(value: PersonAnswer): (CardElement | undefined)[] {
  const { key, search, certainty } = value;
  const { subject, report } = value.of;
  const ids: Args = { ...subjectArgs(subject), ...(report !== undefined && { report }) };
  const to = (title: string, command: string, args: Args) => commandAction({ title, command, args });
  const elsewhere = { ...ids, person: key, all: true as const };
  const further =
    search && search.page < search.pages ? [to('Further back', 'person', { ...elsewhere, page: search.page + 1 })] : [];
  const isKnownElsewhere = certainty === 'account' || certainty === 'e-mail';
  const ways = search
    ? isKnownElsewhere
      ? further
      : []
    : [
        ...(isKnownElsewhere ? [to('Other events', 'person', elsewhere)] : []),
        to('Participants', 'participants', subjectArgs(subject)),
        to('Attendance', 'attendance', subjectArgs(subject)),
        ...(subject.kind === 'meeting' ? [] : [to('Sessions', 'sessions', eventArgs(subject))]),
      ];
  return [...ways, explainAction('How is this counted?', ['counted'])];
}
