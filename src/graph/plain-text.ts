import { isWire, toText } from './wire';

/** Longer bodies are cut before they are read. */
const LONGEST_HTML = 100_000;

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
};

/** Plain text of a description or invitation: bare text, or an itemBody of text or HTML, possibly inside a `data:` address. */
export function toPlainText(body: unknown): string | undefined {
  const content = isWire(body) ? toText(body.content) : toText(body);
  if (content === undefined) return undefined;
  const { text, isHtml } = unwrapped(content.slice(0, LONGEST_HTML));
  const says = isWire(body) ? toText(body.contentType)?.toLowerCase() : undefined;
  const plain =
    isHtml || says === 'html' || (says === undefined && /<\/?(p|div|br|span|html|body|a|table)\b/i.test(text))
      ? fromHtml(text)
      : text;
  return tidied(plain) || undefined;
}

function unwrapped(content: string): { text: string; isHtml: boolean } {
  const prefix = /^\s*data:text\/(html|plain)[^,]{0,100},/i.exec(content);
  if (!prefix) return { text: content, isHtml: false };
  const encoded = content.slice(prefix[0].length).replaceAll('+', ' ');
  return { text: percentDecoded(encoded), isHtml: prefix[1]?.toLowerCase() === 'html' };
}

/** Text cut in the middle of an escape still decodes up to there. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, escapes =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** One pass from tag to tag, so that no input takes more than linear time. */
function fromHtml(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    text += html.slice(at, open);
    const isTag = /^<(!|\/?[a-z])/i.test(html.slice(open, open + 3));
    if (!isTag) {
      text += '<';
      at = open + 1;
      continue;
    }
    const end = endOfTag(html, open);
    text += html
      .slice(open, open + 12)
      .replace(/^<(?:(br|\/p|\/div|\/li|\/tr|\/h\d|hr)\b.*|.*)$/is, (_, breaks) => (breaks ? '\n' : ''));
    at = end;
  }
  return decodeEntities(text + html.slice(at));
}

function endOfTag(html: string, open: number): number {
  const silent = /^<(script|style|head|title)\b/i.exec(html.slice(open, open + 10))?.[1];
  const closing = html.startsWith('<!--', open) ? '-->' : silent ? `</${silent.toLowerCase()}` : '>';
  const from = open + (closing === '-->' ? 4 : 1);
  const found = silent ? html.slice(from).search(new RegExp(closing, 'i')) + from : html.indexOf(closing, from);
  if (found < from) return html.length;
  const end = silent ? html.indexOf('>', found) : found + closing.length - 1;
  return end < 0 ? html.length : end + 1;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? all;
      const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
    },
  );
}

function tidied(text: string): string {
  const lines = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').split('\n');
  return lines
    .map(line =>
      line
        .replaceAll('\u00a0', ' ')
        .replace(/[ \t]{2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
