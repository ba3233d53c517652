import type { Activity } from 'botbuilder';
import type { Scopes } from '../../domain/sign-in';
import { isObject } from '../door/activity';
import type { InvokeReply } from '../door/invoke';

/** What Teams needs to sign somebody in. */
export interface SignInRequest {
  /** By which what Teams hands over is known again. */
  id: string;
  scopes: Scopes;
  /** For who has to agree, or to do more, at Entra's own page. */
  link: string;
}

/** What Teams hands over. */
export interface HandedOver {
  id: string;
  token: string;
  scopes: Scopes;
}

const TEXT = 'Rollcall reads your events in your name. Sign in to go on.';
const BUTTON = 'Sign in';
const LONGEST_TOKEN = 16_000;
const LONGEST_ID = 200;

/** Has Teams sign its user in by itself, and show the button where it can't. Personal chat only. */
export function signInMessage({ id, scopes, link }: SignInRequest): Partial<Activity> {
  return {
    type: 'message',
    summary: TEXT,
    attachments: [{ contentType: 'application/vnd.microsoft.card.oauth', content: oauth({ id, scopes, link }) }],
  };
}

/** The same in answer to a pressed button, anywhere: the client presses it again with what it got. */
export function signInReply(request: SignInRequest): InvokeReply {
  const type = 'application/vnd.microsoft.activity.loginRequest';
  return { status: 200, body: { statusCode: 401, type, value: oauth(request) } };
}

/** What was handed over with a button was not taken: the client shows its own button to sign in. */
export function pressNotTaken(): InvokeReply {
  const value = { code: '412', message: NOT_TAKEN };
  const type = 'application/vnd.microsoft.error.preconditionFailed';
  return { status: 200, body: { statusCode: 412, type, value } };
}

/** The same for what is handed over by itself. */
export function notTaken(id: string): InvokeReply {
  return { status: 412, body: { id, failureDetail: NOT_TAKEN } };
}

const NOT_TAKEN = 'The sign-in was not taken.';

/** Has Teams sign in whoever types, and type again. */
export function signInSearch(link: string): InvokeReply {
  const actions = [{ type: 'openUrl', value: link, title: BUTTON }];
  return { status: 200, body: { composeExtension: { type: 'silentAuth', suggestedActions: { actions } } } };
}

// No uri beside the id: Teams then takes the one in the manifest, and another is refused.
function oauth({ id, scopes, link }: SignInRequest) {
  return {
    text: TEXT,
    connectionName: scopes,
    tokenExchangeResource: { id },
    buttons: [{ type: 'signin', title: BUTTON, value: link }],
  };
}

/** What a `signin/tokenExchange`, or another invoke's `authentication`, holds; undefined where it holds no token. */
export function readHandedOver(value: unknown): HandedOver | undefined {
  if (!isObject(value)) return undefined;
  const { id, token, connectionName } = value;
  if (typeof token !== 'string' || token === '' || token.length > LONGEST_TOKEN) return undefined;
  const known = typeof id === 'string' && id.length <= LONGEST_ID ? id : '';
  return { id: known, token, scopes: connectionName === 'create' ? 'create' : 'read' };
}
