import { PER_CONVERSATION, PER_TENANT, SLACK_MS, type Grant } from '../../src/store/rate';
import { thorough } from '../support/thorough';
import { onEachStore, START } from './stores';

onEachStore(opened => {
  beforeEach(() => {
    opened.clock.now = START;
  });
  const take = (tenant: string, conversation: string): Promise<Grant> =>
    opened.store.transaction(tx => tx.rate.take(tenant, conversation));

  /** Sends as fast as it may; the times it was let. */
  const drain = async (
    tenant: string,
    conversations: string[],
    sends: number,
  ): Promise<{ at: number; to: string }[]> => {
    const let_: { at: number; to: string }[] = [];
    while (let_.length < sends) {
      const to = conversations[let_.length % conversations.length]!;
      const grant = await take(tenant, to);
      if (grant.granted) let_.push({ at: opened.clock.now, to });
      else {
        expect(grant.at).toBeGreaterThan(opened.clock.now);
        opened.clock.now = grant.at;
      }
    }
    return let_;
  };
  /** The most sends in any window of this length. */
  const most = (times: number[], ms: number): number =>
    Math.max(...times.map((from, first) => times.slice(first).filter(at => at < from + ms).length));

  it('keeps every window of one conversation, and is as fast as they allow', async () => {
    const sends = thorough ? 200 : 90;
    const times = (await drain(opened.tenant(), ['c'], sends)).map(({ at }) => at);
    for (const { sends, ms } of PER_CONVERSATION) expect(most(times, ms + SLACK_MS)).toBeLessThanOrEqual(sends);
    expect(most(times, 1_000)).toBe(7);
    expect(times.at(-1)! - START).toBeLessThanOrEqual(Math.ceil(sends / 60) * (30_000 + SLACK_MS));
  });

  it('keeps the window of a tenant over all of its conversations, and of no other tenant', async () => {
    const tenant = opened.tenant();
    const sent = await drain(
      tenant,
      Array.from({ length: 50 }, (_, n) => `c${n}`),
      150,
    );
    for (const { sends, ms } of PER_TENANT)
      expect(
        most(
          sent.map(({ at }) => at),
          ms + SLACK_MS,
        ),
      ).toBe(sends);
    expect(await take(opened.tenant(), 'c0')).toEqual({ granted: true });
  });

  it('of an hour is kept after 1,800', async () => {
    const tenant = opened.tenant();
    await opened.store.transaction(async tx => {
      for (let n = 0; n < 1_800; n++) {
        opened.clock.now = START + n * 1_000;
        expect(await tx.rate.take(tenant, 'c')).toEqual({ granted: true });
      }
    });
    opened.clock.now += 1_000;
    expect(await take(tenant, 'c')).toEqual({ granted: false, at: START + 3_600_000 + SLACK_MS });
    expect(await take(tenant, 'other')).toEqual({ granted: true });
  }, 30_000);

  it('is shared by everybody who asks at once, on another instance too', async () => {
    const tenant = opened.tenant();
    const other = opened.store.kind === 'postgres' ? await opened.open() : opened.store;
    const grants = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? other : opened.store).transaction(tx => tx.rate.take(tenant, 'c'))),
    );
    expect(grants.filter(grant => grant.granted)).toHaveLength(7);
    if (other !== opened.store) await other.close();
  }, 20_000);
});
