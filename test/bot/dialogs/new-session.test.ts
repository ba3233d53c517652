import { all, eventNamed } from '../../sandbox/asking';
import { message } from '../../support/door';
import { startDesk, type Desk, type Shown } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ pace: { dialogPatience: 3_000 } });
});
afterEach(() => {
  desk.sandbox.faults.clear();
});
afterAll(() => desk.close());

const THERE = () => ({
  conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: desk.sandbox.tenantId },
  channelData: { tenant: { id: desk.sandbox.tenantId } },
});
const TIMES = { startDate: '2026-12-01', startTime: '10:00', endDate: '2026-12-01', endTime: '11:00' };

const titles = async () => {
  const { path } = await eventNamed(desk.sandbox, 'Support Desk Open House');
  return (await all(desk.sandbox, `${path}/sessions`)).map(one => one.subject as string);
};
const values = ({ inputs }: Shown) =>
  Object.fromEntries(Object.entries(inputs).map(([id, one]) => [id, (one.value ?? '') as string]));

/** The form of an event, through the list from which one is chosen. */
async function formOf(title: string, as: Parameters<Desk['open']>[2] = {}): Promise<Shown> {
  const choice = await desk.open('newSession', {}, as);
  const row = rowWith(choice.card, title);
  return desk.press(row, {}, as);
}

/** The tap of the row that says this. */
function rowWith(part: any, title: string): any {
  if (typeof part !== 'object' || part === null) return undefined;
  if (part.selectAction?.data?.args && JSON.stringify(part).includes(title)) {
    const inner = Object.values(part)
      .map(one => rowWith(one, title))
      .find(Boolean);
    return inner ?? part.selectAction;
  }
  return Object.values(part)
    .map(one => rowWith(one, title))
    .find(Boolean);
}

it('goes from the choice of an event over the form to the session, which is inserted for others', async () => {
  const choice = await desk.open('newSession');
  expect(JSON.stringify(choice.card)).toContain('Which event?');
  const form = await formOf('Support Desk Open House');
  expect(values(form)).toMatchObject({ subject: 'Support Desk Open House (2)', timeZone: 'UTC' });
  const create = form.button('Create session');
  expect(create).toMatchObject({ type: 'Action.Submit', data: { dialog: 'newSession', press: expect.any(String) } });
  expect(create.data).not.toHaveProperty('verb');

  const made = await desk.press(create, { ...values(form), ...TIMES, subject: 'From the compose box' });
  expect(JSON.stringify(made.card)).toContain('Session created');
  expect(made.card.actions.map((one: any) => one.title)).toEqual(['Insert', 'Done']);
  expect((await titles()).filter(one => one === 'From the compose box')).toHaveLength(1);

  const { inserted } = await desk.press(made.button('Insert'));
  const text = JSON.stringify(inserted);
  expect(text).toContain('From the compose box');
  expect(text).not.toMatch(/you organise|Session created|Okonkwo/);
  expect(text).toContain('"verb":"attendance"');
  expect((await desk.press(made.button('Done'))).said).toContain('The session is made');
});

describe('an event that is not among the first ten', () => {
  const find = async (words: string) => {
    const choice = await desk.open('newSession');
    return desk.press(choice.button('Find'), { find: words });
  };

  it('is found by a part of its name, in the window itself', async () => {
    const choice = await desk.open('newSession');
    const text = JSON.stringify(choice.card);
    expect(text).not.toContain('Energy Savings Masterclass');
    expect(text).toMatch(/Press one\. .*\d+ more are not shown here/);
    expect(text).not.toContain('say its number');
    expect(JSON.stringify((await find('enregy savings')).card)).toContain('Create session');
  });

  it('is chosen where several fit', async () => {
    const several = await find('customer webinar series');
    expect(JSON.stringify(several.card)).toContain('Which one did you mean?');
    const form = await desk.press(rowWith(several.card, 'Series 2'), { find: 'left over' });
    expect(values(form).subject).toMatch(/^Customer Webinar Series 2/);
  });

  it.each(['zeppelin', '30 february'])('is asked for again where nothing fits %j', async words => {
    const again = await find(words);
    expect(JSON.stringify(again.card)).toContain('No event of yours fits that.');
    expect(again.inputs.find).toMatchObject({ type: 'Input.Text', value: words });
    expect(rowWith(again.card, 'Support Desk Open House')).toBeDefined();
  });

  it.each(['', '  '])('is asked for again where nothing was typed: %j', async words => {
    expect(JSON.stringify((await find(words)).card)).toContain('Which event?');
  });
});

