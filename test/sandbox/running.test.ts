import { startConnector } from '../../src/sandbox/connector/connector';
import { startSandbox } from '../../src/sandbox/server';
import { eventNamed } from './asking';

it('more events may be on, and each can be ended', async () => {
  const sandbox = await startSandbox({ attendees: 20, running: 2 });
  try {
    const events = [await eventNamed(sandbox, 'Live Session 1'), await eventNamed(sandbox, 'Live Session 2')];
    for (const { id } of events) {
      expect(sandbox.endEvent(id, { people: 12 })).toMatchObject({ eventId: id, total: 12 });
      expect(sandbox.endEvent(id)).toBeUndefined();
    }
  } finally {
    await sandbox.close();
  }
});

it('the channel may take a message and answer late, again and again', async () => {
  const connector = await startConnector({ fault: () => ({ delayMs: 300 }) });
  try {
    const answers = [1, 2].map(() =>
      fetch(`${connector.serviceUrl}/v3/conversations/c/activities`, {
        method: 'POST',
        body: JSON.stringify({ type: 'message' }),
      }),
    );
    let isAnswered = false;
    void Promise.race(answers).then(() => (isAnswered = true));
    const until = Date.now() + 200;
    while (connector.standing('c').length < 2 && Date.now() < until)
      await new Promise(resolve => setTimeout(resolve, 5));
    expect(connector.standing('c')).toHaveLength(2);
    expect(isAnswered).toBe(false);
    expect((await Promise.all(answers)).map(one => one.status)).toEqual([201, 201]);
    expect(connector.sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
  } finally {
    await connector.close();
  }
});
