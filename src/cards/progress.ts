import template from '../../adaptiveCards/progress.json';
import type { Card, CardContext } from './card';
import { counted, formatFor } from './format';
import { personText } from './person-text';
import { createRenderer } from './render';

/** How far a long question has come. */
export interface Progress {
  title?: string;
  pages: number;
  people: number;
  /** What the person typed. */
  asked?: string;
}

const render = createRenderer(template);

/** "Working on it", with what was read so far; later updated into the answer. */
export function progressCard(value: Progress, context: CardContext): Card {
  const line = progressLine(value, context);
  return render({
    speak: `Working on it. ${line}`,
    fallbackText: `Working on it. ${line}`,
    title: personText(value.title) || null,
    asked: personText(value.asked) || null,
    line,
  });
}

/** How far it has come, in a sentence. */
export function progressLine({ pages, people }: Pick<Progress, 'pages' | 'people'>, context: CardContext): string {
  const format = formatFor(context);
  if (pages === 0) return 'Asking Microsoft Graph.';
  // Registrations are read before the first record is.
  const found = people > 0 ? `, ${counted(format, people, 'person', 'people')}` : '';
  return `${counted(format, pages, 'page', 'pages')} read${found} so far.`;
}
