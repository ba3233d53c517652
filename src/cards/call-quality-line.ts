import type { CallQualityLine } from '../domain/calls';
import type { Subject } from '../domain/subject';
import { commandAction } from './action';
import { networkWord } from './call-words';
import type { CardContext } from './card';
import { isUntoldCall } from './call-groups';
import { formatFor } from './format';
import { mayTellFew } from './privacy';
import { subjectArgs } from './subject-head';
import { textRun, type TextRun } from './text-run';

/** The figures that it holds. */
export const callLineNames = ['poor-streams', 'audio', 'mostly-on'] as const;

/** `Call quality: 4 % of audio streams poor (12 of 300), mostly on Wi-Fi`, with the way to the details; null where it is not known or may not be told. */
export function callQualityLine(
  line: CallQualityLine | undefined,
  subject: Subject,
  context: CardContext,
): TextRun[] | null {
  if (!line || line.of === 0 || isUntoldCall({ people: line.people, sessions: 1 }, context)) return null;
  const { poor, of, callId } = line;
  const format = formatFor(context);
  const share =
    poor === 0
      ? `none of ${format.number(of)} audio streams poor`
      : `${format.percent(poor / of)} of audio streams poor (${format.number(poor)} of ${format.number(of)})`;
  return [
    textRun('Call quality: '),
    textRun(share, {
      selectAction: commandAction({
        title: 'Call quality in detail',
        command: 'quality',
        args: { call: callId, ...subjectArgs(subject) },
      }),
    }),
    textRun(`${placeWords(line, context)}${line.incomplete ? '. Not all sessions could be read' : ''}`),
  ].filter(({ text }) => text !== '');
}

/** Which network the poor streams were on may tell of single people. */
function placeWords({ poor, mostlyOn, mostlyOnPeople = 0 }: CallQualityLine, context: CardContext): string {
  if (poor === 0 || mostlyOn === undefined) return '';
  const isTold = mayTellFew(context) || !isUntoldCall({ people: mostlyOnPeople, sessions: 1 }, context);
  return isTold ? `, mostly on ${networkWord(mostlyOn)}` : '';
}
