/** The words of a message, whose markup is read here and nowhere else, and once: links as addresses, markup gone, entities read, invisible characters gone, one space between words. */
export function plainText(text: string): string {
  return readEntities(
    text
      .replace(/<at\b[^<>]{0,2000}>[^<>]{0,500}<\/at>/gi, ' ')
      .replace(
        /<a\b[^<>]{0,2000}?\bhref\s*=\s*["'](https?:[^"'<>]{1,4000})["'][^<>]{0,2000}>[^<>]{0,4000}(?:<\/a>)?/gi,
        ' $1 ',
      )
      .replace(/<(https?:\/\/[^<>\s]{1,4000})>/gi, ' $1 ')
      .replace(EDITOR_TAG, tag => (INLINE.test(tag) ? '' : ' ')),
  )
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim();
}

/** Tags that Teams' own editor writes. Other angle brackets are words: people copy `attendance <which>` from the help card. */
const EDITOR_TAG =
  /<\/?(?:p|div|span|br|b|i|u|s|strong|em|strike|a|ul|ol|li|pre|code|h[1-6]|blockquote|font|table|tbody|tr|td|at|img|script)(?:\s[^<>]{0,2000})?\/?>/gi;
/** They stand inside words as well. */
const INLINE = /^<\/?(?:at|b|i|u|s|strong|em|strike|span|font|a|code)\b/i;

/** True when there is a letter or digit in it: a message of nothing but emoji asks nothing. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function readEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16);
      return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
    },
  );
}
