import { identityOf, isPersonAt, platformOf, type CallSide } from './call-ends';
import { toCount } from './call-groups';
import type { JudgedSession } from './judged-session';
import type { CallSessionLine } from './calls';
import { isFilled } from './filled';
import { pageOf } from './page';
import { judge, kindOf, kindOfLabel, UNCLASSIFIED } from './stream-quality';

/** Sessions as lines of a list, gathered page by page; one whose id came before is left out, and takes no number. */
export interface SessionLines {
  add(sessions: readonly JudgedSession[]): void;
  readonly sessions: number;
  /** In the order in which they were read. */
  all(): CallSessionLine[];
}

export function createSessionLines(): SessionLines {
  const lines: CallSessionLine[] = [];
  const seen = new Set<string>();
  return {
    add(sessions) {
      for (const session of sessions) {
        const id = session.id.toLowerCase();
        if (seen.has(id)) continue;
        seen.add(id);
        lines.push(toLine(session, lines.length + 1));
      }
    },
    get sessions() {
      return lines.length;
    },
    all: () => [...lines],
  };
}

export interface SessionView {
  /** `all`, `failed`, `poor`, or a modality of Graph's in any case; nothing has any other. */
  filter: string;
  /** From 1; a page beyond the last shows the last. */
  page: number;
  pageSize: number;
}

export interface SelectedSessions {
  sessions: CallSessionLine[];
  page: number;
  pages: number;
  matching: number;
  total: number;
  /** Modalities that occur in any line, by name. */
  modalities: string[];
}

/** One page of the lines that match: failed first, then most poor streams, then by start, and as read where that is the same. */
export function selectSessions(lines: readonly CallSessionLine[], view: SessionView): SelectedSessions {
  const matching = lines.filter(isShownBy(view.filter)).sort(byTrouble);
  const { items, ...place } = pageOf(matching, view.page, view.pageSize);
  const modalities = [...new Set(lines.flatMap(line => line.modalities))].sort();
  return { sessions: items, ...place, matching: matching.length, total: lines.length, modalities };
}

function isShownBy(filter: string): (line: CallSessionLine) => boolean {
  if (filter === 'all') return () => true;
  if (filter === 'failed') return line => line.failureInfo !== null;
  if (filter === 'poor') return line => line.streams.poor > 0;
  const sought = filter.toLowerCase();
  return line => line.modalities.some(modality => modality.toLowerCase() === sought);
}

/** An unknown start comes last. */
function byTrouble(one: CallSessionLine, other: CallSessionLine): number {
  return (
    Number(other.failureInfo !== null) - Number(one.failureInfo !== null) ||
    other.streams.poor - one.streams.poor ||
    startOf(one) - startOf(other) ||
    one.number - other.number
  );
}

const NEVER = Number.MAX_SAFE_INTEGER;

function startOf({ startDateTime }: CallSessionLine): number {
  const start = startDateTime === null ? NaN : Date.parse(startDateTime);
  return Number.isNaN(start) ? NEVER : start;
}

/** Written without spreads: a call has thousands of lines. */
function toLine(session: JudgedSession, number: number): CallSessionLine {
  const { id, modalities, startDateTime, endDateTime, failureInfo } = session;
  const streams = streamsOf(session);
  const line: CallSessionLine = { id, number, modalities, startDateTime, endDateTime, failureInfo, streams };
  const caller = identityOf(session, 'caller');
  const callee = identityOf(session, 'callee');
  if (caller) line.caller = caller;
  if (callee) line.callee = callee;
  const side: CallSide = isPersonAt(session, 'caller') ? 'caller' : 'callee';
  const platform = platformOf(session, side);
  if (platform !== undefined) line.platform = platform;
  const connectionType = connectionTypeOf(session, side);
  if (connectionType !== undefined) line.connectionType = connectionType;
  return line;
}

/** Of the first media that knows it. */
function connectionTypeOf({ segments }: JudgedSession, side: CallSide): string | undefined {
  for (const { media } of segments)
    for (const { callerNetwork, calleeNetwork } of media) {
      const type = (side === 'caller' ? callerNetwork : calleeNetwork)?.connectionType;
      if (isFilled(type)) return type;
    }
  return undefined;
}

function streamsOf({ segments }: JudgedSession): CallSessionLine['streams'] {
  let [good, poor, unclassified] = [0, 0, 0];
  for (const { media } of segments)
    for (const { label, streams } of media) {
      const labelled = kindOfLabel(label);
      for (const stream of streams) {
        const judged = judge(stream, kindOf(stream, labelled));
        if (judged === UNCLASSIFIED) unclassified += 1;
        else if (judged > 0) poor += 1;
        else good += 1;
      }
    }
  return toCount(good, poor, unclassified);
}
