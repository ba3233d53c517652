import { startDesk, type Desk, type Shown } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => {
  desk.sandbox.faults.clear();
});
afterAll(() => desk.close());

const eventOf = (title: string) => desk.world.events.find(one => one.title.startsWith(title))!;
const linkOf = (title: string) => eventOf(title).sessions[0]!.joinWebUrl;
const meetingOf = (subject: string) => desk.world.meetings.find(one => one.subject === subject)!;
const on = (content: string, contentType = 'html') => ({
  commandContext: 'message',
  messagePayload: { id: '1', body: { contentType, content } },
});
const lookUp = (content: string, as: object = {}) => desk.open('lookUpMeeting', on(content), as);
const anchor = (url: string) => `<p>Join us <a href="${url.replaceAll('&', '&amp;')}" rel="noreferrer">here</a></p>`;

describe.each([
  ['composeExtension', 'group'],
  ['composeExtensions', 'personal'],
] as const)('asked as %s, in a %s chat', (spelling, place) => {
  const as = { spelling, place };

  it('one link leads to the attendance of what is over', async () => {
    const { status, body, card } = await lookUp(anchor(linkOf('Spring Product Briefing')), as);
    expect(status).toBe(200);
    expect(body.task).toMatchObject({ type: 'continue', value: { title: 'Look up this meeting', height: 'large' } });
    expect(card.speak).toMatch(/^Spring Product Briefing, .*264 people came/);
  });

  it('every button of it stays in the window', async () => {
    const shown = await lookUp(anchor(linkOf('Spring Product Briefing')), as);
    expect(JSON.stringify(shown.card)).not.toMatch(/Action\.Execute|"verb":"export"/);
    const next = await desk.press(shown.button('Refresh'), {}, as);
    expect(next.card.speak).toMatch(/264 people came/);
  });
});

it('names people only where the question comes from a chat of one’s own', async () => {
  const link = anchor(linkOf('Spring Product Briefing'));
  const group = await lookUp(link, { place: 'group' });
  expect(group.buttons.map(one => one.title)).not.toContain('Participants');
  const own = await lookUp(link, { place: 'personal' });
  const people = await desk.press(own.button('Participants'), {}, { place: 'personal' });
  expect(people.card.speak).toMatch(/264/);
  const elsewhere = await desk.press(own.button('Participants'), {}, { place: 'group' });
  expect(elsewhere.card.speak).toMatch(/names people, so ask in your own chat/);
});

it('a session to come is shown as it stands', async () => {
  const { card } = await lookUp(anchor(linkOf('Product Launch Preview')));
  expect(card.speak).toMatch(/^Product Launch Preview/);
  expect(JSON.stringify(card.body)).toContain('Coming');
});

it('a meeting of one’s own is found by its long link, by its short one, and wrapped by a mail scanner', async () => {
  const { joinWebUrl, joinMeetingId } = meetingOf('Client Onboarding Call');
  const wrapped = `https://nam12.safelinks.protection.outlook.com/?url=${encodeURIComponent(joinWebUrl)}&data=05%7C02`;
  for (const url of [joinWebUrl, `https://teams.microsoft.com/meet/${joinMeetingId}?p=tz7Kq2`, wrapped]) {
    const { card } = await lookUp(anchor(url));
    expect(card.speak).toMatch(/^Client Onboarding Call, .*9 people came/);
  }
});

it('a meeting to come says when it is', async () => {
  const untitled = desk.world.meetings.find(one => one.subject === null)!;
  const { card } = await lookUp(anchor(untitled.joinWebUrl));
  expect(card.speak).toMatch(/not.*(begun|started)/i);
});

describe('who may', () => {
  it.each([
    ['the organiser', 'demo', 'Spring Product Briefing', /264 people came/],
    ['a co-organiser', 'demo', 'Engineering Guild Forum', /131 people came/],
    ['a co-organiser of another’s', 'coOrganizer', 'Tidewater All-Hands', /60 people came/],
  ] as const)('%s sees figures', async (_name, part, title, said) => {
    const { card } = await lookUp(anchor(linkOf(title)), { person: desk.sandbox.people[part] });
    expect(card.speak).toMatch(said);
  });

  it.each(['presenter', 'attendee', 'stranger', 'boardOrganizer', 'guest'] as const)(
    'a %s gets the one answer, whatever is there',
    async part => {
      const as = { person: desk.sandbox.people[part] };
      const { threadId } = eventOf('Spring Product Briefing').sessions[0]!;
      const missing = linkOf('Spring Product Briefing').replace(
        encodeURIComponent(threadId).slice(8, 40),
        'x'.repeat(32),
      );
      expect(missing).not.toBe(linkOf('Spring Product Briefing'));
      const [there, gone] = [
        await lookUp(anchor(linkOf('Spring Product Briefing')), as),
        await lookUp(anchor(missing), as),
      ];
      const plain = (shown: Shown) => JSON.stringify(shown.card).replace(/"press":"[^"]*"/g, '');
      expect(plain(there)).toBe(plain(gone));
      expect(there.card.speak).toMatch(/No meeting of yours there/);
      expect(plain(there)).not.toContain('Spring');
    },
  );

  it('somebody invited to another’s meeting gets it too', async () => {
    const { card } = await lookUp(anchor(meetingOf('Pay Review').joinWebUrl));
    expect(card.speak).toMatch(/No meeting of yours there/);
    expect(JSON.stringify(card)).not.toContain('Pay');
  });

  it('whoever presses a button of another’s window is checked again', async () => {
    const mine = await lookUp(anchor(linkOf('Spring Product Briefing')));
    const { card } = await desk.press(mine.button('Refresh'), {}, { person: desk.sandbox.people.stranger });
    expect(JSON.stringify(card)).not.toMatch(/\b264\b|Spring/);
  });
});

