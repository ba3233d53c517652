import type { Args } from '../domain/args';
import type { AttendanceAnswer } from '../domain/attendance';
import type { RegistrationFigures } from '../domain/registration-join';
import { isFew, tellPart, tellParts, type Told } from '../domain/small-groups';
import { commandAction } from './action';
import type { CardContext } from './card';
import { capitalised, formatFor } from './format';
import { mayShowPeople, mayTellFew, toldWords } from './privacy';
import { shortReason } from './short-reason';
import { eventArgs, reportArgs } from './subject-head';
import { joinedRuns, textRun, type TextRun } from './text-run';

/** What readers of a card may know of who registered and who came. */
export interface ToldRegistration {
  registered: Told;
  matched: Told;
  noShows: Told;
  walkIns: Told;
  /** Null where there is none, or it would give a small group away. */
  rate: number | null;
}

/** `attended`: of whom the walk-ins are a part. */
export function tellRegistration(
  figures: RegistrationFigures,
  attended: number,
  context: CardContext,
): ToldRegistration {
  const { registered, matched, noShows, walkIns, attendanceRate } = figures;
  if (mayTellFew(context)) return { registered, matched, noShows, walkIns, rate: attendanceRate };
  const [came = 'hidden', absent = 'hidden'] = tellParts([matched, noShows], registered);
  return {
    registered: isFew(registered) ? 'few' : registered,
    matched: came,
    noShows: absent,
    walkIns: tellPart(walkIns, attended),
    rate: typeof came === 'number' ? attendanceRate : null,
  };
}

/**
 * `426 registered · 264 of them came (62 %) · 162 did not · 3 walk-ins`: each part leads on where it may. `report` is the report, or all of them, that tells who
 * came; `event` is given where "registered" leads to the registrations.
 */
export function registrationRuns(
  told: ToldRegistration,
  { report, event }: { report: Args; event?: Args },
  context: CardContext,
): TextRun[] {
  const rate = told.rate === null ? '' : ` (${formatFor(context).percent(told.rate)})`;
  const words = (count: Told, one: string, many = one, none?: string) =>
    toldWords(count, context, { one, many, ...(none !== undefined && { none }) });
  const part = (text: string | undefined, title: string, command: string, args: Args | undefined): TextRun[] => {
    if (text === undefined) return [];
    return [textRun(text, args ? { selectAction: commandAction({ title, command, args }) } : {})];
  };
  const people = mayShowPeople(context) ? report : undefined;
  const isAny = told.registered !== 0;
  const came = words(told.matched, 'of them came', 'of them came', 'none of them came');
  const [first, ...others] = [
    ...part(
      words(told.registered, 'registered', 'registered', 'nobody is registered'),
      'Registrations',
      'registrations',
      event,
    ),
    ...(isAny ? part(came && `${came}${rate}`, 'Participants', 'participants', undefined) : []),
    ...(isAny && told.noShows !== 0
      ? part(words(told.noShows, 'did not'), 'Who did not come', 'no-shows', people)
      : []),
    ...part(
      words(told.walkIns, 'walk-in', 'walk-ins', 'no walk-ins'),
      'Who had not registered',
      'walk-ins',
      told.walkIns === 0 ? undefined : people,
    ),
  ];
  return first ? joinedRuns([{ ...first, text: capitalised(first.text) }, ...others], textRun(' · ')) : [];
}

/** The same on the attendance card; null where the event has no registrations, or they could not be read. */
export function attendanceRegistration(value: AttendanceAnswer, context: CardContext): TextRun[] | null {
  const { registration, attended, subject } = value;
  if (!registration || (!mayTellFew(context) && isFew(attended))) return null;
  const told = tellRegistration(registration, attended, context);
  const runs = registrationRuns(told, { report: reportArgs(value), event: eventArgs(subject) }, context);
  return runs.length > 0 ? runs : null;
}

/** What is missing of registrations, and why. */
export function registrationNotes({ registrationUnread, registrationOmitted }: AttendanceAnswer): string[] {
  if (registrationOmitted) return ['Who registered and did not come is not told here, since records are missing.'];
  if (registrationUnread === undefined) return [];
  if (registrationUnread === 'permission-missing')
    return [
      'Registrations are missing here, and so are no-shows: Graph refused them to Rollcall. An administrator can grant VirtualEvent.Read.All, or VirtualEvent.Read.Chat for the chat of the event; Microsoft names both.',
    ];
  if (registrationUnread === 'access-policy-missing')
    return [
      'Registrations are missing here, and so are no-shows: the application access policy for the organiser is missing. A Teams administrator can grant it.',
    ];
  return [
    `Registrations are missing here, and so are no-shows: ${shortReason(registrationUnread)}. Refresh to try again.`,
  ];
}
