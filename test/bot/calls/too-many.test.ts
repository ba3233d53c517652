import { MOST_LIST_PAGES } from '../../../src/reading/calls';
import { startChat, type Chat } from '../chat';
import { ATTENDEES, nobodys } from './call-desk';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat(ATTENDEES);
});
afterAll(() => chat.close());

/** More pages of others' calls than are looked through, in both lists. */
function addBusyTenant(): void {
  const path = '/communications/callRecords?';
  for (let page = 0; page < 3 * MOST_LIST_PAGES; page += 1) {
    const others = { id: `${nobodys.slice(0, -4)}${1000 + page}`, type: 'groupCall' };
    const next = `${chat.sandbox.root}/v1.0${path}$skiptoken=${page}`;
    chat.sandbox.faults.add({
      path,
      times: 1,
      fault: { status: 200, body: { value: [others], '@odata.nextLink': next } },
    });
  }
}

it('a call that is not among as many as can be looked through is not said to be none', async () => {
  addBusyTenant();
  const { facts, card } = await chat.say('call spring product briefing');
  expect(facts).toMatchObject({ code: 'no-call', incomplete: true, title: 'Spring Product Briefing' });
  expect(JSON.stringify(card)).toContain('more calls at that time than I look through');
  chat.sandbox.faults.clear();
  expect((await chat.say('call spring product briefing')).problem).toBeUndefined();
});
