import type { Args } from '../domain/args';
import {
  isParticipantFilters,
  type ParticipantFilter,
  type ParticipantFilters,
  type ParticipantSort,
} from '../domain/participants';
import { withoutAll, withoutFind, withoutPage } from './page-words';

const filterWords: [ParticipantFilter, RegExp][] = [
  ['late', /(?:^|\s)(?:who )?(?:came |were |was )?late(?: ?comers)?$/i],
  ['left-early', /(?:^|\s)(?:who )?left[ -]early$/i],
  ['stayed', /(?:^|\s)(?:who )?stayed(?: (?:to|till|until) the end)?$/i],
  ['brief', /(?:^|\s)(?:who )?(?:stayed )?brief(?:ly)?$/i],
  ['presenters', /(?:^|\s)(?:only )?presenters?$/i],
  ['external', /(?:^|\s)(?:only )?(?:guests? (?:and|or) )?(?:externals?|external people|outsiders?)$/i],
  ['anonymous', /(?:^|\s)(?:only )?(?:anonymous(?: people)?(?: (?:and|or) dial(?:led)?[ -]?ins?)?|not signed[ -]in)$/i],
  ['guests', /(?:^|\s)(?:only )?guests?$/i],
  ['dial-in', /(?:^|\s)(?:who )?(?:dial(?:led)?[ -]?ins?|by phone)$/i],
  ['walk-ins', /(?:^|\s)(?:only )?walk[ -]?ins?$/i],
  ['no-shows', /(?:^|\s)(?:only )?no[ -]?shows?$/i],
  ['all', /(?:^|\s)(?:all|everyone|everybody)$/i],
];
const SORT = /(?:^|\s)(?:sorted |ordered )?by (?<sort>name|time|duration|join(?:ing)?|leav(?:e|ing)|role)$/i;
/** Two filters, and one each of sort, page and all reports. */
const MOST_ENDINGS = 5;

/** `all-hands left early by time page 2 find anna`: what stands at the end is the view, what is left names the event. */
export function readParticipantsView(text: string): Args {
  const { words: view, find } = withoutFind(text);
  const args: Args = { ...(find !== undefined && { find }) };
  let words = view;
  for (let ending = 0; ending < MOST_ENDINGS; ending += 1) words = withoutEnding(words.trim(), args);
  return { ...args, ...(words.trim() && { which: words.trim() }) };
}

function withoutEnding(words: string, args: Args): string {
  const { which = '', all } = withoutAll(words);
  if (all) {
    args.all = true;
    return which;
  }
  const { words: rest, page } = withoutPage(words);
  if (page !== undefined) {
    args.page = page;
    return rest;
  }
  const sort = SORT.exec(words);
  if (sort) {
    args.sort = sortOf(sort.groups?.sort);
    return words.slice(0, sort.index);
  }
  for (const [filter, pattern] of filterWords) {
    const match = pattern.exec(words);
    const filters = match && withFilter(args.filter, filter);
    if (filters) {
      args.filter = filters;
      return words.slice(0, match.index).replace(/(?:\s+and|\s*,)\s*$/i, '');
    }
  }
  return words;
}

/** Read from the end, so this one stands before the one read before; undefined where there are two already, or the same. */
function withFilter(before: string | undefined, filter: ParticipantFilter): ParticipantFilters | undefined {
  if (before === undefined) return filter;
  const both = `${filter}+${before}`;
  return isParticipantFilters(both) ? both : undefined;
}

function sortOf(word = ''): ParticipantSort {
  if (/^(?:time|duration)$/i.test(word)) return 'time';
  if (/^join/i.test(word)) return 'join';
  if (/^leav/i.test(word)) return 'leave';
  return /^role$/i.test(word) ? 'role' : 'name';
}
