import type { CallEndpoint } from '../domain/call-record';
import { secondsBetween } from '../domain/time';
import { timeCell, type Column, type SessionRow } from './call-columns';
import { csvText, decimalText, numberText } from './cell';

/** One row a session: both ends, when, how it ended, and how many of its streams were good. */
export const sessionColumns: readonly Column<SessionRow>[] = [
  ['Session', ({ number }) => numberText(number)],
  ['Session id', ({ session }) => csvText(session.id)],
  ...endColumns('Caller', ({ session }) => session.caller),
  ...endColumns('Callee', ({ session }) => session.callee),
  ['Modalities', ({ session }) => csvText(session.modalities.join(' '))],
  ['Start', ({ session, time }) => timeCell(session.startDateTime, time)],
  ['End', ({ session, time }) => timeCell(session.endDateTime, time)],
  ['Time zone', ({ time }) => csvText(time.zone)],
  ['Seconds', ({ session }) => decimalText(secondsBetween(session.startDateTime, session.endDateTime))],
  ['Failure stage', ({ session }) => csvText(session.failureInfo?.stage)],
  ['Failure reason', ({ session }) => csvText(session.failureInfo?.reason)],
  ['Test call', ({ session }) => (session.isTest ? 'yes' : 'no')],
  ['Segments', ({ session }) => numberText(session.segments.length)],
  ['Good streams', ({ verdicts }) => numberText(verdicts.good)],
  ['Poor streams', ({ verdicts }) => numberText(verdicts.poor)],
  ['Unclassified streams', ({ verdicts }) => numberText(verdicts.unclassified)],
];

function endColumns(name: string, endOf: (row: SessionRow) => CallEndpoint | null): readonly Column<SessionRow>[] {
  const text =
    (of: (end: CallEndpoint) => string | undefined) =>
    (row: SessionRow): string => {
      const end = endOf(row);
      return end ? csvText(of(end)) : '';
    };
  const number =
    (of: (end: CallEndpoint) => number | undefined) =>
    (row: SessionRow): string => {
      const end = endOf(row);
      return end ? decimalText(of(end)) : '';
    };
  return [
    [`${name} name`, text(end => end.identity?.displayName)],
    [`${name} kind`, text(end => end.identity?.is ?? end.of)],
    [`${name} id`, text(end => end.identity?.id)],
    [`${name} user principal name`, text(end => end.identity?.userPrincipalName)],
    [`${name} tenant id`, text(end => end.identity?.tenantId)],
    [`${name} platform`, text(end => end.userAgent?.platform)],
    [`${name} product`, text(end => end.userAgent?.productFamily)],
    [`${name} version`, text(end => end.userAgent?.applicationVersion)],
    [`${name} service role`, text(end => end.userAgent?.role)],
    [`${name} app id`, text(end => end.userAgent?.azureADAppId)],
    [`${name} communication service id`, text(end => end.userAgent?.communicationServiceId)],
    [`${name} user agent`, text(end => end.userAgent?.headerValue)],
    [`${name} machine`, text(end => end.name)],
    [`${name} processor`, text(end => end.cpuName)],
    [`${name} processor cores`, number(end => end.cpuCoresCount)],
    [`${name} processor MHz`, number(end => end.cpuProcessorSpeedInMhz)],
    [`${name} rating`, text(end => end.feedback?.rating)],
    [`${name} feedback`, text(end => end.feedback?.text)],
    [`${name} feedback marks`, text(end => marks(end))],
  ];
}

/** The tokens that were ticked. */
function marks({ feedback }: CallEndpoint): string {
  return Object.entries(feedback?.tokens ?? {})
    .filter(([, isTicked]) => isTicked)
    .map(([name]) => name)
    .join(' ');
}
