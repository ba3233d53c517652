import { RIGHT_HOLDS } from '../../domain/access';
import type { Question, Remembered } from '../command';
import { ownerOf } from '../recent';
import { isRightKept } from '../which/my-events';
import { toRemembered } from '../which/subjects';
import { seenBy, type FoundCall, type SeenCall } from './call-right';

const CALL_BYTES = 2_000;
/** Calls of one event whose right is kept. */
const MOST_KEPT = 20;
const HOME_BYTES = 300;

/** Called before Graph is asked: what is found then may be shown again for as long as the right to it holds. */
export function askingCall(question: Question): (found: FoundCall) => void {
  const from = performance.now();
  const owner = ownerOf(question);
  return ({ others, othersIncomplete, ...first }) => {
    const all: SeenCall[] = [first, ...others];
    const keptMs = RIGHT_HOLDS - (performance.now() - from);
    for (const seen of all.slice(0, MOST_KEPT)) {
      const found = { ...seen, others: all.filter(one => one !== seen), ...(othersIncomplete && { othersIncomplete }) };
      question.recent.set(owner, keyOf(seen.call.id), found, CALL_BYTES, keptMs);
      keepHome(seen, question);
    }
  };
}

/** Where to look first when the call is asked for by its id or number. */
export function keepHome({ call, home }: SeenCall, question: Question): void {
  if (!home) return;
  const through = toRemembered(home.found, home.subject.sessionId);
  question.recent.set(ownerOf(question), homeKey(call.id), through, HOME_BYTES);
}

/** The call as it was found, while what Graph said of the right to its event or meeting holds; who may see it is asked anew of what was read then. */
export async function keptCall(id: string, question: Question): Promise<FoundCall | undefined> {
  const kept = question.recent.get(ownerOf(question), keyOf(id)) as FoundCall | undefined;
  if (!kept || !holds(kept, question)) return undefined;
  const seen = await seenBy(question, kept.call, kept.home);
  return seen && { ...kept, ...seen };
}

/** Readers are asked about by `seenBy`. */
function holds({ home }: FoundCall, question: Question): boolean {
  return home === undefined || home.found.role === 'reader' || isRightKept(question, home.subject);
}

/** Through which event or meeting it was found before: where to look first. Says nothing of rights. */
export function keptHomeOf(id: string, question: Question): Remembered | undefined {
  return question.recent.get(ownerOf(question), homeKey(id)) as Remembered | undefined;
}

function keyOf(id: string): string {
  return JSON.stringify(['call', id.toLowerCase()]);
}

function homeKey(id: string): string {
  return JSON.stringify(['call through', id.toLowerCase()]);
}
