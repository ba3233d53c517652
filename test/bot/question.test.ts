import { createAnswerer } from '../../src/bot/answerer';
import type { Command } from '../../src/bot/command';
import { createGraphClient } from '../../src/graph/client';
import { createEventSourceFor } from '../../src/graph/event-source';
import { answerOf } from '../support/door';

describe('a question knows whether its asker may read everything', () => {
  const client = createGraphClient({ root: 'http://127.0.0.1:9', token: async () => 'never sent' });
  afterAll(() => client.close());

  async function ask(configured: { some: boolean } | undefined, personId = 'ann') {
    const asked: string[] = [];
    const told: boolean[] = [];
    const probe: Command = {
      ...{ name: 'probe', aliases: [], usage: 'probe', help: '', example: 'probe', featured: false },
      parse: () => ({}),
      async answer(_, { isReader }) {
        told.push(await isReader(), await isReader());
        return answerOf('probed');
      },
    };
    const readers = configured && {
      ...configured,
      isReader: async (one: { personId: string }) => (asked.push(one.personId), one.personId === 'ann'),
    };
    const answerer = createAnswerer({
      ...{ sourceFor: createEventSourceFor(client), now: Date.now, commands: [probe] },
      ...(readers && { readers }),
    });
    await answerer.words('probe', {
      asker: { tenantId: 't', personId },
      conversation: 'c',
      card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' },
    });
    return { asked, told };
  }

  it('found out once, for this asker', async () => {
    expect(await ask({ some: true })).toEqual({ asked: ['ann'], told: [true, true] });
    expect(await ask({ some: true }, 'bea')).toEqual({ asked: ['bea'], told: [false, false] });
  });

  it('and not at all where nobody is configured', async () => {
    expect(await ask({ some: false })).toEqual({ asked: [], told: [false, false] });
    expect(await ask(undefined)).toEqual({ asked: [], told: [false, false] });
  });
});
