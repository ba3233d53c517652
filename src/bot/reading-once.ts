import type { EventKind } from '../domain/event';
import type { EventRef, ReportHome } from '../domain/sources';
import type { Question } from './command';

/** The same question; events, sessions and lists of reports are asked for once, however often they are needed for it. */
export function readingOnce(question: Question): Question {
  const { source } = question;
  const read = new Map<string, Promise<unknown>>();
  const once =
    <Asked extends unknown[], Value>(name: string, ask: (...asked: Asked) => Promise<Value>) =>
    (...asked: Asked): Promise<Value> => {
      const key = JSON.stringify([name, ...asked]);
      const before = read.get(key) as Promise<Value> | undefined;
      const value = before ?? ask(...asked);
      if (!before) read.set(key, value);
      return value;
    };
  return {
    ...question,
    source: {
      ...source,
      events: once('events', () => source.events()),
      event: once('event', (id: string, kind?: EventKind) => source.event(id, kind)),
      sessions: once('sessions', (event: EventRef) => source.sessions(event)),
      sessionsOf: once('sessionsOf', (events: EventRef[]) => source.sessionsOf(events)),
      reports: once('reports', (home: ReportHome) => source.reports(home)),
    },
  };
}
