import { accessToCall, type Right } from '../../domain/access';
import type { CallRecord } from '../../domain/call-record';
import type { CallHead } from '../../domain/calls';
import { joinKeyOf } from '../../domain/join-key';
import type { Subject } from '../../domain/subject';
import type { Question } from '../command';
import type { Found } from '../which/subjects';

/** An event's session, or a meeting, that the asker may read, and where people join it. */
export interface CallHome {
  found: Found;
  subject: Subject;
  joinWebUrl: string | undefined;
}

/** A call that the asker may see, and the event or meeting that it was held in. */
export interface SeenCall {
  call: CallRecord;
  role: Right;
  details: CallHead['details'];
  home?: CallHome;
}

/** The call that is meant, and the others of its event, newest first. */
export interface FoundCall extends SeenCall {
  others: SeenCall[];
  othersIncomplete?: true;
}

/**
 * The one place in the bot that decides whether a call is shown, and how much of it; undefined for what the asker may not see. `home` counts only where its
 * join link is the call's. Where others read along, only calls of what the asker runs are shown, and nobody sees devices.
 */
export async function seenBy(question: Question, call: CallRecord, home?: CallHome): Promise<SeenCall | undefined> {
  const isShared = question.card.place !== 'personal';
  const isReader = await question.isReader();
  const key = joinKeyOf(call.joinWebUrl);
  const isHere = home !== undefined && key !== undefined && joinKeyOf(home.joinWebUrl) === key;
  const runs = isHere ? home.found.role : 'none';
  const role = accessToCall(call, question.asker.personId, isReader && !isShared, runs);
  if (role === 'none') return undefined;
  return { call, role, details: isReader && !isShared ? 'all' : 'limited', ...(isHere && { home }) };
}

/** What facts say of the call in front. */
export function headOf({ call, role, details, home }: SeenCall): CallHead {
  return { call, role, details, ...(home && { subject: home.subject }) };
}
