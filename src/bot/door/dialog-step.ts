import { dialogAction, isInsideDialogs } from '../../cards/dialog-card';
import { isPassing } from '../../cards/problem';
import { AppError, isAppError, type ProblemCode } from '../../domain/errors';
import type { Answerer, Asked, Question } from '../command';
import type { Dialog, Step } from '../dialogs/dialog';
import { problemAnswer } from '../problem-answer';
import { ownerOf } from '../recent';
import type { Where } from './asked';
import type { DialogAsked } from './dialog-asked';
import { within } from '../../within';
import type { Pace } from './progress';

/** A step on its way. It never throws: every trouble is a card. */
export interface RunningStep {
  outcome: Promise<Step>;
  soFar: { pages: number; people: number };
}

/** What dialogs need of the log. */
export interface StepLog {
  info(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
  mask(id: string | undefined): string | undefined;
}

export interface StepOptions {
  answerer: Answerer;
  pace: Pace;
  now: () => number;
  log: StepLog;
  /** Makes what nobody guesses. */
  unique: () => string;
}

interface Taken {
  step: Step;
  problem?: ProblemCode;
}

/** How long a step that was given up may take to say so itself. */
const LAST_WORD = 1000;
/** About what a step weighs that waits to be shown. */
const STEP_BYTES = 60_000;
/** What was filled in comes back with "Try again", unless it is more than a form of ours holds. */
const LONGEST_DATA = 15_000;

/** Runs the steps of dialogs, and keeps those that take long for the asker who waits. */
export function createDialogSteps({ answerer, pace, now, log, unique }: StepOptions) {
  const running = new Set<Promise<unknown>>();
  const stepKey = (token: string): string => `dialog step ${token}`;
  const openedKey = (token: string): string => `dialog opened ${token}`;

  async function take(dialog: Dialog, asked: DialogAsked, where: Asked): Promise<Step> {
    const question = answerer.question(where);
    if ('opened' in asked) return dialog.open(asked.opened, question);
    if (!('data' in asked)) throw new AppError('bad-action');
    const { verb, reopen, ...data } = asked.data;
    if (verb !== undefined) return command(verb, data, where);
    if (reopen === undefined) return dialog.submit(data, question);
    const opened = typeof reopen === 'string' && question.recent.get(ownerOf(question), openedKey(reopen));
    return opened ? dialog.open(opened, question) : { say: GONE };
  }

  /** A button of an answer that the dialog showed: the next answer takes its place. */
  async function command(verb: unknown, data: object, where: Asked): Promise<Step> {
    if (typeof verb !== 'string' || !isInsideDialogs(verb)) throw new AppError('bad-action');
    return { show: (await answerer.action(verb, data, where)).card, size: 'large' };
  }

  function problem(error: unknown, asked: DialogAsked, where: Asked): Taken {
    const code = where.signal?.aborted ? 'took-too-long' : 'internal';
    const known = isAppError(error) ? error : new AppError(code, {}, { cause: error });
    if (known.code === 'internal') log.error('a dialog failed', { error: known.cause });
    const { card } = problemAnswer(known, { ...where.card, now: now() });
    const again = isPassing(known.code) ? retryData(asked, where) : undefined;
    const actions = [...(again ? [dialogAction('Try again', again)] : []), ...(card.actions ?? [])];
    return { step: { show: { ...card, actions } }, problem: known.code };
  }

  function retryData(asked: DialogAsked, where: Asked): object | undefined {
    if ('data' in asked) return JSON.stringify(asked.data).length > LONGEST_DATA ? undefined : asked.data;
    if (!('opened' in asked)) return undefined;
    const { message } = asked.opened;
    if (!message) return { reopen: remember(where, openedKey, asked.opened, LONGEST_DATA) };
    return { reopen: remember(where, openedKey, asked.opened, 2 * message.text.length) };
  }

  function remember(where: Asked, keyOf: (token: string) => string, value: unknown, weight: number): string {
    const question = answerer.question(where);
    const token = unique();
    question.recent.set(ownerOf(question), keyOf(token), value, weight);
    return token;
  }

  return {
    start(dialog: Dialog, asked: DialogAsked, where: Where): RunningStep {
      const since = now();
      const soFar = { pages: 0, people: 0 };
      const giveUp = new AbortController();
      const progress: Question['progress'] = read => Object.assign(soFar, read);
      const asking: Asked = { ...where, progress, signal: giveUp.signal };
      const taken = take(dialog, asked, asking).then(
        (step): Taken => ({ step }),
        (error: unknown) => problem(error, asked, asking),
      );
      const outcome = within(taken, pace.longestAnswer)
        .then(async inTime => {
          if (inTime) return inTime;
          giveUp.abort();
          return (await within(taken, LAST_WORD)) ?? problem(undefined, asked, asking);
        })
        .then(({ step, problem: code }) => {
          const facts = { way: 'dialog', dialog: dialog.id, place: where.card.place, problem: code };
          log.info('answered', { ...facts, asker: log.mask(where.asker?.personId), ms: Math.round(now() - since) });
          return step;
        });
      running.add(outcome);
      void outcome.finally(() => running.delete(outcome));
      return { outcome, soFar };
    },

    /** Keeps it for this asker, for ten minutes; what it is kept by. */
    keep: (step: RunningStep, where: Where): string => remember(where, stepKey, step, STEP_BYTES),

    /** A kept one of this asker's. Throws AppError: who-is-asking. */
    kept(token: string, where: Where): RunningStep | undefined {
      const question = answerer.question(where);
      return question.recent.get(ownerOf(question), stepKey(token)) as RunningStep | undefined;
    },

    running: (): number => running.size,

    async settle(ms: number): Promise<void> {
      await within(Promise.allSettled(running), ms);
    },
  };
}

export const GONE = 'What was kept for this window is gone by now. Open the command again.';
