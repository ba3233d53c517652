import { DateTime } from 'luxon';
import { CALL_RECORDS_KEPT } from '../../domain/call-record';
import { AppError, type ProblemCode } from '../../domain/errors';
import type { Instant, Iso } from '../../domain/time';
import type { Question } from '../command';
import { readDatePhrase } from '../which/date-phrase';

/** When the calls began that are listed. */
export interface CallDays {
  /** As in `Args.day`; absent for the last 24 hours. */
  day?: string;
  window: { start: Iso; end: Iso };
}

/** Without a date: what somebody who asks after an event, or the morning after, looks for. */
const LATELY = 24 * 3_600_000;
/** `2026-11-16/2026-11-20`, as buttons carry it and cards in text write it. */
const DAYS = /(?:^|\s)(\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d)(?!\S)/;
const LEAD = /^(?:(?:with|of|by|from|for|to|and|on|in|at|the|by)\s+)+/i;

/** The days that the words speak of, and the words besides. Throws AppError: no-such-date, call-gone. */
export function readCallsWords(text: string, question: Question): { days: CallDays; rest: string } {
  const { zone, now, locale } = question.card;
  const words = withoutLeads(text);
  const [found, day] = DAYS.exec(words) ?? [];
  if (found !== undefined)
    return { days: daysOf(day, question, 'no-such-date'), rest: withoutLeads(words.replace(found, ' ')) };
  const date = readDatePhrase(words, { zone, now, locale, lean: 'past' });
  if (!date) return { days: lately(now), rest: words };
  const asked = date.phrase.slice(0, 100);
  if (date.never) throw new AppError('no-such-date', { asked });
  const kept = now - CALL_RECORDS_KEPT;
  const range = date.ranges.find(({ start, end }) => start < now && end > kept);
  if (!range) {
    const old = date.ranges.find(({ end }) => end <= kept);
    throw old
      ? new AppError('call-gone', { asked, at: new Date(old.start).toISOString() })
      : new AppError('not-started', { at: new Date(Math.min(...date.ranges.map(({ start }) => start))).toISOString() });
  }
  const [first, last] = [range.start, range.end - 1].map(at =>
    DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd'),
  );
  return {
    days: { day: first === last ? `${first}` : `${first}/${last}`, window: toWindow(range.start, range.end, now) },
    rest: withoutLeads(date.rest),
  };
}

/** The days of a button. Throws AppError: `otherwise` for what is no day, no-such-date, call-gone. */
export function daysOf(
  day: string | undefined,
  { card: { zone, now } }: Question,
  otherwise: ProblemCode = 'bad-action',
): CallDays {
  if (day === undefined) return lately(now);
  const [first = '', last = first] = day.split('/');
  const [from, to] = [first, last].map(one => DateTime.fromISO(one, { zone }));
  if (!from?.isValid || !to?.isValid || to < from) throw new AppError(otherwise, { asked: day });
  const [start, end] = [from.startOf('day').toMillis(), to.plus({ days: 1 }).startOf('day').toMillis()];
  if (end <= now - CALL_RECORDS_KEPT) throw new AppError('call-gone', { at: new Date(start).toISOString() });
  if (start >= now) throw new AppError('not-started', { at: new Date(start).toISOString() });
  return { day, window: toWindow(start, end, now) };
}

function lately(now: Instant): CallDays {
  return { window: toWindow(now - LATELY, now, now) };
}

/** As far as Graph keeps calls, and not beyond now. */
function toWindow(start: Instant, end: Instant, now: Instant): CallDays['window'] {
  return {
    start: new Date(Math.max(start, now - CALL_RECORDS_KEPT)).toISOString(),
    end: new Date(Math.min(end, now)).toISOString(),
  };
}

function withoutLeads(text: string): string {
  return text.trim().replace(LEAD, '').trim();
}
