import { parts } from '../support/card-checks';
import { startChat, type Chat } from './chat';

/** What another system knows the all-hands by, in the pretend tenant. */
const EXTERNAL = { applicationId: 'b3f7c1de-5a14-4f1e-9d0a-6f3f7a1c2e90', externalEventId: 'intranet-4711' };

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

describe.each(['attendance all-hands', 'event all-hands'])('%s', words => {
  const told = (facts: any) => facts.externalEventInformation ?? facts.event.externalEventInformation;

  it.each(['demo', 'coOrganizer'] as const)('tells the %s the ids of other systems, behind Details', async part => {
    const { facts, card } = await chat.say(words, { person: chat.sandbox.people[part], conversation: part });
    expect(told(facts)).toEqual([EXTERNAL]);
    const [details] = parts(card.body).filter(one => one.id === 'details');
    expect(details).toMatchObject({ isVisible: false });
    expect(JSON.stringify(details)).toMatch(/intranet-4711 of application b3f7c1de/);
    const toggles = parts(card).filter(
      one => one.type === 'Action.ToggleVisibility' && JSON.stringify(one.targetElements) === '["details"]',
    );
    expect(toggles.length).toBeGreaterThan(0);
  });

  it('shows no ids where others read along', async () => {
    const { card } = await chat.say(words, { place: 'shared' });
    expect(JSON.stringify(card)).not.toMatch(/intranet-4711|b3f7c1de/);
    expect(JSON.stringify(card)).not.toMatch(/"(Event|Session|Report) id/);
  });

  it.each(['attendee', 'presenter', 'stranger'] as const)('tells a %s nothing', async part => {
    const { facts, card, problem } = await chat.say(words, { person: chat.sandbox.people[part], conversation: part });
    expect(problem).toBe('not-found');
    expect(JSON.stringify([facts, card])).not.toMatch(/intranet-4711|b3f7c1de/);
  });
});

it('of several reports each id is told once', async () => {
  const { facts } = await chat.say('attendance speaker rehearsal room all reports');
  const ids = facts.externalEventInformation.map((one: any) => JSON.stringify(one));
  expect(new Set(ids).size).toBe(ids.length);
  const all = await chat.say('attendance all-hands all reports', { conversation: 'all' });
  expect(all.facts.externalEventInformation).toEqual([EXTERNAL]);
});
