import { RIGHT_HOLDS } from '../../domain/access';
import type { CallsAnswer } from '../../domain/calls';
import { isAppError } from '../../domain/errors';
import { bestMatches } from '../../domain/name-match';
import { atOnce } from '../../reading/at-once';
import type { Question } from '../command';
import { ownerOf } from '../recent';
import { homeByMeeting } from './call-by-id';
import type { CallHome, SeenCall } from './call-right';
import type { CallDays } from './calls-window';
import type { Caller } from './caller';
import { keepHome } from './kept-calls';
import { listCalls, type CallList } from './list-calls';

/** What is listed: the days, and whose calls. */
export interface Listed {
  days: CallDays;
  person?: Caller;
}

/** A list as it was read, with the meetings of its join links as far as pages were shown. */
export interface KeptList extends CallList, Listed {
  homes: Map<string, CallHome | undefined>;
}

const CALL_BYTES = 1_200;
const LAST = 'calls last';
const AT_ONCE = 4;

/**
 * The calls of these days: those just read, for another page (`isPage`) or a button, while the right to them holds; else read now. Where not all could be
 * read, a button without a page tries again. Throws AppError.
 */
export async function readCallList(listed: Listed, question: Question, isPage: boolean): Promise<KeptList> {
  const owner = ownerOf(question);
  const key = keyOf(listed);
  const isView = isPage || question.isPressed;
  const last = isView ? (question.recent.get(owner, key) as KeptList | undefined) : undefined;
  const kept = isPage || !last?.incomplete ? last : undefined;
  question.recent.set(owner, LAST, listed, key.length);
  if (kept && (kept.scope === 'own' || (await question.isReader()))) return kept;
  const from = performance.now();
  const read = await listCalls(listed.days.window, listed.person?.id, question);
  for (const call of read.calls) keepHome(call, question);
  const list: KeptList = { ...read, ...listed, homes: new Map() };
  const keptMs = RIGHT_HOLDS - (performance.now() - from);
  question.recent.set(owner, key, list, read.calls.length * CALL_BYTES, keptMs);
  return list;
}

/** What was listed last, for "calls page 2". */
export function lastListed(question: Question): Listed | undefined {
  return question.recent.get(ownerOf(question), LAST) as Listed | undefined;
}

/** The newest call whose title in the last list these words are, or are a part of: Graph finds no meeting by its name. Says nothing of rights. */
export function listedByTitle(words: string, question: Question): string | undefined {
  const listed = lastListed(question);
  const kept = listed && (question.recent.get(ownerOf(question), keyOf(listed)) as KeptList | undefined);
  const titled = (kept?.calls ?? []).flatMap(({ call, home = kept?.homes.get(call.joinWebUrl ?? '') }) =>
    home ? [{ id: call.id, title: home.subject.title }] : [],
  );
  const { tier, items } = bestMatches(words, titled, one => one.title);
  return tier === 'forgiven' ? undefined : items[0]?.id;
}

/** The shown calls with the meetings that they were held in: each is asked for once, in the name of its organiser. What can't be had has no title. */
export async function withMeetings(
  shown: readonly SeenCall[],
  { homes }: KeptList,
  question: Question,
): Promise<SeenCall[]> {
  return atOnce(shown, AT_ONCE, async one => {
    const { joinWebUrl, organizer } = one.call;
    if (one.home || joinWebUrl === undefined) return one;
    if (!homes.has(joinWebUrl)) {
      const organizerId = organizer?.is === 'user' ? organizer.id : undefined;
      homes.set(joinWebUrl, await homeOrNone({ joinWebUrl, organizerId }, question));
    }
    const home = homes.get(joinWebUrl);
    const placed = { ...one, ...(home && { home }) };
    keepHome(placed, question);
    return placed;
  });
}

async function homeOrNone(...asked: Parameters<typeof homeByMeeting>): Promise<CallHome | undefined> {
  try {
    return await homeByMeeting(...asked);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

/** How far the list could be read, for the facts. */
export function partialList({ incomplete, callsRead, incompleteBecause }: CallList): Partial<CallsAnswer> {
  return {
    ...(incomplete && { incomplete }),
    ...(callsRead !== undefined && { callsRead }),
    ...(incompleteBecause && { incompleteBecause }),
  };
}

function keyOf({ days, person }: Listed): string {
  return JSON.stringify(['calls', days.day ?? 'lately', person?.id.toLowerCase() ?? 'all']);
}
