import type { QualityCount } from '../domain/call-quality';
import { lineStart } from './call-words';
import type { CardContext } from './card';
import { counted, formatFor } from './format';
import { personText } from './person-text';

/** How many streams of several groups were good, poor or not judged, in per cent of each: a chart, and the same in text. */
export interface QualityBars {
  caption: string;
  data: { title: string; data: { legend: string; value: number; color: string }[] }[];
  /** What a client without charts draws, and a screen reader is told. */
  rows: QualityRow[];
}

export interface QualityRow {
  label: string;
  /** `9 of 120 poor (8 %), 4 not judged` */
  words: string;
  good: string;
  poor: string;
  unclassified: string;
}

export interface QualityBar extends QualityCount {
  /** People's text is welcome. */
  label: string;
}

const LONGEST_LABEL = 40;
const DRAWN_LENGTH = 24;

/** Null where no group has a stream. Shares, since the larger groups would leave nothing of the others to see; how large they are stands over each bar. */
export function qualityBars(caption: string, bars: readonly QualityBar[], context: CardContext): QualityBars | null {
  const drawn = bars.filter(bar => streamsOf(bar) > 0);
  if (drawn.length === 0) return null;
  return {
    caption,
    data: drawn.map(bar => ({ title: `${labelOf(bar)}: ${shortWords(bar, context)}`, data: stackOf(bar) })),
    rows: drawn.map(bar => ({ label: labelOf(bar), words: countWords(bar, context), ...drawing(bar) })),
  };
}

function labelOf({ label }: QualityBar): string {
  return lineStart(personText(label, LONGEST_LABEL) || 'without a name');
}

function streamsOf({ good, poor, unclassified }: QualityCount): number {
  return good + poor + unclassified;
}

function stackOf(bar: QualityCount) {
  const { good, poor, unclassified } = bar;
  const thousandths = (count: number) => Math.round((count / streamsOf(bar)) * 1000);
  // Clients write the sum beside each bar, and it is to be 100: what is rounded falls to the largest part.
  const parts = [thousandths(good), thousandths(poor), thousandths(unclassified)];
  const largest = parts.indexOf(Math.max(...parts));
  const rest = 1000 - parts.reduce((sum, part) => sum + part, 0);
  const [ofGood = 0, ofPoor = 0, ofUnjudged = 0] = parts.map((part, at) => (at === largest ? part + rest : part) / 10);
  return [
    { legend: 'Good', value: ofGood, color: 'good' },
    { legend: 'Poor', value: ofPoor, color: 'attention' },
    { legend: 'Not judged', value: ofUnjudged, color: 'neutral' },
  ];
}

function shortWords({ good, poor, unclassified }: QualityCount, context: CardContext): string {
  const format = formatFor(context);
  return good + poor === 0
    ? `none of ${format.number(unclassified)} judged`
    : `${format.number(poor)} of ${format.number(good + poor)} poor`;
}

/** `9 of 120 poor (8 %), 4 not judged`; `none of 4 streams judged`. */
export function countWords(count: QualityCount, context: CardContext): string {
  const { good, poor, unclassified, poorShare } = count;
  const format = formatFor(context);
  if (good + poor === 0)
    return unclassified === 0 ? 'no stream' : `none of ${counted(format, unclassified, 'stream', 'streams')} judged`;
  const share = poorShare === null || poor === 0 ? '' : ` (${format.percent(poorShare)})`;
  const unjudged = unclassified > 0 ? `, ${format.number(unclassified)} not judged` : '';
  return `${shortWords(count, context)}${share}${unjudged}`;
}

/** Each part that is there is to be seen. */
function drawing(bar: QualityCount): Pick<QualityRow, 'good' | 'poor' | 'unclassified'> {
  const length = (count: number) =>
    count === 0 ? 0 : Math.max(1, Math.round((count / streamsOf(bar)) * DRAWN_LENGTH));
  return {
    good: '━'.repeat(length(bar.good)),
    poor: '╋'.repeat(length(bar.poor)),
    unclassified: '─'.repeat(length(bar.unclassified)),
  };
}
