import type { Args } from '../../domain/args';
import { AppError, isAppError, isProblem } from '../../domain/errors';
import { isGuid } from '../../domain/guid';
import type { Answer, Memory, Question, Remembered } from '../command';
import { choiceAnswer } from '../problem-answer';
import { readListNumber } from '../which/list-number';
import { toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';
import { withoutLead } from '../which/which-name';
import { callById } from './call-by-id';
import type { FoundCall, SeenCall } from './call-right';
import { callsOfEvent } from './calls-of-event';
import { askingCall, keptCall, keptHomeOf } from './kept-calls';
import { listedByTitle } from './kept-list';

/** What was just spoken of. */
const SAME = /^(?:(?:of|for|in|from) )?(?:it|this|that|this one|that one|(?:this|that|the) call)$/i;

/**
 * The call that `args` are about: by a button's ids, by the asker's words, or the one that the conversation last spoke of. Access is checked here, before
 * anything is returned. Several events fit: the answer that asks which. Throws AppError: call-not-found alike for what is missing and what is forbidden.
 */
export async function findCall(command: string, asked: Args, question: Question): Promise<FoundCall | Answer> {
  const args = withoutSame(asked, question);
  const { which } = args;
  const named = args.call ?? spokenOf(args, question);
  if (named !== undefined) {
    const kept = isCallView(command, args, question) ? await keptCall(named, question) : undefined;
    return kept ?? byId(named, args, question);
  }
  if (which === undefined || !isGuid(which)) return byEvent(command, args, question);
  try {
    return await byId(which, args, question);
  } catch (error) {
    if (!isProblem(error, 'call-not-found')) throw error;
    return byEventId(command, args, question);
  }
}

/** Whether another part is asked for of the sessions just read. */
export function isPartView({ which, page, sessionFilter, callSession }: Args): boolean {
  return which === undefined && [page, sessionFilter, callSession].some(one => one !== undefined);
}

/** Whether the call itself is as it was just found. Pressed for itself, it is read anew. */
function isCallView(command: string, args: Args, { isPressed }: Question): boolean {
  return isPartView(args) || (args.which === undefined && isPressed && command !== 'call');
}

/** False for the answer that has to be given first. */
export function isCall(found: FoundCall | Answer): found is FoundCall {
  return 'call' in found;
}

/** What the conversation will speak of. */
export function callMemory({ call, home }: SeenCall): Partial<Memory> {
  return { call: call.id, ...(home && { subject: toRemembered(home.found, home.subject.sessionId) }) };
}

/** "quality of this call" is `quality`; in a meeting's own chat it is that meeting's. */
function withoutSame(args: Args, { here, memory }: Question): Args {
  const { which, ...rest } = args;
  if (which === undefined) return args;
  if (SAME.test(which) && !here && (memory.call !== undefined || memory.subject)) return rest;
  const bare = withoutLead(which).replace(/^(?:call|id):?\s+/i, '');
  return isGuid(bare) || readListNumber(bare) !== undefined ? { ...rest, which: bare } : args;
}

function spokenOf({ which, id }: Args, { memory }: Question): string | undefined {
  if (id !== undefined) return undefined;
  if (which === undefined) return memory.call;
  const { calls } = memory;
  const number = readListNumber(which);
  if (!calls || number === undefined) return undefined;
  const listed = calls[number - 1];
  if (listed === undefined) throw new AppError('no-such-number', { asked: String(number), listLength: calls.length });
  return listed;
}

async function byId(id: string, args: Args, question: Question): Promise<FoundCall> {
  const keep = askingCall(question);
  const seen = await callById(id, question, throughOf(args) ?? keptHomeOf(id, question));
  const { others = [], othersIncomplete } = (await keptCall(id, question)) ?? {};
  const found: FoundCall = { ...seen, others, ...(othersIncomplete && { othersIncomplete }) };
  keep(found);
  return found;
}

/** The event or meeting beside the call in a button. */
function throughOf({ kind, id, session }: Args): Remembered | undefined {
  return kind !== undefined && id !== undefined ? { kind, id, ...(session !== undefined && { session }) } : undefined;
}

async function byEvent(command: string, args: Args, question: Question): Promise<FoundCall | Answer> {
  const keep = askingCall(question);
  const which = await findOrListed(args, question);
  if (typeof which === 'string') return byId(which, {}, question);
  if ('candidates' in which) return choiceAnswer(which, command, args, question);
  const { first, others, incomplete } = await callsOfEvent(which.found, question);
  const found: FoundCall = { ...first, others, ...(incomplete && { othersIncomplete: true }) };
  keep(found);
  return found;
}

/** The event or meeting; where none is found, the id of a call whose title the last list told. */
async function findOrListed(args: Args, question: Question): Promise<string | Awaited<ReturnType<typeof findWhich>>> {
  try {
    return await findWhich(args, question, 'past');
  } catch (error) {
    const listed = isProblem(error, 'not-found') ? listedByTitle(withoutLead(args.which ?? ''), question) : undefined;
    if (listed === undefined) throw error;
    return listed;
  }
}

/** An event may have such an id as well. */
async function byEventId(...asked: Parameters<typeof byEvent>): Promise<FoundCall | Answer> {
  try {
    return await byEvent(...asked);
  } catch (error) {
    throw isAppError(error) && ['not-found', 'meeting-not-found'].includes(error.code)
      ? new AppError('call-not-found')
      : error;
  }
}
