import type { Activity, TurnContext } from 'botbuilder';
import type { Card } from '../cards/card';
import type { OfferedFile } from './file-offers';
import { signInMessage, type SignInRequest } from './sign-in/protocol';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const CONSENT_TYPE = 'application/vnd.microsoft.teams.card.file.consent';
const SAVED_TYPE = 'application/vnd.microsoft.teams.card.file.info';
const LONGEST_SUMMARY = 200;

/** A file in somebody's OneDrive, as the client that made room for it described it. */
export interface SavedFile {
  name: string;
  contentUrl: string;
  uniqueId: string;
  fileType: string;
}

/** One conversation, as somewhere cards can be put. Everything may throw the SDK's errors. */
export interface Outlet {
  /** The id of the new message, where the channel gave one. */
  send(card: Card): Promise<string | undefined>;
  update(messageId: string, card: Card): Promise<void>;
  typing(): Promise<void>;
  /** Has Teams ask whether the file may be put into the reader's OneDrive. Personal chat only. */
  offer(file: OfferedFile): Promise<void>;
  /** The way to the file, in place of a message or as a new one. */
  saved(messageId: string | undefined, file: SavedFile): Promise<void>;
  /** Has Teams sign in whoever asked. Personal chat only. */
  signIn(request: SignInRequest): Promise<void>;
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
    async offer(file) {
      await context.sendActivity(consentMessage(file));
    },
    async saved(messageId, file) {
      if (messageId === undefined) await context.sendActivity(savedMessage(file));
      else await context.updateActivity({ ...savedMessage(file), id: messageId });
    },
    async signIn(request) {
      await context.sendActivity(signInMessage(request));
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

/** What comes back when it is answered is the id alone, which is nothing without the person it was written for. */
function consentMessage({ id, name, description, bytes }: OfferedFile): Partial<Activity> {
  const context = { file: id };
  const content = { description, sizeInBytes: bytes, acceptContext: context, declineContext: context };
  return {
    type: 'message',
    summary: `${description}: ${name}`.slice(0, LONGEST_SUMMARY),
    attachments: [{ contentType: CONSENT_TYPE, name, content }],
  };
}

function savedMessage({ name, contentUrl, uniqueId, fileType }: SavedFile): Partial<Activity> {
  return {
    type: 'message',
    summary: `Saved: ${name}`.slice(0, LONGEST_SUMMARY),
    attachments: [{ contentType: SAVED_TYPE, name, contentUrl, content: { uniqueId, fileType } }],
  };
}

/** What the invoke of a pressed button is answered with: the card that takes the place of the one with the button. */
export function cardResponse(card: Card): Partial<Activity> {
  return invokeResponse(200, { statusCode: 200, type: CARD_TYPE, value: card });
}

/** The client goes on showing the card it has; a sentence beside it is all that there may be. */
export function keepCardResponse(): Partial<Activity> {
  return messageResponse('These are the figures that everybody sees here.');
}

/** A sentence for whoever pressed, beside the card as it is. */
export function messageResponse(value: string): Partial<Activity> {
  return invokeResponse(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });
}

/** The same when the invoke itself is not as it should be. */
export function badInvokeResponse(message: string): Partial<Activity> {
  const value = { code: 'BadRequest', message };
  return invokeResponse(200, { statusCode: 400, type: 'application/vnd.microsoft.error', value });
}

export function invokeResponse(status: number, body?: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status, ...(body && { body }) } };
}
