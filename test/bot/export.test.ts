import { parse } from 'papaparse';
import { readFileSync } from 'node:fs';
import { exported } from '../../src/bot/commands/export';
import type { Question } from '../../src/bot/command';
import { cardText } from '../../src/cards/text';
import { personal } from '../support/card-context';
import { bySections, decoded } from '../export/teams-reader';
import { startChat, type Chat } from './chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat({ pageSize: 50 });
});
afterEach(() => {
  chat.sandbox.faults.clear();
});
afterAll(() => chat.close());

const rowsOf = (path: string) =>
  parse<Record<string, string>>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;
const count = (rows: Record<string, string>[], column: string) => rows.filter(row => row[column] === 'yes').length;

describe('export', () => {
  it.each([
    ['refused', 'sales kickoff', {}, 'permission-missing'],
    [
      'cut off',
      'spring product briefing',
      { path: '/registrations', after: 2, fault: { status: 400 } },
      'graph-refused',
    ],
  ] as const)('says so where registrations are %s', async (_, which, rule, code) => {
    if ('fault' in rule) chat.sandbox.faults.add(rule);
    const { facts, card, files = [] } = await chat.say(`export ${which}`);
    expect(facts).toMatchObject({ registrationUnread: code });
    expect(facts).not.toHaveProperty('incomplete');
    expect(cardText(card, personal)).toContain('do not say who had registered');
    const [people = [], , summary = []] = files.map(file => rowsOf(file.path));
    expect(new Set(people.map(row => row.Registration))).toEqual(new Set(['']));
    expect(summary).toContainEqual(expect.objectContaining({ Figure: 'Registrations', Value: 'not read' }));
    // Teams' own layout knows no registrations.
    expect((await chat.say(`export ${which} as teams`)).facts).not.toHaveProperty('registrationUnread');
  });

  it('holds the people, stays and figures that the other answers tell', async () => {
    const { facts, files = [] } = await chat.say('export spring product briefing');
    const { facts: figures } = await chat.say('attendance spring product briefing');
    const { facts: list } = await chat.say('participants spring product briefing');
    const [people = [], stays = [], summary = []] = files.map(file => rowsOf(file.path));
    expect(facts.files.map((file: any) => [file.holds, file.rows])).toEqual([
      ['people', 264],
      ['stays', stays.length],
      ['summary', summary.length],
    ]);
    expect(people).toHaveLength(figures.attended);
    expect(count(people, 'Late')).toBe(figures.late);
    expect(count(people, 'Left early')).toBe(figures.leftEarly);
    expect(count(people, 'Stayed to the end')).toBe(figures.stayedToEnd);
    expect(count(people, 'Brief')).toBe(figures.brief);
    for (const { name, email } of list.people)
      expect(people).toContainEqual(expect.objectContaining({ Name: name ?? '', 'E-mail': email ?? '' }));
    const numbers = new Set(people.map(row => row.Person));
    expect(numbers.size).toBe(people.length);
    for (const row of stays) expect(numbers.has(row.Person)).toBe(true);
    const told = Object.fromEntries(summary.map(row => [row.Figure, row.Value]));
    expect(told).toMatchObject({
      Attended: String(figures.attended),
      Peak: String(figures.peak.count),
      Late: String(figures.late),
      Registered: String(figures.registration.registered),
      'No-shows': String(figures.registration.noShows),
      'Walk-ins': String(figures.registration.walkIns),
    });
    expect(people.filter(row => row.Registration === 'registered').length).toBe(figures.registration.matched);
  });

  it('writes times in the zone of whoever asks, and says which', async () => {
    const { facts, files = [] } = await chat.say('export spring product briefing', { zone: 'Asia/Kolkata' });
    expect(facts.zone).toBe('Asia/Kolkata');
    const [row] = rowsOf(files[0]!.path);
    expect(row).toMatchObject({ 'Time zone': 'Asia/Kolkata', 'First join': expect.stringMatching(/T.*\+05:30$/) });
  });

  it("is one file in Teams' layout when asked for", async () => {
    const { facts, files = [] } = await chat.say('export spring product briefing as teams');
    expect(facts.files).toEqual([
      { holds: 'teams', name: 'Spring Product Briefing attendance report.csv', bytes: files[0]!.bytes, rows: 264 },
    ]);
    const { summary, participants } = bySections(decoded(readFileSync(files[0]!.path)));
    expect(summary).toMatchObject({ 'Meeting title': 'Spring Product Briefing', 'Attended participants': '264' });
    expect(participants).toHaveLength(264);
  });

  it('is of all reports together when asked for', async () => {
    const one = await chat.say('export bootcamp');
    const all = await chat.say('export bootcamp all reports');
    expect(all.facts.reports).toBeGreaterThan(1);
    expect(all.facts.attended).toBeGreaterThan(one.facts.attended);
  });

  it('goes on from what the conversation speaks of, and from a button', async () => {
    const conversation = 'goes on';
    const attendance = await chat.say('attendance spring product briefing', { conversation });
    expect((await chat.say('export', { conversation })).facts.subject.title).toBe('Spring Product Briefing');
    const pressed = await chat.pressOn(attendance, 'export', () => true, { conversation });
    expect(pressed.facts.files).toHaveLength(3);
    const teams = await chat.pressOn(pressed, 'export', args => args.layout === 'teams', { conversation });
    expect(teams.facts.files.map((file: any) => file.holds)).toEqual(['teams']);
  });

  it('says everywhere that people are missing, when Graph stops giving them', async () => {
    chat.sandbox.faults.add({ path: '/attendanceRecords', after: 1, fault: { status: 403 } });
    const { card, facts, files = [] } = await chat.say('export spring product briefing');
    expect(facts).toMatchObject({ incomplete: true, recordsRead: 50, incompleteBecause: 'access-policy-missing' });
    expect(files.map(file => file.name)).toEqual([
      'Spring Product Briefing people (incomplete).csv',
      'Spring Product Briefing stays (incomplete).csv',
      'Spring Product Briefing summary (incomplete).csv',
    ]);
    expect(rowsOf(files[2]!.path)[0]).toMatchObject({ Figure: 'Complete', Value: 'no' });
    expect(card.actions?.[0]).toMatchObject({ title: 'Read again', verb: 'export' });
    expect(JSON.stringify(card)).toContain('Incomplete');
  });

  it('is not of events of others, not in a group, and not where figures only are shown', async () => {
    const stranger = await chat.say('export spring product briefing', { person: chat.sandbox.people.stranger });
    const group = await chat.say('export spring product briefing', { place: 'shared' });
    const figures = await chat.say('export spring product briefing', { figuresOnly: true });
    expect([stranger.problem, group.facts.place, figures.problem]).toEqual(['not-found', 'private', 'figures-only']);
    for (const answer of [stranger, group, figures]) expect(answer.files).toBeUndefined();
  });

  it.each([
    ['', {}],
    ['all-hands', { which: 'all-hands' }],
    ['all-hands as csv', { which: 'all-hands', layout: 'csv' }],
    ['all-hands as a CSV file', { which: 'all-hands', layout: 'csv' }],
    ['all-hands for Excel', { which: 'all-hands', layout: 'csv' }],
    ['all-hands as teams', { which: 'all-hands', layout: 'teams' }],
    ["all-hands in Teams' layout", { which: 'all-hands', layout: 'teams' }],
    ['as teams', { layout: 'teams' }],
    ['bootcamp all reports as teams', { which: 'bootcamp', all: true, layout: 'teams' }],
    ['bootcamp as teams all reports', { which: 'bootcamp', all: true, layout: 'teams' }],
    ['teams training', { which: 'teams training' }],
    ['life as csv and other stories', { which: 'life as csv and other stories' }],
  ])('%j is read', (words, args) => {
    expect(exported.parse(words, {} as Question)).toEqual(args);
  });
});
