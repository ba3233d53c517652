import type { Args } from '../domain/args';
import type { EventKind, EventPhase } from '../domain/event';
import type { EventTime } from '../domain/time';
import { commandAction } from './action';
import type { CardContext, CardElement } from './card';
import { formatFor } from './format';
import { personText, plainText } from './person-text';
import { kindText, stateOf, type State } from './state';
import { whenInList } from './when';

/** An event, session or meeting in a list. */
export interface ListLine {
  kind?: EventKind | 'meeting';
  title: string;
  start: EventTime | null | undefined;
  end?: EventTime | null | undefined;
  phase: EventPhase;
  number: number;
}

/** What a list's template draws of it: two lines, pressed as a whole. */
export interface ListRow {
  number: string;
  title: string;
  line: string;
  state: State;
  separated: boolean;
  tap: CardElement;
}

/** Rows in a list, each leading on by `lead`. Their times are the reader's; the card says so once. */
export function listRows<Line extends ListLine>(
  lines: readonly Line[],
  lead: (line: Line) => { command: string; args: Args },
  context: CardContext,
): ListRow[] {
  const format = formatFor(context);
  return lines.map((line, index) => {
    const number = format.number(line.number);
    return {
      number,
      title: personText(line.title) || 'Untitled',
      line: [whenInList(line, context), line.kind && kindText(line.kind)].filter(Boolean).join(' · '),
      state: stateOf(line.phase),
      separated: index > 0,
      tap: commandAction({ title: `Open number ${number}`, ...lead(line) }),
    };
  });
}

/** The first titles of a list, for `speak` and `fallbackText`. */
export function spokenTitles(lines: readonly ListLine[], most: number): string {
  return lines
    .slice(0, most)
    .map(
      line => `${line.number}. ${plainText(line.title, 60) || 'Untitled'} (${stateOf(line.phase).text.toLowerCase()})`,
    )
    .join(', ');
}

/** Said where rows had to be left out for size. */
export function leftOutHint(all: number, shown: number, rest: string): string {
  const left = all - shown;
  return left === 0 ? rest : `${left} more did not fit on the card; say their number to open them. ${rest}`;
}
