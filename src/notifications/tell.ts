import { createHash } from 'node:crypto';
import type { AttendanceAnswer } from '../domain/attendance';
import type { CallQualityLine } from '../domain/calls';
import { summaryParts, type Summary } from '../domain/summary';
import type { SummaryChange } from '../domain/summary-change';
import type { Instant } from '../domain/time';
import { intendSummary } from '../store/intend';
import type { MessageKey } from '../store/outbox-row';
import type { Tx } from '../store/store';
import type { KeptFigures } from './last-time';
import { asRunBy } from './sum-up';
import type { Place } from './whose';

/** What there is to tell of a session. */
export interface ToTell {
  key: Omit<MessageKey, 'conversationId'>;
  eventId: string;
  endAt: Instant;
  attendance: AttendanceAnswer;
  /** By the watch of each place. */
  changes: ReadonlyMap<string, SummaryChange>;
  /** Absent: what was told of the calls before stays. */
  callQuality?: CallQualityLine | undefined;
}

/** Tells it in these places; how many messages, new or changed, that comes to. */
export async function tell(tx: Tx, places: readonly Place[], toTell: ToTell): Promise<number> {
  const { key, eventId, endAt, changes } = toTell;
  let added = 0;
  for (const { watch, run } of places) {
    // Taken away while Graph was asked.
    if (!(await tx.watches.find(key.tenant, watch.id))) continue;
    const { conversationId } = watch;
    const change = changes.get(watch.id);
    const since = change && { change };
    const callQuality = toTell.callQuality ?? (await toldBefore(tx, { ...key, conversationId }));
    const attendance: AttendanceAnswer = { ...toTell.attendance, ...(callQuality && { callQuality }) };
    const summary: Summary = { attendance: asRunBy(attendance, run.role), parts: [...summaryParts], ...since };
    const { curve: _, ...figures } = attendance;
    const kept: KeptFigures = { ...figures, ...since };
    const outcome = await intendSummary(tx, {
      ...{ ...key, eventId, endAt, conversationId },
      fingerprint: fingerprintOf({ ...attendance, ...since }),
      figures: JSON.stringify(kept),
      content: JSON.stringify(summary),
    });
    if (outcome === 'intended') added++;
  }
  return added;
}

async function toldBefore(tx: Tx, message: MessageKey): Promise<CallQualityLine | undefined> {
  const figures = (await tx.finished.find(message))?.figures;
  return figures === undefined ? undefined : (JSON.parse(figures) as KeptFigures).callQuality;
}

/** Another one is another revision: of everything that the message shows. */
function fingerprintOf({ subject, otherSessions, ...shown }: AttendanceAnswer & Pick<Summary, 'change'>): string {
  const { role: _, ...of } = subject;
  return createHash('sha256')
    .update(JSON.stringify({ ...shown, of, hasOthers: otherSessions.length > 0 }))
    .digest('base64url');
}
