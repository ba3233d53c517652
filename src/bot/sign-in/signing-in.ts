import { randomUUID } from 'node:crypto';
import type { Exchanged, Scopes, SignIn } from '../../domain/sign-in';
import type { Asker } from '../../domain/sources';
import type { Answer } from '../command';
import { isObject } from '../door/activity';
import type { Delivered } from '../door/asked';
import type { InvokeReply } from '../door/invoke';
import type { Outlet } from '../send';
import { pressNotTaken, readHandedOver, signInReply, type HandedOver, type SignInRequest } from './protocol';
import type { Waiting, WaitingQuestion } from './waiting';

export interface SigningInOptions {
  signIn: SignIn;
  waiting: Waiting;
  /** Told what became of each sign-in. */
  told: (outcome: 'signed in' | Refused['code'], delivered: Delivered, scopes: Scopes) => void;
}

export type Refused = Extract<Exchanged, { is: 'refused' }>;

/** Signs people in when an answer needs it, and not before. */
export interface SigningIn {
  /** Sends the request in place of an answer that is that one is needed. False where this is no such answer, or no place for it. */
  ask(answer: Answer, delivered: Delivered, outlet: Outlet, again: WaitingQuestion['again']): Promise<boolean>;
  /** The same for a pressed button, which any place has. */
  request(answer: Answer, delivered: Delivered): InvokeReply | undefined;
  /** Takes what came with a pressed button or a search, if anything did; the reply to a button where it was not taken. */
  handedOver(delivered: Delivered): Promise<InvokeReply | undefined>;
  /** Whether the answer is that a sign-in is needed although one came with the question: asked for again, clients would go on for ever. */
  isInVain(answer: Said, delivered: Delivered): boolean;
  /** Takes what Teams handed over in this person's turn. */
  take(asker: Asker, handed: Pick<HandedOver, 'token' | 'scopes'>, delivered: Delivered): Promise<Refused | undefined>;
  /** Asks for it for a question that waits. */
  askFor(question: WaitingQuestion, outlet: Outlet): Promise<void>;
  requestFor(asker: Asker, scopes: Scopes, id?: string): SignInRequest;
}

export function createSigningIn({ signIn, waiting, told }: SigningInOptions): SigningIn {
  const requestFor: SigningIn['requestFor'] = (asker, scopes, id = randomUUID()) => ({
    ...{ id, scopes, link: signIn.linkFor(asker, scopes) },
  });

  const take: SigningIn['take'] = async (asker, { token, scopes }, delivered) => {
    const exchanged = await signIn.exchange(asker, token, scopes);
    told(exchanged.is === 'refused' ? exchanged.code : 'signed in', delivered, scopes);
    return exchanged.is === 'refused' ? exchanged : undefined;
  };

  const askFor: SigningIn['askFor'] = async (question, outlet) => {
    const { asker, conversation, scopes, again } = question;
    const id = waiting.add({ asker, conversation, scopes, again });
    await outlet.signIn(requestFor(asker, scopes, id));
  };

  return {
    ...{ requestFor, take, askFor },
    async ask(answer, { where }, outlet, again) {
      const scopes = neededFor(answer);
      const { asker, conversation, card } = where;
      if (!scopes || !asker || card.place !== 'personal') return false;
      await askFor({ asker, conversation, scopes, again }, outlet);
      return true;
    },
    request(answer, { where: { asker } }) {
      const scopes = neededFor(answer);
      return scopes && asker && signInReply(requestFor(asker, scopes));
    },
    isInVain: (answer, { signedInFor, activity: { value } }) => {
      const handed = isObject(value) ? readHandedOver(value.authentication) : undefined;
      const needed = neededFor(answer);
      return needed !== undefined && needed === (signedInFor ?? handed?.scopes);
    },
    async handedOver(delivered) {
      const { asker } = delivered.where;
      const { value } = delivered.activity;
      const handed = asker && isObject(value) ? readHandedOver(value.authentication) : undefined;
      if (!asker || !handed) return undefined;
      return (await take(asker, handed, delivered)) && pressNotTaken();
    },
  };
}

type Said = Pick<Answer, 'problem' | 'facts'>;

/** What the asker has to sign in for before this is answered. */
function neededFor({ problem, facts }: Said): Scopes | undefined {
  if (problem !== 'sign-in-needed') return undefined;
  return (facts as { scopes?: unknown }).scopes === 'create' ? 'create' : 'read';
}
