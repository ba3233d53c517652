import type { Base } from './base';
import { messageKey, type MessageKey, type Summary } from './outbox-row';

/** What was last told of a session in one place. */
export interface Finished extends MessageKey, Pick<Summary, 'eventId'> {
  /** Of everything the message shows: another one is another revision. */
  fingerprint: string;
  /** JSON: figures only, no names. */
  figures: string;
  /** Milliseconds. */
  endAt: number;
}

export interface FinishedSummaries {
  /** The new revision, from 1; undefined when exactly this was told already. */
  record(finished: Finished): Promise<number | undefined>;
  /** What was recorded last was not told after all: the same is another revision now. */
  withdraw(key: MessageKey): Promise<void>;
  /** Undefined for what was withdrawn as well. */
  find(key: MessageKey): Promise<(Finished & { revision: number }) | undefined>;
  /** What was counted last of a session, wherever it was told: the text of `Finished.figures`. */
  figuresOf(session: Omit<MessageKey, 'conversationId'>): Promise<string | undefined>;
}

/** No digest of anything: whatever is recorded next differs from it. */
const WITHDRAWN = '';

export function createFinished({ db, now }: Base): FinishedSummaries {
  return {
    async record(finished) {
      const { tenant, sessionId, reportHome, conversationId, kind, ...rest } = finished;
      const facts = { ...rest, changedAt: now() };
      // One statement: of two who come with the same figures at the same moment, one is told that it is nothing new.
      const row = await db
        .insertInto('finished')
        .values({ tenant, sessionId, reportHome, conversationId, kind, ...facts, revision: 1 })
        .onConflict(conflict =>
          conflict
            .columns(messageKey)
            .doUpdateSet(set => ({ ...facts, revision: set('finished.revision', '+', 1) }))
            .whereRef('finished.fingerprint', '<>', 'excluded.fingerprint'),
        )
        .returning('revision')
        .executeTakeFirst();
      return row?.revision;
    },
    async withdraw({ tenant, sessionId, reportHome, conversationId, kind }) {
      await db
        .updateTable('finished')
        .set({ fingerprint: WITHDRAWN, changedAt: now() })
        .where(is => is.and({ tenant, sessionId, reportHome, conversationId, kind }))
        .execute();
    },
    async find({ tenant, sessionId, reportHome, conversationId, kind }) {
      const row = await db
        .selectFrom('finished')
        .selectAll()
        .where(is => is.and({ tenant, sessionId, reportHome, conversationId, kind }))
        .where('fingerprint', '<>', WITHDRAWN)
        .executeTakeFirst();
      if (!row) return undefined;
      const { changedAt: _, ...found } = row;
      return found;
    },
    async figuresOf({ tenant, sessionId, reportHome, kind }) {
      const row = await db
        .selectFrom('finished')
        .select('figures')
        .where(is => is.and({ tenant, sessionId, reportHome, kind }))
        .orderBy('changedAt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.figures;
    },
  };
}
