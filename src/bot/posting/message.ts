import type { Card, CardContext } from '../../cards/card';
import { summaryCard } from '../../cards/summary';
import { unsurePostCard } from '../../cards/unsure-post';
import type { Thresholds } from '../../domain/attendance';
import type { Summary } from '../../domain/summary';
import type { UnsurePost } from '../../domain/posts';
import type { Conversation } from '../../store/conversations';
import type { OutboxRow } from '../../store/outbox-row';

/** What the outbox holds: a summary for everybody in a place, or word to its owner that nobody knows whether one arrived. */
export const SUMMARY = 'summary';
const UNSURE = 'unsure:';

/** The kind of the one message that tells of this row; `unsurePost` reads it. */
export const unsureKind = (rowId: string): string => `${UNSURE}${rowId}`;

/** Id of the row that this one tells of; undefined for a summary. */
export function tellsOf({ kind }: Pick<OutboxRow, 'kind'>): string | undefined {
  return kind.startsWith(UNSURE) ? kind.slice(UNSURE.length) : undefined;
}

export interface DrawOptions {
  figuresOnly: boolean;
  publicUrl?: string;
  /** What figures are counted by; absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  /** Milliseconds. */
  now: number;
}

/** The locale of who reads it is not known where nobody spoke. */
const LOCALE = 'en-US';

/** The card of a row for its place. Throws where the content is of no known kind. */
export function drawMessage(row: OutboxRow, place: Conversation, options: DrawOptions): Card {
  const context = (zone: string): CardContext => ({
    place: place.type === 'personal' ? 'personal' : 'shared',
    figuresOnly: options.figuresOnly,
    zone,
    locale: LOCALE,
    now: options.now,
    botId: place.botId,
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    ...(options.thresholds && { thresholds: options.thresholds }),
  });
  if (tellsOf(row) !== undefined) return unsurePostCard(JSON.parse(row.content) as UnsurePost, context('UTC'));
  if (row.kind !== SUMMARY) throw new Error('a message of no known kind');
  const summary = JSON.parse(row.content) as Summary;
  return summaryCard(summary, context(zoneOf(summary)));
}

/** The event's own zone where it has a name that is known here. */
function zoneOf({ attendance }: Summary): string {
  const zone = attendance.subject.start?.zone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && (zone ?? 'UTC');
  } catch {
    return 'UTC';
  }
}
