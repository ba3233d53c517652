import type { CardElement } from './card';

/** A piece of text in which nothing is Markdown; with `selectAction` it is a link. */
export interface TextRun {
  type: 'TextRun';
  text: string;
  size?: 'Small' | 'Default' | 'Medium' | 'Large';
  weight?: 'Bolder';
  color?: 'Accent' | 'Good' | 'Warning' | 'Attention';
  isSubtle?: boolean;
  fontType?: 'Monospace';
  selectAction?: CardElement;
}

export function textRun(text: string, style: Omit<TextRun, 'type' | 'text'> = {}): TextRun {
  return { type: 'TextRun', text, ...style };
}

/** Runs with a separator between each two. */
export function joinedRuns(runs: readonly TextRun[], separator: TextRun): TextRun[] {
  return runs.flatMap((run, index) => (index === 0 ? [run] : [separator, run]));
}
