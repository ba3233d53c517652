import type { Card, CardContext } from '../cards/card';
import type { Args } from '../domain/args';
import type { Thresholds } from '../domain/attendance';
import type { EventKind } from '../domain/event';
import type { ProblemCode } from '../domain/errors';
import type { Asker, EventSource } from '../domain/sources';
import type { ExportFile } from '../export/content';
import type { OfferedFile } from './file-offers';
import type { About, Note } from '../domain/audit';
import type { PostBook } from './posting/post-book';
import type { RecentReads } from './recent';
import type { SentForms } from './sent-forms';
import type { Address, WatchBook } from './watch/watch-book';
import type { MyEvents } from '../domain/my-events';

/** One thing Rollcall can be asked. Help, manifest and documentation are derived from, or checked against, the table of these. */
export interface Command {
  /** First word, lower case; also the verb of its buttons. */
  name: string;
  aliases: readonly string[];
  /** A text that begins so is this command's with all of its words: they say more than its name does. */
  openings?: readonly string[];
  /** `attendance [<which>]`: square brackets optional, angle brackets to be filled in. */
  usage: string;
  /** One line, for people. */
  help: string;
  /** A line that works as typed. */
  example: string;
  /** In Teams' own command list (at most 12). */
  featured: boolean;
  /** Answers also where the channel does not say who asks: reads nothing. */
  isOpen?: true;
  /** Answers with people, one by one: not asked at all where cards/privacy says that they may not be shown. */
  namesPeople?: true;
  /** The words after the command's name, trimmed. Throws AppError. */
  parse(words: string, question: Question): Args;
  answer(args: Args, question: Question): Promise<Answer>;
}

/** Everything an answer may depend on, and nothing of Teams. */
export interface Question {
  asker: Asker;
  card: CardContext;
  source: EventSource;
  recent: RecentReads;
  memory: Memory;
  /** What the asker runs, where that was read for this question before it was put together. */
  myEvents?: MyEvents;
  /** Only in the chat of a meeting. */
  here?: ChatOfMeeting;
  /** Whether the asker was configured to read everybody's events. Found out at most once a question; never rejects. */
  isReader: () => Promise<boolean>;
  /** True when a button asked: what was just read may be shown again in another order. */
  isPressed: boolean;
  /** Called as records are read, often. */
  progress: (soFar: { pages: number; people: number }) => void;
  /** Absent: those of docs/metrics.md. Cards are told by `card`. */
  thresholds?: Thresholds;
  /** Forms that were sent: each makes what it makes once. */
  forms: SentForms;
  /** What is watched here; absent where nothing is kept, or nothing can be posted. */
  watches?: WatchBook;
  /** What Rollcall posts by itself for the asker; absent where nothing is kept. */
  posts?: PostBook;
  /** JSON that was handed over beside the words (`ask --body`), trusted in nothing. */
  body?: unknown;
  /** Writes a file for the asker, who may take it for less than an hour. `description`: what it holds, for people. */
  keepFile: (file: ExportFile, description: string, about: About) => Promise<OfferedFile>;
  /** Writes down what is looked at or put into a message, where no command answers. */
  note: Note;
  /** Told of faults of our own in a part that the answer stands without. */
  failed?: (error: unknown) => void;
  /** Ends the asker's sign-in; absent where nobody signs in. */
  signOut?: () => void;
  signal?: AbortSignal;
}

/** What a command returns; only the bot sends. */
export interface Answer {
  card: Card;
  /** The domain value behind the card, as JSON. */
  facts: object;
  /** For the asker alone. */
  files?: OfferedFile[];
  /** Set when this is no answer: the exit code of `ask` and the log follow it. */
  problem?: ProblemCode | 'which-one';
  /** What the conversation speaks of from now on. */
  remember?: Partial<Memory>;
  /** Where others see the card too: how those who may see more ask for it. Set in one place, for all commands. */
  ownView?: OwnView;
}

/** The question that draws somebody's own view of a card, by ids alone. Whoever asks it is checked again. */
export interface OwnView {
  command: string;
  args: Args;
  /** Entra object ids of those who run what it is about, the asker first. */
  people: string[];
}

/** What one person's conversation last spoke of. In memory only. */
export interface Memory {
  list: Remembered[];
  subject?: Remembered;
  /** The ids of the watches that were listed last, while no other list was. */
  watches?: string[];
  /** The call record that was last spoken of. */
  call?: string;
  /** The ids of the calls that were listed last, while no other list was. */
  calls?: string[];
  /** The command that waits for "which one did you mean?" to be answered with a number. */
  pending?: { command: string; args: Args };
}

/** An event, session or meeting by id, or one report of it. */
export interface Remembered {
  kind: EventKind | 'meeting';
  id: string;
  session?: string;
  report?: string;
}

/** The chat of a meeting, and how to learn which meeting that is. */
export interface ChatOfMeeting {
  threadId: string;
  /** Undefined where the channel does not know it. Throws AppError: meeting-chat-refused, meeting-chat-unread. */
  meeting(): Promise<ChatMeeting | undefined>;
}

/** A meeting as the channel names it: by Graph's id, or else by its join link. */
export interface ChatMeeting {
  meetingId?: string;
  joinWebUrl?: string;
  /** Entra object id. */
  organizerId?: string;
  organizerTenantId?: string;
}

/** Where a question comes from; `asker` is absent when the channel did not say who asks. */
export interface Asked {
  asker: Asker | undefined;
  /** Teams' conversation id: what `Memory` is kept by, together with the asker. */
  conversation: string;
  card: Omit<CardContext, 'now'>;
  /** Only in the chat of a meeting. */
  here?: ChatOfMeeting;
  /** Where something can be posted without being asked; absent outside Teams, and where Rollcall is no member. */
  address?: Address;
  /** JSON beside the words. */
  body?: unknown;
  progress?: Question['progress'];
  signal?: AbortSignal;
  /** Nobody said anything: the conversation goes on speaking of what it spoke of. */
  isSilent?: true;
  /** Nobody asks: Rollcall reads for its own work, with the app's rights also where people sign in. */
  isOwnWork?: true;
}

/** Turns words or a pressed button into an answer, without ever throwing: every trouble is an answer with a problem card. */
export interface Answerer {
  words(text: string, asked: Asked): Promise<Answer>;
  action(verb: string, data: unknown, asked: Asked): Promise<Answer>;
  /** For look-ups and dialogs, which are answered with more than a card. Throws AppError: who-is-asking. */
  question(asked: Asked): Question;
}
