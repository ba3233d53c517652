import type { Answer } from '../../src/bot/command';
import { answerPatiently } from '../../src/cli/ask/patience';

const card = { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en-GB' } as const;
const done = { card: {}, facts: { attended: 5 } } as Answer;
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const never = new Promise<never>(() => undefined);

describe('patience', () => {
  it('waits for as long as there is news', async () => {
    const answer = await answerPatiently(
      async ({ progress }) => {
        for (let pages = 1; pages <= 6; pages += 1) {
          await pause(20);
          progress({ pages, people: pages });
        }
        return done;
      },
      card,
      { silence: 80, longest: 5_000 },
    );
    expect(answer).toBe(done);
  });

  it.each([
    ['silence', { silence: 30, longest: 5_000 }],
    ['news without end', { silence: 5_000, longest: 30 }],
  ])('gives up after %s', async (_, limits) => {
    const answer = await answerPatiently(
      async ({ progress }) => {
        progress({ pages: 1, people: 1 });
        return never;
      },
      card,
      { ...limits, lastWord: 10 },
    );
    expect(answer.problem).toBe('took-too-long');
  });

  it('takes what is there when time is over', async () => {
    const answer = await answerPatiently(
      ({ signal }) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => {
            resolve(done);
          });
        }),
      card,
      { silence: 20 },
    );
    expect(answer).toBe(done);
  });
});
