/** A time zone under the name Graph gives it, with the IANA zone whose clock it shows. */
export interface Zone {
  /** A Windows name, mostly; `PacificSt` is no zone at all, yet Graph's own examples carry it. */
  name: string;
  iana: string;
}

export const zones = {
  pacific: { name: 'Pacific Standard Time', iana: 'America/Los_Angeles' },
  eastern: { name: 'Eastern Standard Time', iana: 'America/New_York' },
  london: { name: 'GMT Standard Time', iana: 'Europe/London' },
  berlin: { name: 'W. Europe Standard Time', iana: 'Europe/Berlin' },
  india: { name: 'India Standard Time', iana: 'Asia/Kolkata' },
  tokyo: { name: 'Tokyo Standard Time', iana: 'Asia/Tokyo' },
  iana: { name: 'Europe/Copenhagen', iana: 'Europe/Copenhagen' },
  utc: { name: 'UTC', iana: 'UTC' },
  odd: { name: 'PacificSt', iana: 'America/Los_Angeles' },
} as const satisfies Record<string, Zone>;

/** Making one takes far longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf({ iana }: Zone): Intl.DateTimeFormat {
  let clock = clocks.get(iana);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: iana,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(iana, clock);
  }
  return clock;
}

/** What the clock on the wall of that zone shows, `2026-11-12T10:00:00`, without an offset. */
export function clockIn(zone: Zone, instant: number): string {
  const parts = clockOf(zone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find(one => one.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
