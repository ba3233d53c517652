import { setTimeout as delay } from 'node:timers/promises';
import { problemCard, type Problem } from '../../cards/problem';
import type { Card } from '../../cards/card';
import { plainText } from '../../cards/person-text';
import { LONGEST_SEARCH } from '../../domain/args';
import { AppError, isAppError } from '../../domain/errors';
import { searches, type SearchId } from '../../domain/found';
import type { Answerer } from '../command';
import { pickedCard } from '../search/picked';
import { createReadings } from '../search/readings';
import { search, type Asking, type Result } from '../search/search';
import { CARD_TYPE } from '../send';
import { signInSearch } from '../sign-in/protocol';
import type { SigningIn } from '../sign-in/signing-in';
import { isObject } from './activity';
import type { Delivered } from './asked';
import type { Invoke, InvokeReply } from './invoke';

export interface SearchOptions {
  answerer: Pick<Answerer, 'question'>;
  /** Milliseconds. */
  now: () => number;
  sleep?: (ms: number) => Promise<unknown>;
  /** The client asks for a picked row's card: Teams does; the Playground shows nothing at all where a row says so. */
  picksLater: boolean;
  log: SearchLog;
  /** Absent where nobody signs in. */
  signingIn?: SigningIn | undefined;
}

/** What searches need of src/log: never told what was typed. */
interface SearchLog {
  info(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
  mask(id: string | undefined): string | undefined;
}

/** Teams waits 5 s, and people less: by then the answer is what there is. */
const LATE = 1_500;
const PAGE = 25;
const LONGEST_TITLE = 60;
const THUMBNAIL_TYPE = 'application/vnd.microsoft.card.thumbnail';

/** The search commands of the compose box: what was typed becomes a list, a picked row the card that is inserted. Whatever comes in, the reply is well-formed. */
export function createSearchInvokes(options: SearchOptions): (readonly [string, Invoke])[] {
  const { answerer, now, picksLater, log, signingIn } = options;
  const { sleep = (ms: number) => delay(ms, undefined, { ref: false }) } = options;
  const failed = (error: unknown): void => {
    log.error('a search failed', { error });
  };
  const readings = createReadings({ now, failed });

  const toAppError = (error: unknown): AppError => {
    if (isAppError(error)) return error;
    failed(error);
    return new AppError('internal', {}, { cause: error });
  };

  /** What was handed over is taken first; the reply where it was not. */
  const handedOver = async (delivered: Delivered): Promise<InvokeReply | undefined> =>
    (await signingIn?.handedOver(delivered)) && { status: 412 };

  const query: Invoke = async delivered => {
    const since = now();
    const { where, activity } = delivered;
    const asking = readAsking(activity.value, picksLater);
    if (!asking) return message('Rollcall does not know this search. Choose events, sessions or people.');
    const done = (rows: number, reply: InvokeReply): InvokeReply => {
      const asker = log.mask(where.asker?.personId);
      log.info('searched', { search: asking.search, rows, asker, ms: Math.round(now() - since) });
      return reply;
    };
    const notTaken = await handedOver(delivered);
    if (notTaken) return done(0, notTaken);
    try {
      const { results, more, say } = await search(asking, answerer.question(where), readings, sleep(LATE));
      if (say !== undefined) return done(0, asking.skip > 0 ? list([]) : message(say));
      const rows = results.map(one => toAttachment(one, picksLater));
      if (more !== undefined) rows.push(moreRow(more, delivered, now()));
      return done(rows.length, list(rows));
    } catch (error) {
      const { code, details } = toAppError(error);
      const { asker } = where;
      const isInVain = signingIn?.isInVain({ problem: code, facts: details }, delivered) ?? false;
      if (code === 'sign-in-needed' && signingIn && asker && !isInVain)
        return done(0, signInSearch(signingIn.requestFor(asker, 'read').link));
      const problem: Problem = { code: isInVain ? 'sign-in-expired' : code, details };
      const { speak } = problemCard(problem, { ...where.card, now: now() });
      const about = plainText(details.title, LONGEST_TITLE);
      return done(0, message(about ? `${about}: ${speak}` : speak));
    }
  };

  const select: Invoke = async ({ where, activity }) => {
    const card = { ...where.card, place: 'shared' as const, now: now() };
    try {
      return list([withPreview(await pickedCard(activity.value, answerer.question(where), sleep(LATE)))]);
    } catch (error) {
      return list([withPreview(problemCard({ code: toAppError(error).code, details: {} }, card))]);
    }
  };

  return [
    ['composeExtension/query', query],
    ['composeExtension/selectItem', select],
  ];
}

/** What was typed and which part is wanted, of types that nobody vouches for; undefined for a search that is none of ours. */
function readAsking(value: unknown, picksLater: boolean): Asking | undefined {
  const { commandId, parameters, queryOptions } = isObject(value) ? value : {};
  const id = searches.find(one => one === commandId);
  if (id === undefined) return undefined;
  const { skip, count } = isObject(queryOptions) ? queryOptions : {};
  return {
    search: id satisfies SearchId,
    words: readParameter(parameters, 'query'),
    event: readParameter(parameters, 'event'),
    skip: isCount(skip) ? skip : 0,
    count: isCount(count) && count > 0 ? Math.min(count, PAGE) : PAGE,
    picksLater,
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Cut before anything is done with it. */
function readParameter(parameters: unknown, name: string): string {
  const all: unknown[] = Array.isArray(parameters) ? parameters : [];
  const one = all.find(each => isObject(each) && each.name === name);
  const value = isObject(one) ? one.value : undefined;
  return typeof value === 'string' ? value.trim().slice(0, LONGEST_SEARCH).toWellFormed().trim() : '';
}

function message(text: string): InvokeReply {
  return { status: 200, body: { composeExtension: { type: 'message', text } } };
}

function list(attachments: object[]): InvokeReply {
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

/** With a `tap` the client asks for the card when the row is picked, and gets it as it then is; without, it inserts the content. */
function toAttachment({ row, content, picked }: Result, picksLater: boolean): object {
  return attachment(content, { ...row, ...(picksLater && { tap: { type: 'invoke', value: picked } }) });
}

function moreRow(text: string, { where }: Delivered, now: number): object {
  const card = { ...where.card, place: 'shared' as const, now };
  const content = problemCard({ code: 'took-too-long', details: {} }, card);
  return attachment(content, { title: 'Type again for more', text });
}

/** Teams inserts what was picked only where it has a preview; this one holds nothing that the card does not say. */
function withPreview(card: Card): object {
  return attachment(card, { title: card.speak });
}

function attachment(content: Card, preview: object): object {
  return { contentType: CARD_TYPE, content, preview: { contentType: THUMBNAIL_TYPE, content: preview } };
}
