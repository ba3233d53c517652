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
  const { id, session } = args.id === undefined ? { ...memory.subject } : args;
  const about = args.which ?? (id === undefined ? undefined : idWords(id, session));
  const words = about ? `${command} ${about}` : command;
  return { card: privateCard({ command: words }, card), facts: { place: 'private', command: words } };
}
