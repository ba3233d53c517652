import type { Subject } from '../../domain/subject';
import type { Summary } from '../../domain/summary';
import type { EventTime } from '../../domain/time';
import type { OutboxRow } from '../../store/outbox-row';

/** What the summary in a row is of; undefined where its content can't be read. */
export function subjectOf({ content }: Pick<OutboxRow, 'content'>): Subject | undefined {
  try {
    return (JSON.parse(content) as Partial<Summary>).attendance?.subject;
  } catch {
    return undefined;
  }
}

/** Its title and begin, for who may know them. */
export function aboutOf(row: Pick<OutboxRow, 'content'>): { title: string; start: EventTime | null } {
  const subject = subjectOf(row);
  return { title: subject?.title ?? '', start: subject?.start ?? null };
}
