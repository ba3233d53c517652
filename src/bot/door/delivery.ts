import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { Card } from '../../cards/card';
import { progressCard } from '../../cards/progress';
import type { Incoming } from './activity';
import type { RollcallAdapter } from '../adapter';
import type { Delivered, Where } from './asked';
import type { Answer, Answerer, Asked } from '../command';
import type { InvokeReply } from './invoke';
import { messageText } from './message-text';
import { plainText } from '../plain-text';
import type { Once } from './once';
import { within } from '../../within';
import { finish, offerFiles, problemAnswer, show, startAsking, type Asking, type Pace } from './progress';
import { cardResponse, invokeResponse, keepCardResponse, toOutlet, type Outlet } from '../send';
import { isRefresh, toOwnQuestion } from './refresh';
import type { SigningIn } from '../sign-in/signing-in';
import { repeated } from '../sign-in/waiting';
import { createViewers } from './viewers';

export interface DeliveryOptions {
  adapter: RollcallAdapter;
  answerer: Answerer;
  once: Once;
  pace: Pace;
  now: () => number;
  /** Told of every answer. */
  answered: (line: { way: Way; verb?: string; where: Where; ms: number; answer: Answer }) => void;
  /** Told of a send that failed. */
  unsent: (where: Where, error: unknown) => void;
  /** Absent where nobody signs in. */
  signingIn?: SigningIn | undefined;
}

/** Words somebody typed, or a button: as Action.Execute, or as Action.Submit where the client knows no other. A refresh nobody asked for. */
export type Way = 'words' | 'submit' | 'execute' | 'refresh';

/** Of a text, markup included, progress repeats no more than the beginning. */
const LONGEST_SHOWN = 5000;
/** A turn ends this long after progress is due, shown or not: the channel waits 15 s at most, and delivers again what took longer. */
const TURN_GRACE = 1000;

