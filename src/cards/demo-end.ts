import template from '../../adaptiveCards/demo-end.json';
import type { EventEnded } from '../domain/event-ended';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { personText, plainText } from './person-text';
import { createRenderer } from './render';

const render = createRenderer(template);
const LONGEST_SPOKEN = 200;

/** An event of the pretend tenant that has just ended, or was not running. */
export function demoEndCard(value: EventEnded, _context: CardContext): Card {
  const { kind, id, title, readyAt, watchedHere } = value;
  const heading = readyAt === undefined ? 'Nothing of it is running' : 'The event has ended';
  const line =
    readyAt === undefined
      ? 'Only an event that is on right now can end, between the start and the end of a session.'
      : whatFollows(watchedHere);
  const name = personText(title) || 'Untitled event';
  const spoken = `${heading}: ${plainText(name, LONGEST_SPOKEN)}. ${line}`;
  const after = [
    watchedHere === false ? commandAction({ title: 'Watch', command: 'watch', args: { kind, id } }) : undefined,
    commandAction({ title: 'Attendance', command: 'attendance', args: { kind, id } }),
    commandAction({ title: 'Event', command: 'event', args: { kind, id } }),
  ];
  const instead = [commandAction({ title: 'Live events', command: 'events', args: { filter: 'live' } })];
  return render({
    speak: spoken,
    fallbackText: spoken,
    heading,
    title: name,
    line,
    actions: actionBar(readyAt === undefined ? instead : after),
  });
}

function whatFollows(watchedHere: boolean | undefined): string {
  if (watchedHere) return 'Its report comes within a minute, and then its summary is posted here by itself.';
  const elsewhere =
    'Its report comes within a minute. Where the event is watched, its summary is then posted by itself';
  return watchedHere === false ? `${elsewhere}; here it is not watched yet.` : `${elsewhere}.`;
}
