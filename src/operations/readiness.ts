import { within } from '../within';

/** What readiness asks. */
export interface ReadinessOf {
  /** Whether the database answers. */
  isDatabaseUp: () => Promise<boolean>;
  /** Milliseconds that the oldest notification or due summary has waited. */
  backlogAge: () => Promise<number>;
  isGraphReachable: () => Promise<boolean>;
  /** Whether there is a token for Graph. */
  isSignedIn: () => Promise<boolean>;
}

/** Waiting longer than this is no queue any more: something does not work. */
export const LONGEST_BACKLOG = 30 * 60_000;
/** A probe waits for each of them this long, in milliseconds. */
const PATIENCE = 4_000;

/** What keeps Rollcall from working, in sentences; empty when it is ready. Never throws. */
export async function readTroubles(of: ReadinessOf, patience = PATIENCE): Promise<string[]> {
  const [database, backlog, graph, signedIn] = await Promise.all([
    holds(of.isDatabaseUp(), patience),
    holds(
      of.backlogAge().then(age => age <= LONGEST_BACKLOG),
      patience,
    ),
    holds(of.isGraphReachable(), patience),
    holds(of.isSignedIn(), patience),
  ]);
  return [
    ...(database ? [] : ['The database does not answer.']),
    ...(backlog || !database ? [] : [`Work has waited for more than ${LONGEST_BACKLOG / 60_000} minutes.`]),
    ...(graph ? [] : ['Microsoft Graph cannot be reached.']),
    ...(signedIn || !graph ? [] : ['Microsoft Entra gives no token for Microsoft Graph.']),
  ];
}

/** False also for what fails or takes too long. */
function holds(question: Promise<boolean>, patience: number): Promise<boolean> {
  return within(question, patience, () => false).catch(() => false);
}
