/** Longest text of a person's making (title, name, answer) that a card shows. */
export const LONGEST_PERSON_TEXT = 100;

/**
 * Text that people wrote, ready for a TextRun: one line, no control, bidirectional or invisible characters, at most `longest` characters, and nothing
 * that a template engine (`${`) or a TextBlock (`{{DATE(…)}}`) would act on.
 */
export function personText(text: string | null | undefined, longest = LONGEST_PERSON_TEXT): string {
  if (!text) return '';
  const clean = text
    .slice(0, longest * 8)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\u3164\u115f\u1160\uffa0\ufffd]/g, '')
    .replace(/\$(?=\{)/g, '$ ')
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= longest) return clean;
  return `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff\u200d]$/, '')}…`;
}

/** The same for `speak` and `fallbackText`, where a host may read Markdown or mark-up. */
export function plainText(text: string | null | undefined, longest = LONGEST_PERSON_TEXT): string {
  return personText(text, longest)
    .replace(/&/g, ' and ')
    .replace(/[<[]/g, '(')
    .replace(/[>\]]/g, ')')
    .replace(/[*_`~#|\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A time zone's name as somebody's calendar wrote it, safe in a TextBlock. */
export function zoneText(name: string): string {
  return personText(name.replace(/[^\p{L}\p{N} .,:+/()-]/gu, ''), 60) || 'zone not named';
}
