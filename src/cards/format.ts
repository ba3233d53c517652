import { toInstant, type Iso } from '../domain/time';
import type { CardContext } from './card';

/** Numbers, durations and times as one reader writes them. */
export interface Format {
  number(value: number): string;
  /** 0 to 1; without decimals from 10 per cent on, and never 0 for what is more. */
  percent(share: number): string;
  /** Seconds as `1 h 35 min`. */
  duration(seconds: number): string;
  /** `10:18`, in the reader's zone. */
  clock(at: Iso): string;
  /** `Thu, 12 Nov 2026`, in the reader's zone. */
  day(at: Iso): string;
  /** `12 Nov`, in the reader's zone. */
  shortDay(at: Iso): string;
  /** IANA name of the reader's zone. */
  zone: string;
}

/** Formats kept by locale and zone: making one costs more than drawing a card. */
const kept = new Map<string, Format>();
const MOST_KEPT = 200;

/** The format of a reader; a locale or zone that does not exist becomes British English or UTC. */
export function formatFor(context: Pick<CardContext, 'locale' | 'zone'>): Format {
  const key = `${context.locale} ${context.zone}`;
  const found = kept.get(key);
  if (found) return found;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = createFormat(knownLocale(context.locale), knownZone(context.zone));
  kept.set(key, made);
  return made;
}

function createFormat(locale: string, zone: string): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  // `09:05` where the day has 24 hours, `9:05 AM` where it has twice 12.
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  const hour = hour12 ? 'numeric' : '2-digit';
  const clock = new Intl.DateTimeFormat(locale, { timeZone: zone, hour, minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short' });
  return {
    zone,
    number: value => whole.format(value),
    percent: share => {
      const percent = share * 100;
      // Of thousands, one is not none.
      if (percent > 0 && percent < 0.05) return `under ${oneDecimal.format(0.1)} %`;
      return `${percent >= 9.95 ? whole.format(percent) : oneDecimal.format(percent)} %`;
    },
    duration: seconds => durationText(seconds, whole),
    clock: at => written(clock, at),
    day: at => written(day, at),
    shortDay: at => written(shortDay, at),
  };
}

function durationText(seconds: number, whole: Intl.NumberFormat): string {
  if (seconds <= 0) return '0 min';
  if (seconds < 60) return 'under 1 min';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  const hours = `${whole.format(Math.floor(minutes / 60))} h`;
  return rest === 0 ? hours : `${hours} ${rest} min`;
}

/** Node writes narrow no-break spaces into times; a plain one reads the same and pastes better. */
function written(format: Intl.DateTimeFormat, at: Iso): string {
  const instant = toInstant(at);
  return instant === undefined ? 'at an unknown time' : format.format(instant).replace(/[\u202f\u00a0]/g, ' ');
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** `1 person`, `2 people`: the number in the reader's writing with its noun. */
export function counted(format: Format, count: number, one: string, many: string): string {
  return `${format.number(count)} ${count === 1 ? one : many}`;
}

/** With a capital, as the beginning of a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
