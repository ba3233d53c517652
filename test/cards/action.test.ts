import { actionBar, commandAction, openAction, safeUrl } from '../../src/cards/action';

describe('commandAction', () => {
  it('is an Execute whose fallback submits the same', () => {
    expect(commandAction({ title: 'Next', command: 'events', args: { page: 2 }, associatedInputs: 'none' })).toEqual({
      type: 'Action.Execute',
      title: 'Next',
      associatedInputs: 'none',
      verb: 'events',
      data: { args: { page: 2 } },
      fallback: {
        type: 'Action.Submit',
        title: 'Next',
        associatedInputs: 'none',
        data: { verb: 'events', args: { page: 2 } },
      },
    });
  });
});

describe('actionBar', () => {
  const button = (title: string) => commandAction({ title, command: 'help', args: {} });

  it('keeps six, three of them in sight', () => {
    const bar = actionBar('abcdefgh'.split('').map(button));
    expect(bar.map(action => [action.title, action.mode])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
      ['d', 'secondary'],
      ['e', 'secondary'],
      ['f', 'secondary'],
    ]);
    expect(bar[5]?.fallback).toMatchObject({ type: 'Action.Submit', mode: 'secondary' });
  });

  it('passes over what is not there', () => {
    expect(actionBar([undefined, button('a')])).toHaveLength(1);
  });
});

describe('safeUrl', () => {
  it.each([
    ['https://teams.microsoft.com/l/x?a=1', 'https://teams.microsoft.com/l/x?a=1'],
    ['http://teams.microsoft.com/', undefined],
    ['javascript:alert(1)', undefined],
    ['https://user:word@teams.microsoft.com/', undefined],
    [`https://teams.microsoft.com/${'a'.repeat(1000)}`, undefined],
    ['not a link', undefined],
    ['', undefined],
    ['https://a.example/?x=${$root}', 'https://a.example/?x=$%7B$root}'],
  ])('%s', (url, expected) => {
    const safe = safeUrl(url);
    expect(safe === undefined).toBe(expected === undefined);
    expect(safe ?? '').not.toContain('${');
  });

  it('gives no button for what is no address', () => {
    expect(openAction('Join', 'ftp://x')).toBeUndefined();
    expect(openAction('Join', undefined)).toBeUndefined();
  });
});
