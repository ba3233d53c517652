import { eventArgs, reportArgs, subjectArgs } from '../cards/subject-head';
import type { Args, EventIds } from '../domain/args';
import { isSamePerson } from '../domain/access';
import type { VirtualEvent } from '../domain/event';
import type { Meeting } from '../domain/meeting';
import type { EventSource } from '../domain/sources';
import type { Subject } from '../domain/subject';
import type { OwnView, Question } from './command';
import { myEventsIfKept } from './which/my-events';

/** Who runs what was read for one question, by the ids of event or meeting. */
export interface Runners {
  /** The same source, noting what it gives. */
  noting(source: EventSource): EventSource;
  /** Entra object ids, the organiser first; undefined for what was not read. */
  of(subject: Pick<Subject, 'kind' | 'id'>): string[] | undefined;
  /** Entra object id of the organiser of what was read; undefined for what was not. */
  organizerOf(id: string): string | undefined;
}

type Run = Pick<VirtualEvent | Meeting, 'id' | 'organizer' | 'coOrganizers'> &
  Partial<Pick<VirtualEvent, 'confirmedRoles'>>;

export function createRunners(): Runners {
  const seen = new Map<string, Run>();
  const note = <One extends Run>(one: One): One => {
    seen.set(one.id, one);
    return one;
  };
  return {
    noting: source => ({
      ...source,
      async events() {
        const list = await source.events();
        // Read by itself an event is whole; in a list it may be a summary.
        for (const one of list.events) if (!seen.has(one.id)) note(one);
        return list;
      },
      event: async (...asked) => note(await source.event(...asked)),
      meetingById: async (...asked) => note(await source.meetingById(...asked)),
      meetingByJoinUrl: async (...asked) => note(await source.meetingByJoinUrl(...asked)),
      meetingByJoinId: async digits => note(await source.meetingByJoinId(digits)),
    }),
    of({ id }) {
      const run = seen.get(id);
      return run && runnersOf(run);
    },
    organizerOf: id => seen.get(id)?.organizer?.id,
  };
}

function runnersOf({ organizer, coOrganizers, confirmedRoles = [] }: Run): string[] {
  const ids = [organizer?.id, ...coOrganizers.map(one => one.id), ...confirmedRoles.map(one => one.personId)];
  return ids.filter(id => id !== undefined);
}

/**
 * How those who run what an answer is about get their own view of its card, where others see the card too; undefined where there is no more to see. The
 * asker, who was just checked, comes first.
 */
export function ownViewOf(args: Args, facts: object, question: Question, runners: Runners): OwnView | undefined {
  const { place, figuresOnly, ownView } = question.card;
  if (place === 'personal' || figuresOnly || ownView) return undefined;
  const again = againOf(args, facts);
  if (!again) return undefined;
  const people = again.subjects.map(subject => {
    // By id Graph gives a meeting to its organiser alone; to co-organisers in its own chat, where the channel tells whose it is.
    if (subject.kind === 'meeting' && !question.here) return [];
    return runners.of(subject) ?? keptRunners(subject, question);
  });
  return { command: again.command, args: again.args, people: [question.asker.personId, ...inAll(people)] };
}

/** What facts of commands have, of which their cards tell organisers more: counts of small groups, and Details. */
interface Facts {
  subject?: Subject;
  event?: object;
  curve?: object;
  report?: { id: string };
  reports?: number;
  lines?: object;
  signUps?: object;
  question?: object;
  changes?: object;
  events?: { subject: Subject; report?: { id: string } }[];
}

/** The commands that have own views. */
export const ownViewCommands = ['attendance', 'compare', 'event', 'registrations', 'reports'] as const;

interface Again {
  command: (typeof ownViewCommands)[number];
  args: Args;
  subjects: readonly Subject[];
}

/** The same question by ids alone: what somebody typed may mean another event to another person. */
function againOf({ page, question }: Args, facts: Facts): Again | undefined {
  const { subject, report, reports = 1, events } = facts;
  if (facts.changes && events)
    return { command: 'compare', args: { others: events.map(idsOf) }, subjects: events.map(one => one.subject) };
  if (!subject) return undefined;
  const again = (command: Again['command'], args: Args): Again => ({ command, args, subjects: [subject] });
  const paged = { ...subjectArgs(subject), ...(page !== undefined && { page }) };
  if (facts.event) return again('event', eventArgs(subject));
  if (facts.curve && report) return again('attendance', reportArgs({ subject, report, reports }));
  if (facts.lines) return again('reports', paged);
  if (facts.signUps || facts.question)
    return again('registrations', { ...paged, ...(question !== undefined && { question }) });
  return undefined;
}

/** As on the card itself: a meeting's times are its reports. */
function idsOf({ subject, report }: { subject: Subject; report?: { id: string } }): EventIds {
  const { kind, id, sessionId } = subject;
  return {
    kind,
    id,
    ...(sessionId !== undefined && { session: sessionId }),
    ...(kind === 'meeting' && report && { report: report.id }),
  };
}

/** Those of a list that was read for another question, not five minutes ago. */
function keptRunners({ id }: Subject, question: Question): string[] {
  const kept = myEventsIfKept(question)?.events.find(({ event }) => event.id === id);
  return kept ? runnersOf(kept.event) : [];
}

/** Who runs every one of them. */
function inAll([first = [], ...others]: readonly string[][]): string[] {
  return first.filter(person => others.every(list => list.some(one => isSamePerson(one, person))));
}
