import template from '../../adaptiveCards/file.json';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { sizeText } from './export';
import { formatFor } from './format';
import { personText, plainText } from './person-text';
import { createRenderer } from './render';

/** What became of a file that was offered. */
export type FileState = 'saving' | 'declined' | 'gone' | 'failed';

export interface FileValue {
  state: FileState;
  /** Absent where nothing is known of the file any more. */
  name?: string;
  bytes?: number;
  /** For `saving`: 0 to 1. */
  share?: number;
}

const render = createRenderer(template);

const words: Record<FileState, { title: string; text: string }> = {
  saving: { title: 'Saving to your OneDrive', text: '' },
  declined: { title: 'Not saved', text: 'Nothing was put into your OneDrive, and Rollcall has removed the file.' },
  gone: {
    title: 'That file is no longer here',
    text: 'Rollcall keeps files for less than an hour. Export again, and take the new one.',
  },
  failed: {
    title: 'The file could not be saved',
    text: 'Your OneDrive did not take it. Allow it once more below, or export again; the file is here for less than an hour.',
  },
};

/** Stands where Teams' own question stood. */
export function fileCard(value: FileValue, context: CardContext): Card {
  const { title, text } = words[value.state];
  const size = value.bytes === undefined ? '' : sizeText(value.bytes, context);
  const share = value.state === 'saving' ? `${formatFor(context).percent(value.share ?? 0)} of ${size}` : '';
  const line = [share, text].filter(Boolean).join(' ');
  return render({
    speak: `${title}. ${line}`,
    fallbackText: `${title}. ${plainText(value.name, 120)} ${line}`,
    title,
    name: personText(value.name, 120) || null,
    percent: value.state === 'saving' ? Math.round((value.share ?? 0) * 100) : null,
    line,
    actions: actionBar(actionsOf(value.state)),
  });
}

function actionsOf(state: FileState): CardElement[] {
  if (state === 'saving') return [];
  return [
    ...(state === 'declined' ? [] : [commandAction({ title: 'Export again', command: 'export', args: {} })]),
    commandAction({ title: 'Attendance', command: 'attendance', args: {} }),
  ];
}