describe('several links', () => {
  const several = () =>
    [linkOf('Spring Product Briefing'), meetingOf('Pay Review').joinWebUrl, linkOf('Product Launch Preview')]
      .map(anchor)
      .join('');

  it('are chosen from, without a word of those of others', async () => {
    const { card, buttons } = await lookUp(several());
    expect(card.speak).toMatch(
      /Which meeting\? 1\. Spring Product Briefing \(ended\), 2\. Product Launch Preview.* \(coming\)/,
    );
    expect(JSON.stringify(card)).toContain('1 link leads to no event or meeting that you run.');
    expect(JSON.stringify(card)).not.toContain('Pay');
    expect(buttons.filter(one => one.title.startsWith('Open number'))).toHaveLength(2);
  });

  it('lead to each, and back', async () => {
    const list = await lookUp(several());
    const one = await desk.press(list.button('Open number 1'));
    expect(one.card.speak).toMatch(/264 people came/);
    const back = await desk.press(one.button('Back to the links'));
    expect(back.card.speak).toBe(list.card.speak);
    expect((await desk.press(back.button('Open number 2'))).card.speak).toMatch(/^Product Launch Preview/);
  });

  it('of another’s window lead nobody else anywhere', async () => {
    const as = { person: desk.sandbox.people.stranger };
    const list = await lookUp(several());
    expect((await desk.press(list.button('Open number 1'), {}, as)).card.speak).toMatch(/No meeting of yours there/);
    const one = await desk.press(list.button('Open number 1'));
    expect((await desk.press(one.button('Back to the links'), {}, as)).said).toMatch(/no longer kept/);
  });

  it('of which none is the asker’s get the one answer', async () => {
    const { card } = await lookUp(several(), { person: desk.sandbox.people.stranger });
    expect(card.speak).toMatch(/No meeting of yours there/);
  });

  it('say which could not be followed now, and are read again', async () => {
    const two = [linkOf('Spring Product Briefing'), meetingOf('Client Onboarding Call').joinWebUrl]
      .map(anchor)
      .join('');
    desk.sandbox.faults.add({ path: '/onlineMeetings', fault: { status: 503 } });
    const list = await lookUp(two);
    expect(JSON.stringify(list.card)).toContain('1 link could not be followed now.');
    desk.sandbox.faults.clear();
    const again = await desk.press(list.button('Read again'));
    expect(again.card.speak).toContain('Client Onboarding Call');
  });

  it('five hundred of them are cut to ten', async () => {
    const link = linkOf('Spring Product Briefing');
    const many = Array.from({ length: 499 }, (_, index) => anchor(link.replace('meeting_', `meeting_${index}`)));
    const { card } = await lookUp([anchor(link), ...many].join('').slice(0, 240_000));
    expect(card.speak).toMatch(/1\. Spring Product Briefing/);
    expect(JSON.stringify(card)).toMatch(/\d+ more links are not shown here/);
  });
});

describe('no link', () => {
  it.each([
    ['a chat message', on('<p>hello</p>')],
    ['an empty one', on('')],
    ['plain text', on('see https://example.com/', 'text')],
    ['a message of hostile markup', on(`<img src=x onerror=alert(1)>${'<a href="'.repeat(20_000)}`)],
    ['no message at all', { commandContext: 'message' }],
    ['a message of the wrong shape', { messagePayload: { body: [] } }],
  ])('%s is said to have none, and what to do', async (_name, value) => {
    const shown = await desk.open('lookUpMeeting', value);
    const { status, card } = shown;
    expect(status).toBe(200);
    expect(card.speak).toMatch(/^No meeting link here\. This message/);
    const events = await desk.press(shown.button('My events'));
    expect(events.card.speak).toMatch(/events/i);
  });
});

describe('in the chat of a meeting', () => {
  const thread = () => eventOf('Spring Product Briefing').sessions[0]!.threadId;

  it('a message without a link leads to the meeting of the chat', async () => {
    const none = await lookUp('<p>thanks all</p>', { thread: thread() });
    const meeting = await desk.press(none.button("This chat's meeting"), {}, { thread: thread() });
    expect(meeting.card.speak).toMatch(/^Spring Product Briefing, .*264 people came/);
  });

  it('nobody else is led there', async () => {
    const as = { thread: thread(), person: desk.sandbox.people.attendee };
    const none = await lookUp('<p>thanks all</p>', as);
    const refused = await desk.press(none.button("This chat's meeting"), {}, as);
    expect(JSON.stringify(refused.body)).not.toMatch(/\b264\b|Spring/);
  });
});

it.each([
  [{ link: 7 }],
  [{ link: 'x'.repeat(5000) }],
  [{ link: 'hello' }],
  [{ link: ['https://teams.microsoft.com/meet/367726574046'] }],
  [{ links: { $ne: '' } }],
  [{ here: true }],
  [{}],
  [{ verb: 'attendance', args: { id: '../../etc', kind: 'webinar', session: {} } }],
])('a button that was changed to %j is refused', async data => {
  const { card, status } = await desk.press({ data: { ...data, dialog: 'lookUpMeeting' } });
  expect(status).toBe(200);
  expect(card.speak).toMatch(/button no longer works/);
});

it('a link elsewhere is told to be none', async () => {
  const { card } = await desk.press({
    data: { link: 'https://evil.example/l/meetup-join/x', dialog: 'lookUpMeeting' },
  });
  expect(card.speak).toMatch(/Not a meeting link/);
});
