import { toIncoming } from '../../../src/bot/door/activity';
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
});
