import { keepNewest } from '../domain/newest';
import type { Asked, Memory } from './command';

/** What each person's conversations last spoke of. In memory only: a restart forgets. */
export interface Memories {
  of(asked: Pick<Asked, 'asker' | 'conversation'>): Memory;
  /** `pending` is forgotten unless it is remembered again. */
  remember(asked: Pick<Asked, 'asker' | 'conversation'>, what: Partial<Memory>): void;
}

/** Conversations kept; the one that was silent longest goes first. */
const MOST_CONVERSATIONS = 5_000;
/** Entries of a list that a number can point into. */
const LONGEST_LIST = 500;

export function createMemories(most = MOST_CONVERSATIONS): Memories {
  const kept = new Map<string, Memory>();
  return {
    of(asked) {
      return kept.get(keyOf(asked)) ?? { list: [] };
    },
    remember(asked, what) {
      if (!asked.asker) return;
      const key = keyOf(asked);
      const { pending: _gone, watches, ...rest } = kept.get(key) ?? { list: [] };
      // Numbers point into the last list.
      const before = { ...rest, ...(watches && !what.list && { watches }) };
      const memory: Memory = { ...before, ...what };
      keepNewest(kept, key, { ...memory, list: memory.list.slice(0, LONGEST_LIST) }, most);
    },
  };
}

function keyOf({ asker, conversation }: Pick<Asked, 'asker' | 'conversation'>): string {
  return JSON.stringify([asker?.tenantId.toLowerCase(), asker?.personId.toLowerCase(), conversation]);
}
