import { idWords, privateCard } from '../cards/private';
import { mayShowPeople } from '../cards/privacy';
import type { Args } from '../domain/args';
import { AppError } from '../domain/errors';
import type { Answer, Command, Question } from './command';

/** A command's answer; one that names people is not even begun where they may not be shown. */
export async function answerOf(command: Command, args: Args, question: Question): Promise<Answer> {
  const instead = command.namesPeople && insteadOfPeople(command.name, args, question);
  return instead ?? command.answer(args, question);
}

/** What is answered where people may not be shown, for the part of a command that would; undefined where they may. Throws figures-only. */
export function insteadOfPeople(command: string, args: Args, { card, memory }: Question): Answer | undefined {
  if (mayShowPeople(card)) return undefined;
  if (card.figuresOnly) throw new AppError('figures-only');
  const words = [command, ...wordsOf(command, args, memory)].join(' ');
  return { card: privateCard({ command: words }, card), facts: { place: 'private', command: words } };
}

/** What finds the same again in another chat. A list of calls is of no event. */
function wordsOf(command: string, args: Args, { subject, call }: Question['memory']): string[] {
  const { which, callSession } = args;
  const { id, session } = args.id === undefined ? { ...subject } : args;
  const spokenOf = command.startsWith('call-') && args.id === undefined ? call : undefined;
  const ofEvent = id === undefined ? undefined : idWords(id, session);
  const about = which ?? args.call ?? spokenOf ?? (command === 'calls' ? undefined : ofEvent);
  if (callSession === undefined) return about ? [about] : [];
  return about ? [callSession, 'of', about] : [callSession];
}
