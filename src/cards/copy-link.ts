import { toLink } from '../domain/link';
import type { Subject } from '../domain/subject';
import { explainAction, toggleAction } from './action';
import type { CardContext, CardElement } from './card';
import { textRun, type TextRun } from './text-run';

/** Id of the hidden row that holds the link: no client lets a card write to the clipboard, so it is shown to be copied. */
const ROW = 'link';

/** Rollcall's own link to what a card shows, or null where links have nowhere to lead. */
export function copyLink(subject: Subject, context: CardContext, report?: string): string | null {
  const { kind, id, sessionId } = subject;
  if (context.publicUrl === undefined) return null;
  const target = {
    kind,
    id,
    ...(sessionId !== undefined && { session: sessionId }),
    ...(report !== undefined && { report }),
  };
  return toLink(context.publicUrl, target) ?? null;
}

/** The button that shows it. */
export function copyLinkAction(link: string | null): CardElement | undefined {
  return link === null ? undefined : explainAction('Copy link', [ROW]);
}

/** The same as words at the foot of a card, where all buttons are taken. */
export function copyLinkRun(link: string | null): TextRun[] {
  return link === null ? [] : [textRun('Copy link', { size: 'Small', selectAction: toggleAction('Copy link', [ROW]) })];
}
