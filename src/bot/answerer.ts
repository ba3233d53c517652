import type { AppIds } from '../domain/app-ids';
import type { Audit } from '../domain/audit';
import { LONGEST_COMMAND, type Args } from '../domain/args';
import type { Thresholds } from '../domain/attendance';
import { AppError, isAppError } from '../domain/errors';
import { noReaders, type Readers } from '../domain/readers';
import type { SignIn } from '../domain/sign-in';
import type { Asker, EventSourceFor } from '../domain/sources';
import { readActionData } from './action-data';
import { answerOf } from './answer-of';
import { createFileOffers, type FileOffers } from './file-offers';
import type { Answer, Answerer, Asked, Command, Memory, Question } from './command';
import { commands as table, unknown as lastResort } from './commands';
import { createRunners, ownViewOf } from './own-view';
import { createMemories, type Memories } from './memory';
import { idsOf, noteAnswer, notesFor } from './notes';
import { plainText, saysSomething } from './plain-text';
import { problemAnswer } from './problem-answer';
import { readCommand } from './read-command';
import type { PostBooks } from './posting/post-book';
import { createRecent, ownerOf, type RecentReads } from './recent';
import type { Watching } from './watch/watching';
import { createSentForms, type SentForms } from './sent-forms';
import { myEventsIfKept } from './which/my-events';
import { explaining } from './why/explaining';

