import { commands } from '../../../src/bot/commands';
import { noteAnswer } from '../../../src/bot/notes';
import type { Answer } from '../../../src/bot/command';
import type { About } from '../../../src/domain/audit';

/** What is written down of an answer of `call` with these facts. */
function notedOf(facts: object): (About | undefined)[] {
  const noted: (About | undefined)[] = [];
  const command = commands.find(one => one.name === 'call')!;
  noteAnswer((_deed, _command, about) => void noted.push(about), command, { facts } as Answer);
  return noted;
}

const call = { id: 'c1', type: 'peerToPeer' };

it.each<[string, object, unknown[]]>([
  [
    'a call of an event, by the event',
    { call, subject: { kind: 'webinar', id: 'e1', sessionId: 's1' } },
    [{ kind: 'webinar', id: 'e1', sessionId: 's1' }],
  ],
  ['a call of no event, by the id of its record', { call }, [{ kind: 'call', id: 'c1' }]],
  ['a list of calls, as looked at', { calls: [call] }, [undefined]],
  ['the way to the private chat, not at all', { place: 'private' }, []],
])('who looked at %s', (_, facts, noted) => {
  expect(notedOf(facts)).toMatchObject(noted);
  expect(notedOf(facts)).toHaveLength(noted.length);
});
