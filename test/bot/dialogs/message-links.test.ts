import { messageLinks } from '../../../src/bot/dialogs/message-links';

const JOIN =
  'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%7d';
const OTHER =
  'https://teams.microsoft.com/l/meetup-join/19%3ameeting_def%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%7d';
const html = (text: string) => messageLinks({ text, isHtml: true }).links;
const plain = (text: string) => messageLinks({ text, isHtml: false }).links;

it.each<[string, string, string[]]>([
  ['the text of a link', `<p>Join <a href="${JOIN}" title="x">here</a></p>`, [JOIN]],
  ['a bare address', `<div>${JOIN} please</div>`, [JOIN]],
  ['escaped ampersands', `<a href="${JOIN}&amp;anon=true&amp;x=1">here</a>`, [JOIN]],
  [
    'a link that a mail scanner wrapped',
    `<a href="https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(JOIN)}&amp;data=05">here</a>`,
    [JOIN],
  ],
  [
    'a launcher',
    `https://teams.microsoft.com/dl/launcher/launcher.html?url=/_#${new URL(JOIN).pathname}`,
    [JOIN.replace(/\?.*/, '')],
  ],
  [
    'a short link',
    'https://teams.microsoft.com/meet/367726574046?p=abC1',
    ['https://teams.microsoft.com/meet/367726574046?p=abC1'],
  ],
  [
    'a link of teams.live.com',
    'https://teams.live.com/meet/9412345678901?p=x',
    ['https://teams.live.com/meet/9412345678901?p=x'],
  ],
  ['no scheme', 'teams.microsoft.com/meet/367726574046', ['https://teams.microsoft.com/meet/367726574046']],
  ['the same twice', `<a href="${JOIN}">${JOIN}</a> or ${JOIN.replaceAll('%3a', '%3A')}`, [JOIN]],
  ['two', `${JOIN} and ${OTHER}`, [JOIN, OTHER]],
  [
    'a link shortened for the eye inside other markup',
    `<a href="${JOIN}"><span>${JOIN.slice(0, 60)}…</span></a>`,
    [JOIN],
  ],
  [
    'an event',
    'https://events.teams.microsoft.com/event/0b1c2d3e-1111@aaaa',
    ['https://events.teams.microsoft.com/event/0b1c2d3e-1111@aaaa'],
  ],
  [
    'only others',
    '<a href="https://example.com/l/meetup-join/19%3ax/0">a</a> https://teams.evil.example/meet/367726574046',
    [],
  ],
  ['a script', `<script>alert("${JOIN}")</script><a href="javascript:alert(1)">x</a>`, [JOIN]],
  ['nothing', '', []],
])('finds what %s leads to', (_name, text, links) => {
  expect(html(text)).toEqual(links);
});

it('reads text as text: no markup, no entities', () => {
  expect(plain(`<${JOIN}> and (${OTHER}).`)).toEqual([JOIN, OTHER]);
  expect(plain('a < b & c')).toEqual([]);
});

it('finds addresses in a card that hangs on the message', () => {
  expect(html(JSON.stringify({ content: JSON.stringify({ url: JOIN }) }))).toEqual([JOIN]);
});

it('is nothing without a message', () => {
  expect(messageLinks(undefined)).toEqual({ links: [], more: 0 });
});

it('follows ten at most, and says how many there are', () => {
  const many = Array.from({ length: 500 }, (_, index) => JOIN.replace('abc', `abc${index}`)).join(' ');
  expect(messageLinks({ text: many, isHtml: true })).toEqual({ links: many.split(' ').slice(0, 10), more: 490 });
});

it('passes over a link that is longer than any', () => {
  expect(plain(`${JOIN.replace('abc', 'a'.repeat(1500))} ${OTHER}`)).toEqual([OTHER]);
});

const LONG = 250_000;
const long = (part: string) => part.repeat(Math.ceil(LONG / part.length));

it.each([
  ['a', long('a')],
  ['a.', long('a.')],
  ['teams.', long('teams.')],
  ['https://', long('https://')],
  ['https://teams.microsoft.com/meet/', long('https://teams.microsoft.com/meet/')],
  ['<a href=', long('<a href=')],
  ['<a href="https:', long('<a href="https:')],
  ['one <a and href="https:x" for ever', `<a ${long(' href="https:x"')}`],
  ['many <a and href', long(`<a ${' href="https:x"'.repeat(130)}`)],
  ['<a and spaces', long(`<a ${' '.repeat(1900)}href `)],
  ['<at>', long('<at>')],
  ['&amp;', long('&amp;')],
  ['context={', long('https://teams.microsoft.com/l/meetup-join/x?context={')],
])('takes no time over a long message of %s', (_name, text) => {
  // Quadratic reading takes minutes, and jest waits five seconds.
  expect(messageLinks({ text, isHtml: true }).links.length).toBeLessThanOrEqual(10);
  expect(messageLinks({ text, isHtml: false }).links.length).toBeLessThanOrEqual(10);
});
