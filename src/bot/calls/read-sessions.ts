import type { CallQuality } from '../../domain/call-quality';
import { createQualityCount } from '../../domain/call-quality-count';
import type { CallRecord } from '../../domain/call-record';
import { createSessionLines } from '../../domain/call-session-lines';
import type { CallSessionLine } from '../../domain/calls';
import type { PartialCall } from '../../domain/partial-read';
import { readCall } from '../../reading/calls';
import type { Question } from '../command';
import { ownerOf } from '../recent';

/** What is kept of the sessions of a call: roll-ups and a line each, never a page. */
export interface ReadSessions {
  quality: CallQuality;
  /** In the order in which they were read. */
  lines: CallSessionLine[];
  partial: PartialCall;
}

interface KeptSessions extends ReadSessions {
  /** What the record showed of itself when they were read. */
  seen: string;
}

/** About what a line of a session and an entry of a roll-up weigh in memory. */
const LINE_BYTES = 700;
const GROUP_BYTES = 250;
const QUALITY_BYTES = 2_000;

/**
 * The sessions of a call that the asker was just shown to have the right to. Those read within ten minutes serve while the record shows the same version;
 * for another part of them (`isView`) also where not all could be read: else that is tried again. Throws AppError where not one page can be read.
 */
export async function readSessions(
  call: CallRecord,
  question: Question,
  { isView = false }: { isView?: boolean } = {},
): Promise<ReadSessions> {
  const { source, signal, progress, recent } = question;
  const owner = ownerOf(question);
  const seen = shownBy(call);
  const kept = keptSessions(call.id, question);
  if (kept && (isView || !kept.partial.incomplete) && kept.seen === seen) return kept;
  const quality = createQualityCount(call.type);
  const lines = createSessionLines();
  const into = {
    add(page: Parameters<typeof lines.add>[0]) {
      quality.add(page);
      lines.add(page);
    },
  };
  const partial = await readCall(options => source.judgedSessions(call.id, options), into, {
    progress,
    ...(signal && { signal }),
  });
  const counted = quality.finish();
  const { incomplete, sessionsRead } = partial;
  const read: KeptSessions = {
    quality: {
      ...counted,
      ...(incomplete && { incomplete }),
      ...(sessionsRead !== undefined && { sessionsRead }),
    },
    lines: lines.all(),
    partial,
    seen,
  };
  recent.set(owner, keyOf(call.id), read, weightOf(read));
  return read;
}

/** Those read within ten minutes, of whichever version. The caller has checked access. */
export function keptSessions(callId: string, question: Question): KeptSessions | undefined {
  return question.recent.get(ownerOf(question), keyOf(callId)) as KeptSessions | undefined;
}

/** Whether it is all that this version of the record has. */
export function isWhole({ partial, seen }: KeptSessions, call: CallRecord): boolean {
  return !partial.incomplete && seen === shownBy(call);
}

/** What was read of it holds as long as this stays the same: versions grow as telemetry arrives. */
function shownBy({ version, lastModifiedDateTime }: CallRecord): string {
  return JSON.stringify([version, lastModifiedDateTime]);
}

function weightOf({ lines, quality }: ReadSessions): number {
  const { byPerson, byDevice, byNetwork, byPlatform, audioByNetwork } = quality;
  const groups = [byPerson, byDevice, byNetwork, byPlatform, audioByNetwork].reduce((sum, one) => sum + one.length, 0);
  return QUALITY_BYTES + lines.length * LINE_BYTES + groups * GROUP_BYTES;
}

function keyOf(callId: string): string {
  return JSON.stringify(['call sessions', callId.toLowerCase()]);
}
