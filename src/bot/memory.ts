import { askerKey } from '../domain/asker-key';
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
    of({ asker, conversation }) {
      return kept.get(askerKey(asker, conversation)) ?? { list: [] };
    },
    remember({ asker, conversation }, what) {
      if (!asker) return;
      const key = askerKey(asker, conversation);
      const { pending: _gone, watches, calls, call, ...rest } = kept.get(key) ?? { list: [] };
      // Numbers point into the last list, and whatever else was spoken of since is no call.
      const isOther = what.list ?? what.watches ?? what.calls;
      const before = {
        ...rest,
        ...(watches && !isOther && { watches }),
        ...(calls && !isOther && { calls }),
        ...(call !== undefined && !what.subject && { call }),
      };
      const memory: Memory = { ...before, ...what };
      keepNewest(kept, key, { ...memory, list: memory.list.slice(0, LONGEST_LIST) }, most);
    },
  };
}
