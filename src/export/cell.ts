/** Longest text of a cell; spreadsheets stop at 32,767. */
const LONGEST_CELL = 1000;

/** Nearly every name: begins with a letter or digit, and holds nothing that is looked at below, nor a quote. */
const PLAIN = /^(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}][^\p{Cc}\p{Cs}\p{Zl}\p{Zp};|"]*$/u;

/**
 * Where a spreadsheet would begin to read a formula: at the start of the cell, or behind a mark that separates cells in some countries, past spaces, quotes
 * and characters that nobody sees.
 */
const FORMULA = /(^|[;|])(?=[\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0"'`´]*[=+\-@＝＋－﹢﹣＠﹦﹫])/gu;

/**
 * Text that people wrote, as one line that no spreadsheet takes for a formula: an apostrophe stands before what could be one. Never used for numbers, so
 * those stay numbers. Empty for null.
 */
export function cellText(text: string | null | undefined): string {
  if (!text) return '';
  if (isPlain(text)) return text;
  const line = text
    .slice(0, LONGEST_CELL * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const cut = line.length > LONGEST_CELL ? line.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '') : line;
  return cut.replace(FORMULA, "$1'");
}

/** Letters, digits and marks of most languages of Europe, one by one: twice as fast as the expression, which looks at the others. */
function isPlain(text: string): boolean {
  if (text.length > LONGEST_CELL || text.charCodeAt(text.length - 1) === SPACE) return false;
  if (!isLetter(text.charCodeAt(0))) return PLAIN.test(text);
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Nearly all: letters, and marks that mean nothing.
    if (code > SEMICOLON && code < BAR) continue;
    if (code < SPACE || code === QUOTE || code === SEMICOLON || code === BAR || (code >= 0x7f && code < 0xa0))
      return false;
    if (code > LAST_LATIN) return PLAIN.test(text);
  }
  return true;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const SEMICOLON = 0x3b;
const BAR = 0x7c;
const LAST_LATIN = 0x24f;

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** The same for a CSV file, as RFC 4180 quotes it; nothing at all where there is no text. */
export function csvText(text: string | null | undefined): string {
  if (!text) return '';
  if (isPlain(text)) return `"${text}"`;
  const cell = cellText(text);
  return cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`;
}

/** The same for Teams' layout, which knows no quoting: some readers split it at tabs, others take quotes for CSV's. */
export function tabbedText(text: string | null | undefined): string {
  const cell = cellText(text);
  return cell.includes('"') ? cell.replaceAll('"', "'") : cell;
}

/** A whole number as every reader understands it, or nothing where it is unknown. */
export function numberText(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '' : textOf(Math.round(value), 1);
}

/** The same with up to four digits behind the point. */
export function decimalText(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '' : textOf(Math.round(value * 1e4), 1e4);
}

/** Seconds of an hour and shares of one come again and again: each is written once. */
const written: Record<number, string[]> = { 1: [], 1e4: [] };
const MOST_WRITTEN = 20_000;

function textOf(units: number, unit: number): string {
  if (units < 0 || units > MOST_WRITTEN) return String(units / unit);
  const texts = written[unit] ?? [];
  return (texts[units] ??= String(units / unit));
}
