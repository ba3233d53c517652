import { DAY, MINUTE } from './calendar';
import { crowdOf, makeEvent, type Maker, usualStaff } from './maker';
import type { RegistrationBook, TenantEvent } from './model';
import { questionsOf, registrationBook } from './registrations';
import { WEBINAR_MIX } from './reports';
import { zones } from './zones';

/** Events that went well: yesterday, last week, the weeks before. */
export function endedEvents(maker: Maker): TenantEvent[] {
  return [
    allHands(maker),
    springBriefing(maker),
    partnerSummit(maker),
    ...series(maker),
    masterclass(maker),
    bootcamp(maker),
  ];
}

function allHands(maker: Maker): TenantEvent {
  const start = maker.calendar.at(-1, 15);
  const minutes = 75;
  const external = [{ applicationId: 'b3f7c1de-5a14-4f1e-9d0a-6f3f7a1c2e90', externalEventId: 'intranet-4711' }];
  const people = maker.attendees;
  return makeEvent(maker, {
    key: 'all-hands',
    kind: 'townhall',
    title: 'Tidewater All-Hands: Where We Stand',
    description: 'Results, road map and your questions, live from the boat house.',
    start,
    minutes,
    zone: zones.london,
    capacity: Math.max(people, 20_000),
    coOrganizers: [maker.people.coOrganizer, maker.people.secondCoOrganizer],
    presenters: [maker.people.presenter, maker.people.secondPresenter, maker.people.thirdPresenter],
    external,
    details: 'full',
    reports: [crowdOf(maker, 'townhall', { key: 'all-hands', start, minutes, people, recordIds: 'user', external })],
  });
}

function springBriefing(maker: Maker): TenantEvent {
  const start = maker.calendar.at(-1, 10);
  return webinar(maker, {
    key: 'spring',
    title: 'Spring Product Briefing',
    start,
    registered: 426,
    people: 264,
    minutes: 60,
    zone: zones.berlin,
  });
}

function partnerSummit(maker: Maker): TenantEvent {
  return webinar(maker, {
    key: 'summit',
    title: 'Global Partner Summit: Opening Keynote',
    start: maker.calendar.at(-6, 16),
    registered: maker.attendees,
    people: Math.ceil(maker.attendees * 0.59),
    minutes: 90,
    zone: zones.eastern,
    capacity: Math.max(maker.attendees, 20_000),
  });
}

const SERIES = [
  { subtitle: 'Getting Started with Harbor', days: -34, people: 214 },
  { subtitle: 'Dashboards That Tell a Story', days: -27, people: 187 },
  { subtitle: 'Automating the Boring Parts', days: -20, people: 173 },
  { subtitle: 'Answers from the Field', days: -13, people: 196 },
];
/** Guests of the series come from one pool, so that some return. */
const SERIES_POOL = 500;

function series(maker: Maker): TenantEvent[] {
  return SERIES.map(({ subtitle, days, people }, index) =>
    webinar(maker, {
      key: `series-${index + 1}`,
      title: `Customer Webinar Series ${index + 1}: ${subtitle}`,
      start: maker.calendar.at(days, 13, 30),
      registered: 320 - index * 15,
      people,
      minutes: 45,
      crowd: { name: 'series', index: one => (one * 7 + index * 90) % SERIES_POOL },
    }),
  );
}

function masterclass(maker: Maker): TenantEvent {
  return webinar(maker, {
    key: 'masterclass',
    title: 'Energy Savings Masterclass',
    start: maker.calendar.at(-3, 9),
    registered: 140,
    people: 92,
    minutes: 60,
    withQuestions: true,
    capacity: 150,
  });
}

/** Two of three days are over. */
function bootcamp(maker: Maker): TenantEvent {
  const { calendar } = maker;
  const day = (number: number, days: number, topic: string, people: number) => {
    const start = calendar.at(days, 8);
    const key = `bootcamp-${number}`;
    return {
      key: String(number),
      subject: `Day ${number}: ${topic}`,
      start,
      minutes: 180,
      times: 'zone' as const,
      reports: people ? [crowdOf(maker, 'webinar', { key, start, minutes: 180, people, recordIds: 'own' })] : [],
    };
  };
  return makeEvent(maker, {
    key: 'bootcamp',
    kind: 'webinar',
    title: 'Data Platform Bootcamp',
    start: calendar.at(-2, 8),
    minutes: (3 * DAY) / MINUTE + 180,
    zone: zones.india,
    sessions: [day(1, -2, 'Modelling', 58), day(2, -1, 'Pipelines', 51), day(3, 1, 'Dashboards', 0)],
  });
}

interface WebinarSpec {
  key: string;
  title: string;
  start: number;
  minutes: number;
  registered: number;
  people: number;
  zone?: (typeof zones)[keyof typeof zones];
  capacity?: number;
  withQuestions?: boolean;
  crowd?: { name: string; index: (one: number) => number };
}

/** A webinar to which people registered and came. */
function webinar(maker: Maker, spec: WebinarSpec): TenantEvent {
  const staff = usualStaff(maker);
  const book: RegistrationBook = registrationBook(maker.seed, maker.people.tenantId, {
    key: spec.key,
    count: spec.registered,
    coming: spec.people - staff.length,
    until: Math.min(spec.start, maker.calendar.now),
    mix: WEBINAR_MIX,
    capacity: spec.capacity ?? 1000,
    isManualApprovalEnabled: spec.withQuestions ?? false,
    isWaitlistEnabled: spec.withQuestions ?? false,
    ...(spec.crowd && { crowd: spec.crowd.name, crowdIndex: spec.crowd.index }),
    ...(spec.withQuestions && { questions: questionsOf(maker.seed, spec.key) }),
  });
  const { key, start, minutes, people } = spec;
  return makeEvent(maker, {
    key,
    kind: 'webinar',
    title: spec.title,
    start,
    minutes,
    ...(spec.zone && { zone: spec.zone }),
    capacity: spec.capacity ?? 1000,
    registrations: book,
    reports: [crowdOf(maker, 'webinar', { key, start, minutes, people, book, staff, recordIds: 'own' })],
  });
}
