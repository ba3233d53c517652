import type { TextBuffer } from './text-buffer';

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

/** True for nearly every text: it is a cell as it stands. */
function isPlain(text: string): boolean {
  return text.length <= LONGEST_CELL && text.charCodeAt(text.length - 1) !== SPACE && PLAIN.test(text);
}

const SPACE = 0x20;

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

/** Letters of two bytes at most that stand in a cell as they are, behind its first character: 1 by code. */
const ALLOWED = Uint8Array.from({ length: 0x800 }, (_, code) => {
  const isControl = code < SPACE || (code >= 0x7f && code < 0xa0);
  return isControl || ';|"'.includes(String.fromCharCode(code)) ? 0 : 1;
});

/** As `csvText`, into a file. Names are mostly plain: that is looked at and put in one go. */
export function putCsvText(to: TextBuffer, text: string | null): void {
  if (!text) return;
  if (!isLikelyPlain(text)) to.put(csvText(text));
  // What begins with a letter is a quoted cell in either case.
  else if (to.put('"').putAllowed(text, ALLOWED)) to.put('"');
  else to.put(csvText(text).slice(1));
}

/** As `tabbedText`, into a file. */
export function putTabbedText(to: TextBuffer, text: string | null): void {
  if (text && !(isLikelyPlain(text) && to.putAllowed(text, ALLOWED))) to.put(tabbedText(text));
}

function isLikelyPlain(text: string): boolean {
  const first = text.charCodeAt(0);
  const isLetter = (first >= 0x61 && first <= 0x7a) || (first >= 0x41 && first <= 0x5a);
  return isLetter && text.length <= LONGEST_CELL && text.charCodeAt(text.length - 1) !== SPACE;
}

/** A whole number as every reader understands it, or nothing where it is unknown. */
export function numberText(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '' : textOf(Math.round(value), 1);
}

/** The same with up to four digits behind the point. */
export function decimalText(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '' : textOf(Math.round(value * 1e4), 1e4);
}

/** Seconds of an hour and shares of one come again and again: each is written once. Filled, since a list with holes is a table to the machine. */
const MOST_WRITTEN = 20_000;
const wholes = new Array<string | undefined>(MOST_WRITTEN + 1).fill(undefined);
const parts = new Array<string | undefined>(MOST_WRITTEN + 1).fill(undefined);

function textOf(units: number, unit: number): string {
  if (units < 0 || units > MOST_WRITTEN) return String(units / unit);
  return ((unit === 1 ? wholes : parts)[units] ??= String(units / unit));
}
