import type { DateTime } from 'luxon';

/** From one day to another, the second not in it. */
export interface Span {
  from: DateTime;
  to: DateTime;
}

export interface Calendar {
  /** Midnight in the asker's zone. */
  today: DateTime;
  monthFirst: boolean;
  lean?: 'past' | 'coming' | undefined;
}

type Groups = Record<string, string | undefined>;

/** A way to write a date. Reading gives spans, likeliest first; undefined for a date that never was. */
export interface DateRule {
  pattern: RegExp;
  read(groups: Groups, calendar: Calendar): Span[] | undefined | 'no date';
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const MONTH = `(?<month>${months.map(name => `${name}|${name.slice(0, 3)}\\.?`).join('|')}|sept\\.?)`;
const WEEKDAY = `(?<weekday>${weekdays.join('|')}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)`;
const DAY_BEFORE = `(?:(?:${weekdays.join('|')}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\.?,? (?:the )?)?`;
const DAY = `(?<day>\\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = `(?<year>\\d{4})`;
const SHORT_YEAR = `(?<year>\\d{4}|\\d{2})`;
const COUNT = `(?<count>\\d{1,3}|an?|a couple of|${counts.join('|')})`;
const UNIT = `(?<unit>day|week|month|quarter|year)`;

/** Every way to write a date that Rollcall reads; of those that match, the longest counts. */
export const dateRules: readonly DateRule[] = [
  rule(`${DAY_BEFORE}(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})`, numbered),
  rule(`(?<year>\\d{4})-(?<month>\\d{1,2})`, numberedMonth),
  rule(`${DAY_BEFORE}(?<day>\\d{1,2})\\. ?(?<month>\\d{1,2})\\.(?: ?${SHORT_YEAR})?`, numbered),
  rule(`${DAY_BEFORE}(?<day>\\d{1,2})-(?<month>\\d{1,2})-${YEAR}`, numbered),
  rule(`${DAY_BEFORE}(?<one>\\d{1,2})/(?<other>\\d{1,2})(?:/${SHORT_YEAR})?`, slashed),
  rule(`${DAY_BEFORE}${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?`, named),
  rule(`${DAY_BEFORE}${MONTH} ${DAY}(?:,? ${YEAR})?`, named),
  rule(`(?:(?<which>last|next|this) )?${MONTH}(?:,? ${YEAR})?`, monthNamed),
  rule(`q(?<quarter>[1-4])(?: ${YEAR})?`, quarterNamed),
  rule(`(?:today|tonight|this (?:morning|afternoon|evening))`, (_, { today }) => [span(today, 'day')]),
  rule(`(?:yesterday(?: (?:morning|afternoon|evening))?|last night)`, (_, { today }) => [span(today, 'day', -1)]),
  rule(`tomorrow(?: (?:morning|afternoon|evening))?`, (_, { today }) => [span(today, 'day', 1)]),
  rule(`(?:the )?day before yesterday`, (_, { today }) => [span(today, 'day', -2)]),
  rule(`(?:the )?day after tomorrow`, (_, { today }) => [span(today, 'day', 2)]),
  rule(`(?:(?<which>last|past|next|coming|this) )?${WEEKDAY}(?: (?:morning|afternoon|evening|night))?`, weekday),
  rule(`(?:(?<which>last|past|next|this) )?weekend`, weekend),
  rule(`(?<which>last|previous|this|current|next|coming) ${UNIT}`, ({ which, unit }, { today }) => [
    span(today, unit as Unit, stepOf(which)),
  ]),
  rule(`(?:the )?week before last`, (_, { today }) => [span(today, 'week', -2)]),
  rule(`(?:the )?week after next`, (_, { today }) => [span(today, 'week', 2)]),
  rule(`${COUNT} ${UNIT}s? ago`, ({ count, unit }, { today }) => [span(today, unit as Unit, -countOf(count))]),
  rule(`in ${COUNT} ${UNIT}s?`, ({ count, unit }, { today }) => [span(today, unit as Unit, countOf(count))]),
  rule(`(?:the )?(?:last|past|previous) ${COUNT} ${UNIT}s?`, ({ count, unit }, { today }) => [
    { from: today.minus({ [unit ?? 'day']: countOf(count) }), to: today.plus({ days: 1 }) },
  ]),
  rule(`(?:the )?(?:next|coming) ${COUNT} ${UNIT}s?`, ({ count, unit }, { today }) => [
    { from: today, to: today.plus({ [unit ?? 'day']: countOf(count) }).plus({ days: 1 }) },
  ]),
  rule(`(?:in )?(?<year>20\\d{2})`, ({ year }, { today }) => [span(today.set({ year: Number(year) }), 'year')]),
];

/** Whole words only, with a possessive ending: "yesterday's webinar". */
function rule(pattern: string, read: DateRule['read']): DateRule {
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}.:/-])${pattern}(?:'?s)?(?![\\p{L}\\p{N}])`, 'gu'), read };
}

