import { createAnswerer } from '../../../src/bot/answerer';
import type { Dialog, Opened } from '../../../src/bot/dialogs/dialog';
import { dialogAction } from '../../../src/cards/dialog-card';
import { AppError } from '../../../src/domain/errors';
import type { EventSource } from '../../../src/domain/sources';
import { answerOf, message, startDoor, type Door } from '../../support/door';

/** A dialog of the test's own: what it was given, and what it does next. */
const given: { opened: Opened[]; data: any[]; people: string[] } = { opened: [], data: [], people: [] };
let next: Dialog['submit'] = () => Promise.resolve({ say: 'done' });
let first: () => ReturnType<Dialog['open']> = () => Promise.resolve(form);
const form = {
  show: { ...answerOf('a form').card, actions: [dialogAction('Next', { event: 'webinar 1' })] },
  size: 'small' as const,
};
const dialog: Dialog = {
  id: 'testDialog',
  title: 'A test',
  open(opened) {
    given.opened.push(opened);
    return first();
  },
  submit(data, question) {
    given.data.push(data);
    given.people.push(question.asker.personId);
    return next(data, question);
  },
};

let door: Door;
beforeAll(async () => {
  const answerer = createAnswerer({ sourceFor: () => ({}) as EventSource, now: Date.now });
  const pace = { dialogPatience: 80, longestAnswer: 600 };
  door = await startDoor(undefined, { answerer, dialogs: [dialog], pace });
});
beforeEach(() => {
  given.opened = [];
  given.data = [];
  given.people = [];
  next = () => Promise.resolve({ say: 'done' });
  first = () => Promise.resolve(form);
});
afterAll(() => door.close());

const invoke = (name: string, value: unknown, rest: object = {}) =>
  door.post(message(undefined, { type: 'invoke', name, value, ...rest }));
const open = (rest: object = {}) =>
  invoke('composeExtension/fetchTask', { commandId: 'testDialog', commandContext: 'compose', ...rest });
const submit = (data: object, rest: object = {}) =>
  invoke('composeExtension/submitAction', { commandId: 'testDialog', data }, rest);
const buttonsOf = ({ body }: { body: any }): any[] => body.task.value.card.content.actions;
const titled = (reply: { body: any }, title: string) => buttonsOf(reply).find(one => one.title === title);
const pressedNext = async () => titled(await open(), 'Next').data as object;

describe.each([
  ['composeExtension/fetchTask', { commandId: 'testDialog', commandContext: 'commandBox' }],
  ['composeExtensions/fetchTask', { commandId: 'testDialog', commandContext: 'compose' }],
  ['task/fetch', { data: { dialog: 'testDialog' } }],
])('%s', (name, value) => {
  it('opens the dialog with its first card, whose buttons say which it is of', async () => {
    expect(await invoke(name, value)).toMatchObject({
      status: 200,
      body: {
        task: {
          type: 'continue',
          value: {
            title: 'A test',
            width: 'small',
            height: 'small',
            card: {
              contentType: 'application/vnd.microsoft.card.adaptive',
              content: {
                type: 'AdaptiveCard',
                actions: [
                  {
                    type: 'Action.Submit',
                    data: { event: 'webinar 1', dialog: 'testDialog', press: expect.any(String) },
                  },
                ],
              },
            },
          },
        },
      },
    });
  });
});

it.each([
  ['composeExtension/fetchTask', { commandId: 'noSuch' }],
  ['composeExtension/fetchTask', { commandId: 7 }],
  ['composeExtension/fetchTask', undefined],
  ['composeExtension/fetchTask', 'text'],
  ['composeExtension/fetchTask', []],
  ['composeExtension/submitAction', null],
  ['composeExtension/submitAction', { commandId: 'noSuch', data: { dialog: 'noSuch' } }],
  ['composeExtension/submitAction', { commandId: 'x'.repeat(5000), data: {} }],
  ['task/fetch', { data: 'nothing' }],
  ['task/fetch', { data: { dialog: '__proto__' } }],
  ['task/submit', {}],
  ['task/submit', { data: { dialog: { a: 1 } } }],
])('%s of %j says that the command is unknown', async (name, value) => {
  const { status, body } = await invoke(name, value);
  expect(status).toBe(200);
  expect(body.task).toEqual({ type: 'message', value: expect.stringMatching(/does not know this command/) });
  expect(given).toEqual({ opened: [], data: [], people: [] });
});

