import { z } from 'zod';
import { isOpaqueId, LONGEST_COMMAND, LONGEST_SEARCH, type Args } from '../domain/args';
import { AppError } from '../domain/errors';
import { eventFilters } from '../domain/lists';
import { participantFilters, participantSorts } from '../domain/participants';

const HIGHEST_PAGE = 100_000;

const id = z.string().refine(isOpaqueId);
const search = z
  .string()
  .max(LONGEST_COMMAND)
  .transform(text => text.trim().slice(0, LONGEST_SEARCH));

const argsSchema = z.strictObject({
  which: z.string().max(LONGEST_COMMAND).optional(),
  kind: z.enum(['webinar', 'townhall', 'meeting']).optional(),
  id: id.optional(),
  session: id.optional(),
  report: id.optional(),
  page: z.int().min(1).max(HIGHEST_PAGE).optional(),
  sort: z.enum(participantSorts).optional(),
  filter: z.enum([...participantFilters, ...eventFilters]).optional(),
  find: search.optional(),
  details: z.boolean().optional(),
});

/** What a button carries: ready-made arguments, and beside them what was typed into the card's inputs. */
const dataSchema = z.strictObject({
  verb: z.string().max(40).optional(),
  args: argsSchema.optional(),
  find: search.optional(),
});

/** The arguments in a button's data, which came from a client and is trusted in nothing. Throws bad-action. */
export function readActionData(data: unknown): Args {
  const read = dataSchema.safeParse(data ?? {});
  if (!read.success || hasPrototypeKey(data)) throw new AppError('bad-action');
  const { args = {}, find } = read.data;
  const known = Object.entries({ ...args, ...(find !== undefined && { find }) }).filter(
    ([, value]) => value !== undefined,
  );
  const merged = Object.fromEntries(known) as Args;
  // A session or report without the event it belongs to can't have come from a card.
  if (merged.id === undefined && (merged.session !== undefined || merged.report !== undefined))
    throw new AppError('bad-action');
  return merged;
}

function hasPrototypeKey(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.entries(data).some(([key, value]) => key === '__proto__' || key === 'constructor' || hasPrototypeKey(value))
  );
}
