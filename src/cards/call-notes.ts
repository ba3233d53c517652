import type { CallQuality } from '../domain/call-quality';
import { CALL_RECORD_READY, type CallRecord } from '../domain/call-record';
import type { ProblemCode } from '../domain/errors';
import { toInstant } from '../domain/time';
import { isUntoldCall } from './call-groups';
import type { CardContext } from './card';
import { capitalised, counted, formatFor } from './format';
import { FEW } from './privacy';
import { shortReason } from './short-reason';

/** Whether Microsoft may still add to the record, as far as anybody knows. */
export function isYoung({ endDateTime }: Pick<CallRecord, 'endDateTime'>, { now }: CardContext): boolean {
  const end = toInstant(endDateTime);
  return end === undefined || now - end < CALL_RECORD_READY * 3;
}

/** What must be read before the figures of a call: there is nothing in it, they are of a part, or of too few people to be told. */
export function callAlerts(
  {
    call,
    quality,
    incompleteBecause,
  }: { call: Pick<CallRecord, 'endDateTime'>; quality: CallQuality; incompleteBecause?: ProblemCode },
  context: CardContext,
): { text: string; style: string }[] {
  if (quality.incomplete) {
    const read = counted(formatFor(context), quality.sessionsRead ?? quality.sessions, 'session was', 'sessions were');
    const text = `**Incomplete.** ${isUntoldCall(quality, context) ? 'Not all sessions were' : read} read before ${shortReason(incompleteBecause)}. The figures are of those alone; read again to go on.`;
    return [{ text, style: 'warning' }];
  }
  if (quality.sessions === 0)
    return [
      {
        text: `**No session in the record.** There is a call record, and it lists nothing.${isYoung(call, context) ? ' The first version can be short: ask again in an hour.' : ''}`,
        style: 'emphasis',
      },
    ];
  if (!isUntoldCall(quality, context)) return [];
  const why =
    context.place === 'shared'
      ? 'Figures of so few would tell of single people, so there are none here.'
      : 'Figures of so few would tell of single people, and your organisation shows figures only.';
  return [{ text: `**${capitalised(FEW)} people were in the call.** ${why}`, style: 'emphasis' }];
}
