import { dialogCard, type DialogStamp } from '../../cards/dialog-card';
import type { Card } from '../../cards/card';
import type { Step } from '../dialogs/dialog';
import { CARD_TYPE } from '../send';
import type { InvokeReply } from './invoke';

/** Where a dialog was opened: only what was opened from the compose box can put a card there. */
export type DialogHome = 'compose' | 'card';

/** A step as Teams wants it. */
export function toDialogReply(step: Step, title: string, home: DialogHome, stamp: DialogStamp): InvokeReply {
  if ('show' in step) {
    const { show, size = 'medium' } = step;
    const value = { title, width: size, height: size, card: attachment(dialogCard(show, stamp)) };
    return { status: 200, body: { task: { type: 'continue', value } } };
  }
  if ('say' in step) return sentenceReply(step.say);
  if (home === 'card') return sentenceReply(NOTHING_TO_INSERT_INTO);
  const attachments = [{ ...attachment(step.insert), preview: preview(step.insert) }];
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

const NOTHING_TO_INSERT_INTO =
  'This window was opened from a card, so there is no message to put the result into. Open the command from the compose box instead.';

/** Closes the window with a sentence. */
export function sentenceReply(value: string): InvokeReply {
  return { status: 200, body: { task: { type: 'message', value } } };
}

function attachment(content: Card) {
  return { contentType: CARD_TYPE, content };
}

const LONGEST_PREVIEW = 200;

/** Asked for beside each card, and shown where a client lists results. */
function preview({ fallbackText }: Card) {
  return {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: { title: 'Rollcall', text: fallbackText.slice(0, LONGEST_PREVIEW) },
  };
}
