import type { Args } from '../domain/args';
import type { CallQuality, PersonQuality } from '../domain/call-quality';
import type { CallHead } from '../domain/calls';
import { secondsBetween, type Iso } from '../domain/time';
import { isUntoldCall } from './call-groups';
import { callTypeWord, identityName, modalityList } from './call-words';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText, plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { roleText, subjectArgs } from './subject-head';
import { spanText, whenText, whenWords } from './when';

/** The top of a card about a call. */
export interface DrawnCallHead {
  title: string;
  /** The event's session, where it has several. */
  session: string | null;
  /** One quiet line for a TextBlock: kind, time, duration, modalities and how the asker comes to see it. */
  line: string;
  /** The same for `speak` and `fallbackText`. */
  spoken: string;
}

/** With `quality`, a call between two people is titled by both, and one of a few does not tell when it was, which is when they came. */
export function callHead(value: CallHead & { quality?: CallQuality }, context: CardContext): DrawnCallHead {
  const { call, subject, quality } = value;
  const timed = !quality || !isUntoldCall(quality, context);
  const title = callTitle(value, context);
  const session = personText(subject?.sessionTitle);
  const seconds = secondsBetween(call.startDateTime, call.endDateTime);
  const [line, spoken] = timed
    ? [timeLine(call, context), call.startDateTime === null ? UNTIMED : whenWords(spanOf(call), context)]
    : subject
      ? [whenText(subject, context), whenWords(subject, context)]
      : ['', ''];
  const parts = [
    callTypeWord(call.type),
    line,
    !timed ? '' : seconds === null ? 'duration unknown' : formatFor(context).duration(seconds),
    modalityList(call.modalities),
    roleText(value, context),
  ];
  return {
    title,
    session: session && session !== title ? session : null,
    line: parts.filter(Boolean).join(' · '),
    spoken: `${plainText(session && session !== title ? `${title}, ${session}` : title, 200)}${spoken && `, ${spoken}`}`,
  };
}

const UNTIMED = 'at an unknown time';

function timeLine({ startDateTime, endDateTime }: CallHead['call'], context: CardContext): string {
  return startDateTime === null ? UNTIMED : `${spanText(startDateTime, endDateTime, context)} (your time)`;
}

function callTitle({ call, subject, quality }: Parameters<typeof callHead>[0], context: CardContext): string {
  const title = personText(subject?.title);
  if (title) return title;
  if (!mayShowPeople(context)) return callTypeWord(call.type);
  const [one, other, more] = quality?.byPerson ?? [];
  if (call.type === 'peerToPeer' && one && other && !more)
    return `Call between ${callerName(one)} and ${callerName(other)}`;
  return call.organizer ? `Call of ${identityName(call.organizer)}` : callTypeWord(call.type);
}

/** Of somebody whom Graph may not name. */
export function callerName({ displayName }: Pick<PersonQuality, 'displayName'>): string {
  return personText(displayName, 40) || 'somebody unnamed';
}

export function spanOf({ startDateTime, endDateTime }: { startDateTime: Iso | null; endDateTime: Iso | null }) {
  return {
    start: startDateTime === null ? null : { at: startDateTime, exact: true as const },
    end: endDateTime === null ? null : { at: endDateTime, exact: true as const },
  };
}

/** The ids by which a button finds the call again, and what it was found through. */
export function callArgs({ call, subject }: Pick<CallHead, 'call' | 'subject'>): Args {
  return { call: call.id, ...(subject && subjectArgs(subject)) };
}
