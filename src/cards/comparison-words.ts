import { hasFigures, type ComparisonAnswer, type WithFigures } from '../domain/comparison';
import { isFew, tellPart, tellParts, type Told } from '../domain/small-groups';
import type { CardContext } from './card';
import { changeText, toldFigures } from './comparison-figures';
import { capitalised, counted, formatFor } from './format';
import { FEW, mayTellFew } from './privacy';
import { wordsFor } from './problem-words';
import { shortReason } from './short-reason';

/** The answer in one line: the later of the two latest that can be compared, against the earlier. `names` may be of people's making. */
export function headline(
  { events, changes }: ComparisonAnswer,
  names: readonly string[],
  context: CardContext,
): string {
  const latest = changes.at(-1);
  const [before, after] = latest ? [events[latest.earlier], events[latest.later]] : [];
  if (!latest || !before || !after || !hasFigures(before) || !hasFigures(after))
    return 'No two of these can be compared yet';
  const [earlier = '', later = ''] = [names[latest.earlier], names[latest.later]];
  const [from, to] = [before, after].map(event => toldFigures(event, context).attended);
  const format = formatFor(context);
  if (typeof to !== 'number') return `${later} had ${FEW} people`;
  const had = `${later} had ${counted(format, to, 'person', 'people')}`;
  if (typeof from !== 'number') return `${had}, ${earlier} ${FEW}`;
  if (from === to) return `${had}, as many as ${earlier}`;
  return `${had}: ${moreOrFewer(from, to, context)} than ${earlier}${relativeText(from, to, context)}`;
}

/** `24 fewer`, `5 more`, of counts that differ. */
export function moreOrFewer(from: number, to: number, context: CardContext): string {
  return `${formatFor(context).number(Math.abs(to - from))} ${to > from ? 'more' : 'fewer'}`;
}

/** ` (−7.1 %)`; empty where per cent would tell nothing. */
export function relativeText(from: number, to: number, context: CardContext): string {
  const relative = /\(.*\)$/.exec(changeText('attended', from, to, context))?.[0];
  return relative === undefined ? '' : ` ${relative}`;
}

/** Who came again, in sentences; none where nobody can be known again or the groups are too small for those who read along. */
export function returningSentences(value: ComparisonAnswer, names: readonly string[], context: CardContext): string[] {
  const latest = value.returning.at(-1);
  if (!latest) return [];
  const [earlier = '', later = ''] = [names[latest.earlier], names[latest.later]];
  const format = formatFor(context);
  const isOpen = mayTellFew(context);
  const { returned, known, share } = latest;
  if (share === null) return [`Nobody of ${later} can be known again: there is no account and no e-mail address.`];
  const told = isOpen ? returned : tellPart(returned, known);
  if (told === 'hidden') return ['How many came again is told of larger groups.'];
  const of = `of the ${counted(format, known, 'person', 'people')} of ${later}${isEverybody(value, latest.later, known) ? '' : ' who can be known again'}`;
  const percent = typeof told === 'number' && told > 0 ? ` (${format.percent(share)})` : '';
  const again = `${capitalised(countText(told, context))} ${of} had come to ${earlier} too${percent}.`;
  return [again, ...regularSentences(value, told, known, context), ...chainSentence(value, context)];
}

function isEverybody({ events }: ComparisonAnswer, place: number, known: number): boolean {
  const event = events[place];
  return event !== undefined && hasFigures(event) && event.attended === known;
}

/** Came to all of them, and came for the first time: parts of the same people. */
function regularSentences(value: ComparisonAnswer, returned: Told, known: number, context: CardContext): string[] {
  const { cameToAll, newcomers } = value;
  if (cameToAll === undefined || newcomers === undefined) return [];
  const [all = 'hidden', none = 'hidden'] = mayTellFew(context)
    ? [cameToAll, newcomers]
    : tellParts([cameToAll, newcomers], known);
  // Beside those who came the last time, the difference would tell a few.
  const isGivenAway = (one: number) =>
    !mayTellFew(context) && (typeof returned !== 'number' || isFew(Math.abs(returned - one)));
  const whole = value.events.filter(event => hasFigures(event) && !event.incomplete).length;
  return [
    ...(all === 'hidden' || isGivenAway(cameToAll)
      ? []
      : [`${capitalised(countText(all, context))} came to all ${formatFor(context).number(whole)}.`]),
    ...(none === 'hidden' || isGivenAway(known - newcomers)
      ? []
      : [`${capitalised(countText(none, context))} had come to none of those before.`]),
  ];
}

function chainSentence({ returning }: ComparisonAnswer, context: CardContext): string[] {
  const shares = returning.map(({ share, returned, known }) =>
    share === null || (!mayTellFew(context) && typeof tellPart(returned, known) !== 'number') ? undefined : share,
  );
  if (shares.length < 2 || shares.includes(undefined)) return [];
  return [
    `Came again from one to the next: ${shares.map(share => formatFor(context).percent(share ?? 0)).join(' → ')}.`,
  ];
}

function countText(told: Told, context: CardContext): string {
  if (told === 0) return 'nobody';
  return typeof told === 'number' ? formatFor(context).number(told) : FEW;
}

/** What an event has come to, for a TextBlock: how many came, or why there is no figure, or that it is a part. */
export function standingText(event: ComparisonAnswer['events'][number], context: CardContext): string {
  if (!hasFigures(event)) return wordsFor(event.unavailable, {}, context).title;
  const { attended } = toldFigures(event, context);
  if (event.incomplete) return incompleteText(event, context);
  return attended === 0 ? 'Nobody came' : `${countText(attended ?? 'hidden', context)} came`;
}

function incompleteText(event: WithFigures, context: CardContext): string {
  const records = counted(formatFor(context), event.recordsRead ?? 0, 'record', 'records');
  return `**Incomplete**: ${records} read before ${shortReason(event.incompleteBecause)}`;
}
