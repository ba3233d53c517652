import fc from 'fast-check';
import { toPlainText } from '../../src/graph/plain-text';

const html = (content: string) => toPlainText({ content, contentType: 'html' });

describe('plain text', () => {
  it.each([
    ['<p>One &amp; two</p><p>Three</p>', 'One & two\nThree'],
    ['a<br>b<BR/>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    ['<div>&lt;b&gt; &#8364; &#x20AC; &nbsp;&nosuch;</div>', '<b> € € &nosuch;'],
    ['<style>p{color:red}</style><SCRIPT>alert("<p>")</SCRIPT>x<!-- <p>hidden --> y', 'x y'],
    ['<html><head><title>T</title></head><body>Body</body></html>', 'Body'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<p>never closed', 'never closed'],
    ['text <a href="https://x"', 'text'],
    ['<a href="https://aka.ms/join">Join</a> now', 'Join now'],
    ['&#0;&#xd800;&#1114112;x', 'x'],
    ['<p>   </p>', undefined],
    ['', undefined],
  ])('of %j is %j', (content, text) => {
    expect(html(content)).toBe(text);
  });

  it('takes bare text, text bodies and data addresses', () => {
    expect(toPlainText('About <5 things & more')).toBe('About <5 things & more');
    expect(toPlainText('<p>Looks like HTML</p>')).toBe('Looks like HTML');
    expect(toPlainText({ content: 'a <b> c', contentType: 'text' })).toBe('a <b> c');
    expect(
      toPlainText({
        content: 'data:text/html,%3cdiv+style%3d%22x%3a1%25%22%3eJoin+h%c3%a9re%3c%2fdiv%3e',
        contentType: 'html',
      }),
    ).toBe('Join hére');
    expect(toPlainText({ content: 'data:text/html;charset=utf-8,<p>50%</p>%3', contentType: 'Html' })).toBe('50%\n%3');
  });

  it.each([
    null,
    undefined,
    {},
    [],
    true,
    { content: null },
    { content: {} },
    { '@odata.type': 'microsoft.graph.itemBody' },
  ])('of %j is none', body => {
    expect(toPlainText(body)).toBeUndefined();
  });

  it('is had from anything', () => {
    const nasty = ['<', '<!--', '<script>', '<a ', '&#', '&', '<p', '%e', '</script', ' ', '\n', '<style><!--'];
    // Quadratic reading would take minutes here.
    for (const part of nasty) html(part.repeat(100_000));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...nasty, 'x', '>', '-->')).map(parts => parts.join('')),
        ),
        content => {
          html(content);
        },
      ),
    );
  });
});
