import { signInCard } from '../../cards/sign-in';
import type { AppIds } from '../../domain/app-ids';
import type { ProblemCode } from '../../domain/errors';
import type { Asker } from '../../domain/sources';
import { isObject } from '../door/activity';
import type { Delivered } from '../door/asked';
import { isWaiting, type createDelivery } from '../door/delivery';
import type { Invoke, InvokeReply } from '../door/invoke';
import { problemAnswer } from '../problem-answer';
import { notTaken, readHandedOver, type HandedOver } from './protocol';
import type { SigningIn } from './signing-in';
import type { Waiting, WaitingQuestion } from './waiting';

export interface SignInInvokesOptions {
  signingIn: SigningIn;
  waiting: Waiting;
  delivery: Pick<ReturnType<typeof createDelivery>, 'background'>;
  /** True for the first instance that takes what was handed over for a request. */
  claim: (asker: Asker, id: string) => Promise<boolean>;
  /** What problem cards call Rollcall in their steps. */
  app: AppIds | undefined;
  now: () => number;
  log: { warn(event: string, facts?: object): void };
}

const done: InvokeReply = { status: 200 };

/** What Teams tells of signing in, in the chat where it was asked to. */
export function createSignInInvokes(options: SignInInvokesOptions): (readonly [string, Invoke])[] {
  const { signingIn, waiting, delivery, claim, app, now, log } = options;

  const say = (delivered: Delivered, code: ProblemCode, signInPage?: string): Promise<void> => {
    const details = signInPage === undefined ? {} : { signInPage };
    const context = { ...delivered.where.card, now: now(), ...(app && { app }) };
    const { card } = problemAnswer({ code, details }, context);
    return delivery.background(delivered, async outlet => {
      await outlet.send(card);
    });
  };

  async function take(
    question: WaitingQuestion,
    { id, token }: HandedOver,
    delivered: Delivered,
  ): Promise<InvokeReply> {
    const { asker, scopes } = question;
    if (!(await claim(asker, id))) return done;
    const refused = await signingIn.take(asker, { token, scopes }, delivered);
    if (!refused) {
      question.isSignedIn = true;
      const asked = question.again({ ...delivered, signedInFor: scopes });
      if (isWaiting(delivered.activity)) await asked;
      return done;
    }
    const isForEntra = refused.code === 'consent-needed' || refused.code === 'conditional-access';
    await say(delivered, refused.code, isForEntra ? signingIn.requestFor(asker, scopes).link : undefined);
    return notTaken(id);
  }

  /** What was asked is known where it was asked alone. */
  const waitingElsewhere = ({ id, scopes }: HandedOver, { where }: Delivered): WaitingQuestion | undefined =>
    waiting.standIn(id, where, {
      scopes,
      again: delivered =>
        delivery.background(delivered, async outlet => {
          await outlet.send(signInCard({ state: 'elsewhere' }, { ...where.card, now: now() }));
        }),
    });

  /** Each of a person's clients hands over the same: the first is exchanged, and all get its outcome. */
  const tokenExchange: Invoke = async delivered => {
    const handed = readHandedOver(delivered.activity.value);
    const question = handed && (waiting.get(handed.id, delivered.where) ?? waitingElsewhere(handed, delivered));
    if (!question) return notTaken(handed?.id ?? '');
    question.outcome ??= take(question, handed, delivered);
    return question.outcome;
  };

  /** Somebody is back from Entra's page: what waited is asked for once more. */
  const verifyState: Invoke = async delivered => {
    const question = waiting.newest(delivered.where);
    if (question) await delivery.background(delivered, outlet => signingIn.askFor(question, outlet));
    return done;
  };

  const failure: Invoke = async delivered => {
    const { value } = delivered.activity;
    const code = isObject(value) && typeof value.code === 'string' ? value.code : '';
    // Teams' own short word for it; its message may hold anything.
    log.warn('Teams could not sign somebody in', { code: /^[a-z]{1,40}$/i.test(code) ? code : 'another' });
    if (waiting.newest(delivered.where)) await say(delivered, 'sign-in-failed');
    return done;
  };

  return [
    ['signin/tokenExchange', tokenExchange],
    ['signin/verifyState', verifyState],
    ['signin/failure', failure],
  ];
}