it('gives the dialog the message whose menu it was opened from, and what cards hang on it', async () => {
  await open({
    commandContext: 'message',
    messagePayload: {
      body: { contentType: 'html', content: '<p>hello</p>' },
      attachments: [{ contentUrl: 'https://one.example/' }, { content: { url: 'https://two.example/' } }, 7, null],
    },
  });
  expect(given.opened).toEqual([
    { message: { text: '<p>hello</p>\nhttps://one.example/\n{"url":"https://two.example/"}', isHtml: true } },
  ]);
});

it.each([[{ body: { contentType: 'html' } }], [{ body: 7, attachments: {} }], [{ body: { content: { a: 1 } } }]])(
  'takes a message that is not as it should be: %j',
  async messagePayload => {
    await open({ messagePayload });
    expect(given.opened).toEqual([{ message: { text: '', isHtml: true } }]);
  },
);

describe('what was filled in', () => {
  it('reaches the dialog without what the door put there', async () => {
    const data = await pressedNext();
    expect((await submit({ ...data, more: 'text' })).body).toEqual({ task: { type: 'message', value: 'done' } });
    expect(given.data).toEqual([{ event: 'webinar 1', more: 'text' }]);
  });

  it('may put a card into the compose box', async () => {
    next = () => Promise.resolve({ insert: answerOf('a summary').card });
    expect((await submit(await pressedNext())).body).toEqual({
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: answerOf('a summary').card,
            preview: {
              contentType: 'application/vnd.microsoft.card.thumbnail',
              content: { title: 'Rollcall', text: 'a summary' },
            },
          },
        ],
      },
    });
  });

  it('can insert nothing where the window was opened from a card, and says so', async () => {
    next = () => Promise.resolve({ insert: answerOf('a summary').card });
    const { body } = await invoke('task/submit', { data: { dialog: 'testDialog' } });
    expect(body.task).toEqual({ type: 'message', value: expect.stringMatching(/from the compose box/) });
  });

  it.each([
    ['another dialog', { dialog: 'otherDialog' }],
    ['none', {}],
    ['a number', { dialog: 4 }],
  ])('is not taken where its button names %s', async (_name, data) => {
    const reply = await submit(data);
    expect(reply.body.task.value.card.content.speak).toMatch(/button no longer works/);
    expect(given.data).toEqual([]);
  });
});

describe('a button pressed once and delivered again', () => {
  it('is done once, under the same id and under another', async () => {
    let count = 0;
    next = () => Promise.resolve({ say: `time ${++count}` });
    const data = await pressedNext();
    const value = { commandId: 'testDialog', data };
    const one = message(undefined, { type: 'invoke', name: 'composeExtension/submitAction', value });
    const other = {
      ...one,
      id: 'another',
      timestamp: new Date(0).toISOString(),
      name: 'composeExtensions/submitAction',
    };
    const replies = await Promise.all([door.post(one), door.post(one), door.post(other)]);
    for (const { body } of replies) expect(body.task.value).toBe('time 1');
    expect(given.data).toHaveLength(1);
  });

  it('is taken again with other values, on another drawing, or by another person', async () => {
    const data = await pressedNext();
    await submit(data);
    await submit({ ...data, more: 'text' });
    await submit(await pressedNext());
    await submit(data, { from: { id: '29:other', aadObjectId: '8f0b2a4e-0000-4000-8000-00000000ab02' } });
    expect(given.data).toHaveLength(4);
    expect(new Set(given.people).size).toBe(2);
  });
});

