import { isSamePerson } from '../../domain/access';
import { dropOldest } from '../../domain/newest';
import type { Scopes } from '../../domain/sign-in';
import type { Asker } from '../../domain/sources';
import type { Incoming } from '../door/activity';
import type { Delivered, Where } from '../door/asked';
import type { InvokeReply } from '../door/invoke';
import { createRequestIds } from './request-id';

/** A question that waits for its asker to sign in. In memory only. */
export interface WaitingQuestion {
  asker: Asker;
  conversation: string;
  scopes: Scopes;
  /** Asks it again, in the turn of what signed in. */
  again: (delivered: Delivered) => Promise<void>;
  /** What became of what was handed over for it. */
  outcome?: Promise<InvokeReply>;
  isSignedIn?: boolean;
}

export const WAITING_MS = 15 * 60_000;
const MOST_KEPT = 5000;

/**
 * Questions by the id that Teams was given with the request to sign in. Nobody else's turn finds them. Another instance than the one that was asked knows by
 * the same `secret` that there is such a question, and not which.
 */
export function createWaiting({ now, secret }: { now: () => number; secret: string }) {
  const ids = createRequestIds({ secret, now, keptMs: WAITING_MS });
  const kept = new Map<string, { question: WaitingQuestion; until: number }>();

  const dropOld = (): void => {
    dropOldest(kept, MOST_KEPT, ({ until }) => until <= now());
  };

  const keep = (id: string, question: WaitingQuestion): void => {
    kept.set(id, { question, until: now() + WAITING_MS });
    dropOld();
  };

  return {
    add(question: WaitingQuestion): string {
      const id = ids.make(question);
      keep(id, question);
      return id;
    },
    get(id: string, where: Where): WaitingQuestion | undefined {
      dropOld();
      const one = kept.get(id)?.question;
      return one && isOf(one, where) ? one : undefined;
    },
    /** Stands for one that waits at another instance, if there is one: what is handed over then is taken all the same. */
    standIn(id: string, where: Where, rest: Pick<WaitingQuestion, 'scopes' | 'again'>): WaitingQuestion | undefined {
      const { asker, conversation } = where;
      if (!asker || !ids.isOurs(id, { asker, conversation })) return undefined;
      const question = { asker, conversation, ...rest };
      keep(id, question);
      return question;
    },
    /** The newest of this person's in this conversation that still waits. */
    newest(where: Where): WaitingQuestion | undefined {
      dropOld();
      return [...kept.values()].findLast(({ question }) => !question.isSignedIn && isOf(question, where))?.question;
    },
  };
}

export type Waiting = ReturnType<typeof createWaiting>;

function isOf(one: WaitingQuestion, { asker, conversation }: Where): boolean {
  return (
    asker !== undefined &&
    one.conversation === conversation &&
    isSamePerson(one.asker.personId, asker.personId) &&
    isSamePerson(one.asker.tenantId, asker.tenantId)
  );
}

/** What was delivered before, as a delivery of its own. */
export function repeated(
  { id: _id, timestamp: _then, deliveryMode: _mode, ...said }: Incoming,
  by: Incoming,
): Incoming {
  const { id, timestamp, deliveryMode } = by;
  return {
    ...said,
    ...(id !== undefined && { id }),
    ...(timestamp !== undefined && { timestamp }),
    ...(deliveryMode !== undefined && { deliveryMode }),
  };
}
