import fc from 'fast-check';
import { createMemories } from '../../src/bot/memory';
import { createRecent } from '../../src/bot/recent';

const MINUTE = 60_000;

describe('recent reads', () => {
  it('are kept for ten minutes, each owner’s apart', () => {
    let clock = 0;
    const recent = createRecent({ now: () => clock });
    recent.set('anna', 'events', 1, 10);
    expect([recent.get('anna', 'events'), recent.get('ben', 'events'), recent.get('anna', 'other')]).toEqual([
      1,
      undefined,
      undefined,
    ]);
    clock = 10 * MINUTE - 1;
    expect(recent.get('anna', 'events')).toBe(1);
    clock = 10 * MINUTE;
    expect(recent.get('anna', 'events')).toBeUndefined();
  });

  it('can be kept longer, and do not mix owner and key', () => {
    let clock = 0;
    const recent = createRecent({ now: () => clock });
    recent.set('a', 'b c', 1, 1, 60 * MINUTE);
    clock = 59 * MINUTE;
    expect(recent.get('a', 'b c')).toBe(1);
    expect(recent.get('a b', 'c')).toBeUndefined();
  });

  it('give way to newer ones when all together are too heavy', () => {
    const recent = createRecent({ now: () => 0, mostWeight: 100 });
    recent.set('a', '1', 'one', 60);
    recent.set('a', '2', 'two', 30);
    recent.set('a', '3', 'three', 40);
    expect(['1', '2', '3'].map(key => recent.get('a', key))).toEqual([undefined, 'two', 'three']);
    recent.set('a', '4', 'too heavy', 101);
    expect(['2', '3', '4'].map(key => recent.get('a', key))).toEqual(['two', 'three', undefined]);
    recent.set('a', '3', 'three again', 40);
    recent.set('a', '2', 'two again', 60);
    expect(['2', '3'].map(key => recent.get('a', key))).toEqual(['two again', 'three again']);
  });

  it('never weigh more than allowed', () => {
    const set = fc.record({ key: fc.nat(8), weight: fc.nat(60) });
    fc.assert(
      fc.property(fc.array(set, { maxLength: 60 }), sets => {
        const recent = createRecent({ now: () => 0, mostWeight: 100 });
        for (const { key, weight } of sets) recent.set('a', `${key}`, weight, weight);
        const kept = Array.from({ length: 9 }, (_, key) => (recent.get('a', `${key}`) as number | undefined) ?? 0);
        return kept.reduce((sum, weight) => sum + weight, 0) <= 100;
      }),
    );
  });
});

describe('memory', () => {
  const asked = (personId: string, conversation = 'c') => ({ asker: { tenantId: 't', personId }, conversation });
  const subject = (id: string) => ({ subject: { kind: 'webinar' as const, id } });

  it('is each person’s in each conversation, without regard to the case of ids', () => {
    const memories = createMemories();
    memories.remember(asked('ANNA'), subject('x'));
    expect(memories.of(asked('anna')).subject?.id).toBe('x');
    expect(memories.of(asked('anna', 'd'))).toEqual({ list: [] });
    expect(memories.of(asked('ben'))).toEqual({ list: [] });
  });

  it('keeps what is not said again, except what waits for a number', () => {
    const memories = createMemories();
    memories.remember(asked('a'), { list: [{ kind: 'webinar', id: '1' }], pending: { command: 'event', args: {} } });
    expect(memories.of(asked('a')).pending?.command).toBe('event');
    memories.remember(asked('a'), subject('x'));
    expect(memories.of(asked('a'))).toEqual({ list: [{ kind: 'webinar', id: '1' }], ...subject('x') });
  });

  it('keeps long lists short, and forgets who was silent longest', () => {
    const memories = createMemories(2);
    memories.remember(asked('a'), { list: Array.from({ length: 900 }, (_, id) => ({ kind: 'webinar', id: `${id}` })) });
    expect(memories.of(asked('a')).list).toHaveLength(500);
    memories.remember(asked('b'), subject('b'));
    memories.remember(asked('a'), subject('a'));
    memories.remember(asked('c'), subject('c'));
    expect(['a', 'b', 'c'].map(person => memories.of(asked(person)).subject?.id)).toEqual(['a', undefined, 'c']);
  });

  it('keeps nothing of nobody', () => {
    const memories = createMemories();
    memories.remember({ asker: undefined, conversation: 'c' }, subject('x'));
    expect(memories.of({ asker: undefined, conversation: 'c' })).toEqual({ list: [] });
  });
});
