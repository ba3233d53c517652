import type { About, Audit, Note } from '../domain/audit';
import type { Subject } from '../domain/subject';
import type { Answer, Asked, Command } from './command';

/** Of one question; a card that somebody puts into a message is for whoever reads that. */
export function notesFor(audit: Audit | undefined, { asker, card }: Pick<Asked, 'asker' | 'card'>): Note {
  return (deed, command, about = {}) => {
    if (!asker) return;
    audit?.({
      ...{ tenantId: asker.tenantId.toLowerCase(), personId: asker.personId.toLowerCase(), deed, command },
      ...idsOf(about),
      place: deed === 'posted' ? 'shared' : card.place,
    });
  };
}

/** One entry for each thing that an answer shows; none for what shows nothing of anybody's. */
export function noteAnswer(note: Note, command: Command, answer: Answer): void {
  if (answer.problem) return;
  const { place }: { place?: unknown } = answer.facts;
  const subjects = subjectsOf(answer.facts);
  for (const subject of subjects) note('looked', command.name, subject);
  if (subjects.length === 0 && !command.isOpen && place !== 'private') note('looked', command.name);
}

/** What facts of commands have to say of what they are about. */
interface Facts {
  subject?: Subject;
  events?: { subject?: Subject }[];
  changes?: object;
  call?: { id?: unknown };
}

/** Facts of commands say what they are about alike. A call that was found through no event is noted by the id of its record. */
function subjectsOf(facts: Facts): About[] {
  if (facts.subject) return [facts.subject];
  const id = facts.call?.id;
  if (typeof id === 'string') return [{ kind: 'call', id }];
  if (!facts.changes) return [];
  return (facts.events ?? []).flatMap(({ subject }) => subject ?? []);
}

export function idsOf({ kind, id, sessionId }: About): About {
  return {
    ...(kind !== undefined && { kind }),
    ...(id !== undefined && { id }),
    ...(sessionId !== undefined && { sessionId }),
  };
}
