import type { CardContext } from '../../src/cards/card';

/** A reader in London, in a chat of their own. */
export const personal: CardContext = {
  place: 'personal',
  figuresOnly: false,
  zone: 'Europe/London',
  locale: 'en-GB',
  now: Date.parse('2026-11-21T09:00:00Z'),
  botId: '28:bot',
};

export const shared: CardContext = { ...personal, place: 'shared' };

/** The same reader, in an organisation that has figures shown only. */
export const figuresOnly: CardContext = { ...personal, figuresOnly: true };
