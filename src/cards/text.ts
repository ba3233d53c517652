import type { Args } from '../domain/args';
import type { Card, CardContext } from './card';
import { sparkline } from './chart';
import { formatFor } from './format';

/** A part of a card as it is read here: nothing is promised. */
type Part = Record<string, unknown>;

/** Sections that only explain; a command line has docs for them. */
const explanations = new Set(['counted']);
const CHART_WIDTH = 60;
const BAR_WIDTH = 10;

/** Any card as plain text for the command line: times in the reader's zone, the curve as bars, buttons as words to type. */
export function cardText(card: Card, context: CardContext): string {
  const lines = partsText(card.body, context);
  const next = (card.actions ?? []).map(action => actionText(action)).filter(Boolean);
  if (next.length > 0) lines.push('', ...next.map(words => `> ${words}`));
  return `${tidy(lines)}\n`;
}

function partsText(parts: unknown, context: CardContext): string[] {
  return Array.isArray(parts) ? parts.flatMap(part => partText(part as Part, context)) : [];
}

function partText(part: Part, context: CardContext): string[] {
  if (typeof part.id === 'string' && explanations.has(part.id)) return [];
  // A terminal is wide.
  if (typeof part.targetWidth === 'string' && part.targetWidth.startsWith('atMost:')) return [];
  const gap = part.separator === true || part.spacing === 'Medium' ? [''] : [];
  return [...gap, ...ownText(part, context)];
}

function ownText(part: Part, context: CardContext): string[] {
  switch (part.type) {
    case 'TextBlock':
      return [expanded(text(part.text), context)];
    case 'RichTextBlock':
      return [
        asParts(part.inlines)
          .map(run => text(run.text))
          .join(''),
      ];
    case 'ColumnSet':
      return columnsText(asParts(part.columns), context);
    case 'Container':
      return partsText(part.items, context);
    case 'Badge':
      return [`[${text(part.text)}]`];
    case 'Input.Text':
    case 'Input.ChoiceSet':
      // Others search a list, and have nothing to say on a command line.
      return part.isRequired === true ? [inputText(part)] : [];
    case 'Input.Date':
    case 'Input.Time':
    case 'Input.Toggle':
      return [inputText(part)];
    case 'ProgressBar':
      return typeof part.value === 'number' ? [bar(part.value)] : [];
    case 'Chart.Line':
      return chartText(part, context);
    case 'Chart.HorizontalBar':
    case 'Chart.HorizontalBar.Stacked':
      return partText((part.fallback ?? {}) as Part, context);
    default:
      return [];
  }
}

/** Columns whose parts are all one line stand beside each other, line by line; anything taller stands below. */
function columnsText(columns: Part[], context: CardContext): string[] {
  const texts = columns.map(column => partsText(column.items, context).filter(line => line !== ''));
  const height = Math.max(0, ...texts.map(lines => lines.length));
  const widths = texts.map(lines => Math.max(0, ...lines.map(line => line.length)));
  if (widths.reduce((sum, width) => sum + width + 3, 0) > 110) return texts.flat();
  const rows: string[] = [];
  for (let row = 0; row < height; row++)
    rows.push(
      texts
        .map((lines, index) => (lines[row] ?? '').padEnd(widths[index] ?? 0))
        .join('   ')
        .trimEnd(),
    );
  return rows;
}

/** What stands in an input of a form. */
function inputText({ type, label, title, value, choices }: Part): string {
  const said = () => {
    if (type === 'Input.Toggle') return `${value === 'true' ? 'yes' : 'no'} (${text(title)})`;
    return text(asParts(choices).find(one => one.value === value)?.title ?? value) || 'empty';
  };
  return `${text(label)}: ${said()}`;
}

function chartText(part: Part, context: CardContext): string[] {
  // Several lines are told apart by their names, which the fallback has.
  if (asParts(part.data).length > 1) return partText((part.fallback ?? {}) as Part, context);
  const values = asParts(asParts(part.data)[0]?.values).map(value => Number(value.y));
  const words = partText((part.fallback ?? {}) as Part, context).slice(-1);
  return [sparkline(values, CHART_WIDTH), ...words];
}

function bar(value: number): string {
  const filled = Math.round((value / 100) * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

/** A button as what can be typed instead. */
function actionText(action: Part): string {
  const title = text(action.title);
  if (action.type === 'Action.OpenUrl') return `${title}: ${text(action.url)}`;
  if (action.type !== 'Action.Execute') return '';
  const { args = {} } = action.data as { args?: Args };
  // Somebody is named by an id there, which is nothing to type.
  if (args.person !== undefined || args.participant !== undefined) return '';
  // What is filled in here goes with `ask --body`.
  if (args.token !== undefined) return '';
  if (action.verb === 'person')
    return `${title}: ${[action.verb, args.find, args.all && 'everywhere', args.page && `page ${args.page}`].filter(Boolean).join(' ')}`;
  const view =
    action.verb === 'events'
      ? [args.filter === 'canceled' ? 'cancelled' : args.filter, args.find]
      : [args.filter, args.sort && `by ${args.sort}`];
  const page = args.page && `page ${args.page}`;
  const find = action.verb === 'events' ? undefined : args.find && `find ${args.find}`;
  const layout = args.layout && `as ${args.layout}`;
  const last = args.last && `last ${args.last}`;
  const question = args.question && `question ${args.question}`;
  const session = args.callSession && `${args.callSession} of`;
  const which = [last, session, args.which ?? args.call ?? args.id ?? args.day, args.all && 'all reports', question];
  const words = [action.verb, ...which, args.sessionFilter, layout, ...view, page, find];
  return `${title}: ${words.filter(word => typeof word === 'string').join(' ')}`;
}

/** Times and bold type of a TextBlock, as a client would draw them. */
function expanded(words: string, context: CardContext): string {
  const format = formatFor(context);
  return words
    .replace(/\{\{DATE\(([^,)]+)[^)]*\)\}\}/g, (_, at: string) => format.day(at))
    .replace(/\{\{TIME\(([^)]+)\)\}\}/g, (_, at: string) => format.clock(at))
    .replaceAll('(your time)', `(${format.zone})`)
    .replaceAll('in your time', `in ${format.zone}`)
    .replaceAll('**', '');
}

function asParts(value: unknown): Part[] {
  return Array.isArray(value) ? (value as Part[]) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** No blank line at either end, and never two together. */
function tidy(lines: string[]): string {
  return lines
    .filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trim();
}
