import { activityFault, toIncoming } from '../../../src/bot/door/activity';
import { messageText } from '../../../src/bot/door/message-text';
import { message, startDoor } from '../../support/door';

describe('an activity', () => {
  it('has no nulls: what a channel writes as null is absent', () => {
    const nulls = { id: null, text: null, replyToId: null, membersAdded: null, from: { id: 'a', name: null } };
    expect(toIncoming(message('help', { ...nulls, recipient: { id: 'b', name: null } }))).toMatchObject({
      from: { id: 'a' },
      recipient: { id: 'b' },
    });
    for (const name of ['id', 'text', 'replyToId', 'membersAdded'])
      expect(toIncoming(message('help', nulls))).not.toHaveProperty(name);
    expect(toIncoming(message('help', { from: { id: 'a', name: null } })).from).toEqual({ id: 'a' });
    expect(toIncoming(message('help', { membersAdded: [null, { id: 'c', name: null }] })).membersAdded).toEqual([
      { id: 'c' },
    ]);
  });

  it('is read although the bot has a name of null', async () => {
    const nameless = message('<at>Rollcall</at> help', { recipient: { id: '28:rollcall', name: null } });
    expect(messageText(toIncoming(nameless))).toBe('Rollcall help');
    const door = await startDoor();
    try {
      const [card] = await door.ask(message('help', { recipient: { id: '28:rollcall', name: null } }));
      expect(card.speak).toBe('answer to help');
    } finally {
      await door.close();
    }
  });

  it.each<[string, object]>([
    [
      'a type of conversation that is a number (trap: nothing of it can be made small letters)',
      { conversation: { id: 'a', conversationType: 5 } },
    ],
    ['a type of conversation that is a list', { conversation: { id: 'a', conversationType: ['personal'] } }],
    ['an id of 1,001 characters', { id: 'x'.repeat(1001) }],
    ['an id of a card of 1,001 characters', { replyToId: 'x'.repeat(1001) }],
    ['a conversation with such an id', { conversation: { id: 'x'.repeat(1001) } }],
    ['a sender with such an id', { from: { id: 'x'.repeat(1001) } }],
  ])('is refused with %s', (_name, rest) => {
    expect(activityFault(message('help', rest))).toMatch(/^The /);
    expect(
      activityFault(message('help', { id: 'x'.repeat(1000), conversation: { id: 'a', conversationType: null } })),
    ).toBeUndefined();
  });
});
