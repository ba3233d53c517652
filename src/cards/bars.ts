import { isFew, type Told } from '../domain/small-groups';
import type { CardContext } from './card';
import { formatFor } from './format';
import { personText } from './person-text';
import { FEW } from './privacy';

/** Named counts beside each other: a chart, and the same drawn in text where a host has none. */
export interface Bars {
  data: { x: string; y: number; color: string }[];
  rows: { label: string; count: string; filled: string; open: string }[];
}

export interface Bar {
  /** People's text is welcome. */
  label: string;
  count: Told;
  /** Of which the share is told; undefined for none. */
  whole?: number;
}

const LONGEST_LABEL = 60;
const LONGEST_CHART_LABEL = 32;
const DRAWN_LENGTH = 16;

/** The chart is left out, and the rows alone are drawn, where a count is not told: a bar of its length would tell it. */
export function barsOf(bars: readonly Bar[], context: CardContext): { chart: Bars | null; rows: Bars['rows'] | null } {
  const format = formatFor(context);
  const top = Math.max(1, ...bars.map(({ count }) => (typeof count === 'number' ? count : 0)));
  const rows = bars.map(({ label, count, whole }) => {
    const text = personText(label, LONGEST_LABEL) || 'without a name';
    if (typeof count !== 'number')
      return { label: text, count: count === 'few' ? FEW : 'not told', filled: '', open: '─'.repeat(DRAWN_LENGTH) };
    const filled = Math.round((count / top) * DRAWN_LENGTH);
    const share = whole === undefined || whole === 0 ? '' : ` · ${format.percent(count / whole)}`;
    return {
      label: text,
      count: `${format.number(count)}${share}`,
      filled: '━'.repeat(filled),
      open: '─'.repeat(DRAWN_LENGTH - filled),
    };
  });
  const told = bars.flatMap(({ label, count, whole }) =>
    typeof count === 'number'
      ? [{ x: chartLabel(label, count, whole, context), y: count, color: 'categoricalBlue' }]
      : [],
  );
  return told.length === bars.length && bars.length > 0
    ? { chart: { data: told, rows }, rows: null }
    : { chart: null, rows };
}

/** Clients write the label over its bar: the number belongs to it. */
function chartLabel(label: string, count: number, whole: number | undefined, context: CardContext): string {
  const share =
    whole === undefined || whole === 0 || isFew(whole) ? '' : ` (${formatFor(context).percent(count / whole)})`;
  return `${personText(label, LONGEST_CHART_LABEL) || 'without a name'}${share}`;
}
