import { passing } from '../domain/errors';
import { EVENTS_A_SEARCH, type EventSearch, type PersonAnswer } from '../domain/person';
import type { CardContext } from './card';
import { counted, formatFor } from './format';
import { personText } from './person-text';
import { shortReason } from './short-reason';
import { textRun, type TextRun } from './text-run';

/** A box of words above the times. */
export interface PersonNote {
  inlines: TextRun[];
  style: 'warning' | 'emphasis';
}

/** What must be read before the times: how sure it is who this is, and what is missing. */
export function personNotes(value: PersonAnswer, context: CardContext): PersonNote[] {
  const notes: PersonNote[] = [];
  if (value.certainty === 'name')
    notes.push(
      note(
        'warning',
        'Not sure who this is.',
        'Graph gives a name here, and neither an account, a registration nor an e-mail address. Somebody else may use that name, so other events are not joined with this one.',
      ),
    );
  if (value.certainty === 'registration')
    notes.push(
      note(
        'emphasis',
        'Known in this event alone.',
        'Graph knows this person by their registration, which belongs to one event. Other events are not joined with this one.',
      ),
    );
  if (value.events.some(({ incomplete }) => incomplete) && !value.search)
    notes.push(
      note('warning', 'Incomplete.', 'Reading broke off, so joins and leaves may be missing here. Ask again to go on.'),
    );
  return [...notes, ...unreadNotes(value.search, context)];
}

const MOST_TITLES = 3;
/** What asking again may mend. */
const mendable: ReadonlySet<string> = new Set([...passing, 'report-changing']);

/** Events that were left out of a search because they could not be read. */
function unreadNotes(search: EventSearch | undefined, context: CardContext): PersonNote[] {
  const [first] = search?.unread ?? [];
  if (!search || !first) return [];
  const { unread } = search;
  const titles = unread.slice(0, MOST_TITLES).map(({ title }) => personText(title, 60) || 'an untitled event');
  const more = unread.length > MOST_TITLES ? [`${formatFor(context).number(unread.length - MOST_TITLES)} more`] : [];
  const why = `could not be read, or not to the end: ${shortReason(first.code)}.`;
  return [
    note(
      'warning',
      'Incomplete.',
      `${[...titles, ...more].join(', ')} ${why}${mendable.has(first.code) ? ' Ask again to look there too.' : ''}`,
    ),
  ];
}

function note(style: PersonNote['style'], heading: string, text: string): PersonNote {
  return {
    style,
    inlines: [textRun(heading, { size: 'Small', weight: 'Bolder' }), textRun(` ${text}`, { size: 'Small' })],
  };
}

/** Which events were looked through, and what did not fit. */
export function searchLine(
  { search }: Pick<PersonAnswer, 'search'>,
  left: number,
  context: CardContext,
): string | null {
  const format = formatFor(context);
  const unfit = left > 0 ? `${counted(format, left, 'event', 'events')} did not fit here.` : '';
  if (!search) return unfit || null;
  return [searchWords(search, context), unfit].filter(Boolean).join(' ');
}

/** `Looked through the newest 20 of your 34 events that have begun; 17 have people to look through.` */
export function searchWords({ page, pages, begun, read }: EventSearch, context: CardContext): string {
  const format = formatFor(context);
  const which =
    pages === 1
      ? `all ${counted(format, begun, 'event of yours that has begun', 'events of yours that have begun')}`
      : page === 1
        ? `the newest ${format.number(EVENTS_A_SEARCH)} of your ${format.number(begun)} events that have begun`
        : `part ${format.number(page)} of ${format.number(pages)} of your ${format.number(begun)} events, newest first`;
  return `Looked through ${which}; ${format.number(read)} of them had people to look through.`;
}
