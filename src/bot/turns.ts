import type { Application } from '@microsoft/teams-ai/lib/Application';
import type { TurnContext } from 'botbuilder';
import { welcomeCard } from '../cards/welcome';
import type { RollcallAdapter } from './adapter';
import type { BotLog } from './bot-log';
import { isInstallation, isObject, protocolWord, toIncoming, type Incoming } from './door/activity';
import { toWhere, type Askers } from './door/asked';
import type { createDelivery } from './door/delivery';
import type { createFileConsent } from './door/file-consent';
import { toInvokeName, unknownInvoke, type Invoke } from './door/invoke';
import type { createMeetingChats } from './door/meeting-chat';
import { createOnce } from './door/once';
import type { createPlaces } from './door/places';
import { problemAnswer } from './door/progress';
import { badInvokeResponse, invokeResponse, toOutlet } from './send';

export interface Turns {
  adapter: RollcallAdapter;
  delivery: ReturnType<typeof createDelivery>;
  fileConsent: ReturnType<typeof createFileConsent>;
  meetingChats: ReturnType<typeof createMeetingChats>;
  places: ReturnType<typeof createPlaces>;
  /** What is answered within the turn with more than a card, by the invoke's name. */
  invokes: ReadonlyMap<string, Invoke>;
  askers: Askers;
  /** Told of what Rollcall has no use for. */
  ignore: (activity: Incoming, reason: string) => void;
  log: BotLog;
  /** Milliseconds. */
  now: () => number;
}

/** Teams tells of an installation twice, and the Playground at every load of its page. */
const WELCOMED_FOR = 15 * 60_000;

/** Which activity goes through which door. */
export function routeTurns(
  app: Application,
  { adapter, delivery, fileConsent, meetingChats, places, invokes, askers, ignore, log, now }: Turns,
): void {
  const welcomed = createOnce(WELCOMED_FOR, now);

  const delivered = (context: TurnContext) => {
    const activity = toIncoming(context.activity);
    const here = meetingChats(activity, context.activity);
    return { activity, context, where: { ...toWhere(activity, askers), ...(here && { here }) } };
  };

  app.addRoute(
    context => Promise.resolve(context.activity.type === 'invoke'),
    async context => {
      const question = delivered(context);
      const { value } = question.activity;
      const name = toInvokeName(question.activity.name);
      if (name === 'fileConsent/invoke') {
        await fileConsent(question);
        return;
      }
      if (name !== 'adaptiveCard/action') {
        const { status, body } = (await invokes.get(name)?.(question)) ?? unknownInvoke;
        await context.sendActivity(invokeResponse(status, body));
        return;
      }
      const action = isObject(value) ? value.action : undefined;
      if (!isObject(action) || typeof action.verb !== 'string') {
        await context.sendActivity(badInvokeResponse('The action has no verb.'));
        return;
      }
      await delivery.execute(question, action.verb, action.data);
    },
    true,
  );
  app.activity('message', async context => {
    const question = delivered(context);
    const { from, recipient, text, value } = question.activity;
    places.seen(question.where);
    if (from?.id === recipient?.id) ignore(question.activity, 'it is our own');
    else if (isObject(value) && !text?.trim())
      await delivery.submit(question, typeof value.verb === 'string' ? value.verb : '', value);
    else await delivery.words(question);
  });
  app.activity(['conversationUpdate', 'installationUpdate'], async context => {
    const installed = delivered(context);
    const { activity, where } = installed;
    if (await places.removed(activity)) return;
    if (!isInstallation(activity)) {
      ignore(activity, 'nobody installed Rollcall');
      return;
    }
    places.seen(where, true);
    await welcomed(activity.conversation.id, () => {
      const by = activity.from?.name;
      return delivery.greet(
        installed,
        welcomeCard(by === undefined ? {} : { installedBy: by }, { ...where.card, now: now() }),
      );
    });
  });

  app.activity('event', async context => {
    const happened = delivered(context);
    if (!places.met(happened)) ignore(happened.activity, 'no meeting that could be watched began or ended');
  });

  adapter.onTurnError = async (context, error) => {
    const { activity, where } = delivered(context);
    const type = protocolWord(activity.type);
    log.error('a turn failed', { type, conversation: log.mask(where.conversation), error });
    if (activity.type === 'invoke')
      await context.sendActivity(invokeResponse(500, { error: { message: 'Something went wrong here.' } }));
    else if (activity.type === 'message')
      await toOutlet(context)
        .send(problemAnswer('internal', { ...where.card, now: now() }).card)
        .catch((cause: unknown) => {
          log.warn('could not send', { error: cause });
        });
  };
}
