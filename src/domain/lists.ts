import type { Right } from './access';
import type { Args } from './args';
import type { EventFilter, EventKind, EventPhase, EventRole, VirtualEvent } from './event';
import type { Session } from './session';
import type { Subject } from './subject';

/** One line of a list of events. */
export interface EventLine {
  kind: EventKind;
  id: string;
  title: string;
  start: VirtualEvent['start'] | null;
  end: VirtualEvent['end'] | null;
  phase: EventPhase;
  role: Right;
  /** The number by which the asker may name it next. */
  number: number;
}

export interface EventsAnswer {
  events: EventLine[];
  page: number;
  pages: number;
  matching: number;
  total: number;
  filter: EventFilter;
  /** Words or date phrase that narrowed the list; empty for none. */
  find: string;
  /** Lists that Graph did not give; the card says so. */
  unread: { kind: EventKind; role: EventRole }[];
}

export interface EventAnswer {
  subject: Subject;
  event: VirtualEvent;
  sessions: SessionLine[];
  presenters?: string[];
  /** Whether the asker watches it in this conversation; absent where nothing is kept. */
  watched?: boolean;
}

/** The same without anybody's name or id; how many there are stays. */
export function withoutPeople<Answer extends EventAnswer | SessionAnswer>(answer: Answer): Answer {
  if ('session' in answer) {
    const { session } = answer;
    const { participants, ...properties } = session.properties;
    const kept = participants && { participants: { attendees: participants.attendees } };
    return { ...answer, session: { ...session, properties: { ...properties, ...kept } } };
  }
  const { organizer, ...event } = answer.event;
  return {
    ...answer,
    event: {
      ...event,
      ...(organizer && { organizer: {} }),
      coOrganizers: event.coOrganizers.map(() => ({})),
      confirmedRoles: [],
    },
    ...(answer.presenters && { presenters: answer.presenters.map(() => '') }),
  };
}

export interface SessionLine {
  id: string;
  title: string;
  start: Session['start'] | null;
  end: Session['end'] | null;
  phase: EventPhase;
  number: number;
}

export interface SessionsAnswer {
  subject: Subject;
  sessions: SessionLine[];
  page: number;
  pages: number;
  matching: number;
}

export interface SessionAnswer {
  subject: Subject;
  session: Session;
  /** As in EventAnswer. */
  watched?: boolean;
}

/** "Which one did you mean?", or "Which event?" where none was named. */
export interface ChoiceAnswer {
  code: 'which-one' | 'nothing-named';
  /** Empty where none was named. */
  asked: string;
  /** Titles of the first, where none was named. */
  nearest?: string[];
  /** The command that goes on once one is chosen, and what it was asked beside the event. */
  command: string;
  args?: Args;
  /** At most 10 of them are offered. */
  choices: ChoiceLine[];
  matching: number;
}

export interface ChoiceLine {
  kind: EventKind | 'meeting';
  id: string;
  sessionId?: string;
  title: string;
  start: VirtualEvent['start'] | null;
  phase: EventPhase;
  number: number;
}
