import { AppError, isAppError, type ProblemCode, type ProblemDetails } from '../domain/errors';
import type { Registration } from '../domain/registration';
import { createRegistrationBook, type RegistrationBook } from '../domain/registration-book';
import type { EventRef } from '../domain/sources';
import type { Reading } from './reading';

/** Registrations that could not be read, or not to their end: then the book holds those that came before. */
export interface Unread {
  unread: ProblemCode;
  details: ProblemDetails;
  book: RegistrationBook;
}

export function isUnread(read: object | undefined): read is Unread {
  return read !== undefined && 'unread' in read;
}

type Take = (page: readonly Registration[], book: RegistrationBook) => void;

const takeAll: Take = (page, book) => {
  book.add(page);
};

/**
 * All registrations of an event in a book, or undefined where it has none. A refusal and a failure in the middle are returned, never thrown: the rest of
 * an answer stands without them. `take` is given each page as it comes.
 */
export async function readBook(
  event: EventRef,
  { source, progress, signal }: Reading,
  options: { answers?: true; take?: Take } = {},
): Promise<RegistrationBook | Unread | undefined> {
  const { answers, take = takeAll } = options;
  const book = createRegistrationBook();
  let pages = 0;
  try {
    for await (const page of source.registrations(event, { ...(signal && { signal }), ...(answers && { answers }) })) {
      take(page, book);
      pages += 1;
      progress({ pages, people: 0 });
    }
  } catch (error) {
    if (signal?.aborted) return { unread: 'took-too-long', details: {}, book };
    if (!isAppError(error)) throw error;
    // Town halls have registrations since 2026 only: where Graph knows no such list there is none.
    if (book.count === 0 && event.kind === 'townhall' && isUnknownPath(error)) return undefined;
    return { unread: error.code, details: error.details, book };
  }
  return book.count > 0 ? book : undefined;
}

function isUnknownPath({ code, details }: { code: ProblemCode; details: { status?: number } }): boolean {
  return code === 'not-found' || (code === 'graph-refused' && details.status === 400);
}

/** The trouble for an answer that is nothing without registrations. */
export function unreadError({ unread, details }: Unread): AppError {
  return new AppError(unread === 'permission-missing' ? 'registrations-refused' : unread, details);
}

/** The same, told its progress as one count though several lists are read for it one after another. */
export function inTurn<R extends Reading>(reading: R): R {
  let before = 0;
  let pages = 0;
  return {
    ...reading,
    progress(soFar) {
      if (soFar.pages <= pages) before += pages;
      pages = soFar.pages;
      reading.progress({ ...soFar, pages: before + pages });
    },
  };
}
