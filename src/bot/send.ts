import type { Activity, TurnContext } from 'botbuilder';
import type { Card } from '../cards/card';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const LONGEST_SUMMARY = 200;

/** One conversation, as somewhere cards can be put. Everything may throw the SDK's errors. */
export interface Outlet {
  /** The id of the new message, where the channel gave one. */
  send(card: Card): Promise<string | undefined>;
  update(messageId: string, card: Card): Promise<void>;
  typing(): Promise<void>;
}

export function toOutlet(context: TurnContext): Outlet {
  return {
    async send(card) {
      const sent = await context.sendActivity(cardMessage(card));
      return sent?.id === '' ? undefined : sent?.id;
    },
    async update(messageId, card) {
      await context.updateActivity({ ...cardMessage(card), id: messageId });
    },
    async typing() {
      await context.sendActivity({ type: 'typing' });
    },
  };
}

/** The summary is what a notification shows: Teams writes "sent a card" without it. */
function cardMessage(card: Card): Partial<Activity> {
  return {
    type: 'message',
    summary: card.speak.slice(0, LONGEST_SUMMARY),
    attachments: [{ contentType: CARD_TYPE, content: card }],
  };
}

/** What the invoke of a pressed button is answered with: the card that takes the place of the one with the button. */
export function cardResponse(card: Card): Partial<Activity> {
  return invokeResponse(200, { statusCode: 200, type: CARD_TYPE, value: card });
}

/** The same when the invoke itself is not as it should be. */
export function badInvokeResponse(message: string): Partial<Activity> {
  const value = { code: 'BadRequest', message };
  return invokeResponse(200, { statusCode: 400, type: 'application/vnd.microsoft.error', value });
}

export function invokeResponse(status: number, body: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status, body } };
}
