import template from '../../adaptiveCards/sessions.json';
import type { SessionsAnswer } from '../domain/lists';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { counted, formatFor } from './format';
import { leftOutHint, listRows, spokenTitles } from './list-row';
import { pageActions, pageText } from './paging';
import { createRenderer, withRowsThatFit } from './render';
import { eventArgs, subjectHead } from './subject-head';

const render = createRenderer(template);

/** A page of an event's sessions, each leading to its settings and figures. */
export function sessionsCard(value: SessionsAnswer, context: CardContext): Card {
  const format = formatFor(context);
  const head = subjectHead(value.subject, context);
  const event = eventArgs(value.subject);
  const count = value.matching === 0 ? 'No session yet' : counted(format, value.matching, 'session', 'sessions');
  const line = [count, pageText(value, format)].filter(Boolean).join(' · ');
  return withRowsThatFit(value.sessions, sessions =>
    render({
      speak: `${head.spoken}: ${line}. ${spokenTitles(sessions, 5)}`.trim(),
      fallbackText: `${head.spoken}: ${line}. ${spokenTitles(sessions, 10)}`.trim(),
      head,
      line,
      rows: listRows(sessions, ({ id }) => ({ command: 'session', args: { ...event, session: id } }), context),
      hint:
        value.sessions.length > 0
          ? leftOutHint(value.sessions.length, sessions.length, 'Press a session, or say its number: attendance 1.')
          : 'Graph lists none for this event. Once it is scheduled in Teams, ask again.',
      actions: actionBar([
        ...pageActions(value, 'sessions', event),
        commandAction({ title: 'Attendance', command: 'attendance', args: event }),
        commandAction({ title: 'Event', command: 'event', args: event }),
        commandAction({ title: 'All events', command: 'events', args: {} }),
      ]),
    }),
  );
}
