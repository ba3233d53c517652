import { MINUTE } from './calendar';
import { crowdOf, type EventSpec, makeEvent, type Maker } from './maker';
import type { TenantEvent, TenantRecord } from './model';
import { driftedRecords, hostileRecords, oddRecords, totalsOnlyRecords } from './odd-records';
import { guidOf } from './random';
import { listedReport } from './reports';
import { zones } from './zones';

/** A title of more than 200 characters that tries to be markup, a template and a mention. */
const HOSTILE_TITLE =
  'Naming Things Workshop **[free](https://spread.example/?a=1&b=2)** <at>Everyone</at> ${event.secret} \u202Egnirts\u202C 🎉 ' +
  'with a title that somebody pasted from a slide, notes and all, and that nobody ever shortened because it was late on a Friday';

/** Events whose reports are late, missing, many or strange. */
export function oddEvents(maker: Maker): TenantEvent[] {
  const { calendar } = maker;
  return [
    makeEvent(maker, {
      key: 'security',
      kind: 'webinar',
      title: 'Security Awareness Hour',
      start: calendar.in(-70),
      minutes: 60,
      // Ended ten minutes ago; Graph takes another half an hour.
      reports: [lateReport(maker, calendar.in(-70), 40)],
    }),
    makeEvent(maker, {
      key: 'early',
      kind: 'webinar',
      title: 'Early Bird Feedback Session',
      start: calendar.at(-4, 5),
      reports: [handMade(maker, 'early', calendar.at(-4, 5), 60, [])],
    }),
    makeEvent(maker, {
      key: 'board',
      kind: 'webinar',
      title: 'Customer Advisory Circle',
      // The organiser switched the report off: there never will be one.
      start: calendar.at(-5, 14),
    }),
    rejoined(maker),
    rehearsals(maker),
    founders(maker),
    single(maker, 'accessibility', 'Accessibility in Practice', calendar.at(-8, 10), 60, oddRecords),
    single(maker, 'joiners', 'Onboarding Day for New Joiners', calendar.at(-9, 10), 45, driftedRecords),
    single(maker, 'roundtable', 'Field Service Roundtable', calendar.at(-10, 10), 45, totalsOnlyRecords),
    single(maker, 'naming', HOSTILE_TITLE, calendar.at(-11, 10), 45, hostileRecords),
    small(
      maker,
      {
        key: 'west',
        kind: 'townhall',
        title: 'West Coast Partner Day',
        start: calendar.at(-15, 18),
        zone: zones.odd,
        times: 'zone',
      },
      37,
    ),
    small(
      maker,
      { key: 'fair', kind: 'webinar', title: 'Volunteering Fair', start: calendar.at(-16, 12), idShape: 'encoded' },
      29,
    ),
  ];
}

function lateReport(maker: Maker, start: number, readyAfterMinutes: number) {
  const report = crowdOf(maker, 'webinar', { key: 'security', start, minutes: 60, people: 88 });
  return { ...report, readyAt: report.end + readyAfterMinutes * MINUTE };
}

function handMade(maker: Maker, key: string, start: number, minutes: number, records: TenantRecord[]) {
  return listedReport(maker.seed, { key, start, end: start + minutes * MINUTE, records });
}

function single(
  maker: Maker,
  key: string,
  title: string,
  start: number,
  minutes: number,
  records: (maker: Maker, start: number) => TenantRecord[],
): TenantEvent {
  const report = handMade(maker, key, start, minutes, records(maker, start));
  return makeEvent(maker, { key, kind: 'webinar', title, start, minutes, reports: [report] });
}

function small(maker: Maker, spec: EventSpec & { start: number }, people: number): TenantEvent {
  const minutes = spec.minutes ?? 60;
  const report = crowdOf(maker, spec.kind, { key: spec.key, start: spec.start, minutes, people, recordIds: 'none' });
  return makeEvent(maker, { ...spec, minutes, reports: [report] });
}

/** The meeting ended by accident and people came back, twice: three reports. */
function rejoined(maker: Maker): TenantEvent {
  const start = maker.calendar.at(-7, 10);
  const part = (number: number, after: number, minutes: number, people: number) =>
    crowdOf(maker, 'webinar', {
      key: `retro-${number}`,
      start: start + after * MINUTE,
      minutes,
      people,
      recordIds: 'user',
    });
  return makeEvent(maker, {
    key: 'retro',
    kind: 'webinar',
    title: 'Release Retrospective',
    start,
    minutes: 90,
    reports: [part(1, 0, 35, 44), part(2, 41, 38, 39), part(3, 85, 8, 6)],
  });
}

/** A room used again and again: 60 reports, of which Graph lists 50. */
function rehearsals(maker: Maker): TenantEvent {
  const { calendar } = maker;
  const reports = Array.from({ length: 60 }, (_, index) => {
    const start = calendar.at(-62 + index, 16);
    return crowdOf(maker, 'townhall', { key: `rehearsal-${index}`, start, minutes: 20, people: 6 + (index % 5) });
  });
  return makeEvent(maker, {
    key: 'rehearsals',
    kind: 'townhall',
    title: 'Speaker Rehearsal Room',
    start: calendar.at(-62, 16),
    minutes: 59 * 24 * 60 + 20,
    isRegistrationRequired: false,
    external: [{ applicationId: guidOf(maker.seed, 'rehearsal app'), externalEventId: 'rehearsal-room' }],
    reports,
  });
}

/** 13 months ago: Graph keeps reports for a year. */
function founders(maker: Maker): TenantEvent {
  const start = maker.calendar.at(-397, 13);
  const report = crowdOf(maker, 'townhall', { key: 'founders', start, minutes: 60, people: 640 });
  return makeEvent(maker, {
    key: 'founders',
    kind: 'townhall',
    title: 'Founders’ Day Town Hall',
    start,
    reports: [report],
  });
}
