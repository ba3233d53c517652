import { answerOf, message, startDoor } from '../support/door';

it('takes 500 questions at once, turns away the next, and goes on when they are answered', async () => {
  const answers = Promise.withResolvers<undefined>();
  const door = await startDoor(async () => {
    await answers.promise;
    return answerOf('there');
  });
  const ask = (number: number) => {
    const conversation = { id: `a:${number}`, conversationType: 'personal' };
    return door.post(message('help', { conversation, deliveryMode: 'expectReplies' }));
  };
  const asked = Array.from({ length: 500 }, (_, number) => ask(number));
  const until = Date.now() + 20_000;
  while (door.asked.length < 500 && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 10));
  expect(door.asked.length).toBe(500);
  const { status, body } = await ask(500);
  expect([status, body.error.message]).toEqual([503, 'Too many questions at once.']);
  answers.resolve(undefined);
  expect((await Promise.all(asked)).filter(one => one.status !== 200)).toEqual([]);
  expect((await ask(501)).status).toBe(200);
  await door.close();
}, 30_000);

it('counts a question once, that goes on after its turn', async () => {
  const answers = Promise.withResolvers<undefined>();
  const door = await startDoor(
    async () => {
      await answers.promise;
      return answerOf('there');
    },
    { pace: { patience: 20_000 } },
  );
  const asked = Array.from({ length: 300 }, (_, number) =>
    door.post(message('help', { conversation: { id: `a:${number}`, conversationType: 'personal' } })),
  );
  const until = Date.now() + 20_000;
  while (door.asked.length < 300 && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 10));
  expect(door.asked.length).toBe(300);
  answers.resolve(undefined);
  expect((await Promise.all(asked)).map(one => one.status)).toEqual(asked.map(() => 200));
  await door.close();
}, 30_000);