/** Takes questions, and brings their answers to where they were asked. */
export function createDelivery(options: DeliveryOptions) {
  const { adapter, answerer, once, pace, now, answered, unsent, signingIn } = options;
  const running = new Set<Promise<unknown>>();
  const withViewers = createViewers(adapter, now);

  async function afterInvoke(logic: () => Promise<void>): Promise<void> {
    await delay(pace.afterInvoke);
    await logic();
  }

  function ask(delivered: Delivered, way: Way, question: (asked: Asked) => Promise<Answer>, verb?: string): Asking {
    const { where, activity } = delivered;
    const since = now();
    const asking = startAsking(
      how =>
        question({ ...where, ...how })
          .then(answer => (signingIn?.isInVain(answer, delivered) ? inVain(where) : answer))
          .catch(() => problemAnswer('internal', { ...where.card, now: now() })),
      { longest: isWaiting(activity) ? pace.longestTurn : pace.longestAnswer, card: where.card, now },
    );
    void asking.answer.then(answer => {
      answered({ way, where, ms: now() - since, answer, ...(verb !== undefined && { verb }) });
    });
    return asking;
  }

  const inVain = ({ card }: Where): Answer => problemAnswer('sign-in-expired', { ...card, now: now() });

  /** Runs in the conversation after the turn has ended; the process waits for it when it stops. */
  function afterwards({ context, where }: Delivered, logic: (outlet: Outlet) => Promise<void>): Promise<void> {
    const lost = (error: unknown): void => {
      unsent(where, error);
    };
    // Caught inside: the adapter would take it for a failed turn and answer it.
    const job = adapter.after(context.activity, continued => logic(toOutlet(continued)).catch(lost)).catch(lost);
    running.add(job);
    return job.finally(() => running.delete(job));
  }

  const showing = (delivered: Delivered, asking: Asking, outlet: Outlet, messageId: string | undefined) => ({
    asking,
    words: plainText(messageText(delivered.activity).slice(0, LONGEST_SHOWN)),
    outlet,
    pace,
    messageId,
    shared: delivered.where.card.place === 'shared',
    card: () => ({ ...delivered.where.card, now: now() }),
    cardOf: (answer: Answer) => withViewers(answer, delivered),
    lost: (error: unknown) => {
      unsent(delivered.where, error);
    },
  });

  async function message(
    delivered: Delivered,
    way: Way,
    messageId: string | undefined,
    start: (delivered: Delivered) => Asking,
  ): Promise<void> {
    const { activity, context, where } = delivered;
    // What waited is asked as if it came with what signed in: again, and from there.
    const again = (by: Delivered): Promise<void> =>
      message({ ...delivered, ...by, where, activity: repeated(activity, by.activity) }, way, messageId, start);
    const signIn = (answer: Answer, outlet: Outlet): Promise<boolean> =>
      signingIn?.ask(answer, delivered, outlet, again) ?? Promise.resolve(false);
    if (isWaiting(activity)) {
      const answer = await start(delivered).answer;
      if (await signIn(answer, toOutlet(context))) return;
      // The last message of the body is the answer.
      await offerFiles(toOutlet(context), answer);
      await toOutlet(context).send(await withViewers(answer, delivered));
      return;
    }
    const shown = onceOf(
      activity,
      () =>
        new Promise<void>(resolve => {
          const job = afterwards(delivered, outlet =>
            show({ ...showing(delivered, start(delivered), outlet, messageId), announced: resolve, signIn }),
          );
          void job.then(resolve);
        }),
    );
    await within(shown, pace.patience + TURN_GRACE);
  }

  /** Never in the message itself, which others see: the view is answered in time, or everybody's card stays. */
  async function ownView(delivered: Delivered, verb: string, data: unknown): Promise<Partial<Activity>> {
    const own = toOwnQuestion(verb, data);
    if (!own) return keepCardResponse();
    const { card: here } = delivered.where;
    const card = here.place === 'shared' ? { ...here, ownView: true as const } : here;
    const asking = ask(
      { ...delivered, where: { ...delivered.where, card } },
      'refresh',
      asked => answerer.action(own.verb, own.data, { ...asked, isSilent: true }),
      own.verb,
    );
    running.add(asking.answer);
    void asking.answer.then(() => running.delete(asking.answer));
    const answer = await within(asking.answer, pace.ownView);
    return answer && !answer.problem ? cardResponse(answer.card) : keepCardResponse();
  }

  function onceOf<Outcome>(activity: Incoming, run: () => Promise<Outcome>): Promise<Outcome> {
    return repeatKeys(activity).reduce((next, key) => () => once(key, next), run)();
  }

  function responseOf(answer: Answer, delivered: Delivered): Partial<Activity> {
    return toResponse(signingIn?.request(answer, delivered)) ?? cardResponse(answer.card);
  }

  /** What the client handed over with a button was refused. */
  async function notTaken(delivered: Delivered): Promise<Partial<Activity> | undefined> {
    return toResponse(await signingIn?.handedOver(delivered));
  }

  return {
    words(delivered: Delivered): Promise<void> {
      const text = messageText(delivered.activity);
      return message(delivered, 'words', undefined, from => ask(from, 'words', asked => answerer.words(text, asked)));
    },

    submit(delivered: Delivered, verb: string, data: unknown): Promise<void> {
      const start = (from: Delivered) => ask(from, 'submit', asked => answerer.action(verb, data, asked), verb);
      return message(delivered, 'submit', delivered.activity.replyToId, start);
    },

    async execute(delivered: Delivered, verb: string, data: unknown): Promise<void> {
      const { activity, context, where } = delivered;
      if (isRefresh(activity.value)) {
        await context.sendActivity(await ownView(delivered, verb, data));
        return;
      }
      const start = () => ask(delivered, 'execute', asked => answerer.action(verb, data, asked), verb);
      if (isWaiting(activity)) {
        const refused = await notTaken(delivered);
        const answer = refused ?? (await start().answer);
        if ('card' in answer) await offerFiles(toOutlet(context), answer);
        await context.sendActivity('card' in answer ? responseOf(answer, delivered) : answer);
        return;
      }
      const response = await onceOf(activity, async () => {
        const refused = await notTaken(delivered);
        if (refused) return refused;
        const asking = start();
        const quick = await within(asking.answer, pace.patience);
        if (quick) {
          if (quick.files) void afterwards(delivered, outlet => afterInvoke(() => offerFiles(outlet, quick)));
          return responseOf(quick, delivered);
        }
        void afterwards(delivered, outlet =>
          afterInvoke(() => finish(showing(delivered, asking, outlet, activity.replyToId), activity.replyToId)),
        );
        return cardResponse(progressCard(asking.soFar, { ...where.card, now: now() }));
      });
      await context.sendActivity(response);
    },

    /** Something that nobody asked for. */
    async greet(delivered: Delivered, card: Card): Promise<void> {
      const greeting = async (outlet: Outlet): Promise<void> => {
        await outlet.send(card);
      };
      if (isWaiting(delivered.activity)) await greeting(toOutlet(delivered.context));
      else await within(afterwards(delivered, greeting), TURN_GRACE);
    },

    /** Work that goes on after the turn, or within it where the channel waits. */
    async background(delivered: Delivered, logic: (outlet: Outlet) => Promise<void>): Promise<void> {
      if (isWaiting(delivered.activity)) await logic(toOutlet(delivered.context));
      else void afterwards(delivered, outlet => afterInvoke(() => logic(outlet)));
    },

    /** How many answers are still on their way. */
    running: () => running.size,

    /** Waits for them, up to `ms`. */
    async settle(ms: number): Promise<void> {
      await within(Promise.allSettled(running), ms);
    },
  };
}

/** The channel holds the line until the replies are complete, and gets them in the body. */
export function isWaiting({ deliveryMode }: Incoming): boolean {
  return deliveryMode === 'expectReplies';
}

function toResponse(reply: InvokeReply | undefined): Partial<Activity> | undefined {
  return reply && invokeResponse(reply.status, reply.body);
}

/** What one delivery has in common with its repetition: who sent it, and the id; or under a new id everything else, to the millisecond it was sent. */
export function repeatKeys({ id, type, text, value, timestamp, conversation, from }: Incoming): string[] {
  const said = createHash('sha256')
    .update(JSON.stringify([type, text, value]))
    .digest('base64url');
  return Object.entries({ id, timestamp })
    .filter(([, one]) => typeof one === 'string' && one !== '')
    .map(which => JSON.stringify([conversation.id, from?.id, from?.aadObjectId, which, said]));
}
