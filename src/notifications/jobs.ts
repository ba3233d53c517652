import type { LookedAt } from '../store/sessions';
import type { Tx } from '../store/store';

/** Looks at one session; its data is a `LookRef`. */
export const LOOK_JOB = 'look-at-session';
/** Makes the sessions of one event known, and looks at those that are over; its data is `{ tenant, kind, id, sessionId }`, the last one '' for all. */
export const EVENT_JOB = 'look-at-event';
/** Works on one row of the inbox; its data is `{ tenant, id }`. */
export const INBOX_JOB = 'read-notification';

/** Every job of this room, for the store. */
export const FINDING_JOBS: readonly string[] = [LOOK_JOB, EVENT_JOB, INBOX_JOB];

/** A look when it is due, or at once, whatever the clock of the database says; nothing where there is none to come. */
export async function addLook(
  { jobs }: Pick<Tx, 'jobs'>,
  session: LookedAt | undefined,
  when: 'due' | 'now' = 'due',
): Promise<void> {
  const runAt = session?.nextLookAt;
  if (!session || (when === 'due' && runAt === undefined)) return;
  const { tenant, sessionId, reportHome } = session;
  await jobs.add(
    LOOK_JOB,
    { tenant, sessionId, reportHome },
    {
      ...(when === 'due' && runAt !== undefined && { runAt }),
      key: JSON.stringify([tenant, sessionId, reportHome]),
    },
  );
}
