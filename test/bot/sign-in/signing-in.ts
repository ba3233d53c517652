import type { RealApp } from '../../support/real-app';

export interface OAuthCard {
  text: string;
  connectionName: string;
  tokenExchangeResource: { id: string };
  buttons: { type: string; title: string; value: string }[];
}

/** Which of these words are in something long. */
export const saying = (cards: unknown, ...words: string[]) =>
  words.filter(word => JSON.stringify(cards).includes(word));

/** The request to sign in that an activity holds, if it does. */
export function oauthCard(activity: any): OAuthCard | undefined {
  return activity?.attachments?.find((one: any) => one.contentType === 'application/vnd.microsoft.card.oauth')?.content;
}

/** What the bot sent that holds something, once it is there. */
async function until<Found>(look: () => Found | undefined, app: RealApp): Promise<Found> {
  const last = Date.now() + 15_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > last) throw new Error(`not sent: ${JSON.stringify(app.connector.sent).slice(0, 2000)}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

const taken = new WeakSet<object>();

/** Asks in words, if any, and waits for the next request to sign in. */
export async function signInFromChat(app: RealApp, person: string, words: string | undefined) {
  if (words !== undefined && (await app.post(app.from(person, words))).status !== 200) throw new Error('not taken');
  const card = await until(
    () => app.connector.sent.map(({ activity }) => oauthCard(activity)).find(one => one && !taken.has(one)),
    app,
  );
  taken.add(card);
  return { id: card.tokenExchangeResource.id, card };
}

/** The Adaptive Cards that were sent, once there are so many; none that a slow machine shows before an answer. */
export async function cards(app: RealApp, count: number): Promise<any[]> {
  const sent = () =>
    app.connector.sent
      .flatMap(({ activity }) => activity.attachments ?? [])
      .map(({ content }) => content)
      .filter(({ type, speak }) => type === 'AdaptiveCard' && !String(speak).startsWith('Working on it'));
  return until(() => (sent().length >= count ? sent() : undefined), app);
}

/** An invoke of this person's client, in their own chat. */
export function invoke(app: RealApp, person: string, name: string, value: unknown, rest: object = {}) {
  const { text: _, ...activity } = app.from(person, undefined);
  return { ...activity, type: 'invoke', name, value, ...rest };
}

/** What a client of this person hands over for a request; `token` in place of their own sign-in. */
export async function exchange(
  app: RealApp,
  person: string,
  id: string,
  { token, rest = {} }: { token?: string; rest?: object } = {},
): Promise<{ status: number; body: any }> {
  const value = { id, connectionName: 'read', token: token ?? (await app.entra.signIn(person)) };
  return app.post(invoke(app, person, 'signin/tokenExchange', value, rest));
}

/** What Entra was asked to exchange. */
export const exchanges = (app: RealApp) => app.entra.requests.filter(({ assertion }) => assertion !== undefined);

/** What Graph was asked for somebody: subscriptions are Rollcall's own. */
export const graphReads = (app: RealApp) =>
  app.sandbox.requests.map(({ path }) => path).filter(path => !path.includes('/subscriptions'));
