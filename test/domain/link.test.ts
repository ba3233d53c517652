import { LONGEST_ID } from '../../src/domain/args';
import { readLink, toLink, type LinkTarget } from '../../src/domain/link';

const HOST = 'https://rollcall.example';
const EVENT = '88b245ac-b0b2-f1aa-e34a-c81c27abdac2@f448ef0d-0000-4000-8000-000000000001';

describe('a link of ours', () => {
  it('is readable', () => {
    expect(toLink(HOST, { kind: 'webinar', id: '88b245ac-b0b2' })).toBe(
      'https://rollcall.example/e/webinar/88b245ac-b0b2',
    );
    expect(toLink(HOST, { kind: 'townhall', id: 'a@b', session: 'c d', report: 'e/f' })).toBe(
      'https://rollcall.example/e/townhall/a~40b/s/c~20d/r/e~2Ff',
    );
  });

  it.each<LinkTarget>([
    { kind: 'webinar', id: EVENT },
    { kind: 'townhall', id: EVENT, session: 'MCMxNzMx' },
    { kind: 'townhall', id: EVENT, session: 's', report: 'r' },
    { kind: 'meeting', id: 'MSo1N2Y5ZGFjYy03MWJmLTQ3NDMtYjQxMy01M2EdFGkdRWHJlQ==', report: 'c9b6db1c' },
    { kind: 'meeting', id: '../..//?#%2F~2F\\.' },
    { kind: 'webinar', id: 'Grüße 李明 🎟 \uFEFF' },
    { kind: 'webinar', id: '...' },
    { kind: 'webinar', id: 's', session: 'r', report: 's' },
    { kind: 'webinar', id: 'x'.repeat(LONGEST_ID) },
  ])('leads back to %j', target => {
    const link = toLink(HOST, target)!;
    expect(readLink(link, HOST)).toEqual(target);
    expect(readLink(`${link}?source=chat#top`, HOST)).toEqual(target);
    expect(new URL(link).href).toBe(link);
    expect(link.slice(HOST.length)).toMatch(/^[\w/~-]+$/);
  });

  it('is not made of ids that are too long for one', () => {
    const long = '/'.repeat(LONGEST_ID);
    expect(toLink(HOST, { kind: 'webinar', id: long, session: long })).toBeUndefined();
  });

  it('keeps the port of a server on this machine', () => {
    const link = toLink('http://127.0.0.1:3978', { kind: 'webinar', id: 'a' })!;
    expect(link).toBe('http://127.0.0.1:3978/e/webinar/a');
    expect(readLink(link, 'http://127.0.0.1:3978')).toEqual({ kind: 'webinar', id: 'a' });
    expect(readLink(link, 'http://127.0.0.1:3979')).toBeUndefined();
  });
});

describe('no link of ours', () => {
  it.each([
    '',
    'no address',
    'https://rollcall.example',
    'https://rollcall.example/e/',
    'https://rollcall.example/e/webinar',
    'https://rollcall.example/e/webinar/',
    'https://rollcall.example/e/webinar/a/',
    'https://rollcall.example/e//a',
    'https://rollcall.example/E/webinar/a',
    'https://rollcall.example/e/Webinar/a',
    'https://rollcall.example/e/seminar/a',
    'https://rollcall.example/e/constructor/a',
    'https://rollcall.example/f/webinar/a',
    'https://rollcall.example/x/e/webinar/a',
    'https://rollcall.example/e/webinar/a/s/',
    'https://rollcall.example/e/webinar/a/s/b/r/',
    'https://rollcall.example/e/webinar/a/r/b/s/c',
    'https://rollcall.example/e/webinar/a/s/b/s/c',
    'https://rollcall.example/e/webinar/a/b',
    'https://rollcall.example/e/webinar/a%2Fb',
    'https://rollcall.example/e/webinar/a%252Fb',
    'https://rollcall.example/e/webinar%2Fa',
    'https://rollcall.example/e/webinar/%61',
    'https://rollcall.example/e/webinar/~',
    'https://rollcall.example/e/webinar/~2',
    'https://rollcall.example/e/webinar/~2f',
    'https://rollcall.example/e/webinar/~61',
    'https://rollcall.example/e/webinar/~2E',
    'https://rollcall.example/e/webinar/~2E~2E',
    'https://rollcall.example/e/webinar/a~00',
    'https://rollcall.example/e/webinar/~FF',
    'https://rollcall.example/e/webinar/~C0~AF',
    'https://rollcall.example/e/webinar/~ED~A0~80',
    'https://rollcall.example/e/webinar/a;b',
    'https://rollcall.example/e/webinar/ü',
    `https://rollcall.example/e/webinar/${'a'.repeat(LONGEST_ID + 1)}`,
    `https://rollcall.example/e/webinar/a?${'a'.repeat(10_000)}`,
    'http://rollcall.example/e/webinar/a',
    'https://rollcall.example:8443/e/webinar/a',
    'https://rollcall.example./e/webinar/a',
    'https://user@rollcall.example/e/webinar/a',
    'https://user:word@rollcall.example/e/webinar/a',
    'https://rollcall.example@evil.example/e/webinar/a',
    'https://evil.example/e/webinar/a',
    'https://evil.example\\@rollcall.example/e/webinar/a',
    'https://rollcall.example.evil.example/e/webinar/a',
    'https://evil.example/https://rollcall.example/e/webinar/a',
    'https://rоllcall.example/e/webinar/a',
    'https://[::1]/e/webinar/a',
    'javascript:https://rollcall.example/e/webinar/a',
    'data:text/html,https://rollcall.example/e/webinar/a',
    '//rollcall.example/e/webinar/a',
  ])('%j', link => {
    expect(readLink(link, HOST)).toBeUndefined();
  });
});
