import { createHash, randomUUID } from 'node:crypto';
import { stillReadingCard } from '../../cards/still-reading';
import { RIGHT_HOLDS } from '../../domain/access';
import { AppError } from '../../domain/errors';
import type { Dialog, Step } from '../dialogs/dialog';
import { problemAnswer } from '../problem-answer';
import type { Incoming } from './activity';
import type { Delivered } from './asked';
import { readDialogAsked, type DialogAsked } from './dialog-asked';
import { sentenceReply, toDialogReply } from './dialog-reply';
import { createDialogSteps, GONE, type RunningStep, type StepOptions } from './dialog-step';
import { repeatKeys } from './delivery';
import type { Invoke, InvokeReply } from './invoke';
import { createOnce } from './once';
import { within } from '../../within';

export interface DialogDoorOptions extends Omit<StepOptions, 'unique'> {
  dialogs: readonly Dialog[];
  unique?: () => string;
}

export interface DialogDoor {
  /** By the name of the invoke. */
  invokes: readonly [name: string, invoke: Invoke][];
  /** How many steps are still being worked on. */
  running(): number;
  /** Waits for them, up to `ms`. */
  settle(ms: number): Promise<void>;
}

const NAMES = ['composeExtension/fetchTask', 'composeExtension/submitAction', 'task/fetch', 'task/submit'];
const UNKNOWN =
  'Rollcall does not know this command. The Rollcall in your Teams may be older or newer than the one that answers: close Teams, open it, and try again.';

/** Opens dialogs and takes what was filled in. Every invoke is answered in time, with 200: with the next step, or with a card that asks for it again. */
export function createDialogDoor({ dialogs, unique = randomUUID, ...options }: DialogDoorOptions): DialogDoor {
  const { pace, now } = options;
  // What is answered again is a card that was drawn before.
  const once = createOnce(Math.min(pace.remembered, RIGHT_HOLDS), now);
  const steps = createDialogSteps({ ...options, unique });

  /** The step that was asked for, newly begun or begun before. */
  function toStep(dialog: Dialog, asked: DialogAsked, { where }: Delivered): RunningStep | undefined {
    const waiting = 'data' in asked ? asked.data.waiting : undefined;
    if (waiting === undefined || !where.asker) return steps.start(dialog, asked, where);
    return typeof waiting === 'string' ? steps.kept(waiting, where) : undefined;
  }

  async function answer(name: string, asked: DialogAsked, delivered: Delivered): Promise<InvokeReply> {
    const dialog = dialogs.find(one => one.id === asked.dialog);
    if (!dialog) return sentenceReply(UNKNOWN);
    const context = { ...delivered.where.card, now: now() };
    const home = name.startsWith('task/') ? 'card' : 'compose';
    const reply = (step: Step): InvokeReply =>
      toDialogReply(step, dialog.title, home, { dialog: dialog.id, press: unique() });
    if ('isChanged' in asked) return reply({ show: problemAnswer(new AppError('bad-action'), context).card });
    const step = toStep(dialog, asked, delivered);
    if (!step) return sentenceReply(GONE);
    const done = await within(step.outcome, pace.dialogPatience);
    if (done) return reply(done);
    const waiting = steps.keep(step, delivered.where);
    return reply({ show: stillReadingCard({ ...step.soFar, waiting }, context) });
  }

  const invoke =
    (name: string): Invoke =>
    async delivered => {
      const asked = readDialogAsked(name, delivered.activity.value);
      if (!asked) return sentenceReply(UNKNOWN);
      const run = (): Promise<InvokeReply> => answer(name, asked, delivered);
      return onceKeys(delivered.activity, asked).reduce((next, key) => () => once(key, next), run)();
    };

  return {
    invokes: NAMES.map(name => [name, invoke(name)]),
    running: () => steps.running(),
    settle: ms => steps.settle(ms),
  };
}

/** A late answer has the client send again what was pressed, under another id; the same person's same press of the same drawing is one. */
function onceKeys(activity: Incoming, asked: DialogAsked): string[] {
  const press = 'data' in asked ? asked.press : undefined;
  if (press === undefined) return repeatKeys(activity);
  const filledIn = createHash('sha256').update(JSON.stringify(activity.value)).digest('base64url');
  return [...repeatKeys(activity), `${activity.conversation.id} ${activity.from?.id ?? ''} ${press} ${filledIn}`];
}
