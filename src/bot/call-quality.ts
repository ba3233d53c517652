import { organizerIdOf } from '../domain/meeting';
import type { GiveWay } from '../idle';
import { inRoom, readCallQualityLine, type LineRead } from '../reading/call-quality-line';
import type { Question } from './command';
import type { ChosenReport } from './reports';
import { isMeeting, type Found } from './which/subjects';

/**
 * How the calls of these reports were, read beside their records; undefined where several rooms are told as one, where the room is not known, and for a
 * reader where others read along: calls of others are not told there (`calls/call-right`).
 */
export function qualityOf(
  found: Found,
  { session, merged }: Pick<ChosenReport, 'session' | 'merged'>,
  { source, asker, recent, card, signal, failed }: Question,
  giveWay: GiveWay,
): Promise<LineRead> | undefined {
  if (found.role === 'reader' && card.place !== 'personal') return undefined;
  const reports = inRoom(
    isMeeting(found)
      ? { ...found.meeting, organizerId: organizerIdOf(found.meeting) }
      : { ...session, organizerId: found.event.organizer?.id },
    merged.map(({ report }) => report),
  );
  const reading = {
    ...{ source, tenantId: asker.tenantId, now: card.now, kept: recent, failed, giveWay },
    ...(signal && { signal }),
  };
  return reports && readCallQualityLine(reports, reading);
}
