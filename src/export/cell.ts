/** Longest text of a cell; spreadsheets stop at 32,767. */
const LONGEST_CELL = 1000;

/** Nearly every name: begins with a letter or digit, and holds nothing that is looked at below. */
const PLAIN = /^(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}][^\p{Cc}\p{Cs}\p{Zl}\p{Zp};|]*$/u;

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
  if (text.length <= LONGEST_CELL && PLAIN.test(text) && !text.endsWith(' ')) return text;
  const line = text
    .slice(0, LONGEST_CELL * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const cut = line.length > LONGEST_CELL ? line.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '') : line;
  return cut.replace(FORMULA, "$1'");
}

/** The same for a CSV file, as RFC 4180 quotes it; nothing at all where there is no text. */
export function csvText(text: string | null | undefined): string {
  const cell = cellText(text);
  return cell === '' ? '' : `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
}

/** The same for Teams' layout, which knows no quoting: some readers split it at tabs, others take quotes for CSV's. */
export function tabbedText(text: string | null | undefined): string {
  const cell = cellText(text);
  return cell.includes('"') ? cell.replaceAll('"', "'") : cell;
}

/** A number as every reader understands it, or nothing where it is unknown. At most `digits` behind the point. */
export function numberText(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '';
  return digits === 0 ? String(Math.round(value)) : String(Number(value.toFixed(digits)));
}
