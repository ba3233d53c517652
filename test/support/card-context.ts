import type { CardContext } from '../../src/cards/card';

/** A reader in London, in a chat of their own. */
export const personal: CardContext = {
  place: 'personal',
  zone: 'Europe/London',
  locale: 'en-GB',
  now: Date.parse('2026-11-21T09:00:00Z'),
  botId: '28:bot',
};

export const shared: CardContext = { ...personal, place: 'shared' };
