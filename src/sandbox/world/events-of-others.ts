import { crowdOf, makeEvent, type Maker } from './maker';
import type { TenantEvent } from './model';
import { zones } from './zones';

/** Events that somebody else organises, some with the demo organiser's help. */
export function eventsOfOthers(maker: Maker): TenantEvent[] {
  const { calendar, people } = maker;
  const guild = calendar.at(-12, 18);
  const kickoff = calendar.at(-2, 16);
  const briefing = calendar.at(-5, 9);
  const finance = calendar.at(-14, 15);
  const crowd = (
    key: string,
    kind: 'webinar' | 'townhall',
    start: number,
    count: number,
    organizer = people.guildOrganizer,
  ) =>
    crowdOf(maker, kind, {
      key,
      start,
      minutes: 60,
      people: count,
      staff: [
        { person: organizer, role: 'Organizer' },
        { person: people.demo, role: 'Presenter' },
        { person: people.attendee, role: 'Attendee' },
      ],
    });
  return [
    makeEvent(maker, {
      key: 'guild',
      kind: 'townhall',
      title: 'Engineering Guild Forum',
      organizer: people.guildOrganizer,
      coOrganizers: [people.demo],
      start: guild,
      zone: zones.pacific,
      idShape: 'bare',
      times: 'zone',
      reports: [crowd('guild', 'townhall', guild, 131)],
    }),
    makeEvent(maker, {
      key: 'kickoff',
      kind: 'webinar',
      title: 'Sales Kickoff Warm-Up',
      organizer: people.guildOrganizer,
      coOrganizers: [people.demo, people.secondCoOrganizer],
      start: kickoff,
      registrationsRefused: true,
      reports: [crowd('kickoff', 'webinar', kickoff, 73)],
    }),
    makeEvent(maker, {
      key: 'ledger',
      kind: 'webinar',
      title: 'Finance Systems Question Time',
      organizer: people.uncovered,
      coOrganizers: [people.demo],
      start: finance,
      reports: [crowd('ledger', 'webinar', finance, 48, people.uncovered)],
    }),
    // In Henrik's hands alone: nothing of it may reach the demo organiser.
    makeEvent(maker, {
      key: 'directors',
      kind: 'webinar',
      title: 'Board Preparation Briefing',
      organizer: people.boardOrganizer,
      coOrganizers: [],
      presenters: [people.boardOrganizer],
      start: briefing,
      audience: 'organization',
      reports: [crowd('directors', 'webinar', briefing, 22, people.boardOrganizer)],
    }),
    makeEvent(maker, {
      key: 'governance',
      kind: 'townhall',
      title: 'Governance Town Hall',
      organizer: people.boardOrganizer,
      coOrganizers: [people.secondCoOrganizer],
      start: calendar.at(9, 10),
    }),
  ];
}
