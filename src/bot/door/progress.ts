import { problemCard } from '../../cards/problem';
import { progressCard } from '../../cards/progress';
import type { Card, CardContext } from '../../cards/card';
import type { Answer, Question } from '../command';
import type { Outlet } from '../send';
import { within } from '../../within';

/** How long things may take, in milliseconds. */
export interface Pace {
  /** Without an answer after this, "working on it" is shown. */
  patience: number;
  /** A dialog without its next step after this shows that it is still read: Teams waits 5 seconds, the way there and back included. */
  dialogPatience: number;
  /** A reader's own view of a card that is not there after this is not shown. */
  ownView: number;
  /** A pasted link that leads to what takes longer than this shows what is there. */
  linkPreview: number;
  /** Between two updates of it. */
  progressEvery: number;
  /** A question is given up after this. */
  longestAnswer: number;
  /** The same where the channel waits for the answer (`expectReplies`), for 60 seconds with the last word. */
  longestTurn: number;
  /** What follows the answer to an invoke is sent this long after it: an update must not overtake it. */
  afterInvoke: number;
  /** Repeated deliveries are known for this long. */
  remembered: number;
}

export const PACE: Pace = {
  patience: 1500,
  dialogPatience: 3800,
  ownView: 3000,
  linkPreview: 1500,
  progressEvery: 2000,
  longestAnswer: 300_000,
  longestTurn: 58_500,
  afterInvoke: 500,
  remembered: 600_000,
};

/** How long a question that was given up may take to say so itself, with what it has. */
const LAST_WORD = 1000;

export type Ask = (how: { progress: Question['progress']; signal: AbortSignal }) => Promise<Answer>;

/** A question on its way. */
export interface Asking {
  answer: Promise<Answer>;
  soFar: { pages: number; people: number };
}

/** Starts to answer. The answer is there within `longest`, and about a second: then it says that it took too long. */
export function startAsking(
  ask: Ask,
  { longest, card, now }: { longest: number; card: Omit<CardContext, 'now'>; now: () => number },
): Asking {
  const soFar = { pages: 0, people: 0 };
  const giveUp = new AbortController();
  const asked = ask({ signal: giveUp.signal, progress: read => Object.assign(soFar, read) });
  const answer = within(asked, longest).then(async inTime => {
    if (inTime) return inTime;
    giveUp.abort();
    return (await within(asked, LAST_WORD)) ?? problemAnswer('took-too-long', { ...card, now: now() });
  });
  return { answer, soFar };
}

/** An answer that the bot makes itself, where no command could. */
export function problemAnswer(code: 'took-too-long' | 'internal' | 'sign-in-expired', card: CardContext): Answer {
  return { card: problemCard({ code, details: {} }, card), facts: { code }, problem: code };
}

export interface Showing {
  asking: Asking;
  /** What the person typed; empty for a button. */
  words: string;
  outlet: Outlet;
  pace: Pace;
  /** The message to put progress and answer into; a new one when absent. */
  messageId: string | undefined;
  /** True where others see the message too: then it only ever becomes an answer, never somebody's progress or problem. */
  shared: boolean;
  card: () => CardContext;
  /** The answer's card as it goes into the conversation. */
  cardOf: (answer: Answer) => Promise<Card>;
  /** Told once progress stands there: the turn may end. */
  announced?: () => void;
  /** Told of a send that failed and whose loss nobody sees. */
  lost: (error: unknown) => void;
  /** Has the asker sign in in place of an answer that says so; false where it is shown as any other. */
  signIn?: (answer: Answer, outlet: Outlet) => Promise<boolean>;
}

/** Shows the answer; while it takes its time, that it does, and how far it has come. Throws when the answer itself could not be sent. */
export async function show(showing: Showing): Promise<void> {
  const quick = await within(showing.asking.answer, showing.pace.patience);
  if (quick) {
    if (!(await showing.signIn?.(quick, showing.outlet))) await put(showing, showing.messageId, quick);
    return;
  }
  const messageId = await announce(showing);
  showing.announced?.();
  await finish(showing, messageId);
}

/** Goes on showing after progress stands in the message with this id. */
export async function finish(showing: Showing, messageId: string | undefined): Promise<void> {
  const { asking, pace, outlet } = showing;
  let shown = asking.soFar.pages;
  for (let every = pace.progressEvery; ; every = Math.min(every * SLOWER, pace.progressEvery * SLOWEST)) {
    const answer = await within(asking.answer, every);
    if (answer) {
      await put(showing, messageId, answer);
      return;
    }
    const mayUpdate = messageId !== undefined && (messageId !== showing.messageId || !showing.shared);
    if (!mayUpdate || asking.soFar.pages === shown) continue;
    shown = asking.soFar.pages;
    await outlet.update(messageId, progress(showing)).catch(showing.lost);
  }
}

/** Updates come ever more seldom, up to this many times the first distance: thirty in a conversation's half minute would be too many for several questions. */
const SLOWER = 1.2;
const SLOWEST = 4;

async function announce(showing: Showing): Promise<string | undefined> {
  const { outlet, messageId, shared, lost } = showing;
  try {
    await outlet.typing();
    if (messageId === undefined || shared) return await outlet.send(progress(showing));
    await outlet.update(messageId, progress(showing));
  } catch (error) {
    lost(error);
  }
  return messageId;
}

async function put(showing: Showing, messageId: string | undefined, answer: Answer): Promise<void> {
  await putCard(showing, messageId, answer);
  await offerFiles(showing.outlet, answer);
}

/** One message a file: each is taken or declined by itself. */
export async function offerFiles(outlet: Outlet, { files = [] }: Answer): Promise<void> {
  for (const file of files) await outlet.offer(file);
}

async function putCard(
  { outlet, messageId: pressed, shared, lost, cardOf }: Showing,
  messageId: string | undefined,
  answer: Answer,
): Promise<void> {
  const { problem } = answer;
  const card = await cardOf(answer);
  const mayUpdate = messageId !== undefined && !(shared && messageId === pressed && problem !== undefined);
  if (mayUpdate) {
    try {
      await outlet.update(messageId, card);
      return;
    } catch (error) {
      lost(error);
    }
  }
  await outlet.send(card);
}

function progress({ asking, words, card }: Showing): Card {
  return progressCard({ ...asking.soFar, ...(words !== '' && { asked: words }) }, card());
}
