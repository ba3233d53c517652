import { textBlocks } from './support/card-checks';
import { startGroupChat } from './support/group-chat';
import { until } from './support/until';

const MINUTE = 60_000;
/** Two of the bootcamp's three days are over for more than a day: a new watch posts neither. */
const AFTERNOON = Date.UTC(2026, 10, 21, 15);
/** In the third. */
const NEXT_MORNING = Date.UTC(2026, 10, 22, 8, 30);

it('the session of a series ends, and the card that comes by itself tells the change against the one before', async () => {
  const began = Date.now();
  let from = AFTERNOON;
  const { say, cards, stop } = await startGroupChat(() => from + Date.now() - began);
  try {
    expect((await say('watch bootcamp')).speak).toMatch(/comes into this group chat by itself/);
    from = NEXT_MORNING;
    expect((await say('demo end bootcamp')).speak).toMatch(/^The event has ended: Data Platform Bootcamp/);
    const told = cards().length;
    // Its report takes 40 seconds, which pass at once.
    from += MINUTE;
    const posted = await until(() => cards()[told], 10_000);
    expect(posted.speak).toMatch(/Data Platform Bootcamp, Day 3: Dashboards/);
    const [, came, size, direction] =
      /\. (\d+) people came: (\d+) (more|fewer) than on [A-Z][a-z]{2}, .*2026 \([−+][\d.]+ %\)\./.exec(posted.speak) ??
      [];
    // What the day before came to, asked for by words.
    const dayTwo = await say('attendance day 2');
    const [, before] = /\. (\d+) people came/.exec(dayTwo.speak) ?? [];
    expect(Number(came) - Number(before)).toBe(direction === 'more' ? Number(size) : -Number(size));
    expect(textBlocks(posted)).toContainEqual(
      expect.stringMatching(
        /^\d+ (more|fewer) (people|person) than on \{\{DATE\(2026-11-20T\d\d:\d\d:00Z, SHORT\)\}\} /,
      ),
    );
  } finally {
    await stop();
  }
}, 60_000);
