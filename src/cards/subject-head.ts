import type { Args } from '../domain/args';
import type { Subject } from '../domain/subject';
import type { CardContext } from './card';
import { personText, plainText } from './person-text';
import { isReadByOne } from './privacy';
import { kindText, stateOf, type State } from './state';
import { whenText, whenWords } from './when';

/** The top of a card about an event, session or meeting. */
export interface SubjectHead {
  title: string;
  /** The session's own title, where the event has several. */
  session: string | null;
  state: State;
  /** One quiet line for a TextBlock: kind, time, and how the asker comes to see it. */
  line: string;
  /** The same for `speak` and `fallbackText`. */
  spoken: string;
}

export function subjectHead(subject: Subject, context: CardContext): SubjectHead {
  const title = personText(subject.title) || `Untitled ${kindText(subject.kind).toLowerCase()}`;
  const session = subject.sessionTitle ? personText(subject.sessionTitle) : '';
  const parts = [kindText(subject.kind), whenText(subject, context), roleText(subject, context)];
  const name = plainText(session ? `${title}, ${session}` : title, 200);
  return {
    title,
    session: session && session !== title ? session : null,
    state: stateOf(subject.phase),
    line: parts.filter(Boolean).join(' · '),
    spoken: `${name}, ${whenWords(subject, context)}`,
  };
}

/** "You" means somebody only where one person reads the card. */
export function roleText(subject: Pick<Subject, 'role'>, context: CardContext): string {
  if (!isReadByOne(context)) return '';
  const role = { organizer: 'you organise', coOrganizer: 'you co-organise', reader: 'you may read this' }[subject.role];
  return context.ownView ? `${role}, and only you see this view` : role;
}

/** The ids by which a button finds the subject again. */
export function subjectArgs(subject: Subject): Args {
  return {
    kind: subject.kind,
    id: subject.id,
    ...(subject.sessionId === undefined ? {} : { session: subject.sessionId }),
  };
}

/** The ids of the very report, or of all of them where they were merged. */
export function reportArgs({
  subject,
  report,
  reports,
}: {
  subject: Subject;
  report: { id: string };
  reports: number;
}): Args {
  return { ...subjectArgs(subject), ...(reports > 1 ? { all: true } : { report: report.id }) };
}

/** The ids of the subject's event, without its session. */
export function eventArgs(subject: Pick<Subject, 'kind' | 'id'>): Args {
  return { kind: subject.kind, id: subject.id };
}
