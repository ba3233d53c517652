import template from '../../adaptiveCards/summary-event.json';
import type { EventKind, EventPhase } from '../domain/event';
import type { EventTime } from '../domain/time';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { dialogAction } from './dialog-card';
import { formatFor } from './format';
import { personText } from './person-text';
import { createRenderer, withRowsThatFit } from './render';
import { kindText } from './state';

/** The first step of posting a summary. */
export interface SummaryEvents {
  /** Newest first; `value` is what the input sends. */
  events: { value: string; kind: EventKind; title: string; start: EventTime | null; phase: EventPhase }[];
  /** The value that was chosen before, or that the conversation speaks of. */
  chosen?: string;
  /** The newest that is over. */
  newest?: string;
  /** Why the step before led back here. */
  alert?: string;
  /** Some events could not be read now. */
  unread: boolean;
}

const render = createRenderer(template);
const LONGEST_TITLE = 70;
/** More are found by typing. Some clients show the value of what is typed, not its title, so nothing is chosen there beforehand. */
const MOST_IN_A_LIST = 50;

/** Which event the summary is of: those that are running or over. */
export function summaryEventCard(value: SummaryEvents, context: CardContext): Card {
  const format = formatFor(context);
  return withRowsThatFit(value.events, events => {
    const choices = events.map(one => {
      const day = one.start ? format.day(one.start.at) : 'no date';
      const live = one.phase === 'running' ? ', live now' : '';
      return {
        title: `${personText(one.title, LONGEST_TITLE) || `Untitled ${kindText(one.kind).toLowerCase()}`} (${day}${live})`,
        value: one.value,
      };
    });
    const any = choices.length > 0;
    const text = any
      ? 'Choose the event. You see the card before anybody else does; it names nobody.'
      : 'None of your events has begun yet. After the first one, its summary can be posted from here.';
    const isList = value.events.length <= MOST_IN_A_LIST;
    return render({
      speak: `Post an attendance summary. ${text}`,
      fallbackText: `Post an attendance summary. ${text}`,
      alert: value.alert ?? null,
      text,
      any,
      choices,
      style: isList ? 'compact' : 'filtered',
      chosen: events.some(one => one.value === value.chosen) ? value.chosen : isList ? (value.newest ?? '') : '',
      note: value.unread ? 'Some of your events could not be read now and are missing here.' : null,
      actions: actionBar([
        ...(any ? [dialogAction('Next', { step: 'preview' }, { style: 'positive' })] : []),
        ...(any ? [] : [commandAction({ title: 'My events', command: 'events', args: {} })]),
        ...(any ? [] : [commandAction({ title: 'Help', command: 'help', args: {} })]),
      ]),
    });
  });
}
