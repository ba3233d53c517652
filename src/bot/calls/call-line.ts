import type { CallLine } from '../../domain/calls';
import { toRemembered } from '../which/subjects';
import type { SeenCall } from './call-right';

/** A line of a list of calls. */
export function toCallLine({ call, home }: SeenCall, number: number): CallLine {
  const title = titleOf(home);
  const { id, type, modalities, startDateTime, endDateTime, organizer } = call;
  return {
    id,
    type,
    modalities,
    startDateTime,
    endDateTime,
    ...(title && { title }),
    ...(home && { found: toRemembered(home.found, home.subject.sessionId) }),
    ...(organizer && { organizer }),
    number,
  };
}

function titleOf(home: SeenCall['home']): string | undefined {
  if (!home) return undefined;
  const { title, sessionTitle } = home.subject;
  return sessionTitle === undefined ? title : `${title}: ${sessionTitle}`;
}
