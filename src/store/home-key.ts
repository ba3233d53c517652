import type { EventKind } from '../domain/event';
import type { ReportHome } from '../domain/sources';

/** Where reports hang, as the text of a key. */
export function toHomeKey(home: ReportHome): string {
  return JSON.stringify(
    home.of === 'session'
      ? ['session', home.event.kind, home.event.id, home.sessionId]
      : ['meeting', home.userId, home.meetingId],
  );
}

/** Whether such a key is of an online meeting. */
export function isMeetingKey(key: string): boolean {
  return key.startsWith('["meeting",');
}

/** The way back. Throws on a text that `toHomeKey` did not make. */
export function toReportHome(key: string): ReportHome {
  const parts = JSON.parse(key) as string[];
  const [of, one = '', two = '', three = ''] = parts;
  if (of === 'session' && parts.length === 4)
    return { of, event: { kind: one as EventKind, id: two }, sessionId: three };
  if (of === 'meeting' && parts.length === 3) return { of, userId: one, meetingId: two };
  throw new Error('not a report home');
}
