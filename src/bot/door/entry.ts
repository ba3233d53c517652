import type { Activity, TurnContext } from 'botbuilder';
import { NotTheChannel, type RollcallAdapter } from '../adapter';
import type { TurnResult } from './turn-result';
import type { BotLog } from '../bot-log';
import { protocolWord, toIncoming, type Incoming } from './activity';
import type { Askers } from './asked';
import { createOpenTurns } from './open-turns';
import type { PersonRate } from './person-rate';
import { refusal, type Gate } from './refusal';
import { foreignTenants } from './tenant-gate';
import { createTooMany } from './too-many';

export interface EntryOptions extends Gate {
  adapter: RollcallAdapter;
  askers: Askers;
  /** How much one person may ask; absent: anything. */
  rate?: PersonRate;
  log: BotLog;
  now: () => number;
  /** How many questions are on their way. */
  running: () => number;
  /** What is done with an activity that may come in; false where there is no use for it. */
  handle: (context: TurnContext) => Promise<boolean>;
  ignored: (activity: Incoming) => void;
}

/** More questions at once than this are turned away, before memory is. */
const MOST_RUNNING = 500;

/** The way in, of one delivered activity after the other: its shape, its address, the token, the tenant, how much its person may ask. */
export function createEntry(options: EntryOptions) {
  const { adapter, askers, log, now, rate, running, handle, ignored } = options;
  const open = createOpenTurns<TurnResult>();
  const tooMany = rate && createTooMany({ rate, askers, now });

  async function turn(authorization: string, activity: Activity): Promise<TurnResult> {
    let refused: TurnResult | undefined;
    try {
      const response = await adapter.turn(authorization, activity, async context => {
        refused = foreign(toIncoming(activity));
        if (refused || (await tooMany?.(context))) return;
        if (!(await handle(context))) ignored(toIncoming(activity));
      });
      return (
        refused ?? {
          status: response?.status ?? 200,
          ...(response?.body !== undefined && { body: response.body as unknown }),
        }
      );
    } catch (error) {
      if (!(error instanceof NotTheChannel)) throw error;
      log.warn('not the channel', { error: error.cause });
      return error.unavailable
        ? { status: 503, refused: 'The keys to check the sender with cannot be had.' }
        : { status: 401, refused: 'The sender could not be authenticated.' };
    }
  }

  /** Only after the token was checked: a stranger is not told which tenant is served. */
  function foreign(activity: Incoming): TurnResult | undefined {
    // In the sandbox everybody lives in one tenant.
    const named = options.channel === undefined ? undefined : foreignTenants(activity, askers);
    if (!named) return undefined;
    const tenants = named.map(one => (typeof one === 'string' ? log.mask(one) : typeof one));
    log.warn('another tenant', { tenants, type: protocolWord(activity.type) });
    return { status: 403, refused: 'This tenant is not served.' };
  }

  return {
    /** Throws only when something is broken. */
    async turn(authorization: string, body: unknown): Promise<TurnResult> {
      // Most questions run within an open turn, and for long after it.
      const isFull = Math.max(running(), open.running()) >= MOST_RUNNING;
      const refused = refusal(body, options) ?? (isFull ? tooManyAtOnce : undefined);
      return refused ?? open.run(turn(authorization, body as Activity));
    },
    /** Waits for the turns that are open, up to `ms`. */
    settle: (ms: number): Promise<void> => open.settle(ms),
    /** Answers those that still are. */
    giveUp(): void {
      open.giveUp({ status: 503, refused: 'Rollcall is stopping.' });
    },
  };
}

const tooManyAtOnce: TurnResult = { status: 503, refused: 'Too many questions at once.' };
