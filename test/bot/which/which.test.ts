import { startChat, type Chat } from '../chat';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat.close());

const ALL_HANDS = 'Tidewater All-Hands: Where We Stand';
const SPRING = 'Spring Product Briefing';
const RESULTS = 'Quarterly Results Live';
const LAUNCH = 'Product Launch Preview: Harbor 5';

describe('which event is meant', () => {
  // Asked on a Wednesday; the All-Hands and the Spring briefing were on Tuesday.
  it.each([
    ['all-hands', ALL_HANDS],
    ['the all-hands', ALL_HANDS],
    ['for the all hands', ALL_HANDS],
    ['of allhands', ALL_HANDS],
    ['"Spring Product Briefing"', SPRING],
    ['the “spring product briefing” webinar', SPRING],
    ['webinar spring briefing', SPRING],
    ['event called spring briefing', SPRING],
    ['Spring Product Briefing (webinar)', SPRING],
    ['sprimg breifing', SPRING],
    ['briefing', SPRING],
    ["yesterday's webinar", SPRING],
    ["yesterday's town hall", ALL_HANDS],
    ['the webinar from yesterday', SPRING],
    ['the webinar on 17 November', SPRING],
    ['tuesday’s town hall', ALL_HANDS],
    ['2026-11-17 briefing', SPRING],
    ['briefing yesterday', SPRING],
    ['last briefing', SPRING],
    ['last town hall', ALL_HANDS],
    ['latest webinar', 'Security Awareness Hour'],
    ['last', 'Security Awareness Hour'],
    ['the last one', 'Security Awareness Hour'],
    ['next', LAUNCH],
    ['the next webinar', LAUNCH],
    ['next town hall', 'Strategy Town Hall: The Next Three Years'],
    ['live town hall', RESULTS],
    ['quarterly results live', RESULTS],
    ['customer webinar series 3', 'Customer Webinar Series 3: Automating the Boring Parts'],
    ['series dashboards', 'Customer Webinar Series 2: Dashboards That Tell a Story'],
    ['last customer webinar series', 'Customer Webinar Series 4: Answers from the Field'],
    ['customer series from 15 October', 'Customer Webinar Series 1: Getting Started with Harbor'],
    ['founders day town hall', 'Founders’ Day Town Hall'],
    ['founders’ day', 'Founders’ Day Town Hall'],
    ['global partner summit', 'Global Partner Summit: Opening Keynote'],
    ['naming things', expect.stringMatching(/^Naming Things Workshop/)],
  ])('%j is %s', async (words, title) => {
    const { facts } = await chat.say(`event ${words}`);
    expect(facts.subject?.title ?? facts).toEqual(title);
  });

  it.each([
    ['customer webinar series', 4],
    ['yesterday', 2],
    ['running', 3],
    ['live webinars', 2],
    ['in October', 3],
    ['partner', 3],
  ])('%j is one of several', async (words, least) => {
    const { facts, problem } = await chat.say(`event ${words}`);
    expect(problem).toBe('which-one');
    expect(facts.matching).toBeGreaterThanOrEqual(least);
    expect(facts.choices.length).toBe(Math.min(10, facts.matching));
  });

  it('a number after a choice goes on with the command that asked', async () => {
    const conversation = 'choice';
    const choice = await chat.say('attendance customer webinar series', { conversation });
    expect(choice.facts).toMatchObject({ code: 'which-one', command: 'attendance', asked: 'customer webinar series' });
    const chosen = choice.facts.choices[1];
    expect((await chat.say('99', { conversation })).problem).toBe('no-such-number');
    const { facts } = await chat.say('2', { conversation });
    expect(facts.subject.title).toBe(chosen.title);
    expect(facts.attended).toBeGreaterThan(0);
    // Answered: from now on a number opens the entry again.
    expect((await chat.say('1', { conversation })).facts.event.title).toBe(choice.facts.choices[0].title);
  });

  it('a pressed choice goes on with the command, and "participants" keeps its view', async () => {
    const conversation = 'pressed choice';
    const choice = await chat.say('participants customer webinar series by time', { conversation });
    const [first] = choice.facts.choices;
    const pressed = await chat.pressOn(choice, 'participants', args => args.id === first.id, { conversation });
    expect(pressed.facts.subject.title).toBe(first.title);
    await chat.say('participants customer webinar series by time', { conversation });
    expect((await chat.say('1', { conversation })).facts).toMatchObject({ sort: 'time' });
  });

  it('nothing named is what the conversation last spoke of', async () => {
    const conversation = 'subject';
    const nothing = await chat.say('attendance', { conversation });
    expect(nothing.facts.code).toBe('nothing-named');
    expect(nothing.facts.nearest).toHaveLength(3);
    expect((await chat.say('2', { conversation })).facts.subject.title).toBe(nothing.facts.nearest[1]);
    await chat.say('event spring product briefing', { conversation });
    expect((await chat.say('attendance', { conversation })).facts.attended).toBe(264);
    expect((await chat.say('sessions', { conversation })).facts.subject.title).toBe(SPRING);
    // What went wrong in between changes nothing.
    await chat.say('attendance no such thing', { conversation });
    expect((await chat.say('participants', { conversation })).facts.attended).toBe(264);
  });

  it('an id is itself, with or without words before it', async () => {
    const { facts } = await chat.say('event volunteering fair');
    const { id } = facts.subject;
    expect(id).not.toBe(encodeURIComponent(id));
    expect((await chat.say(`event ${id}`)).facts.subject.id).toBe(id);
    expect((await chat.say(`attendance for event ${id}`)).facts.subject.id).toBe(id);
  });

  it('a session’s id is that session', async () => {
    const { facts } = await chat.say('sessions bootcamp');
    const [first] = facts.sessions;
    expect((await chat.say(`session ${first.id}`)).facts.session.subject).toBe(first.title);
    expect((await chat.say(`attendance ${first.id}`)).facts.attended).toBe(58);
  });

  it('a problem can be asked again, also when the list has changed since', async () => {
    const conversation = 'again';
    await chat.say('events draft', { conversation });
    const list = await chat.say('events coming', { conversation });
    const early = await chat.say('attendance 1', { conversation });
    expect(early.problem).toBe('not-started');
    await chat.say('events past', { conversation });
    const again = await chat.pressOn(early, 'attendance', args => args.id !== undefined, { conversation });
    expect(again.facts).toMatchObject({ code: 'not-started', title: list.facts.events[0].title });
  });

  it('a name that nothing has brings the nearest', async () => {
    const { facts } = await chat.say('attendance sprng prodcut breef');
    expect(facts).toMatchObject({ code: 'not-found', asked: 'sprng prodcut breef' });
    expect(facts.nearest).toContain(SPRING);
  });

  it('an event’s id with a session’s is that session of it, as the link into the private chat says it', async () => {
    const { facts } = await chat.say('sessions bootcamp');
    const [first] = facts.sessions;
    const named = await chat.say(`attendance ${facts.subject.id} session ${first.id}`);
    expect(named.facts).toMatchObject({ attended: 58, subject: { sessionId: first.id } });
    expect((await chat.say('attendance no-such-event-id-1 session 2')).problem).toBe('not-found');
  });

  it('a number after an event with several sessions is one of these; after one with a single session it still is of the list', async () => {
    const conversation = 'numbers';
    const { facts } = await chat.say('events past', { conversation });
    await chat.say('event bootcamp', { conversation });
    expect((await chat.say('attendance 1', { conversation })).facts.subject.sessionTitle).toBe('Day 1: Modelling');
    await chat.say('events past', { conversation });
    await chat.say('event spring product briefing', { conversation });
    expect((await chat.say('event 2', { conversation })).facts.subject.title).toBe(facts.events[1].title);
  });

  it('a session is found by its own title, alone or with its event’s', async () => {
    for (const words of ['day 1: modelling', 'bootcamp day 1', 'modelling']) {
      const { facts } = await chat.say(`attendance ${words}`);
      expect({ words, attended: facts.attended }).toEqual({ words, attended: 58 });
    }
  });
});

