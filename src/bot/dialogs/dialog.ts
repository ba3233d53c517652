import type { Card } from '../../cards/card';
import type { Question } from '../command';

/** A form in a window of its own: opened from the compose box, from a message's menu, or by a button of a card. Returns values as commands do; only the door sends. */
export interface Dialog {
  /** Command id in the manifest; also what its buttons carry. */
  id: string;
  title: string;
  /** The first step. Throws AppError. */
  open(opened: Opened, question: Question): Promise<Step>;
  /** The step after what was filled in and pressed, which came from a client and is trusted in nothing. Throws AppError. */
  submit(data: Readonly<Record<string, unknown>>, question: Question): Promise<Step>;
}

/** What a dialog was opened on. */
export interface Opened {
  /** The message whose menu it was opened from, as Teams sent it; HTML where it was written so. */
  message?: { text: string; isHtml: boolean };
  /** Of the button that opened it. */
  data?: Readonly<Record<string, unknown>>;
}

/** What comes next: the window shows a card, closes and puts a card into the compose box, or closes with a sentence. */
export type Step = { show: Card; size?: 'small' | 'medium' | 'large' } | { insert: Card } | { say: string };
