import type { Command } from './command';
import { isForgiven } from '../domain/name-match';

/** The command that the text begins with, and the words after it. */
export interface ReadCommand {
  command: Command;
  words: string;
}

/** Words before a command that people type to a person: "please show me the events". */
const polite =
  /^(?:please|pls|can you|could you|show|show me|give me|tell me|get|get me|list|open|find|what is|what's|whats|what are|the|my|all|all my|our|an?)$/i;
const MOST_POLITE_WORDS = 6;

/** Which of the commands a cleaned-up text begins with, by name or alias; undefined for none of them. */
export function readCommand(text: string, commands: readonly Command[]): ReadCommand | undefined {
  const plain = text.replace(/^[/\s]+/, '').trim();
  const direct = startingCommand(plain, commands);
  if (direct) return direct;
  const words = plain.split(' ');
  for (let skip = Math.min(MOST_POLITE_WORDS, words.length - 1); skip > 0; skip -= 1) {
    if (!isPolite(words.slice(0, skip))) continue;
    const found = startingCommand(words.slice(skip).join(' '), commands);
    if (found) return found;
  }
  return undefined;
}

/** The command whose name or alias the first word misses by one letter, when there is just one. */
export function nearestCommand(text: string, commands: readonly Command[]): ReadCommand | undefined {
  const [first = '', ...rest] = text.replace(/^[/\s]+/, '').split(' ');
  const word = first.toLowerCase().replace(/[:,;.!]+$/, '');
  const near = commands.filter(command => [command.name, ...command.aliases].some(name => isForgiven(word, name)));
  const [command] = near;
  return command && near.length === 1 ? { command, words: trimWords(rest.join(' ')) } : undefined;
}

function startingCommand(text: string, commands: readonly Command[]): ReadCommand | undefined {
  const lower = text.toLowerCase();
  let best: { command: Command; name: string } | undefined;
  for (const command of commands)
    for (const name of [command.name, ...command.aliases, ...(command.openings ?? [])])
      if ((!best || name.length > best.name.length) && lower.startsWith(name) && ends(lower, name.length))
        best = { command, name };
  if (!best) return undefined;
  const { command, name } = best;
  return { command, words: trimWords(command.openings?.includes(name) ? text : text.slice(name.length)) };
}

/** A name ends at the end, at a space or at a mark; a hyphen belongs to the word ("event-driven"). */
function ends(text: string, at: number): boolean {
  return at === text.length || /[\s:,;.!?…。！？]/.test(text.charAt(at));
}

/** Marks around the words go, but not the point that ends "12.11.", nor the minus that makes "-1" no number of a list. */
function trimWords(words: string): string {
  const trimmed = words.replace(/^(?:[\s:,;.!?…–—-]*?(?=[-–−]\d)|[\s:,;.!?…–—-]+)/, '').trimEnd();
  let end = trimmed.length;
  while (end > 0 && /[\s!?…。！？,;:]/.test(trimmed.charAt(end - 1))) end -= 1;
  const cut = trimmed.slice(0, end);
  return /[^\d\s.]\.+$/.test(cut.slice(-4)) ? cut.replace(/\.{1,4}$/, '') : cut;
}

function isPolite(words: readonly string[]): boolean {
  if (words.length === 0) return true;
  return [1, 2].some(
    count => words.length >= count && polite.test(words.slice(0, count).join(' ')) && isPolite(words.slice(count)),
  );
}
