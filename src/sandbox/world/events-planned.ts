import { HOUR } from './calendar';
import { makeEvent, type Maker } from './maker';
import type { TenantEvent } from './model';
import { questionsOf, registrationBook } from './registrations';
import { WEBINAR_MIX } from './reports';
import { zones } from './zones';

/** Events that are not over: drafts, cancelled, coming and running ones. */
export function plannedEvents(maker: Maker): TenantEvent[] {
  const { calendar, people, seed } = maker;
  const launch = calendar.at(6, 14);
  return [
    makeEvent(maker, {
      key: 'launch',
      kind: 'webinar',
      title: 'Product Launch Preview: Harbor 5',
      start: launch,
      minutes: 60,
      zone: zones.eastern,
      details: 'full',
      registrations: registrationBook(seed, people.tenantId, {
        key: 'launch',
        count: 318,
        coming: 0,
        until: calendar.now,
        mix: WEBINAR_MIX,
        capacity: 500,
        isWaitlistEnabled: true,
        questions: questionsOf(seed, 'launch'),
      }),
    }),
    makeEvent(maker, {
      key: 'strategy',
      kind: 'townhall',
      title: 'Strategy Town Hall: The Next Three Years',
      start: calendar.at(12, 9),
      minutes: 90,
      zone: zones.berlin,
      idShape: 'bare',
      times: 'zone',
      isInviteOnly: true,
    }),
    makeEvent(maker, {
      key: 'clinic',
      kind: 'webinar',
      title: 'Partner Onboarding Clinic',
      status: 'draft',
      start: null,
      details: 'sparse',
    }),
    makeEvent(maker, {
      key: 'pricing',
      kind: 'webinar',
      title: 'Pricing Changes Explained',
      status: 'canceled',
      start: calendar.at(3, 11),
    }),
    makeEvent(maker, {
      key: 'results',
      kind: 'townhall',
      title: 'Quarterly Results Live',
      start: calendar.in(-25),
      minutes: 90,
      zone: zones.utc,
      times: 'zone',
      details: 'full',
    }),
    makeEvent(maker, {
      key: 'open-house',
      kind: 'webinar',
      title: 'Support Desk Open House',
      start: calendar.in(-180),
      minutes: (24 * HOUR) / 60_000,
      zone: zones.tokyo,
    }),
    makeEvent(maker, {
      key: 'campus',
      kind: 'webinar',
      title: 'Summer Campus Tour',
      start: calendar.at(40, 13),
      zone: zones.iana,
      sessions: [],
    }),
  ];
}