it('is found in the compose box at once, also by somebody who searched just before', async () => {
  const search = async () => {
    const invoke = { type: 'invoke', name: 'composeExtension/query' };
    const value = { commandId: 'searchSessions', parameters: [{ name: 'query', value: 'Quokka hour' }] };
    const from = { id: '29:organiser', aadObjectId: desk.sandbox.demoOrganizerId };
    return JSON.stringify((await desk.door.post(message(undefined, { ...invoke, value, from, ...THERE() }))).body);
  };
  expect(await search()).toContain('No session of yours fits');
  const form = await formOf('Support Desk Open House');
  await desk.press(form.button('Create session'), { ...values(form), ...TIMES, subject: 'Quokka hour' });
  expect(await search()).toContain('"title":"Quokka hour · Support Desk Open House"');
});

it('brings the form back filled in, and makes one session of it however often it is pressed', async () => {
  const form = await formOf('Support Desk Open House');
  const filled = { ...values(form), ...TIMES, subject: 'Pressed often', lobbyScope: 'everyone' };
  const wrong = await desk.press(form.button('Create session'), { ...filled, endTime: '09:00' });
  expect(JSON.stringify(wrong.card)).toContain('End date: The end has to be later than the start.');
  expect(values(wrong)).toMatchObject({ subject: 'Pressed often', lobbyScope: 'everyone', endTime: '09:00' });

  desk.sandbox.faults.add({ path: '/sessions', method: 'POST', times: 1, fault: { status: 501 } });
  const refused = await desk.press(wrong.button('Create session'), filled);
  expect(JSON.stringify(refused.card)).toContain('Graph does not make sessions here');
  expect(refused.button('Open the event in Teams').url).toMatch(/^https:\/\/events\.teams\.microsoft\.com\/event\//);

  const again = refused.button('Create session');
  const answers = await Promise.all([desk.press(again, filled), desk.press(again, filled)]);
  answers.push(await desk.press(form.button('Create session'), filled));
  for (const { card } of answers) expect(JSON.stringify(card)).toContain('Session created');
  expect((await titles()).filter(one => one === 'Pressed often')).toHaveLength(1);
});

it.each<[string, object]>([
  ['nothing', {}],
  ['a form without its event', { ...TIMES, subject: 'x' }],
  ['an unknown field', { args: { kind: 'webinar', id: 'x' }, colour: 'red' }],
  ['an insert without a session', { insert: true, args: { kind: 'webinar', id: 'x' } }],
])('takes nothing from %s', async (_, data) => {
  const { card } = await desk.press({ data: { dialog: 'newSession', press: 'p', ...data } });
  expect(JSON.stringify(card)).toMatch(/no longer works|Not found/);
});

describe('who may', () => {
  it.each(['presenter', 'attendee', 'stranger'] as const)(
    'not a %s: neither form, nor session, nor insert',
    async part => {
      const as = { person: desk.sandbox.people[part] };
      const form = await formOf('Support Desk Open House');
      const before = await titles();
      const filled = { ...values(form), ...TIMES, subject: `Not by a ${part}` };
      const { args } = form.button('Create session').data;
      const { sessions } = {
        sessions: await all(
          desk.sandbox,
          `${(await eventNamed(desk.sandbox, 'Support Desk Open House')).path}/sessions`,
        ),
      };
      const insert = {
        data: {
          dialog: 'newSession',
          press: 'p',
          insert: true,
          args: { kind: args.kind, id: args.id, session: sessions[0].id },
        },
      };
      for (const answer of [
        await desk.press(form.button('Create session'), filled, as),
        await desk.press(
          { data: { dialog: 'newSession', press: part, args: { kind: args.kind, id: args.id } } },
          {},
          as,
        ),
        await desk.press(insert, {}, as),
      ]) {
        expect(JSON.stringify(answer.card)).toContain('Not found');
        expect(JSON.stringify(answer.body)).not.toContain('Support Desk');
        expect(answer.inserted).toBeUndefined();
      }
      expect(JSON.stringify((await desk.open('newSession', {}, as)).card)).not.toContain('Support Desk');
      expect(await titles()).toEqual(before);
    },
  );

  it('a co-organiser', async () => {
    const as = { person: desk.sandbox.people.coOrganizer };
    const form = await formOf('Support Desk Open House');
    const filled = { ...values(form), ...TIMES, subject: 'By a co-organiser' };
    const made = await desk.press(form.button('Create session'), filled, as);
    expect(JSON.stringify(made.card)).toContain('Session created');
    expect((await desk.press(made.button('Insert'), {}, as)).inserted).toBeDefined();
  });
});
