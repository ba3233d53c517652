import { activityFault, toIncoming } from './activity';
import type { ServiceUrlRule } from './clouds';
import { isWaiting } from './delivery';

/** A status, and why in words for the sender. */
export interface Refusal {
  status: number;
  refused: string;
}

/** What a body must pass before the SDK sees it. */
export interface Gate {
  /** Where activities may be answered. */
  serviceUrl: ServiceUrlRule;
  /** The only channel served; any in the sandbox. */
  channel: string | undefined;
}

/** What keeps a body from the adapter, which would throw, or send the bot's token to an address of the sender's choice. */
export function refusal(body: unknown, { serviceUrl, channel }: Gate): Refusal | undefined {
  const fault = activityFault(body);
  if (fault !== undefined) return { status: 400, refused: fault };
  const activity = toIncoming(body as object);
  if (channel !== undefined && activity.channelId !== channel) return { status: 400, refused: 'Only Teams is served.' };
  if (!activity.serviceUrl)
    return isWaiting(activity) && channel === undefined
      ? undefined
      : { status: 400, refused: "The activity's serviceUrl is missing." };
  return serviceUrl(activity.serviceUrl)
    ? undefined
    : { status: 400, refused: "The activity's serviceUrl is not one that Rollcall sends to." };
}
