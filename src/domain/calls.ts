import type { Right } from './access';
import type { EventIds } from './args';
import type { CallFailure, CallIdentity, CallRecord, CallSession } from './call-record';
import type { CallQuality, QualityCount, StreamQuality } from './call-quality';
import type { ProblemCode } from './errors';
import type { ExportedFile } from './export';
import type { PartialCall } from './partial-read';
import type { Subject } from './subject';
import type { Iso } from './time';

/* What the commands on calls answer. Every shape can be facts as it stands. */

/** One line of a list of calls. */
export interface CallLine {
  id: string;
  type: string;
  modalities: string[];
  startDateTime: Iso | null;
  endDateTime: Iso | null;
  /** Of the event or meeting, where it was found. */
  title?: string;
  organizer?: CallIdentity;
  /** The event or meeting it was found through, for the button that checks the right again. */
  found?: EventIds;
  /** The number by which the asker may name it next. */
  number: number;
}

/** What `calls` answers: newest first. */
export interface CallsAnswer {
  calls: CallLine[];
  page: number;
  pages: number;
  total: number;
  window: { start: Iso; end: Iso };
  /** `own`: calls of the asker's events and meetings; `all`: of the tenant, for readers. */
  scope: 'own' | 'all';
  /** The window as a button carries it, to list the same again: a day of the asker's, or the first and the last with a slash between; absent: the last 24 hours. */
  day?: string;
  /** Only calls that this person took part in. */
  person?: { id: string; displayName?: string; isAsker?: true };
  /** Not everything could be read, or there was too much. */
  incomplete?: true;
  callsRead?: number;
  incompleteBecause?: ProblemCode;
}

/** Which call an answer is about, and what its reader may see of it. */
export interface CallHead {
  call: CallRecord;
  /** The event or meeting, where the call was found through it. */
  subject?: Subject;
  role: Right;
  /** Readers alone see addresses, devices and what people wrote: `limited` says that these were left out. */
  details: 'all' | 'limited';
}

/** What `call` answers. */
export interface CallAnswer extends CallHead {
  /** Seconds; null where an end is unknown. */
  durationSeconds: number | null;
  quality: CallQuality;
  /** By participants_v2, which may miss some; null where that could not be read. */
  participants: number | null;
  /** Other calls of the same event or meeting, newest first. */
  others: CallLine[];
  /** Not all calls of that time could be looked at: there may be more. */
  othersIncomplete?: true;
  /** Why the quality is incomplete. */
  incompleteBecause?: ProblemCode;
}

/** What `quality` answers. */
export interface QualityAnswer extends CallHead {
  quality: CallQuality;
  advice: Advice[];
  /** Why the quality is incomplete. */
  incompleteBecause?: ProblemCode;
}

/** What may help, and the figures it rests on. */
export interface Advice {
  /** `wire`: use a cable; `vpn`: keep media out of the tunnel; `mobile`: off the mobile network; `headset`: echo and glitches; `client`: machine too slow; `service`: poor on every network. */
  what: 'wire' | 'vpn' | 'mobile' | 'headset' | 'client' | 'service';
  poor: number;
  of: number;
}

/** Several people of the directory fit the words: which one is meant? */
export interface CallerChoiceAnswer {
  code: 'which-one';
  asked: string;
  /** As in `CallsAnswer`. */
  day?: string;
  choices: { id: string; displayName?: string; email?: string; number: number }[];
}

/** One line of the sessions of a call. */
export interface CallSessionLine {
  id: string;
  /** Place in the list as read, from 1: what the asker says. Order and filters do not change it. */
  number: number;
  caller?: CallIdentity;
  callee?: CallIdentity;
  platform?: string;
  connectionType?: string;
  modalities: string[];
  startDateTime: Iso | null;
  endDateTime: Iso | null;
  failureInfo: CallFailure | null;
  streams: QualityCount;
}

/** What `call-sessions` answers: a page of them, failed ones first. */
export interface CallSessionsAnswer extends CallHead, PartialCall {
  sessions: CallSessionLine[];
  page: number;
  pages: number;
  matching: number;
  total: number;
  /** `failed`, `poor`, a modality of Graph's, or `all`. */
  filter: string;
  /** Modalities that occur, for the filter. */
  modalities: string[];
}

/** What `call-export` answers: which files were written. */
export interface CallExportAnswer extends CallHead, PartialCall {
  sessions: number;
  /** IANA zone that the times in the files are written in. */
  zone: string;
  files: ExportedFile[];
}

/** What `call-session` answers: one session with every property that its reader may see, and the verdict on each stream. */
export interface CallSessionAnswer extends CallHead {
  number: number;
  /** How many the call has, where all were read. */
  total?: number;
  session: CallSession;
  /** Seconds; null where an end is unknown. */
  durationSeconds: number | null;
  /** One a stream, by segment, media and stream in Graph's order. */
  streams: StreamVerdict[];
}

export interface StreamVerdict extends StreamQuality {
  segment: number;
  media: number;
  stream: number;
}

/** The one line that attendance and summary cards gain: audio streams. */
export interface CallQualityLine {
  callId: string;
  poor: number;
  /** good + poor. */
  of: number;
  /** Graph's word for the network that more than half of the poor streams were on. */
  mostlyOn?: string;
  /** Distinct people there: of a few it is not told to others. */
  mostlyOnPeople?: number;
  /** Distinct people in the call. */
  people: number;
  incomplete?: true;
}
