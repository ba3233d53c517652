import type { TurnContext } from 'botbuilder';
import type { ProblemDetails } from '../../domain/errors';
import { problemAnswer } from '../problem-answer';
import { invokeResponse, messageResponse, toOutlet } from '../send';
import { toIncoming, type Incoming } from './activity';
import { toTenant, toWhere, type Askers } from './asked';
import { isWaiting } from './delivery';
import { sentenceReply } from './dialog-reply';
import { toInvokeName } from './invoke';
import { createOnce } from './once';
import type { PersonRate } from './person-rate';
import { isRefresh } from './refresh';

/** Whoever is told that often enough needs no second message. */
const TOLD_FOR = 10_000;

/** Invokes that somebody pressed a button for; all others come by themselves, or with each letter. */
const ASKED = [
  'adaptiveCard/action',
  'fileConsent/invoke',
  'task/fetch',
  'task/submit',
  'composeExtension/fetchTask',
  'composeExtension/submitAction',
];
/** A longer one is nobody's. */
const LONGEST_ACCOUNT = 128;
const LISTS = ['composeExtension/selectItem', 'composeExtension/queryLink', 'composeExtension/anonymousQueryLink'];

/** Turns away what one person asks too often, in words where there is room for them. Resolves to true where it did. */
export function createTooMany({ rate, askers, now }: { rate: PersonRate; askers: Askers; now: () => number }) {
  const told = createOnce(TOLD_FOR, now);

  return async function tooMany(context: TurnContext): Promise<boolean> {
    const activity = toIncoming(context.activity);
    const kind = kindOf(activity);
    const person = keyOf(activity, askers);
    const wait = kind && rate.take(person, kind);
    if (wait === undefined) return false;
    const details: ProblemDetails = { retryAfterSeconds: wait };
    const { card } = problemAnswer(
      { code: 'too-many-questions', details },
      { ...toWhere(activity, askers).card, now: now() },
    );
    if (activity.type === 'invoke') await context.sendActivity(toReply(activity, card.speak));
    else if (isWaiting(activity)) await toOutlet(context).send(card);
    else
      await told(`${activity.conversation.id} ${person}`, async () => {
        await toOutlet(context).send(card);
      });
    return true;
  };
}

/** What nobody in particular asks for is not counted. */
function kindOf({ type, name, value, from, recipient }: Incoming): Parameters<PersonRate['take']>[1] | undefined {
  if (type === 'message') return from?.id === recipient?.id ? undefined : 'question';
  if (type !== 'invoke') return undefined;
  return ASKED.includes(toInvokeName(name)) && !isRefresh(value) ? 'question' : 'typing';
}

/** By the account itself: in the sandbox several may be read for one person. */
function keyOf(activity: Incoming, askers: Askers): string {
  const { aadObjectId, id } = activity.from ?? { id: '' };
  const isAccount = typeof aadObjectId === 'string' && aadObjectId.length <= LONGEST_ACCOUNT;
  return JSON.stringify([toTenant(activity, askers), isAccount ? aadObjectId.trim().toLowerCase() : id]);
}

/** Each kind of invoke has its own place for a sentence; the card or list that stands there stays. */
function toReply({ name }: Incoming, sentence: string) {
  const invoke = toInvokeName(name);
  if (invoke === 'adaptiveCard/action') return messageResponse(sentence);
  if (invoke === 'composeExtension/query')
    return invokeResponse(200, { composeExtension: { type: 'message', text: sentence } });
  if (LISTS.includes(invoke))
    return invokeResponse(200, { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } });
  if (ASKED.includes(invoke) && invoke !== 'fileConsent/invoke')
    return invokeResponse(200, sentenceReply(sentence).body);
  return invokeResponse(429, { error: { message: sentence } });
}