/** Where troubles are written: codes and request ids, never words of a person. */
export interface AnswerLog {
  info(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
}

export interface AnswererOptions {
  sourceFor: EventSourceFor;
  recent?: RecentReads;
  memories?: Memories;
  forms?: SentForms;
  /** Where commands put files. */
  files?: FileOffers;
  /** Where watches are kept; absent where there is no database. */
  watching?: Watching;
  /** What is posted by itself; absent where there is no database. */
  posts?: PostBooks;
  /** Who may read everybody's events; nobody unless said. */
  readers?: Readers;
  /** Where people sign in. */
  signIn?: Pick<SignIn, 'forget'> | undefined;
  /** Absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  /** What problem cards call Rollcall in their steps; absent: they show none. */
  app?: AppIds | undefined;
  /** Told who looked at what; absent: nobody. */
  audit?: Audit;
  /** Milliseconds. */
  now: () => number;
  log?: AnswerLog;
  commands?: readonly Command[];
}

/** Texts longer than this are not even looked at. */
const LONGEST_TEXT = 10_000;

export function createAnswerer(options: AnswererOptions): Answerer {
  const { sourceFor, now, log, memories = createMemories(), commands = table } = options;
  const { recent = createRecent({ now }), files = createFileOffers({ now }) } = options;
  const { forms = createSentForms({ now }), readers = noReaders } = options;
  const thresholds = options.thresholds && { thresholds: options.thresholds };
  const app = options.app && { app: options.app };

  const signOut = (asker: Asker): void => {
    options.signIn?.forget(asker);
    recent.forget(ownerOf({ asker }));
  };

  const questionOf = (asked: Asked, isPressed: boolean, runners = createRunners()): Question => {
    const asker = asked.asker ?? { tenantId: '', personId: '' };
    const watches = asked.asker && asked.address && options.watching?.bookOf(asker, asked.address);
    const listed = (id: string) => myEventsIfKept({ recent, asker })?.events.find(({ event }) => event.id === id);
    const source = explaining(sourceFor(asker, asked.isOwnWork && { background: true }), {
      personId: asker.personId,
      reads: options.app?.reads ?? 'app',
      organizerOf: id => runners.organizerOf(id) ?? listed(id)?.event.organizer?.id,
    });
    return {
      asker,
      card: { ...asked.card, now: now(), ...thresholds, ...app },
      source: runners.noting(source),
      recent,
      memory: memories.of(asked),
      isReader: asReader(readers, asked.asker),
      isPressed,
      progress: asked.progress ?? (() => undefined),
      forms,
      ...thresholds,
      ...(asked.body !== undefined && { body: asked.body }),
      keepFile: (file, description, about) =>
        files.add(asked, file, { description, about: idsOf(about) }, asked.signal),
      note: notesFor(options.audit, asked),
      failed: error => log?.error('a part of an answer failed', { error }),
      ...(options.signIn && {
        signOut: () => {
          signOut(asker);
        },
      }),
      ...(asked.signal && { signal: asked.signal }),
      ...(asked.here && { here: asked.here }),
      ...(watches && { watches }),
      ...(asked.asker && options.posts && { posts: options.posts(asked.asker) }),
    };
  };

  async function answerWith(asked: Asked, isPressed: boolean, read: (question: Question) => Asking): Promise<Answer> {
    const card = { ...asked.card, now: now(), ...app };
    let asking: Asking | undefined;
    try {
      const runners = createRunners();
      const question = questionOf(asked, isPressed, runners);
      asking = read(question);
      if (!asked.asker && !asking.command.isOpen) throw new AppError('who-is-asking');
      const args = asking.args();
      asking = { ...asking, args: () => args };
      const answer = await answerOf(asking.command, args, question);
      // After a problem the conversation still speaks of what it spoke of before.
      if (!asked.isSilent && (!answer.problem || answer.remember)) memories.remember(asked, answer.remember ?? {});
      noteAnswer(question.note, asking.command, answer);
      if (answer.problem) log?.info('answered with a problem', { code: answer.problem, command: asking.command.name });
      const ownView = answer.problem ? undefined : ownViewOf(args, answer.facts, question, runners);
      return { ...answer, ...(ownView && { ownView }) };
    } catch (error) {
      const code = asked.signal?.aborted ? 'took-too-long' : 'internal';
      const known = isAppError(error) ? error : new AppError(code, {}, { cause: error });
      const facts = { code: known.code, command: asking?.command.name, error: known.cause ?? known };
      log?.[known.code === 'internal' ? 'error' : 'info']('answered with a problem', facts);
      return problemAnswer(known, card, retryOf(asking, memories.of(asked)));
    }
  }

  return {
    question(asked) {
      if (!asked.asker) throw new AppError('who-is-asking');
      return questionOf(asked, false);
    },
    words: (text, asked) =>
      answerWith(asked, false, question => {
        if (text.length > LONGEST_TEXT) throw new AppError('too-long');
        const plain = plainText(text);
        if (withoutLinks(plain).length > LONGEST_COMMAND) throw new AppError('too-long');
        return readWords(plain, question, commands);
      }),
    action: (verb, data, asked) =>
      answerWith(asked, true, () => {
        const command = commands.find(one => one.name === verb);
        if (!command) throw new AppError('bad-action');
        return { command, args: () => readActionData(data) };
      }),
  };
}

/** Asked for a whole group, perhaps: once a question is enough. */
function asReader(readers: Readers, asker: Asker | undefined): () => Promise<boolean> {
  let found: Promise<boolean> | undefined;
  return () => (found ??= asker && readers.some ? readers.isReader(asker) : Promise.resolve(false));
}

/** A command and its arguments, parsed only once it is clear that they will be used. */
interface Asking {
  command: Command;
  args: () => Args;
}

function readWords(plain: string, question: Question, commands: readonly Command[]): Asking {
  const found = readCommand(plain, commands);
  if (found) return { command: found.command, args: () => found.command.parse(found.words, question) };
  const help = commands.find(one => one.name === 'help');
  if (help && !saysSomething(plain)) return { command: help, args: () => ({}) };
  const { pending } = question.memory;
  const waiting = pending && commands.find(one => one.name === pending.command);
  if (waiting && /^#?\d{1,3}\.?$/.test(plain))
    return { command: waiting, args: () => ({ ...pending.args, which: plain }) };
  return { command: lastResort, args: () => lastResort.parse(plain, question) };
}

/** The same question again; not of a command that was never understood. A number becomes what it stands for: the next list may have another there. */
function retryOf(asking: Asking | undefined, { list }: Memory): { command: string; args: Args } | undefined {
  if (!asking || asking.command === lastResort) return undefined;
  try {
    const { which, ...args } = asking.args();
    const numbered = which === undefined ? undefined : list[Number(/^#?(\d{1,3})\.?$/.exec(which)?.[1] ?? 0) - 1];
    const named = numbered ?? (which === undefined ? {} : { which });
    return { command: asking.command.name, args: { ...args, ...named } };
  } catch {
    return undefined;
  }
}

/** Join links may be longer than anything a person types. */
function withoutLinks(text: string): string {
  return text.replace(/\bhttps?:\/\/\S{1,4000}/gi, '');
}
