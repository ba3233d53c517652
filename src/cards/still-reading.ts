import template from '../../adaptiveCards/still-reading.json';
import type { Card, CardContext } from './card';
import { dialogAction } from './dialog-card';
import { progressLine, type Progress } from './progress';
import { createRenderer } from './render';

/** A dialog whose next step takes longer than Teams waits. `waiting` is what the step is kept by. */
export interface StillReading extends Pick<Progress, 'pages' | 'people'> {
  waiting: string;
}

const render = createRenderer(template);

/** How far it has come, and a button that asks for the step again. */
export function stillReadingCard(value: StillReading, context: CardContext): Card {
  const line = progressLine(value, context);
  return render({
    speak: `Still reading. ${line} Press Show in a moment.`,
    fallbackText: `Still reading. ${line} Press Show in a moment.`,
    line,
    actions: [dialogAction('Show', { waiting: value.waiting }, { style: 'positive' })],
  });
}
