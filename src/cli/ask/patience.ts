import type { CardContext } from '../../cards/card';
import type { Answer, Question } from '../../bot/command';
import { problemAnswer } from '../../bot/problem-answer';
import { within } from '../../within';

/** In milliseconds. */
export interface Patience {
  /** Without a further page of records for this long, the question is given up. */
  silence: number;
  /** So it is after this long, whatever comes. */
  longest: number;
  /** How long a question that was given up may take to answer with what it has. */
  lastWord: number;
}

const PATIENCE: Patience = { silence: 60_000, longest: 300_000, lastWord: 1_000 };

type Ask = (how: { progress: Question['progress']; signal: AbortSignal }) => Promise<Answer>;

/** The answer, within bounds: a Graph that is slow with every request would otherwise be waited for as often as it is asked. */
export async function answerPatiently(
  ask: Ask,
  card: Omit<CardContext, 'now'>,
  limits: Partial<Patience> = {},
): Promise<Answer> {
  const { silence, longest, lastWord } = { ...PATIENCE, ...limits };
  const giveUp = new AbortController();
  const stop = (): void => {
    giveUp.abort();
  };
  const over = new Promise<void>(resolve => {
    giveUp.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const atLongest = setTimeout(stop, longest);
  const atSilence = setTimeout(stop, silence);
  try {
    const asked = ask({ signal: giveUp.signal, progress: () => void atSilence.refresh() });
    const inTime = await Promise.race([asked, over]);
    if (inTime) return inTime;
    const last = await within(asked, lastWord);
    return last ?? problemAnswer({ code: 'took-too-long', details: {} }, { ...card, now: Date.now() });
  } finally {
    clearTimeout(atLongest);
    clearTimeout(atSilence);
  }
}