describe('join links', () => {
  async function linkOf(words: string): Promise<string> {
    const { facts } = await chat.say(`session ${words}`);
    return facts.session.joinWebUrl;
  }

  it('lead to the session of an event', async () => {
    const link = await linkOf('spring product briefing');
    expect(link).toContain('/l/meetup-join/');
    const forms = [
      link,
      `<${link}>`,
      `<a href="${link.replaceAll('&', '&amp;')}">Join the meeting</a>`,
      `for ${link}.`,
      decodeURIComponent(link),
      `https://nam12.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05&reserved=0`,
      link.replace('https://', ''),
      link.replace('%3a', '%3A').replace('%40', '@'),
    ];
    for (const form of forms) {
      const { facts } = await chat.say(`attendance ${form}`);
      expect({ form, attended: facts.attended }).toEqual({ form, attended: 264 });
    }
    expect((await chat.say(link)).facts.session.joinWebUrl).toBe(link);
  });

  it('lead to the right one of several sessions', async () => {
    const conversation = 'links';
    await chat.say('sessions bootcamp', { conversation });
    const { facts } = await chat.say('session 1', { conversation });
    expect((await chat.say(`attendance ${facts.session.joinWebUrl}`)).facts.attended).toBe(58);
  });

  it('lead to a meeting', async () => {
    const { demoOrganizerId, root } = chat.sandbox;
    const url = `${root}/v1.0/users/${demoOrganizerId}/onlineMeetings?$filter=joinMeetingIdSettings/joinMeetingId%20eq%20'367726574046'`;
    const answer = await fetch(url, { headers: { authorization: 'Bearer test' } });
    const { value } = (await answer.json()) as any;
    const { facts } = await chat.say(`attendance ${value[0].joinWebUrl}`);
    expect(facts).toMatchObject({ attended: 12, subject: { kind: 'meeting', title: 'Weekly Operations Review' } });
    // A link alone is enough.
    expect((await chat.say(value[0].joinWebUrl)).facts.attended).toBe(12);
    const { stranger } = chat.sandbox.people;
    expect((await chat.say(`attendance ${value[0].joinWebUrl}`, { person: stranger })).problem).toBe(
      'meeting-not-found',
    );
  });

  describe('of a meeting, as people get at them', () => {
    const meeting = () => chat.sandbox.channel.meetings.find(one => one.title === 'Weekly Operations Review')!;
    const path = (link: string) => link.slice(link.indexOf('/l/meetup-join/'));
    const forms: [name: string, form: (link: string) => string][] = [
      ['as it is', link => link],
      ['decoded', link => decodeURIComponent(link)],
      ['encoded in capitals', link => link.replaceAll(/%[0-9a-f]{2}/gi, code => code.toUpperCase())],
      ['in angle brackets', link => `<${link}>`],
      ['as Markdown', link => `[Join](${link})`],
      ['as the invitation writes it', link => `<a href="${link.replaceAll('&', '&amp;')}">Join the meeting now</a>`],
      ['at the end of a sentence', link => `of ${link}.`],
      ['with trackers', link => `${link}&utm_source=newsletter&anon=true#top`],
      [
        'from the launcher',
        link =>
          `https://teams.microsoft.com/dl/launcher/launcher.html?url=${encodeURIComponent(`/_#${path(link)}&anon=true`)}&type=meetup-join`,
      ],
      ['from the browser', link => `https://teams.microsoft.com/v2/?meetingjoin=true#${path(link)}&anon=true`],
      [
        'through Safe Links',
        link =>
          `https://nam12.safelinks.protection.outlook.com/ap/t-59584e83/?url=${encodeURIComponent(link)}&data=05%7C02&reserved=0`,
      ],
      ['as a short link', () => 'https://teams.microsoft.com/meet/367726574046?p=tz7Kq2'],
      ['as a short link with trackers', () => 'teams.microsoft.com/meet/367726574046?p=tz7Kq2&utm_source=x'],
      ['as digits in groups', () => '367 726 574 046'],
      ['as the invitation writes the digits', () => 'Meeting ID: 367 726 574 046 Passcode: tz7Kq2'],
    ];

    it.each(forms)('%s', async (_, form) => {
      const { facts, problem } = await chat.say(`attendance ${form(meeting().joinWebUrl)}`);
      expect({ problem, title: facts.subject?.title }).toEqual({ problem: undefined, title: meeting().title });
    });

    it('a short link takes one request for the meeting', async () => {
      const link = 'https://teams.microsoft.com/meet/367726574046?p=tz7Kq2';
      const { paths } = await chat.requestsOf(() => chat.say(`attendance ${link}`));
      expect(paths.filter(path => path.includes('onlineMeetings?'))).toHaveLength(1);
    });

    it.each(['coOrganizer', 'presenter', 'stranger'] as const)(
      'to a %s, one of somebody else and one of nobody look the same, with a way forward',
      async part => {
        const as = { person: chat.sandbox.people[part] };
        const link = meeting().joinWebUrl;
        const theirs = await chat.say(`attendance ${link}`, as);
        const nobodys = await chat.say(`attendance ${link.replace('19%3ameeting_', '19%3ameeting_0')}`, as);
        expect(theirs.problem).toBe('meeting-not-found');
        expect([theirs.facts, theirs.card]).toEqual([nobodys.facts, nobodys.card]);
        expect(JSON.stringify(theirs.card)).toMatch(/3003[^]*meeting's own chat/);
      },
    );

    it('an access policy that is missing is told to the organiser, with who grants it', async () => {
      const refusal = { error: { code: 'Forbidden', message: 'No application access policy found for this app' } };
      chat.sandbox.faults.add({ path: '/onlineMeetings?', fault: { status: 403, body: refusal } });
      for (const which of [meeting().joinWebUrl, '367726574046', 'https://teams.microsoft.com/meet/367726574046']) {
        const { problem, card } = await chat.say(`attendance ${which}`);
        expect(problem).toBe('access-policy-missing');
        expect(JSON.stringify(card)).toMatch(/Teams administrator[^]*Grant-CsApplicationAccessPolicy/);
      }
      chat.sandbox.faults.clear();
    });
  });

  it('the registration page of an event leads to it', async () => {
    const { facts } = await chat.say('event spring product briefing');
    const page = `https://events.teams.microsoft.com/event/${facts.subject.id}`;
    expect((await chat.say(`attendance ${page}`)).facts.attended).toBe(264);
  });
});
