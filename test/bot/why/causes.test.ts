import type { ProblemCode } from '../../../src/domain/errors';
import { cardText } from '../../../src/cards/text';
import { createWorld } from '../../../src/sandbox/world/world';
import type { FaultRule } from '../../../src/sandbox/faults';
import { expectSoundCard } from '../../support/card-checks';
import { personal } from '../../support/card-context';
import { APP, NOON, startChat, type Chat, type Said, type Who } from '../chat';

// Two people, two questions each, on machines that do other things too.
jest.setTimeout(30_000);

const world = createWorld({ seed: 1, now: NOON, attendees: 60 });
const { demo, coOrganizer, uncovered, boardOrganizer, presenter, attendee, stranger, guest, tenantId } = world.people;
/** Was configured to read everybody's events. */
const reader = world.people.namesake;
const eventOf = (title: string) => world.events.find(one => one.title.startsWith(title))!;
const meetingOf = (subject: string) => world.meetings.find(one => one.subject === subject)!;
const spring = eventOf('Spring Product Briefing');

const refused = (code: string, message: string) => ({ status: 403, body: { error: { code, message } } });
const noPermission = refused('Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
const noPolicy = refused('Forbidden', 'No application access policy found for this app');
const notTheirs = refused('Forbidden', '3003: User does not have access to lookup meeting');
const stepUp = refused('insufficient_claims', 'Continuous access evaluation resulted in claims challenge.');

const TEAMS = 'a Teams administrator';
const ENTRA = 'an administrator of Microsoft Entra';
const PASSES = 'nobody has to, it passes by itself';

interface Cause {
  code: ProblemCode;
  /** What `attendance` alone says, where `why` sees more. */
  attendance?: ProblemCode;
  faults?: FaultRule[];
  about?: { kind: string; id: string };
  who: string;
  /** What the step holds. */
  step?: string[];
  /** Asking again can help. */
  retry: boolean;
}

const about = ({ kind, id }: { kind: string; id: string }) => ({ kind, id });
const onReports = (fault: FaultRule['fault']): FaultRule[] => [{ path: '/attendanceReports', fault }];
const policyStep = (organizer: string) => [
  `Connect-MicrosoftTeams -TenantId "${tenantId}"`,
  `New-CsApplicationAccessPolicy -Identity "Rollcall" -AppIds "${APP}"`,
  `Grant-CsApplicationAccessPolicy -PolicyName "Rollcall" -Identity "${organizer}"`,
];
const permissionStep = (permission: string) => [
  `-TenantId "${tenantId}"`,
  `Get-MgServicePrincipal -Filter "appId eq '${APP}'"`,
  `$role = $graph.AppRoles | Where-Object Value -eq "${permission}"`,
];

const causes: Record<string, Cause> = {
  'the permission for reports was not granted': {
    code: 'permission-missing',
    faults: onReports(noPermission),
    who: ENTRA,
    step: permissionStep('OnlineMeetingArtifact.Read.All'),
    retry: true,
  },
  'the permission for events was not granted': {
    code: 'permission-missing',
    faults: [{ path: /sessions$/, fault: noPermission }],
    who: ENTRA,
    step: permissionStep('VirtualEvent.Read.All'),
    retry: true,
  },
  'the access policy is on another user': {
    code: 'access-policy-elsewhere',
    faults: onReports(notTheirs),
    who: TEAMS,
    step: policyStep(demo.id),
    retry: true,
  },
  'the policy is still spreading': {
    code: 'access-policy-spreading',
    attendance: 'access-policy-missing',
    faults: onReports(noPolicy),
    who: PASSES,
    step: [`Get-CsOnlineUser -Identity "${demo.id}"`, 'Get-CsApplicationAccessPolicy -Identity "Rollcall"'],
    retry: true,
  },
  'Conditional Access stops the sign-in': {
    code: 'conditional-access',
    faults: onReports(stepUp),
    who: ENTRA,
    step: [APP, 'Service principal sign-ins'],
    retry: true,
  },
  'it has not begun': { code: 'not-started', about: about(eventOf('Strategy Town Hall')), who: PASSES, retry: true },
  'it has not ended': { code: 'still-running', about: about(eventOf('Quarterly Results')), who: PASSES, retry: true },
  'the report is not ready': {
    code: 'report-not-ready',
    about: about(eventOf('Security Awareness Hour')),
    who: PASSES,
    retry: true,
  },
  'reports are switched off': {
    code: 'no-report',
    about: about(eventOf('Customer Advisory Circle')),
    who: `its organiser, or ${TEAMS}`,
    step: ['Get-CsTeamsMeetingPolicy'],
    retry: true,
  },
  'it was over a year ago': { code: 'report-gone', about: about(eventOf('Founders')), who: 'nobody', retry: false },
  'Graph is down': { code: 'graph-unavailable', faults: onReports({ status: 503 }), who: 'Microsoft', retry: true },
  'Graph breaks off': { code: 'graph-unavailable', faults: onReports('reset'), who: 'Microsoft', retry: true },
};

let chat: Chat;
beforeAll(async () => {
  chat = await startChat({ seed: 1, readers: { people: [reader.id] } });
});
afterAll(() => chat.close());
afterEach(() => {
  chat.sandbox.faults.clear();
});

const textOf = ({ card }: Said) => cardText(card, personal);
const buttonsOf = ({ card }: Said) => (card.actions ?? []).map(action => action.title as string);

function expectCard(said: Said, { who, step, retry }: Pick<Cause, 'who' | 'step' | 'retry'>, again: string): void {
  // What somebody typed is asked again as it was typed, which is no id.
  if (!JSON.stringify(said.card).includes('"which"')) expectSoundCard(said.card);
  expect(textOf(said)).toContain(`Who can mend it: ${who}`);
  for (const part of step ?? []) expect(textOf(said)).toContain(part);
  expect(buttonsOf(said).includes('Show the step')).toBe(step !== undefined);
  expect(buttonsOf(said).includes(again)).toBe(retry);
}

describe.each(Object.entries(causes))('%s', (_, cause) => {
  it.each([
    ['the organiser', demo.id],
    ['a co-organiser', coOrganizer.id],
    ['a configured reader', reader.id],
  ])('%s learns why, who can mend it and how', async (_who, person) => {
    chat.sandbox.faults.add(...(cause.faults ?? []));
    const args = { args: cause.about ?? about(spring) };
    const said = await chat.press('why', args, { person });
    expect(said.problem).toBeUndefined();
    expect(said.facts.cause).toBe(cause.code);
    expect(said.facts.looks.at(-1).code).toBe(cause.code);
    expectCard(said, cause, 'Look again');

    const attendance = await chat.press('attendance', args, { person });
    expect(attendance.problem).toBe(cause.attendance ?? cause.code);
    if (!cause.attendance) expectCard(attendance, cause, 'Ask again');
  });
});

describe('no access policy covers the organiser', () => {
  const finance = eventOf('Finance Systems Question Time');

  it.each(['why', 'attendance'])('the organiser learns it, with their own id: %s', async command => {
    const said = await chat.say(`${command} finance systems`, { person: uncovered.id });
    expect(said.problem).toBe('access-policy-missing');
    expectCard(said, { who: TEAMS, step: policyStep(uncovered.id), retry: true }, 'Ask again');
  });

  it('a co-organiser learns it, with the organiser’s id', async () => {
    for (const ask of [
      () => chat.say('why finance systems'),
      () => chat.press('why', { args: about(finance) }),
      () => chat.press('attendance', { args: about(finance) }),
      () => chat.say('attendance finance systems'),
    ]) {
      const said = await ask();
      expect(said.facts.cause ?? said.problem).toBe('access-policy-missing');
      const again = said.problem === undefined ? 'Look again' : 'Ask again';
      expectCard(said, { who: TEAMS, step: policyStep(uncovered.id), retry: true }, again);
    }
  });

  it('a reader learns it, of an organiser whom Graph names to nobody', async () => {
    for (const command of ['why', 'attendance']) {
      const said = await chat.press(command, { args: about(finance) }, { person: reader.id });
      expect(said.problem).toBe('access-policy-missing');
      const step = ['Grant-CsApplicationAccessPolicy -PolicyName "Rollcall" -Global'];
      expectCard(said, { who: TEAMS, step, retry: true }, 'Ask again');
    }
  });

  it('is on its way where their own list can be read already', async () => {
    chat.sandbox.faults.add({ path: new RegExp(`webinars/${spring.id}`), fault: noPolicy });
    for (const said of [await chat.say('why spring product'), await chat.press('why', { args: about(spring) })])
      expect(said.facts.cause ?? said.problem).toBe('access-policy-spreading');
    const said = await chat.press('why', { args: about(spring) }, { person: coOrganizer.id });
    expect(said.problem).toBe('access-policy-missing');
    expect(said.facts.organizerId).toBe(demo.id);
  });
});

describe('online meetings', () => {
  const review = meetingOf('Weekly Operations Review');

  it('a channel meeting has no single report', async () => {
    const said = await chat.press('why', { args: { kind: 'meeting', id: meetingOf('Design Critique').id } });
    expect(said.facts).toMatchObject({ cause: 'channel-meeting', looks: [{ at: 'meeting', code: null }, {}] });
    expectCard(said, { who: 'whoever schedules it, for next time', retry: false }, 'Look again');
  });

  it.each([
    ['OnlineMeetings.Read.All', '/onlineMeetings', noPermission, 'permission-missing'],
    ['OnlineMeetingArtifact.Read.All', '/attendanceReports', noPermission, 'permission-missing'],
    [undefined, '/attendanceReports', notTheirs, 'access-policy-elsewhere'],
    [undefined, '/attendanceReports', noPolicy, 'access-policy-spreading'],
  ] as const)('the organiser learns what is refused: %s of %s', async (permission, path, fault, code) => {
    chat.sandbox.faults.add({ path, fault });
    const said = await chat.press('why', { args: { kind: 'meeting', id: review.id } });
    expect(said.facts.cause ?? said.problem).toBe(code);
    const details = said.facts.details ?? said.facts;
    expect(details.permission).toBe(permission);
    expect(details.organizerId).toBe(permission === undefined ? demo.id : undefined);
  });

  it('a co-organiser, in whose name Graph was asked, is the one whose policy counts', async () => {
    const args = { args: { kind: 'meeting', id: meetingOf('On-Call Handover').id } };
    chat.sandbox.faults.add(...onReports(noPolicy));
    const { facts } = await chat.press('why', args);
    expect(facts).toMatchObject({ cause: 'access-policy-spreading', details: { organizerId: demo.id } });
    chat.sandbox.faults.clear();
    chat.sandbox.faults.add(...onReports(notTheirs));
    expect((await chat.press('why', args)).facts.cause).toBe('not-the-organizer');
  });

  it('of somebody of whom nothing could be read yet a policy is missing', async () => {
    chat.sandbox.faults.add({ path: '/onlineMeetings', fault: noPolicy });
    const args = { kind: 'meeting', id: meetingOf('Pay Review').id };
    const said = await chat.press('why', { args }, { person: boardOrganizer.id });
    expect(said.problem).toBe('access-policy-missing');
    expectCard(said, { who: TEAMS, step: policyStep(boardOrganizer.id), retry: true }, 'Ask again');
  });

  it('in its own chat others learn who could read it, and no id', async () => {
    const here = (organizerId: string): Who['here'] => ({
      threadId: '19:x@thread.v2',
      meeting: () => Promise.resolve({ meetingId: review.id, organizerId }),
    });
    const said = await chat.say('why', { person: attendee.id, here: here(demo.id), conversation: 'meeting' });
    expect(said.problem).toBe('not-the-organizer');
    expectCard(said, { who: 'its organiser', retry: true }, 'Ask again');
    expect(JSON.stringify(said)).not.toContain(demo.id);

    for (const fault of [noPolicy, noPermission, notTheirs]) {
      chat.sandbox.faults.clear();
      chat.sandbox.faults.add({ path: '/onlineMeetings', fault });
      const refusedToo = await chat.say('why', { person: attendee.id, here: here(demo.id), conversation: 'meeting' });
      expect([refusedToo.problem, refusedToo.facts]).toEqual([said.problem, said.facts]);
      expect(JSON.stringify(refusedToo.card)).toBe(JSON.stringify(said.card));
    }
    const own = await chat.say('why', { here: here(demo.id), conversation: 'own meeting' });
    expect(own.problem).toBe('access-policy-elsewhere');
    expect(textOf(own)).toContain(`-Identity "${demo.id}"`);
  });
});

it('a cloud without the API has nothing to set', async () => {
  const away = await startChat({ seed: 1, cloud: 'usgov' });
  try {
    for (const person of [demo.id, coOrganizer.id]) {
      const said = await away.say('why spring product briefing', { person });
      expect(said.problem).toBe('cloud-without-api');
      expectCard(said, { who: 'Microsoft alone', retry: false }, 'Ask again');
    }
  } finally {
    await away.close();
  }
});

it('Graph asks for a pause', async () => {
  const paused = await startChat({ seed: 1 });
  try {
    paused.sandbox.faults.add(...onReports({ status: 429, retryAfter: 600 }));
    const said = await paused.press('why', { args: about(spring) });
    expect(said.facts).toMatchObject({ cause: 'throttled', details: { retryAfterSeconds: 600 } });
    expectCard(said, { who: PASSES, retry: true }, 'Look again');
    expect(textOf(said)).toContain('in 10 min');
    // Nobody asks before that, whoever it is.
    const { result, paths } = await paused.requestsOf(() =>
      paused.press('attendance', { args: about(spring) }, { person: coOrganizer.id }),
    );
    expect([result.problem, paths]).toEqual(['throttled', []]);
    expectCard(result, { who: PASSES, retry: true }, 'Ask again');
  } finally {
    await paused.close();
  }
});

it('registrations alone keep no figures back', async () => {
  const said = await chat.say('why sales kickoff');
  expect(said.facts).toMatchObject({ cause: 'registrations-refused', looks: [{}, {}, {}, { code: null }, {}] });
  expect(buttonsOf(said)).toContain('Attendance');
  expect(textOf(said)).toContain('Where-Object Value -eq "VirtualEvent.Read.All"');
});

it('says so where nothing is in the way', async () => {
  const said = await chat.say('why spring product briefing');
  expect(said.facts.looks).toEqual(
    ['event', 'sessions', 'reports', 'records', 'registrations'].map(at => ({ at, code: null })),
  );
  expect(said.facts.cause).toBeNull();
  expect(textOf(said)).toContain('Nothing is in the way');
});

it.each([
  'why is there no attendance for security awareness hour',
  'why can’t I see the attendance report of security awareness hour?',
  'what is wrong with security awareness hour',
  'diagnose security awareness hour',
])('is asked in other words: %s', async words => {
  expect((await chat.say(words)).facts.cause).toBe('report-not-ready');
});

it('goes on with what was spoken of, and asks which one where several are meant', async () => {
  const as = { conversation: 'going on' };
  expect((await chat.say('why', as)).problem).toBe('nothing-named');
  await chat.say('event security awareness hour', as);
  expect((await chat.say('why', as)).facts.cause).toBe('report-not-ready');
  expect((await chat.say('why customer webinar series', as)).problem).toBe('which-one');
  expect((await chat.say('2', as)).facts.cause).toBeNull();
});

it('shows no step and no id where others read along', async () => {
  chat.sandbox.faults.add(...onReports(notTheirs));
  for (const command of ['why', 'attendance']) {
    const { card } = await chat.press(command, { args: about(spring) }, { place: 'shared' });
    expect(JSON.stringify(card)).not.toMatch(new RegExp([demo.id, APP, 'Connect-', '-PolicyName'].join('|')));
    expect(JSON.stringify(card)).toContain('Who can mend it');
  }
});

describe('reading in the asker’s own name', () => {
  it('takes 3003 for what it says, and asks for people’s own permissions', async () => {
    const own = await startChat({ seed: 1, app: { reads: 'person' } });
    try {
      own.sandbox.faults.add(...onReports(notTheirs));
      expect((await own.press('why', { args: about(spring) })).facts.cause).toBe('not-the-organizer');
      own.sandbox.faults.clear();
      own.sandbox.faults.add({ path: /sessions$/, fault: noPermission });
      const said = await own.press('why', { args: about(spring) });
      expect(said.facts.details.permission).toBe('VirtualEvent.Read');
      expect(textOf(said)).toContain(`/${tenantId}/adminconsent?client_id=${APP}`);
    } finally {
      await own.close();
    }
  });
});

describe('anybody else', () => {
  const missing = { kind: spring.kind, id: spring.id.replace(/^./, digit => (digit === '0' ? '1' : '0')) };
  const others = { presenter, attendee, stranger, guest, 'organiser of others': boardOrganizer };
  const kinds = (paths: string[]) => paths.map(path => path.replace(/[0-9a-f]{8}-[0-9a-f@-]{27,}/g, '{id}'));
  const faults = {
    'no trouble': [],
    'no permission': [{ path: `webinars/${spring.id}`, fault: noPermission }],
    'no policy': [{ path: `webinars/${spring.id}`, fault: noPolicy }],
    'a policy elsewhere': [{ path: `webinars/${spring.id}`, fault: notTheirs }],
    'trouble with reports': onReports(noPolicy),
  } satisfies Record<string, FaultRule[]>;

  it.each(Object.entries(faults))('gets byte for byte the answer of what never was: %s', async (_, rules) => {
    chat.sandbox.faults.add(...rules);
    for (const { id: person } of Object.values(others))
      for (const command of ['why', 'attendance']) {
        // With nothing kept, for each of the two.
        const ask = async (args: { kind: string; id: string }) => {
          chat.moveClock(11 * 60_000);
          const { result, paths } = await chat.requestsOf(() => chat.press(command, { args }, { person }));
          const { card, facts, problem } = result;
          return { problem, facts, card: JSON.stringify(card).replaceAll(args.id, '{id}'), paths: kinds(paths) };
        };
        const forbidden = await ask(about(spring));
        expect(forbidden).toEqual(await ask(missing));
        expect(forbidden.problem).toBe('not-found');
        expect(forbidden.card).not.toMatch(new RegExp([demo.id, APP, 'Who can'].join('|')));
      }
  });

  it.each(['why spring product briefing', 'why sprong product briefing'])('also in words: %s', async words => {
    expect((await chat.say(words, { person: stranger.id })).problem).toBe('not-found');
  });
});
