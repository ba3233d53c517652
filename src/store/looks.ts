import type { LookedAt } from './sessions';
import type { Tx } from './store';

/** The job that looks at one session; its data is the key of its row. */
export const LOOK_JOB = 'look-at-session';

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
