import type { Args } from '../../domain/args';
import { isGuid } from '../../domain/guid';
import { withoutPage } from '../page-words';

/** Words for what sessions can be narrowed to; the values are those of `Args.sessionFilter`. */
const FILTERS: readonly [string, string][] = [
  ['failed|failures?|failing|broken', 'failed'],
  ['poor|bad|poor quality', 'poor'],
  ['audio|sound', 'audio'],
  ['video', 'video'],
  ['video[ -]?based screen[ -]?sharing', 'videoBasedScreenSharing'],
  ['(?:screen|desktop)[ -]?sharing', 'screenSharing'],
  ['data', 'data'],
  ['all|every(?:thing|body)?', 'all'],
];
const ANY = FILTERS.map(([words]) => words).join('|');
const FIRST = new RegExp(
  `^(?:that |which )?(?<filter>${ANY})(?: ones|(?: call)? sessions)?(?:(?:\\s+(?:of|in|from|for|at)|(?<= sessions))\\s+(?<which>.+))?$`,
  'i',
);
const LAST = new RegExp(
  `^(?<which>.+?)\\s+(?:(?:that|which) )?(?:only )?(?<filter>${ANY})(?: (?:ones|only|sessions))?$`,
  'i',
);

/** `all-hands`: which call. */
export function readCallWords(words: string): Args {
  return words ? { which: words } : {};
}

/** `all-hands failed page 2`, `failed of all-hands`, `failed sessions all-hands`: which call, which of its sessions, which page. */
export function readCallSessionsWords(text: string): Args {
  const { words, page } = withoutPage(text);
  const found = (FIRST.exec(words) ?? LAST.exec(words))?.groups;
  const which = found ? found.which : words;
  const sessionFilter = found && filterOf(found.filter ?? '');
  return {
    ...(which && { which }),
    ...(sessionFilter !== undefined && { sessionFilter }),
    ...(page !== undefined && { page }),
  };
}

const SESSION =
  /^(?:(?:#|no\.? ?|nr\.? ?|number )?(?<number>[-–−]?\d{1,6})\.?|(?<id>\S{12,}))(?:\s+(?:of|in|from|for)\s+(?<which>.+))?$/i;

/** `3`, `3 of all-hands`, `<id> of <call id>`: which session of which call. Without a session: which call. */
export function readCallSessionWords(text: string): Args {
  const { number, id = '', which } = SESSION.exec(text)?.groups ?? {};
  const session = number?.replace(/[–−]/, '-') ?? (isGuid(id) ? id : undefined);
  if (session === undefined) return readCallWords(text);
  return { callSession: session, ...(which && { which }) };
}

function filterOf(words: string): string | undefined {
  return FILTERS.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'i').test(words))?.[1];
}
