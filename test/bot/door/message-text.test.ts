import fc from 'fast-check';
import { plainText } from '../../../src/bot/plain-text';
import { messageText } from '../../../src/bot/door/message-text';

const read = (text: string) => plainText(messageText({ text, recipient: { id: '28:rollcall', name: 'Rollcall' } }));

describe('messageText', () => {
  it('leaves words without markup as they are, but for their spaces', () => {
    const words = fc.stringMatching(/^[^<>&\s\u200b\u2060\ufeff]{1,20}$/);
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), spoken => {
        expect(read(` <at>Rollcall</at>\u00a0${spoken.join(' \n')} `)).toBe(spoken.join(' '));
      }),
    );
  });

  it('never throws, never grows, and is done in no time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<at', '>', '<', '</at>', '&', '#x', '1F600;', 'nbsp;', '<b ', ' ', 'a', '"', '\u202e'),
        ),
        parts => {
          const text = parts.join('');
          expect(read(text).length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
    for (const bit of ['<at>', '<at ', '<', '&#', '<a b', '</at', '\u00a0', '<at x>y']) {
      const since = performance.now();
      read(bit.repeat(60_000));
      expect(performance.now() - since).toBeLessThan(5000);
    }
  });
});
