import { setTimeout as delay } from 'node:timers/promises';
import { Application } from '@microsoft/teams-ai/lib/Application';
import { TurnState } from '@microsoft/teams-ai/lib/TurnState';
import { protocolWord, type Incoming } from './door/activity';
import { RollcallAdapter, type AdapterOptions } from './adapter';
import type { Askers } from './door/asked';
import type { Invoke } from './door/invoke';
import { createLinkPreviews } from './door/link-preview';
import { createMeetingChats } from './door/meeting-chat';
import type { ServiceUrlRule } from './door/clouds';
import type { AppIds } from '../domain/app-ids';
import type { SignIn } from '../domain/sign-in';
import type { Asker } from '../domain/sources';
import type { Answerer } from './command';
import { dialogs as allDialogs } from './dialogs';
import type { Dialog } from './dialogs/dialog';
import { createDelivery } from './door/delivery';
import { createDialogDoor } from './door/dialogs';
import { createEntry } from './door/entry';
import { createFileConsent } from './door/file-consent';
import { createOnce } from './door/once';
import { createPlaces } from './door/places';
import type { PersonRate } from './door/person-rate';
import { createSearchInvokes } from './door/search';
import { within } from '../within';
import { PACE, type Pace } from './door/progress';
import type { Audit } from '../domain/audit';
import type { FileOffers } from './file-offers';
import { createPost, type Post } from './posting/post';
import { createSignInInvokes } from './sign-in/invokes';
import { createSigningIn } from './sign-in/signing-in';
import { createWaiting } from './sign-in/waiting';
import { routeTurns } from './turns';
import type { Watching } from './watch/watching';
import type { BotLog } from './bot-log';
import type { TurnResult } from './door/turn-result';

export interface BotOptions extends AdapterOptions {
  answerer: Answerer;
  askers: Askers;
  /** The files that commands wrote. */
  files: FileOffers;
  /** Where watches are kept; absent where there is no database. */
  watching?: Watching;
  /** Told who took what; absent: nobody. */
  audit?: Audit;
  /** Where they may be uploaded to. */
  mayUploadTo: ServiceUrlRule;
  /** The only channel served; any in the sandbox. */
  channel: string | undefined;
  /** How much one person may ask; absent: anything. */
  rate?: PersonRate;
  /** Absent where nobody signs in. */
  signIn?: BotSignIn;
  /** What problem cards call Rollcall in their steps. */
  app?: AppIds | undefined;
  log: BotLog;
  now: () => number;
  pace?: Partial<Pace>;
  dialogs?: readonly Dialog[];
}

/** Who is signed in at this instance, and what it has in common with the others. */
export interface BotSignIn extends SignIn {
  secret: string;
  /** True for the first instance that asks for this id. */
  claim: (asker: Asker, id: string) => Promise<boolean>;
}

export interface Bot {
  /** One delivered activity, still unchecked. Throws only when something is broken. */
  turn(authorization: string, body: unknown): Promise<TurnResult>;
  /** Waits for answers that are on their way, up to `ms`; turns that are open then are answered with 503. */
  settle(ms: number): Promise<void>;
  /** Puts a card where nobody just asked for one. */
  post: Post;
}

/** The bot in Teams: a teams-ai application on its adapter. */
export function createBot(options: BotOptions): Bot {
  const { answerer, askers, log, now } = options;
  const pace = { ...PACE, ...options.pace };
  const adapter = new RollcallAdapter(options);
  const app = new Application({
    adapter,
    removeRecipientMention: false,
    turnStateFactory: () => new NoState(),
  });
  // teams-ai starts its timer although told not to, and keeps one for all conversations together.
  app.startTypingTimer = () => undefined;

  const { signIn } = options;
  const waiting = signIn && createWaiting({ now, secret: signIn.secret });
  const signingIn =
    waiting &&
    createSigningIn({
      ...{ signIn, waiting },
      told: (outcome, { where }, scopes) => {
        const level = outcome === 'signed in' ? 'info' : 'warn';
        log[level]('a sign-in', { outcome, scopes, asker: log.mask(where.asker?.personId) });
      },
    });

  const delivery = createDelivery({
    adapter,
    signingIn,
    answerer,
    once: createOnce(pace.remembered, now),
    pace,
    now,
    answered: ({ way, verb, where, ms, answer }) => {
      const { asker, card } = where;
      log.info('answered', {
        way,
        ...(isVerb(verb) && { verb }),
        place: card.place,
        asker: log.mask(asker?.personId),
        problem: answer.problem,
        ms: Math.round(ms),
      });
    },
    unsent: (where, error) => {
      log.warn('could not send', { conversation: log.mask(where.conversation), error });
    },
  });
  const fileConsent = createFileConsent({
    delivery,
    answerer,
    offers: options.files,
    mayUploadTo: options.mayUploadTo,
    audit: options.audit,
    now,
    sleep: ms => delay(ms),
    progressEvery: pace.progressEvery,
    told: (outcome, { where }, facts) => {
      const level = outcome === 'failed' || outcome === 'refused address' ? 'warn' : 'info';
      log[level]('a file', { outcome, asker: log.mask(where.asker?.personId), ...facts });
    },
  });
  const meetingChats = createMeetingChats(adapter, now);
  const places = createPlaces({ watching: options.watching, answerer, askers, now, log });
  const dialogDoor = createDialogDoor({ answerer, dialogs: options.dialogs ?? allDialogs, pace, now, log });
  const links = createLinkPreviews({ answerer, pace, now });
  const running = () => delivery.running() + dialogDoor.running() + links.running();
  const searches = createSearchInvokes({ answerer, now, picksLater: options.channel !== undefined, log, signingIn });
  const signIns =
    waiting && signingIn
      ? createSignInInvokes({ signingIn, waiting, delivery, claim: signIn.claim, app: options.app, now, log })
      : [];
  /** What is answered within the turn with more than a card. */
  const invokes = new Map<string, Invoke>([...dialogDoor.invokes, ...searches, ...links.invokes, ...signIns]);

  const ignore = ({ type, name, action }: Incoming, reason: string): void => {
    log.debug('ignored', {
      type: protocolWord(type),
      event: protocolWord(name),
      action: protocolWord(action),
      reason,
    });
  };
  routeTurns(app, { adapter, delivery, fileConsent, meetingChats, places, invokes, askers, ignore, log, now });

  const entry = createEntry({
    ...options,
    ...{ adapter, running, handle: context => app.run(context) },
    ignored: activity => {
      ignore(activity, 'Rollcall has no use for it');
    },
  });

  return {
    post: createPost({ adapter, serviceUrl: options.serviceUrl, now }),
    async settle(ms) {
      const until = performance.now() + ms;
      // What turns leave to be done afterwards is known when they end.
      await entry.settle(ms);
      const left = Math.max(0, until - performance.now());
      await Promise.all([delivery.settle(left), dialogDoor.settle(left), within(places.settle(), left)]);
      entry.giveUp();
    },
    turn: (authorization, body) => entry.turn(authorization, body),
  };
}

/** Ours are short words; anything else came from somebody's own client. */
function isVerb(verb: string | undefined): boolean {
  return verb !== undefined && /^[a-z-]{1,30}$/.test(verb);
}

/** Nothing is kept between turns, and an activity needs no recipient for it. */
class NoState extends TurnState {
  protected override onComputeStorageKeys(): Promise<Record<string, string>> {
    return Promise.resolve({ conversation: '', user: '' });
  }
}
