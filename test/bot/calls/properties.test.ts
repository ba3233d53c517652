import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardText } from '../../../src/cards/text';
import { startChat, NOON, type Chat } from '../chat';
import { ATTENDEES, callOf } from './call-desk';

/* Every property of microsoft.graph.callRecords.session, as docs/commands.md says where it is. */

const page = readFileSync(join(__dirname, '../../../docs/commands.md'), 'utf8');
const [, part = ''] = page.split('### Where every property of');
const rows = [...part.split('\n## ')[0]!.matchAll(/^\| `(\w+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(
  ([, property = '', card = '', facts = '']) => ({ property, card, facts }),
);
const context = { place: 'personal' as const, figuresOnly: false, zone: 'UTC', locale: 'en-GB', now: NOON };

let chat: Chat;
let session: { facts: any; text: string };
beforeAll(async () => {
  chat = await startChat({ ...ATTENDEES, calls: { sessions: 60 }, readers: { people: [] } });
  const as = { person: chat.sandbox.eventsOffice.member };
  const list = await chat.say(`call sessions ${callOf('Tidewater All-Hands').id} failed`, as);
  const { facts, card } = await chat.say(`call session ${list.facts.sessions[0].number}`, as);
  session = { facts, text: cardText(card, context) };
});
afterAll(() => chat.close());

it('the page has a row for each', () => {
  const properties = ['id', 'caller', 'callee', 'failureInfo', 'modalities', 'startDateTime', 'endDateTime', 'isTest'];
  expect(rows.map(({ property }) => property).sort()).toEqual([...properties, 'segments'].sort());
});

it.each(rows)('$property is where the row says', ({ property, card, facts }) => {
  expect(facts).toContain(`\`session.${property}`);
  expect(session.facts.session[property] ?? null).not.toBeNull();
  for (const [, label = ''] of card.matchAll(/[“"]([^“”"]+)[”"]/g)) expect(session.text).toContain(label);
});