function span(day: DateTime, unit: Unit, step = 0): Span {
  const from = day
    .startOf(unit)
    .plus({ [unit]: step })
    .startOf(unit);
  return { from, to: from.plus({ [unit]: 1 }) };
}

function stepOf(which: string | undefined): number {
  if (which === 'last' || which === 'previous' || which === 'past') return -1;
  return which === 'next' || which === 'coming' ? 1 : 0;
}

function countOf(count: string | undefined): number {
  if (!count || count === 'a' || count === 'an') return 1;
  if (count === 'a couple of') return 2;
  return counts.includes(count) ? counts.indexOf(count) + 1 : Number(count);
}

function monthOf(name: string | undefined): number {
  return months.findIndex(month => month.startsWith((name ?? '').slice(0, 3))) + 1;
}

function numbered({ year, month, day }: Groups, calendar: Calendar): Span[] | undefined {
  return onDay(calendar, Number(month), Number(day), year);
}

function named({ year, month, day }: Groups, calendar: Calendar): Span[] | undefined {
  return onDay(calendar, monthOf(month), Number(day), year);
}

function slashed({ one, other, year }: Groups, calendar: Calendar): Span[] | undefined {
  const first = Number(one);
  const second = Number(other);
  const monthFirst = second > 12 || (first <= 12 && calendar.monthFirst);
  return monthFirst ? onDay(calendar, first, second, year) : onDay(calendar, second, first, year);
}

/** Without a year: the years around today that have this day, nearest first, or past ones first when it leans so. */
function onDay(calendar: Calendar, month: number, day: number, year: string | undefined): Span[] | undefined {
  const { today } = calendar;
  const years = year ? [yearOf(year)] : [-4, -3, -2, -1, 0, 1, 2, 3, 4].map(step => today.year + step);
  const days = years.map(one => dayOf(today, one, month, day)).filter(one => one !== undefined);
  const found = days.map(one => span(one, 'day'));
  return found.length > 0 ? nearestFirst(found, calendar).slice(0, 3) : undefined;
}

function yearOf(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function dayOf(today: DateTime, year: number, month: number, day: number): DateTime | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const first = today.set({ year, month, day: 1 });
  return first.isValid && day <= (first.daysInMonth ?? 0) ? first.set({ day }) : undefined;
}

function numberedMonth({ year, month }: Groups, { today }: Calendar): Span[] | undefined {
  const first = dayOf(today, Number(year), Number(month), 1);
  return first && [span(first, 'month')];
}

function monthNamed({ which, month, year }: Groups, calendar: Calendar): Span[] | 'no date' {
  const { today } = calendar;
  const years = year ? [Number(year)] : [-1, 0, 1].map(step => today.year + step);
  const found = years.map(one => span(today.set({ year: one, month: monthOf(month), day: 1 }), 'month'));
  if (which === 'last') return found.filter(one => one.to <= today).slice(-1);
  if (which === 'next') return found.filter(one => one.from > today).slice(0, 1);
  if (which === 'this') return found.filter(one => one.from.year === today.year);
  return nearestFirst(found, calendar);
}

function quarterNamed({ quarter, year }: Groups, calendar: Calendar): Span[] {
  const years = year ? [Number(year)] : [-1, 0, 1].map(step => calendar.today.year + step);
  const month = Number(quarter) * 3 - 2;
  return nearestFirst(
    years.map(one => span(calendar.today.set({ year: one, month, day: 1 }), 'quarter')),
    calendar,
  );
}

function weekday({ which, weekday: name }: Groups, { today, lean }: Calendar): Span[] {
  const wanted = weekdays.findIndex(day => day.startsWith((name ?? '').slice(0, 3))) + 1;
  const ahead = (wanted - today.weekday + 7) % 7;
  const [latest, coming] = [span(today, 'day', ahead === 0 ? 0 : ahead - 7), span(today, 'day', ahead)];
  if (which === 'last' || which === 'past') return [span(today, 'day', ahead - 7)];
  if (which === 'next' || which === 'coming') return [span(today, 'day', ahead === 0 ? 7 : ahead)];
  if (which === 'this') return [span(today, 'day', wanted - today.weekday)];
  if (ahead === 0) return [latest];
  return lean === 'coming' ? [coming, latest] : [latest, coming];
}

function weekend({ which }: Groups, { today }: Calendar): Span[] {
  const saturday = today.startOf('week').plus({ weeks: stepOf(which), days: 5 });
  return [{ from: saturday, to: saturday.plus({ days: 2 }) }];
}

function nearestFirst(spans: Span[], { today, lean }: Calendar): Span[] {
  const away = ({ from, to }: Span) =>
    to <= today ? today.diff(to).toMillis() : Math.max(0, from.diff(today).toMillis());
  const wrongWay = ({ from, to }: Span) =>
    (lean === 'past' && from > today) || (lean === 'coming' && to <= today) ? 1 : 0;
  return [...spans].sort((a, b) => wrongWay(a) - wrongWay(b) || away(a) - away(b));
}
