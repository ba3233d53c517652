import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld } from '../../src/sandbox/world/world';

const page = readFileSync(join(__dirname, '../../docs/sandbox.md'), 'utf8');
const { calls, events, meetings, people } = createWorld({ seed: 1, now: Date.now(), attendees: 20_000 });
const hers = events.filter(one => [one.organizer, ...one.coOrganizers].some(person => person.id === people.demo.id));

describe('docs/sandbox.md', () => {
  it.each(hers.map(one => [one.title.split(' **')[0]!, one] as const))('tells of %s', (title, event) => {
    expect(page).toContain(title);
    if (/^[0-9a-f-]{36}(@|$)/.test(event.id)) expect(page).toContain(`\`${event.id.replace(people.tenantId, '')}\``);
  });

  it('gives the ids of meetings and people', () => {
    for (const one of meetings.filter(each => each.organizer.id === people.demo.id))
      expect(page).toContain(one.joinMeetingId);
    expect(page).toContain(meetings.find(one => one.subject === 'Client Onboarding Call')?.joinWebUrl);
    for (const part of ['demo', 'coOrganizer', 'uncovered', 'presenter', 'attendee', 'stranger', 'guest'] as const)
      expect(page).toContain(people[part].id);
  });

  it('gives the ids of calls that are of no report, and of none that is not there', () => {
    const all = calls.all();
    const ids = all.map(one => one.id);
    const section = page.slice(page.indexOf('## Calls'), page.indexOf('## Making a session'));
    expect(ids).toEqual(expect.arrayContaining(section.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []));
    const reports = [...events.flatMap(one => one.sessions), ...meetings].flatMap(one => one.reports);
    const made = all.filter(one => !reports.some(({ start, end }) => one.start === start && one.end === end));
    expect(made.length).toBeGreaterThan(15);
    for (const { id } of made) expect(section).toContain(id);
  });
});
