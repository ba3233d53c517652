import { LONGEST_SEARCH, type Args } from '../../domain/args';
import { withoutPage, withoutAll } from '../page-words';

const EVERYWHERE =
  /(?:^|\s+)(?:(?:in|at|across|over|of)\s+)?(?:(?:all|any)(?: (?:of )?(?:my|the|your))? events?|every event|everywhere|anywhere)$/i;
const QUOTED = /^["“„«](?<name>[^"“”„«»]+)["”“»](?<rest>.*)$/;
/** `ann join masterclass`, which "when did" began. */
const JOINED =
  /^(?<name>.+?)\s+(?:first |last )?(?:join|leave|enter|attend|arrive(?: at)?|(?:come|go) to)(?:\s+(?:the\s+)?(?<which>.+))?$/i;
const PLACED = /^(?<name>.+?)\s+(?:in|at)\s+(?<which>.+)$/i;

/** `ann lee in masterclass`, `"ann in 't veld"`, `ann everywhere`, `ann join masterclass`. */
export function readPersonWords(text: string): Args {
  const { words: asked, page } = withoutPage(text);
  const all = EVERYWHERE.test(asked);
  const words = asked.replace(EVERYWHERE, '').trim();
  const quoted = QUOTED.exec(words)?.groups;
  const parts = quoted
    ? { name: quoted.name, which: quoted.rest?.replace(/^\s+(?:in|at)\s+/i, '').trim() }
    : (JOINED.exec(words) ?? PLACED.exec(words))?.groups;
  const { which } = withoutAll(parts?.which ?? '');
  const find = toFind(parts?.name ?? words);
  return {
    ...(find && { find }),
    ...(which && { which }),
    ...(all && { all: true }),
    ...(page !== undefined && { page }),
  };
}

/** The same words split one "in" further on: `ann in 't veld in masterclass`. Undefined where there is no other. */
export function splitLater({ find = '', which = '', ...args }: Args): Args | undefined {
  const later = PLACED.exec(which)?.groups;
  return later && { ...args, find: toFind(`${find} in ${later.name ?? ''}`), which: later.which ?? '' };
}

function toFind(words: string): string {
  return words
    .replace(/^(?:the )?(?:person|participant|attendee)\s+(?=\S)/i, '')
    .trim()
    .slice(0, LONGEST_SEARCH);
}
