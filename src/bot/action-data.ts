import { isOpaqueId, LONGEST_COMMAND, LONGEST_SEARCH, type Args } from '../domain/args';
import { MOST_COMPARED } from '../domain/comparison';
import { AppError } from '../domain/errors';
import { exportLayouts } from '../domain/export';
import { eventFilters } from '../domain/event';
import { LONGEST_FORM_TEXT, sessionFormFields, type SessionForm } from '../domain/new-session-form';
import { isParticipantFilters, participantSorts } from '../domain/participants';
import { postVerdicts } from '../domain/posts';
import { watchScopes } from '../domain/watch';

const HIGHEST_PAGE = 100_000;
const LONGEST_VERB = 40;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_COMMAND;
const isId = (value: unknown) => typeof value === 'string' && isOpaqueId(value);
const isOneOf = (words: readonly string[]) => (value: unknown) => typeof value === 'string' && words.includes(value);
const isPage = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= HIGHEST_PAGE;

/** The inputs of a form by their ids, of any length, since clients may ignore how much one takes; what may stand in them is checked where the form is used. */
const formFields = Object.fromEntries(
  sessionFormFields.map(field => [field, (value: unknown) => typeof value === 'string']),
);

/** What may travel in a button, and what each may be. Anything else did not come from a card of ours. */
const fields: Record<keyof Args, (value: unknown) => boolean> = {
  which: isText,
  kind: isOneOf(['webinar', 'townhall', 'meeting']),
  id: isId,
  session: isId,
  report: isId,
  all: value => value === true,
  page: isPage,
  sort: isOneOf(participantSorts),
  filter: value => isOneOf(eventFilters)(value) || (isText(value) && isParticipantFilters(value)),
  find: isText,
  question: isPage,
  person: isId,
  details: value => typeof value === 'boolean',
  layout: isOneOf(exportLayouts),
  others: value => Array.isArray(value) && value.length <= MOST_COMPARED && value.every(isEventIds),
  last: value => Number.isInteger(value) && Number(value) >= 2 && Number(value) <= MOST_COMPARED,
  scope: isOneOf(watchScopes),
  watched: isId,
  post: isId,
  verdict: isOneOf(postVerdicts),
  call: isId,
  callSession: isId,
  day: value => typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/.test(value),
  participant: isId,
  sessionFilter: value => typeof value === 'string' && /^\w{1,64}$/.test(value),
  form: value => isPlain(value) && isAllOf(value, formFields),
  token: isId,
};

const ids: Record<string, (value: unknown) => boolean> = {
  kind: fields.kind,
  id: isId,
  session: isId,
  report: isId,
};

function isEventIds(value: unknown): boolean {
  const known = isPlain(value) ? (Object.entries(value) as [string, unknown][]) : [];
  const isFull = ['kind', 'id'].every(name => known.some(([key]) => key === name));
  return isFull && known.every(([key, one]) => Object.hasOwn(ids, key) && ids[key]?.(one) === true);
}

/** Ready-made arguments, and beside them what was typed into the card's inputs. */
const outer: Record<string, (value: unknown) => boolean> = {
  verb: value => typeof value === 'string' && value.length <= LONGEST_VERB,
  args: isPlain,
  find: isText,
  filter: fields.filter,
  sort: fields.sort,
  sessionFilter: fields.sessionFilter,
  ...formFields,
};

type Outer = Pick<Args, 'find' | 'filter' | 'sort' | 'sessionFilter'> & SessionForm & { args?: unknown; verb?: string };

/** The arguments in a button's data, which came from a client and is trusted in nothing. Throws bad-action. */
export function readActionData(data: unknown): Args {
  const { args = {}, find, filter, sort, sessionFilter, verb: _, ...filledIn } = checked(data ?? {}, outer) as Outer;
  const { form: kept, ...read } = checked(args, fields) as Args;
  const form = { ...kept, ...filledIn };
  const sought = find ?? read.find;
  const chosen = {
    ...(filter !== undefined && { filter }),
    ...(sort !== undefined && { sort }),
    ...(sessionFilter !== undefined && { sessionFilter }),
  };
  const merged: Args = {
    ...read,
    ...chosen,
    ...(Object.keys(form).length > 0 && { form: cut(form) }),
    ...(sought !== undefined && { find: sought.trim().slice(0, LONGEST_SEARCH) }),
  };
  if (merged.call === undefined && merged.id === undefined && merged.callSession !== undefined)
    throw new AppError('bad-action');
  // A session or report without the event it belongs to can't have come from a card.
  if (merged.id === undefined && (merged.session !== undefined || merged.report !== undefined))
    throw new AppError('bad-action');
  return merged;
}

function cut(form: SessionForm): SessionForm {
  return Object.fromEntries(Object.entries(form).map(([field, text]) => [field, text.slice(0, LONGEST_FORM_TEXT)]));
}

/** The value's own properties, all of them known and well-formed; undefined ones are left out. */
function checked(value: unknown, known: Record<string, (value: unknown) => boolean>): object {
  if (!isPlain(value) || !isAllOf(value, known)) throw new AppError('bad-action');
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function isAllOf(value: object, known: Record<string, (value: unknown) => boolean>): boolean {
  return Object.entries(value).every(
    ([key, one]) => one === undefined || (Object.hasOwn(known, key) && known[key]?.(one) === true),
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
