import { schemaFaults } from '../../support/card-checks';
import { turnOf } from '../../support/thorough';
import { startDesk, type Desk, type Shown, type Who } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => {
  desk.sandbox.faults.clear();
});
afterAll(() => desk.close());

const eventOf = (title: string) => desk.world.events.find(one => one.title.startsWith(title))!;
const valueOf = (title: string) => `${eventOf(title).kind} ${choice(title)}`;
/** As Graph names it, which the choices carry. */
let values: { title: string; value: string }[] = [];
const choice = (title: string) => values.find(one => one.title.startsWith(title))!.value.replace(/^\w+ /, '');
beforeAll(async () => {
  values = (await desk.open('postSummary')).inputs.event.choices;
});

/** Chooses the event, as somebody does who presses Next. */
const previewOf = async (title: string, as: Partial<Who> = {}) => {
  const first = await desk.open('postSummary', {}, as);
  return desk.press(first.button('Next'), { event: valueOf(title) }, as);
};
/** What a client sends beside a button: the inputs as they stand. */
const asItStands = ({ inputs }: Shown) =>
  Object.fromEntries(Object.entries(inputs).map(([id, input]) => [id, input.value ?? '']));
const textOf = (card: any) => JSON.stringify(card);

describe.each([
  ['composeExtension', 'group'],
  ['composeExtensions', 'personal'],
] as const)('as %s, in a %s chat', (spelling, place) => {
  const as = { spelling, place };

  it('is chosen, seen and inserted', async () => {
    const first = await desk.open('postSummary', {}, as);
    expect(first.inputs.event).toMatchObject({ style: 'compact', label: 'Event' });
    const shown = await desk.press(first.button('Next'), { event: valueOf('Spring Product Briefing') }, as);
    expect(shown.card.speak).toMatch(/^Preview: Spring Product Briefing, .*264 people came/);
    const { status, body, inserted } = await desk.press(shown.button('Insert'), asItStands(shown), as);
    expect(status).toBe(200);
    expect(body.composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
    expect(schemaFaults(inserted)).toEqual([]);
    expect(inserted.speak).toMatch(/^Spring Product Briefing, .*264 people came/);
  });

  it('inserts a card for others to read, wherever it was asked for', async () => {
    const shown = await previewOf('Spring Product Briefing', as);
    const { inserted } = await desk.press(shown.button('Insert'), asItStands(shown), as);
    const titles = inserted.actions.map((one: any) => one.title);
    expect(titles).toEqual(expect.arrayContaining(['Participants', 'All figures', 'Export', 'How is this counted?']));
    expect(textOf(inserted)).not.toMatch(/you organise|"verb":"(participants|export|no-shows|walk-ins)"/);
    for (const title of ['Participants', 'No-shows'])
      expect(inserted.actions.find((one: any) => one.title === title)).toMatchObject({
        type: 'Action.OpenUrl',
        url: expect.stringMatching(new RegExp(`/l/chat/0/0\\?users=28:rollcall&message=${title.toLowerCase()}%20`)),
      });
  });
});

it('the preview is the card to the letter, and none of its parts can be pressed', async () => {
  const shown = await previewOf('Spring Product Briefing');
  const { inserted } = await desk.press(shown.button('Insert'), asItStands(shown));
  const withoutTaps = JSON.parse(textOf(inserted.body), (name, value) => (name === 'selectAction' ? undefined : value));
  const preview = shown.card.body.find((part: any) => part.id === 'preview').items;
  expect(preview).toEqual(withoutTaps.filter((part: any) => part.id !== 'counted'));
  expect(textOf(preview)).not.toContain('Action.');
});

it('parts that were left out are not inserted', async () => {
  const shown = await previewOf('Spring Product Briefing');
  expect(shown.inputs.parts.value.split(',')).toEqual(expect.arrayContaining(['figures', 'curve', 'stay']));
  const updated = await desk.press(shown.button('Update preview'), { parts: 'figures' });
  expect(textOf(updated.card)).not.toContain('Chart.Line');
  expect(updated.inputs.parts.value).toBe('figures');
  const { inserted } = await desk.press(updated.button('Insert'), asItStands(updated));
  expect(textOf(inserted)).not.toContain('Chart.Line');
  expect(textOf(inserted)).toContain('on average');
});

it('what was changed and not seen is shown before it is inserted', async () => {
  const shown = await previewOf('Energy Savings Masterclass');
  const changed = await desk.press(shown.button('Insert'), { parts: 'curve' });
  expect(changed.inserted).toBeUndefined();
  expect(textOf(changed.card)).toContain('This is how it looks with what you chose now.');
  const { inserted } = await desk.press(changed.button('Insert'), asItStands(changed));
  expect(textOf(inserted)).toContain('Chart.Line');
  expect(textOf(inserted)).not.toContain('on average');
});

it('nothing chosen to show is said, and the choice stays', async () => {
  const shown = await previewOf('Spring Product Briefing');
  for (const filledIn of [{ parts: '' }, {}]) {
    const empty = await desk.press(shown.button('Update preview'), filledIn);
    expect(textOf(empty.card)).toContain('Choose at least one thing to show.');
    expect(empty.buttons.map(one => one.title)).toEqual(['Update preview', 'Back']);
  }
});

it('registrations are offered where there are some', async () => {
  const shown = await previewOf('Energy Savings Masterclass');
  expect(shown.inputs.parts.choices).toContainEqual({ title: 'Registrations', value: 'registrations' });
  expect(textOf(shown.card)).toMatch(/registered/);
});

it('sessions are chosen from, and all of them together', async () => {
  const shown = await previewOf('Data Platform Bootcamp');
  const { choices, value } = shown.inputs.session;
  expect(choices.at(-1)).toEqual({ title: 'All sessions together', value: 'all' });
  expect(choices.length).toBeGreaterThan(2);
  expect(choices.map((one: any) => one.value)).toContain(value);
  const other = choices.find((one: any) => one.value !== value).value;
  const changed = await desk.press(shown.button('Update preview'), { ...asItStands(shown), session: other });
  expect(changed.inputs.session.value).toBe(other);
  expect(changed.card.speak).not.toBe(shown.card.speak);
  const all = await desk.press(changed.button('Update preview'), { ...asItStands(changed), session: 'all' });
  expect(textOf(all.card)).toContain('reports counted as one');
  const { inserted } = await desk.press(all.button('Insert'), asItStands(all));
  expect(textOf(inserted)).toContain('reports counted as one');
});

describe('the change against the time before', () => {
  const CHANGE = /\d+ people came: \d+ (more|fewer) than on [^:]+ 2026 \([−+][\d.]+ %\)/;
  const recordsRead = () => desk.sandbox.requests.filter(one => one.path.includes('/attendanceRecords')).length;

  it('is told with the figures alone, and its records are read once', async () => {
    const shown = await previewOf('Customer Webinar Series 4');
    expect(shown.card.speak).toMatch(CHANGE);
    const read = recordsRead();
    const updated = await desk.press(shown.button('Update preview'), { parts: 'figures,stay' });
    expect(updated.card.speak).toMatch(CHANGE);
    expect(recordsRead()).toBe(read);
    const curve = await desk.press(updated.button('Update preview'), { parts: 'curve' });
    expect(curve.card.speak).not.toMatch(/than on/);
  });

  it('is of the session before, and of none for the first or for all together', async () => {
    const shown = await previewOf('Data Platform Bootcamp');
    expect(shown.card.speak).toMatch(CHANGE);
    const { choices } = shown.inputs.session;
    for (const session of [choices[0].value, 'all']) {
      const other = await desk.press(shown.button('Update preview'), { ...asItStands(shown), session });
      expect(other.card.speak).toMatch(/ people came\./);
    }
  });

  it('holds nothing up where it can’t be read', async () => {
    const before = eventOf('Customer Webinar Series 2');
    const path = new RegExp(`/${before.id.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}/sessions`);
    desk.sandbox.faults.add({ path, fault: { status: 503 } });
    const shown = await previewOf('Customer Webinar Series 3');
    expect(shown.card.speak).toMatch(/ people came\./);
  });
});

it('what cannot be shown keeps the form and says why', async () => {
  const shown = await previewOf('Data Platform Bootcamp');
  desk.sandbox.faults.add({ path: '/attendanceReports', fault: { status: 404 } });
  const { choices } = shown.inputs.session;
  const none = await desk.press(shown.button('Update preview'), { parts: 'figures', session: choices[0].value });
  expect(none.status).toBe(200);
  expect(none.inputs.session.value).toBe(choices[0].value);
  expect(none.inputs.parts.value).toBe('figures');
  expect(none.buttons.map(one => one.title)).toEqual(['Update preview', 'Back']);
  expect(none.card.speak).toMatch(/^Nothing to post/);
});

it('a trouble of Graph keeps what was chosen behind "Try again"', async () => {
  const first = await desk.open('postSummary');
  desk.sandbox.faults.add({ path: '/attendanceReports', fault: { status: 503 } });
  const failed = await desk.press(first.button('Next'), { event: valueOf('Customer Webinar Series 3') });
  expect(failed.status).toBe(200);
  desk.sandbox.faults.clear();
  const again = await desk.press(failed.button('Try again'));
  expect(again.card.speak).toMatch(/^Preview: Customer Webinar Series 3/);
});

it('goes back with the event chosen', async () => {
  const shown = await previewOf('Energy Savings Masterclass');
  const back = await desk.press(shown.button('Back'));
  expect(back.inputs.event.value).toBe(valueOf('Energy Savings Masterclass'));
});

it('offers the newest event that is over first, and what the conversation spoke of last', async () => {
  const first = await desk.open('postSummary');
  const titles: string[] = first.inputs.event.choices.map((one: any) => one.title);
  expect(titles).not.toContainEqual(expect.stringMatching(/^Product Launch Preview/));
  expect(first.inputs.event.value).toMatch(/^(webinar|townhall) ./);
  // Spoken of in a window of the same conversation.
  const { joinWebUrl } = eventOf('Spring Product Briefing').sessions[0]!;
  const messagePayload = { body: { contentType: 'html', content: joinWebUrl } };
  const looked = await desk.open('lookUpMeeting', { messagePayload });
  await desk.press(looked.button('Refresh'));
  expect((await desk.open('postSummary')).inputs.event.value).toBe(valueOf('Spring Product Briefing'));
});

describe('who may', () => {
  it('a co-organiser posts as an organiser does', async () => {
    const shown = await previewOf('Engineering Guild Forum');
    expect((await desk.press(shown.button('Insert'), asItStands(shown))).inserted.speak).toMatch(/131 people came/);
    const as = { person: desk.sandbox.people.coOrganizer };
    const theirs = await desk.open('postSummary', {}, as);
    expect(theirs.inputs.event.choices.map((one: any) => one.title)).toContainEqual(
      expect.stringMatching(/^Tidewater/),
    );
  });

  it.each([
    ['presenter', 0],
    ['attendee', 1],
    ['stranger', 2],
    ['boardOrganizer', 0],
    ['guest', 1],
  ] as const)('a %s is offered nothing of others, and gets nothing by their ids', async (part, turn) => {
    const as = { person: desk.sandbox.people[part] };
    const first = await desk.open('postSummary', {}, as);
    expect(textOf(first.card)).not.toMatch(/Spring|Tidewater/);
    const mine = await previewOf('Spring Product Briefing');
    const event = valueOf('Spring Product Briefing');
    const tries: [any, object][] = [
      [mine.button('Insert'), asItStands(mine)],
      [mine.button('Update preview'), asItStands(mine)],
      [{ data: { dialog: 'postSummary', step: 'preview' } }, { event }],
    ];
    for (const [button, filledIn] of turnOf(tries, turn, 3)) {
      const theirs = await desk.press(button, filledIn, as);
      expect(theirs.inserted).toBeUndefined();
      expect(textOf(theirs.body)).not.toMatch(/\b264\b|Spring Product/);
      const gone = await desk.press(
        { data: { ...button.data, event: `${event}0` } },
        { ...filledIn, event: `${event}0` },
        as,
      );
      const plain = (shown: Shown) => textOf(shown.body).replace(/"press":"[^"]*"/g, '');
      expect(plain(theirs)).toBe(plain(gone));
    }
  });
});

it('pressed twice inserts the same, once read', async () => {
  const shown = await previewOf('Spring Product Briefing');
  const before = desk.sandbox.requests.length;
  const [one, two] = await Promise.all([
    desk.press(shown.button('Insert'), asItStands(shown)),
    desk.press(shown.button('Insert'), asItStands(shown), { spelling: 'composeExtensions' }),
  ]);
  expect(one.body).toEqual(two.body);
  expect(desk.sandbox.requests.length).toBe(before);
});

it('opened from a card there is nothing to insert into, and it says so', async () => {
  const as = { home: 'card' as const };
  const first = await desk.open('postSummary', {}, as);
  const shown = await desk.press(first.button('Next'), { event: valueOf('Spring Product Briefing') }, as);
  expect((await desk.press(shown.button('Insert'), asItStands(shown), as)).said).toMatch(/from the compose box/);
});

it.each([
  [{ step: 'publish' }],
  [{ step: 7 }],
  [{}],
  [{ step: 'preview', event: 'meeting x' }],
  [{ step: 'preview', event: { $ne: '' } }],
  [{ step: 'preview', event: 'webinar ..' }],
  [{ step: 'preview', event: `webinar ${'x'.repeat(600)}` }],
  [{ step: 'preview', event: 'webinar x', session: 'a\u0000b' }],
  [{ step: 'preview', event: 'webinar x', session: ['s'] }],
  [{ step: 'insert', event: 'webinar x', parts: 'names' }],
  [{ step: 'insert', event: 'webinar x', parts: ['figures'] }],
])('a button that was changed to %j is refused', async data => {
  const { status, card } = await desk.press({ data: { ...data, dialog: 'postSummary' } });
  expect(status).toBe(200);
  expect(card.speak).toMatch(/button no longer works/);
});

it('without an event it asks for one', async () => {
  const first = await desk.open('postSummary');
  for (const filledIn of [{}, { event: '' }]) {
    const again = await desk.press(first.button('Next'), filledIn);
    expect(textOf(again.card)).toContain('Choose an event first.');
  }
});

it('an event that was deleted since leads back to the others', async () => {
  const again = await desk.press({
    data: { dialog: 'postSummary', step: 'preview', event: 'webinar 0c4f7a1e-gone@x' },
  });
  expect(textOf(again.card)).toContain('That event is gone, or is not yours any more.');
  expect(again.inputs.event.choices.length).toBeGreaterThan(3);
});

it('a session that was deleted since leads back to the others', async () => {
  const shown = await previewOf('Data Platform Bootcamp');
  const again = await desk.press(shown.button('Update preview'), { ...asItStands(shown), session: 'gone-session-1' });
  expect(textOf(again.card)).toContain('That session is gone.');
});

it('somebody without any event is told so', async () => {
  const shown = await desk.open('postSummary', {}, { person: desk.sandbox.people.stranger });
  expect(shown.card.speak).toMatch(/None of your events has begun yet/);
  expect(shown.button('My events')).toBeDefined();
});

describe('while Graph is slow', () => {
  it('the preview is shown once it is there, and inserted', async () => {
    const slow = await startDesk({ pace: { dialogPatience: 300 } });
    try {
      const first = await slow.open('postSummary');
      const event = first.inputs.event.choices.find((one: any) => one.title.startsWith('Spring')).value;
      slow.sandbox.faults.add({ path: '/attendanceRecords', fault: { delayMs: 500 } });
      const waiting = await slow.press(first.button('Next'), { event });
      expect(waiting.card.speak).toMatch(/^Still reading/);
      await new Promise(resolve => setTimeout(resolve, 800));
      const shown = await slow.press(waiting.button('Show'));
      expect(shown.card.speak).toMatch(/^Preview: Spring Product Briefing/);
      expect((await slow.press(shown.button('Insert'), asItStands(shown))).inserted.speak).toMatch(/264 people came/);
    } finally {
      await slow.close();
    }
  });
});