describe('a step that takes long', () => {
  it('is said to be still read, goes on, and is shown when asked for again', async () => {
    let finish: () => void = () => undefined;
    next = (_data, { progress }) =>
      new Promise(resolve => {
        progress({ pages: 3, people: 1500 });
        finish = () => {
          resolve({ say: 'at last' });
        };
      });
    const waiting = await submit(await pressedNext());
    expect(waiting.body.task.value.card.content.fallbackText).toMatch(/Still reading\. 3 pages read, 1,500 people/);
    const still = await submit(titled(waiting, 'Show').data);
    expect(still.body.task.value.card.content.fallbackText).toMatch(/Still reading/);
    finish();
    expect((await submit(titled(still, 'Show').data)).body.task.value).toBe('at last');
    expect(given.data).toHaveLength(1);
  });

  it('is shown to nobody else, and gone says so', async () => {
    next = () => new Promise(resolve => setTimeout(resolve, 120, { say: 'mine' }));
    const { data } = titled(await submit(await pressedNext()), 'Show');
    const other = { from: { id: '29:other', aadObjectId: '8f0b2a4e-0000-4000-8000-00000000ab02' } };
    expect((await submit(data, other)).body.task.value).toMatch(/is gone by now/);
    expect((await submit({ ...data, waiting: 'guessed' })).body.task.value).toMatch(/is gone by now/);
    expect((await submit({ ...data, waiting: { $ne: 1 } })).body.task.value).toMatch(/is gone by now/);
    expect((await submit(data)).body.task.value).toBe('mine');
  });

  it('is given up in the end, and says so', async () => {
    next = (_data, { signal }) =>
      new Promise((_resolve, reject) => {
        signal!.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    const waiting = await submit(await pressedNext());
    await new Promise(resolve => setTimeout(resolve, 650));
    const reply = await submit(titled(waiting, 'Show').data);
    expect(reply.body.task.value.card.content.speak).toMatch(/took too long/);
    expect(titled(reply, 'Try again').data).toMatchObject({ event: 'webinar 1', dialog: 'testDialog' });
  });
});

describe('a trouble', () => {
  it('that passes keeps what was filled in behind "Try again"', async () => {
    next = () => Promise.reject(new AppError('throttled', { retryAfterSeconds: 3 }));
    const failed = await submit({ ...(await pressedNext()), subject: 'Day two' });
    expect(failed.status).toBe(200);
    next = () => Promise.resolve({ say: 'created' });
    expect((await submit(titled(failed, 'Try again').data)).body.task.value).toBe('created');
    expect(given.data).toEqual([
      { event: 'webinar 1', subject: 'Day two' },
      { event: 'webinar 1', subject: 'Day two' },
    ]);
    expect(door.lines).toContainEqual(
      expect.objectContaining({ msg: 'answered', way: 'dialog', dialog: 'testDialog', problem: 'throttled' }),
    );
  });

  it('at the opening opens it again on the same message', async () => {
    first = () => Promise.reject(new AppError('graph-unavailable'));
    const failed = await open({ messagePayload: { body: { contentType: 'text', content: 'hello' } } });
    first = () => Promise.resolve(form);
    const again = await submit(titled(failed, 'Try again').data);
    expect(titled(again, 'Next')).toBeDefined();
    expect(given.opened).toEqual(Array(2).fill({ message: { text: 'hello', isHtml: false } }));
    expect((await submit({ dialog: 'testDialog', reopen: 'guessed' })).body.task.value).toMatch(/is gone by now/);
  });

  it('that does not pass has no "Try again", and a way on inside the window', async () => {
    next = () => Promise.reject(new AppError('not-found'));
    const failed = await submit(await pressedNext());
    expect(buttonsOf(failed).map(one => one.title)).not.toContain('Try again');
    const { type, data } = titled(failed, 'Help');
    expect(type).toBe('Action.Submit');
    const help = await submit(data);
    expect(help.body.task.value.card.content.speak).toMatch(/You can ask/);
    expect(JSON.stringify(help.body)).not.toContain('Action.Execute');
  });

  it.each([[{ verb: 'no-such' }], [{ verb: 7 }], [{ verb: 'export', args: {} }], [{ verb: 'help', surprise: 1 }]])(
    'a changed command is refused: %j',
    async data => {
      const reply = await submit({ ...data, dialog: 'testDialog' });
      expect(reply.body.task.value.card.content.speak).toMatch(/button no longer works/);
    },
  );

  it('of ours is told without its words, and is in the log', async () => {
    next = () => Promise.reject(new Error('Canary Name was here'));
    const { status, body } = await submit(await pressedNext());
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('Canary');
    expect(door.lines).toContainEqual(expect.objectContaining({ msg: 'a dialog failed' }));
  });

  it('that nobody is known to ask is said', async () => {
    const { body } = await invoke(
      'composeExtension/fetchTask',
      { commandId: 'testDialog' },
      { from: { id: '29:guest' } },
    );
    expect(body.task.value.card.content.speak).toMatch(/cannot tell who asks/);
    expect(given.opened).toEqual([]);
  });
});
