import type { Args } from '../domain/args';
import type { Subject } from '../domain/subject';
import { commandAction, type CommandButton } from './action';
import type { CardElement } from './card';
import { eventArgs } from './subject-head';
import { textRun, type TextRun } from './text-run';

/** What a card about this offers: to watch it, its series where it is over, or no more; undefined where nothing is kept or comes of it. */
export function watchButton(subject: Subject, watched: boolean | undefined): CardElement | undefined {
  const button = toButton(subject, watched);
  return button && commandAction(button);
}

/** The same as words at the foot of a card, where all buttons are taken. */
export function watchRun(subject: Subject, watched: boolean | undefined): TextRun[] {
  const button = toButton(subject, watched);
  return button ? [textRun(button.title, { size: 'Small', selectAction: commandAction(button) })] : [];
}

function toButton(subject: Subject, watched: boolean | undefined): CommandButton | undefined {
  const args = eventArgs(subject);
  if (watched === undefined || subject.phase === 'canceled') return undefined;
  if (watched) return { title: 'Unwatch', command: 'unwatch', args };
  const isOver = subject.phase === 'ended' && subject.kind !== 'meeting';
  const scoped: Args = isOver ? { ...args, scope: 'series' } : args;
  return { title: isOver ? 'Watch the series' : 'Watch', command: 'watch', args: scoped };
}
