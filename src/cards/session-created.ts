import type { SessionAnswer } from '../domain/lists';
import type { Card, CardContext } from './card';
import { sessionCard } from './session';

/** The card of a session that was just made, which says so first. */
export function createdCard(value: SessionAnswer, context: CardContext): Card {
  const card = sessionCard(value, context);
  return {
    ...card,
    speak: `Session created. ${card.speak}`,
    fallbackText: `Session created. ${card.fallbackText}`,
    body: [
      {
        type: 'Container',
        style: 'emphasis',
        items: [{ type: 'TextBlock', text: 'Session created', wrap: true, weight: 'Bolder' }],
      },
      ...card.body,
    ],
  };
}
