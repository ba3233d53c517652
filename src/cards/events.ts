import template from '../../adaptiveCards/events.json';
import { LONGEST_SEARCH, type Args } from '../domain/args';
import type { EventFilter } from '../domain/event';
import type { EventsAnswer } from '../domain/lists';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { counted, formatFor } from './format';
import { leftOutHint, listRows, spokenTitles } from './list-row';
import { pageActions, pageText } from './paging';
import { personText } from './person-text';
import { createRenderer, withRowsThatFit } from './render';

const render = createRenderer(template);

/** Each filter as an adjective or words after the noun, as words after "No event of yours", and as a button. */
const filters: Record<EventFilter, { adjective: string; after?: string; none: string; button: string }> = {
  all: { adjective: '', none: '', button: 'All' },
  coming: { adjective: 'coming ', none: 'is coming', button: 'Coming' },
  past: { adjective: 'past ', none: 'is over', button: 'Past' },
  today: { adjective: '', after: ' today', none: 'is today', button: 'Today' },
  live: { adjective: 'live ', none: 'is live now', button: 'Live' },
  canceled: { adjective: 'cancelled ', none: 'was cancelled', button: 'Cancelled' },
  draft: { adjective: 'draft ', none: 'is a draft', button: 'Drafts' },
  webinars: { adjective: '', none: 'is a webinar', button: 'Webinars' },
  townhalls: { adjective: '', none: 'is a town hall', button: 'Town halls' },
};

/** Buttons in this order, as many as Teams allows. */
const offered: EventFilter[] = ['all', 'coming', 'past', 'webinars', 'townhalls', 'today', 'canceled'];

/** A page of the asker's events. */
export function eventsCard(value: EventsAnswer, context: CardContext): Card {
  return withRowsThatFit(value.events, events => {
    const line = countLine(value, context);
    const empty = emptyText(value);
    const notes = unreadNotes(value);
    return render({
      speak: [line, spokenTitles(events, 5) || empty, ...notes.map(note => note.text)].filter(Boolean).join('. '),
      fallbackText: [line, spokenTitles(events, 10) || empty].filter(Boolean).join('. '),
      line,
      find: personText(value.find) || null,
      rows: listRows(events, ({ kind, id }) => ({ command: 'event', args: { kind, id } }), context),
      empty,
      notes,
      hint: value.events.length
        ? leftOutHint(value.events.length, events.length, 'Press an event, or say its number: attendance 1.')
        : null,
      actions: actionBar(listActions(value)),
    });
  });
}

function countLine(value: EventsAnswer, context: CardContext): string {
  const format = formatFor(context);
  const noun = { webinars: ['webinar', 'webinars'], townhalls: ['town hall', 'town halls'] };
  const [one = 'event', many = 'events'] =
    value.filter === 'webinars' || value.filter === 'townhalls' ? noun[value.filter] : [];
  const { adjective, after = '' } = filters[value.filter];
  if (value.matching === 0)
    return value.total === 0 ? 'None yet' : `None of ${counted(format, value.total, 'event', 'events')}`;
  const narrowed = value.matching !== value.total;
  const count = counted(format, value.matching, `${adjective}${one}${after}`, `${adjective}${many}${after}`);
  return [
    count,
    narrowed ? `of ${format.number(value.total)} in all` : '',
    pageText(value, format),
    'dates in your time',
  ]
    .filter(Boolean)
    .join(' · ')
    .replace(' · of ', ' of ');
}

function emptyText(value: EventsAnswer): string | null {
  if (value.events.length > 0) return null;
  if (value.total === 0 && value.unread.length > 0)
    return 'None of the lists that could be read holds an event of yours.';
  if (value.total === 0)
    return 'You organise no webinar and no town hall yet. Once you schedule one in Teams, or somebody makes you co-organiser, it is listed here.';
  if (value.find) return 'No event of yours matches. Try other words, or look at all of them.';
  return `No event of yours ${filters[value.filter].none || 'is on this page'}. Look at all of them instead.`;
}

function unreadNotes({ unread }: EventsAnswer): { text: string }[] {
  if (unread.length === 0) return [];
  const lists = unread.map(
    ({ kind, role }) =>
      `${kind === 'webinar' ? 'webinars' : 'town halls'} you ${role === 'organizer' ? 'organise' : 'co-organise'}`,
  );
  return [{ text: `Could not be read: ${lists.join(', ')}. This list may be short; ask again in a while.` }];
}

function listActions(value: EventsAnswer): CardElement[] {
  const find = personText(value.find, LONGEST_SEARCH);
  const narrowed: Args = {
    ...(value.filter === 'all' ? {} : { filter: value.filter }),
    ...(find ? { find } : {}),
  };
  if (value.total === 0)
    return [
      commandAction({ title: 'Look again', command: 'events', args: {} }),
      commandAction({ title: 'Help', command: 'help', args: {} }),
    ];
  const others = offered.filter(filter => filter !== value.filter || (filter === 'all' && find !== ''));
  return [
    ...pageActions(value, 'events', narrowed),
    ...others.map(filter =>
      commandAction({
        title: filters[filter].button,
        command: 'events',
        args: filter === 'all' ? {} : { filter },
      }),
    ),
  ];
}
