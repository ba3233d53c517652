import { isAppError } from '../../domain/errors';
import type { CallRecord } from '../../domain/call-record';
import type { Question } from '../command';
import { ownerOf } from '../recent';

const COUNT_BYTES = 100;

/** How many the record of a call lists as participants; null where that list can't be had. The caller has checked access. Kept for ten minutes by version. */
export async function countParticipants({ id, version }: CallRecord, question: Question): Promise<number | null> {
  const { source, signal, recent } = question;
  const owner = ownerOf(question);
  const key = JSON.stringify(['call participants', id.toLowerCase(), version]);
  const kept = recent.get(owner, key) as number | undefined;
  if (kept !== undefined) return kept;
  const ids = new Set<string>();
  let unnamed = 0;
  try {
    for await (const page of source.callParticipants(id, signal && { signal }))
      for (const one of page) {
        if (one.id === '') unnamed += 1;
        else ids.add(one.id.toLowerCase());
      }
  } catch (error) {
    if (signal?.aborted || isAppError(error)) return null;
    throw error;
  }
  const count = ids.size + unnamed;
  recent.set(owner, key, count, COUNT_BYTES);
  return count;
}
