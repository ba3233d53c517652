import {
  fromPostKey,
  toPostKey,
  type Post,
  type PostOutcome,
  type PostVerdict,
  type UndeliveredReason,
} from '../../domain/posts';
import type { Asker } from '../../domain/sources';
import type { Subject } from '../../domain/subject';
import { SEND_JOB } from '../../store/intend';
import { NO_MESSAGE_ID, type OutboxRow } from '../../store/outbox-row';
import type { Store, Tx } from '../../store/store';
import { SUMMARY } from './message';
import { isWishFor } from './owners';
import { aboutOf, subjectOf } from './subject-of';

/** A post, and what it is of: whoever shows it asks whether the reader may read that. */
export interface KnownPost {
  post: Post;
  subject: Subject;
}

/** What Rollcall posts by itself where this asker wished it. */
export interface PostBook {
  /** What waits, is unsure or was not delivered; newest first. */
  open(): Promise<KnownPost[]>;
  /** By the key in a button; undefined for what is not theirs. */
  find(key: string): Promise<KnownPost | undefined>;
  /** Does what a press says, once. The caller checks the right to what it is of. */
  decide(key: string, verdict: PostVerdict): Promise<PostOutcome>;
}
export type PostBooks = (asker: Asker) => PostBook;

/** Of each state, so many of a tenant's are looked through. */
const MOST_READ = 2_000;
const listed = ['unknown', 'pending', 'dead'] as const;

/** Posts by their owner: a person with a watch of such things in that place. */
export function createPostBooks(store: Pick<Store, 'transaction'>): PostBooks {
  return ({ tenantId: tenant, personId }) => {
    const watchesOf = (tx: Tx) => tx.watches.ofPerson(tenant, personId.toLowerCase());
    const own = async (tx: Tx, key: string): Promise<OutboxRow | undefined> => {
      const row = await tx.outbox.find(tenant, fromPostKey(key)?.id ?? '');
      const isTheirs = row?.kind === SUMMARY && (await watchesOf(tx)).some(watch => isWishFor(watch, row));
      return isTheirs ? row : undefined;
    };
    return {
      open: () =>
        store.transaction(async tx => {
          const watches = await watchesOf(tx);
          if (watches.length === 0) return [];
          const rows: OutboxRow[] = [];
          for (const state of listed) rows.push(...(await tx.outbox.inState(tenant, state, MOST_READ)));
          return withoutOutdated(
            rows.filter(row => row.kind === SUMMARY && watches.some(watch => isWishFor(watch, row))),
          )
            .sort((one, other) => other.changedAt - one.changedAt)
            .flatMap(row => toKnownPost(row) ?? []);
        }),
      find: key =>
        store.transaction(async tx => {
          const row = await own(tx, key);
          const subject = row && subjectOf(row);
          return row && subject && { post: { ...toPost(row, 'waiting') }, subject };
        }),
      decide: (key, verdict) =>
        store.transaction(async tx => {
          const row = await own(tx, key);
          if (!row || row.attempt !== fromPostKey(key)?.attempt) return 'settled';
          const { id } = row;
          if (verdict === 'there') return (await tx.outbox.arrived(tenant, id, NO_ID)) ? 'there' : 'settled';
          const isDone = verdict === 'anew' ? await tx.outbox.sendAnew(tenant, id) : await resend(tx, row);
          if (!isDone) return 'settled';
          await tx.jobs.add(SEND_JOB, { tenant, id }, { key: `${tenant}/${id}` });
          return verdict === 'anew' ? 'anew' : 'resent';
        }),
    };
  };
}

async function resend(tx: Tx, row: OutboxRow): Promise<boolean> {
  return (row.state === 'unknown' || undelivered(row) === 'refused') && tx.outbox.resend(row.tenant, row.id);
}

/** It stands there, and nobody knows under which id: later figures can't change it, and make a second message only where its owner says so. */
const NO_ID = '';

/** What was given up, and has a later revision beside it, is that one's concern. */
function withoutOutdated(rows: readonly OutboxRow[]): OutboxRow[] {
  const keyOf = ({ conversationId, sessionId, reportHome }: OutboxRow): string =>
    JSON.stringify([conversationId, sessionId, reportHome]);
  const newest = new Map<string, number>();
  for (const row of rows) newest.set(keyOf(row), Math.max(row.revision, newest.get(keyOf(row)) ?? 0));
  return rows.filter(row => row.state !== 'dead' || row.revision === newest.get(keyOf(row)));
}

function toKnownPost(row: OutboxRow): KnownPost | undefined {
  const subject = subjectOf(row);
  const reason = undelivered(row);
  if (!subject || (row.state === 'dead' && reason === undefined)) return undefined;
  const state = row.state === 'unknown' ? 'unsure' : row.state === 'dead' ? 'undelivered' : 'waiting';
  return { subject, post: { ...toPost(row, state), ...(reason && { reason }) } };
}

function toPost(row: OutboxRow, state: Post['state']): Post {
  return { key: toPostKey(row), state, ...aboutOf(row) };
}

/** Undefined for what was delivered, what a later one stands for, and what its owner settled. */
function undelivered({ state, reason = '' }: Pick<OutboxRow, 'state' | 'reason'>): UndeliveredReason | undefined {
  if (state !== 'dead' || ['superseded', 'given-up', 'settled', 'withdrawn'].includes(reason)) return undefined;
  if (reason === 'gone' || reason === 'removed') return reason;
  return reason === NO_MESSAGE_ID ? 'unchangeable' : 'refused';
}
