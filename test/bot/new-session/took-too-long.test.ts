import { buttonsOf, startChat, type Chat } from '../chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

const valuesOf = (part: any): Record<string, string> => {
  if (typeof part !== 'object' || part === null) return {};
  const own = part.type?.startsWith('Input.') ? { [part.id]: part.value ?? '' } : {};
  return Object.assign(own, ...Object.values(part).map(valuesOf));
};

it('loses nothing when nobody waits any more: asking again finds the session that was made meanwhile', async () => {
  const form = await chat.say('new session bootcamp');
  const create = buttonsOf(form.card).find(one => one.title === 'Create session');
  const data = { ...create.data, ...valuesOf(form.card), subject: 'Slow' };
  chat.sandbox.faults.add({ path: '/sessions', method: 'POST', times: 1, fault: { delayMs: 300 } });
  const late = await chat.press('new-session', data, { signal: AbortSignal.timeout(100) });
  expect(late.problem).toBe('took-too-long');

  const again = buttonsOf(late.card).find(one => one.title === 'Ask again');
  const answer = await chat.press('new-session', JSON.parse(JSON.stringify(again.data)));
  expect(answer.facts).toMatchObject({ created: true, session: { subject: 'Slow' } });
  const { paths } = await chat.requestsOf(() => chat.press('new-session', JSON.parse(JSON.stringify(again.data))));
  expect(paths.filter(path => path.includes('/events/'))).toEqual([]);
  const posts = chat.sandbox.requests.filter(one => one.method === 'POST' && one.path.includes('/events/'));
  expect(posts).toHaveLength(1);
});

it('speaks of the new session from then on', async () => {
  const form = await chat.say('new session bootcamp', { conversation: 'other' });
  const create = buttonsOf(form.card).find(one => one.title === 'Create session');
  const as = { conversation: 'other' };
  await chat.press('new-session', { ...create.data, ...valuesOf(form.card), subject: 'Spoken of' }, as);
  expect((await chat.say('session', as)).facts).toMatchObject({ session: { subject: 'Spoken of' } });
  expect((await chat.say('session spoken of', as)).facts).toMatchObject({ session: { subject: 'Spoken of' } });
});
