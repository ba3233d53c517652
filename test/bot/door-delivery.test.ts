import { answerOf, message, press, startDoor, TENANT, type Door, type Reply } from '../support/door';
import { startConnector, type FakeConnector } from '../support/connector';
import { turnOf } from '../support/thorough';

const quickPace = { patience: 60, progressEvery: 60, longestAnswer: 1500, longestTurn: 300 };
const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true, tenantId: TENANT } };

/** An answer that the test lets go when it likes. */
function slowly() {
  let finish: (text: string, problem?: 'not-found') => void = () => undefined;
  const reply: Reply = ({ asked }) =>
    new Promise(resolve => {
      asked.progress?.({ pages: 1, people: 500 });
      finish = (text, problem) => {
        resolve(answerOf(text, problem && { problem }));
      };
    });
  return {
    reply,
    finish: (text: string, problem?: 'not-found') => {
      finish(text, problem);
    },
  };
}

describe('a message to be answered through the channel', () => {
  let connector: FakeConnector;
  let door: Door | undefined;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(async () => {
    await door?.close();
    await connector.close();
  });

  const ask = (text: string, rest: object = {}) =>
    door!.post(message(text, { serviceUrl: connector.serviceUrl, ...rest }));
  const cards = () =>
    connector.sent
      .filter(one => one.activity.type === 'message')
      .map(one => [one.method, one.activity.attachments![0]!.content.speak]);

  it('is answered as a reply to it, in its conversation', async () => {
    door = await startDoor();
    const question = message('help', {
      serviceUrl: connector.serviceUrl,
      conversation: { id: '19:c@thread.tacv2;messageid=17', conversationType: 'channel' },
    });
    expect(await door.post(question)).toEqual({ status: 200, body: undefined });
    const [sent] = await connector.messages(1);
    expect(sent).toMatchObject({
      method: 'POST',
      path: `/_connector/v3/conversations/${encodeURIComponent('19:c@thread.tacv2;messageid=17')}/activities/${encodeURIComponent(question.id)}`,
      activity: { type: 'message', replyToId: question.id },
    });
  });

  it('that is quick shows neither typing nor progress (trap: teams-ai types although told not to)', async () => {
    door = await startDoor();
    await ask('help');
    await connector.messages(1);
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(connector.sent.map(one => one.activity.type)).toEqual(['message']);
  });

  it('that is slow shows typing and progress, ends its turn, and becomes the answer', async () => {
    const { reply, finish } = slowly();
    door = await startDoor(reply, { pace: quickPace });
    const since = Date.now();
    expect((await ask('attendance')).status).toBe(200);
    expect(Date.now() - since).toBeLessThan(1400);
    await connector.messages(1);
    finish('264 came');
    await connector.messages(2);
    expect(connector.sent.map(one => one.activity.type)).toEqual(['typing', 'message', 'message']);
    expect(cards()).toEqual([
      ['POST', expect.stringContaining('Working on it')],
      ['PUT', '264 came'],
    ]);
    expect(connector.sent.at(-1)!.path).toMatch(/\/activities\/message-2$/);
  });

  it('tells how far it has come, and nothing twice', async () => {
    let reads = 0;
    door = await startDoor(
      ({ asked }) =>
        new Promise(resolve => {
          const timer = setInterval(() => {
            reads++;
            if (reads <= 3) asked.progress?.({ pages: reads, people: reads * 500 });
            if (reads < 12) return;
            clearInterval(timer);
            resolve(answerOf('done'));
          }, 40);
        }),
      { pace: quickPace },
    );
    await ask('attendance');
    const texts = async () =>
      (await connector.messages(3)).map(one => String(one.activity.attachments![0]!.content.speak));
    while (!(await texts()).includes('done')) await new Promise(resolve => setTimeout(resolve, 20));
    const shown = await texts();
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.at(-2)).toMatch(/3 pages.*1,500 people/);
  });

  it('keeps typing apart by conversation (trap: one typing timer for all)', async () => {
    const { reply, finish } = slowly();
    door = await startDoor(question => (question.text === 'slow' ? reply(question) : answerOf('quick')), {
      pace: quickPace,
    });
    await Promise.all([
      ask('slow', { conversation: { id: 'a:slow', conversationType: 'personal' } }),
      ask('quick', { conversation: { id: 'a:quick', conversationType: 'personal' } }),
    ]);
    finish('done');
    await connector.messages(3);
    const typed = connector.sent.filter(one => one.activity.type === 'typing').map(one => one.path);
    expect(typed).toEqual([expect.stringContaining('a%3Aslow')]);
  });

  it('is sent anew when the update fails', async () => {
    const { reply, finish } = slowly();
    door = await startDoor(reply, { pace: quickPace });
    await ask('attendance');
    await connector.messages(1);
    connector.faults.push({ status: 404 });
    finish('264 came');
    await connector.messages(2);
    expect(cards()).toEqual([
      ['POST', expect.stringContaining('Working')],
      ['PUT 404', '264 came'],
      ['POST', '264 came'],
    ]);
  });

  it('that never comes is given up in words', async () => {
    let aborted = false;
    door = await startDoor(
      ({ asked }) =>
        new Promise(() => {
          asked.signal!.addEventListener('abort', () => (aborted = true));
        }),
      { pace: { ...quickPace, longestAnswer: 200 } },
    );
    await ask('attendance');
    await connector.messages(2);
    expect(aborted).toBe(true);
    expect(cards().at(-1)).toEqual(['PUT', expect.stringMatching(/too long/i)]);
    expect(door.lines.find(line => line.msg === 'answered')).toMatchObject({ problem: 'took-too-long' });
  });

  it('pressed by somebody else under the same id is a question of their own: nobody gets the answer of another', async () => {
    door = await startDoor(({ asked: { asker } }) => answerOf(`for ${asker!.personId}`), { pace: quickPace });
    const ids = ['8f0b2a4e-0000-4000-8000-00000000ab01', '8f0b2a4e-0000-4000-8000-00000000ab02'];
    const both = ['29:person', '29:another'].flatMap(id => ids.map(aadObjectId => ({ id, aadObjectId })));
    const same = { id: 'the-same', timestamp: '2026-11-18T15:30:00.123Z', serviceUrl: connector.serviceUrl };
    const spoken = [];
    for (const from of both) {
      const { body } = await door.post(press('participants', {}, { ...same, from }));
      spoken.push(body.value.speak);
    }
    expect(spoken).toEqual(both.map(({ aadObjectId }) => `for ${aadObjectId}`));
  });

  it('delivered again is answered once, under the same id or a new one', async () => {
    door = await startDoor();
    const question = message('help', { serviceUrl: connector.serviceUrl });
    await Promise.all([door.post(question), door.post(question)]);
    await door.post({ ...question, id: 'another' });
    await door.post(message('help', { serviceUrl: connector.serviceUrl, timestamp: '2026-11-12T10:00:00.001Z' }));
    await connector.messages(2);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(cards()).toHaveLength(2);
    expect(door.asked).toHaveLength(2);
  });

  it('whose answerer breaks gets the internal problem', async () => {
    door = await startDoor(() => {
      throw new Error('secret');
    });
    await ask('help');
    await connector.messages(1);
    expect(JSON.stringify(connector.sent)).not.toContain('secret');
    expect(door.lines.find(line => line.msg === 'answered')).toMatchObject({ problem: 'internal' });
  });

  it('is welcomed through the channel too, once', async () => {
    door = await startDoor();
    const installed = { type: 'conversationUpdate', membersAdded: [{ id: '28:rollcall' }] };
    await ask('', installed);
    await ask('', { type: 'installationUpdate', action: 'add' });
    await connector.messages(1);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(cards()).toEqual([['POST', expect.stringContaining('Rollcall')]]);
  });

  describe('when the channel fails', () => {
    const methods = () => connector.sent.map(one => one.method);

    it.each([429, 412, 502, 503, 504])('sends again after %i', async status => {
      door = await startDoor();
      connector.faults.push({ status, headers: { 'retry-after': '0' } });
      await ask('help');
      await connector.messages(1);
      expect(methods()).toEqual([`POST ${status}`, 'POST']);
    });

    it('waits as long as a 429 says', async () => {
      door = await startDoor();
      connector.faults.push({ status: 429, headers: { 'retry-after': '1' } });
      await ask('help');
      await connector.messages(1);
      expect(connector.sent[1]!.at - connector.sent[0]!.at).toBeGreaterThanOrEqual(1000);
    });

    it.each(turnOf([500, 400, 401, 403, 404, 413, 307], 0, 2))(
      'does not send again after %i (trap: the SDK retries blindly)',
      async status => {
        door = await startDoor();
        connector.faults.push({ status, headers: { location: 'http://127.0.0.1:9/' } });
        expect((await ask('help')).status).toBe(200);
        await new Promise(resolve => setTimeout(resolve, 100));
        expect(methods()).toEqual([`POST ${status}`]);
        expect(door.lines.find(line => line.msg === 'could not send')).toMatchObject({ error: { status } });
      },
    );

    it('does not send twice what may stand there already', async () => {
      door = await startDoor();
      connector.faults.push('reset-after-accepting');
      await ask('help');
      await new Promise(resolve => setTimeout(resolve, 100));
      expect(methods()).toEqual(['POST']);
    });

    it('gives up after three more', async () => {
      door = await startDoor();
      connector.faults.push(...Array.from({ length: 5 }, () => ({ status: 503, headers: { 'retry-after': '0' } })));
      await ask('help');
      await new Promise(resolve => setTimeout(resolve, 150));
      expect(methods()).toEqual(['POST 503', 'POST 503', 'POST 503', 'POST 503']);
    });

    it('ends the turn soon at an address where nobody listens (trap: 6.5 s of retries)', async () => {
      door = await startDoor();
      const since = Date.now();
      expect((await door.post(message('help', { serviceUrl: 'http://127.0.0.1:9/' }))).status).toBe(200);
      expect(Date.now() - since).toBeLessThan(2000);
      expect(door.lines.find(line => line.msg === 'could not send')).toMatchObject({
        error: { code: 'ECONNREFUSED' },
      });
    });

    it('ends the turn at a channel that hangs', async () => {
      door = await startDoor(undefined, { pace: quickPace });
      connector.faults.push('hang');
      const since = Date.now();
      expect((await ask('help')).status).toBe(200);
      expect(Date.now() - since).toBeLessThan(2000);
      await connector.close();
    });
  });

  describe('by a button', () => {
    const pressed = (rest: object = {}) =>
      press('attendance', { args: {} }, { serviceUrl: connector.serviceUrl, ...rest });

    it('of the old kind, its card is updated in place', async () => {
      door = await startDoor(() => answerOf('page 2'));
      await ask('', { value: { verb: 'events', args: { page: 2 } }, replyToId: 'the-card' });
      await connector.messages(1);
      expect(connector.sent).toMatchObject([{ method: 'PUT', path: expect.stringMatching(/\/activities\/the-card$/) }]);
    });

    it('of the old kind, the answer is sent where the card is gone', async () => {
      door = await startDoor(() => answerOf('page 2'));
      connector.faults.push({ status: 404 });
      await ask('', { value: { verb: 'events', args: {} }, replyToId: 'the-card' });
      await connector.messages(1);
      expect(cards()).toEqual([
        ['PUT 404', 'page 2'],
        ['POST', 'page 2'],
      ]);
    });

    it('that is slow answers the invoke with progress and updates the card later', async () => {
      const { reply, finish } = slowly();
      door = await startDoor(reply, { pace: quickPace });
      const since = Date.now();
      const { body } = await door.post(pressed());
      expect(body).toMatchObject({ statusCode: 200, value: { speak: expect.stringContaining('Working on it') } });
      finish('264 came');
      const [updated] = await connector.messages(1);
      expect(cards()).toEqual([['PUT', '264 came']]);
      // It must not overtake the answer to the invoke.
      expect(updated!.at - since).toBeGreaterThanOrEqual(quickPace.patience + 490);
      expect(connector.sent[0]!.path).toMatch(/\/activities\/the-card$/);
    });

    it("in a group never turns the card everybody sees into one person's problem", async () => {
      const { reply, finish } = slowly();
      door = await startDoor(reply, { pace: { ...quickPace, afterInvoke: 50 } });
      await door.post(pressed(group));
      finish('No event of yours', 'not-found');
      await connector.messages(1);
      expect(cards()).toEqual([['POST', 'No event of yours']]);
    });

    it('delivered twice has one effect and one answer', async () => {
      door = await startDoor(() => answerOf('page 2'));
      const invoke = pressed();
      const [first, second] = await Promise.all([door.post(invoke), door.post(invoke)]);
      expect(second).toEqual(first);
      expect(door.asked).toHaveLength(1);
      await door.post({
        ...invoke,
        value: { action: { type: 'Action.Execute', verb: 'attendance', data: { args: { page: 3 } } } },
      });
      expect(door.asked).toHaveLength(2);
    });
  });

  it('is waited for with expectReplies, whose last message is the answer, or that it took too long', async () => {
    door = await startDoor(
      async ({ text }) => {
        await new Promise(resolve => setTimeout(resolve, text === 'slow' ? 200 : 2000));
        return answerOf('done');
      },
      { pace: quickPace },
    );
    const asked = ['slow', 'never'].map(text =>
      door!.ask(message(text, { conversation: { id: `a:${text}`, conversationType: 'personal' } })),
    );
    const [slow, never] = await Promise.all(asked);
    expect(slow!.at(-1)).toMatchObject({ speak: 'done' });
    expect(never!.at(-1)).toMatchObject({ speak: expect.stringMatching(/too long/i) });
    expect(connector.sent).toEqual([]);
  });
});
