import { checkNewSession, isSameSession } from '../../src/domain/new-session-check';
import { bodyOfForm, formFieldOf, suggestedForm } from '../../src/domain/new-session-form';
import { newSessionShape } from '../../src/domain/new-session';

const now = Date.parse('2026-11-18T15:30:00Z');
const zones: Record<string, string> = {
  UTC: 'UTC',
  'Europe/Berlin': 'Europe/Berlin',
  'W. Europe Standard Time': 'Europe/Berlin',
};
const check = (body: unknown) => checkNewSession(body, { now, zoneOf: name => zones[name] });

const body = {
  subject: 'Questions and answers',
  startDateTime: { dateTime: '2026-12-01T10:00:00', timeZone: 'W. Europe Standard Time' },
  endDateTime: { dateTime: '2026-12-01T11:00:00', timeZone: 'Europe/Berlin' },
};

/** The documented example's every property, filled in. */
const full = {
  '@odata.type': '#microsoft.graph.virtualEventSession',
  ...body,
  joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/1',
  audioConferencing: { '@odata.type': 'microsoft.graph.audioConferencing', conferenceId: '1', tollNumbers: ['+44 1'] },
  chatInfo: { '@odata.type': 'microsoft.graph.chatInfo', threadId: '19:x@thread.v2' },
  videoTeleconferenceId: '116',
  joinMeetingIdSettings: { isPasscodeRequired: true },
  joinInformation: { content: '<p>Hello</p>', contentType: 'html' },
  lobbyBypassSettings: { scope: 'invited', isDialInBypassEnabled: false },
  isEntryExitAnnounced: true,
  allowedPresenters: 'roleIsPresenter',
  allowAttendeeToEnableMic: false,
  allowAttendeeToEnableCamera: false,
  allowMeetingChat: 'limited',
  allowTeamworkReactions: true,
  shareMeetingChatHistoryDefault: 'none',
  allowParticipantsToChangeName: false,
  recordAutomatically: true,
  watermarkProtection: { isEnabledForContentSharing: true, isEnabledForVideo: false },
};

describe('a body that can be sent', () => {
  it('keeps every documented property, and leaves out annotations and nulls', () => {
    const checked = check({ ...full, videoTeleconferenceId: null });
    if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
    const { '@odata.type': _, videoTeleconferenceId: _gone, ...rest } = full;
    expect(checked.session).toEqual({
      ...rest,
      audioConferencing: { conferenceId: '1', tollNumbers: ['+44 1'] },
      chatInfo: { threadId: '19:x@thread.v2' },
    });
    expect([checked.start, checked.end].map(at => new Date(at).toISOString())).toEqual([
      '2026-12-01T09:00:00.000Z',
      '2026-12-01T10:00:00.000Z',
    ]);
    expect(Object.keys(newSessionShape).sort()).toEqual(
      Object.keys(full)
        .filter(name => !name.startsWith('@'))
        .sort(),
    );
  });

  it('has its title on one line', () => {
    expect(check({ ...body, subject: '  Two\n lines ' })).toMatchObject({ session: { subject: 'Two lines' } });
  });

  it.each([
    ['30 hours', '2026-12-02T16:00:00'],
    ['a minute', '2026-12-01T10:01:00'],
  ])('may last %s', (_, dateTime) => {
    expect(check({ ...body, endDateTime: { dateTime, timeZone: 'Europe/Berlin' } })).toHaveProperty('session');
  });

  it('may start this very moment', () => {
    expect(check({ ...body, startDateTime: { dateTime: '2026-11-30T15:30', timeZone: 'UTC' } })).toHaveProperty(
      'session',
    );
    expect(
      check({
        ...body,
        startDateTime: { dateTime: '2026-11-18T15:30:00', timeZone: 'UTC' },
        endDateTime: { dateTime: '2026-11-18T16:00:00', timeZone: 'UTC' },
      }),
    ).toHaveProperty('session');
  });
});

const at = (dateTime: unknown, timeZone: unknown = 'Europe/Berlin') => ({ dateTime, timeZone });

describe('a body that can not', () => {
  it.each<[string, unknown, string[]]>([
    ['no object', 7, [' not-an-object']],
    ['a list', [], [' not-an-object']],
    ['null', null, [' not-an-object']],
    ['no title', { ...body, subject: ' ' }, ['subject missing']],
    ['a number for a title', { ...body, subject: 7 }, ['subject not-text']],
    ['a title of 256 characters', { ...body, subject: 'x'.repeat(256) }, ['subject too-long']],
    [
      'no start',
      { ...body, startDateTime: undefined },
      ['startDateTime.dateTime missing', 'startDateTime.timeZone missing'],
    ],
    ['a time as text', { ...body, startDateTime: '2026-12-01T10:00:00Z' }, ['startDateTime not-an-object']],
    [
      'a time with an offset',
      { ...body, startDateTime: at('2026-12-01T10:00:00Z') },
      ['startDateTime.dateTime no-such-date'],
    ],
    ['31 November', { ...body, startDateTime: at('2026-11-31T10:00:00') }, ['startDateTime.dateTime no-such-date']],
    [
      'a zone that is none',
      { ...body, endDateTime: at('2026-12-01T11:00', 'PacificSt') },
      ['endDateTime.timeZone unknown-zone'],
    ],
    ['no zone', { ...body, endDateTime: at('2026-12-01T11:00', '') }, ['endDateTime.timeZone missing']],
    [
      'the past',
      { ...body, startDateTime: at('2026-11-18T16:29:59') },
      ['startDateTime.dateTime past', 'endDateTime.dateTime lasts-too-long'],
    ],
    ['an end at the start', { ...body, endDateTime: body.startDateTime }, ['endDateTime.dateTime end-before-start']],
    [
      'an end that is earlier in its own zone',
      { ...body, endDateTime: at('2026-12-01T08:59', 'UTC') },
      ['endDateTime.dateTime end-before-start'],
    ],
    [
      '30 hours and a minute',
      { ...body, endDateTime: at('2026-12-02T16:01') },
      ['endDateTime.dateTime lasts-too-long'],
    ],
    [
      'an hour that is skipped',
      { ...body, startDateTime: at('2027-03-28T02:30') },
      ['startDateTime.dateTime skipped-hour'],
    ],
    [
      'an hour that comes twice',
      { ...body, endDateTime: at('2027-10-31T02:30') },
      ['endDateTime.dateTime double-hour'],
    ],
    ['a property of nobody’s', { ...body, capacity: 5 }, ['capacity unknown-property']],
    ['an inner one', { ...body, chatInfo: { topic: 'x' } }, ['chatInfo.topic unknown-property']],
    ['a property of every object', { ...body, constructor: 1 }, ['constructor unknown-property']],
    ['a flag as text', { ...body, recordAutomatically: 'true' }, ['recordAutomatically not-yes-no']],
    ['a word that is no member', { ...body, allowedPresenters: 'Everyone' }, ['allowedPresenters not-a-member']],
    [
      'a member for answers only',
      { ...body, allowMeetingChat: 'unknownFutureValue' },
      ['allowMeetingChat not-a-member'],
    ],
    ['a link without https', { ...body, joinWebUrl: 'http://x.example' }, ['joinWebUrl not-an-address']],
    [
      'numbers that are no list',
      { ...body, audioConferencing: { tollNumbers: '+44' } },
      ['audioConferencing.tollNumbers not-a-list'],
    ],
    ['a lobby that is text', { ...body, lobbyBypassSettings: 'everyone' }, ['lobbyBypassSettings not-an-object']],
    [
      'several things',
      { ...body, subject: '', colour: 1, watermarkProtection: { isEnabledForVideo: 1 } },
      ['subject missing', 'watermarkProtection.isEnabledForVideo not-yes-no', 'colour unknown-property'],
    ],
  ])('%s', (_, given, faults) => {
    const checked = check(given);
    if (!('faults' in checked)) throw new Error('It passed.');
    const told = checked.faults.map(({ field, fault }) => `${field} ${fault}`);
    expect(told).toEqual(faults);
  });

  it('tells twenty faults of a thousand', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]));
    const checked = check({ ...body, ...many });
    expect('faults' in checked && checked.faults.length).toBe(20);
  });

  it('repeats a name no further than is needed', () => {
    const checked = check({ ...body, ['x'.repeat(5000)]: 1 });
    expect('faults' in checked && checked.faults[0]?.field.length).toBe(60);
  });
});

describe('the suggested form', () => {
  const suggest = (more: object = {}) =>
    suggestedForm({ title: 'Bootcamp', zone: 'Europe/Berlin', now, taken: [], ...more });
  const passes = (form: ReturnType<typeof suggest>) => check(bodyOfForm({ ...form, timeZone: 'Europe/Berlin' }));

  it('is an hour from the next full hour, and could be sent as it is', () => {
    expect(suggest()).toMatchObject({
      subject: 'Bootcamp',
      startDate: '2026-11-18',
      startTime: '17:00',
      endTime: '18:00',
    });
    expect(passes(suggest())).toHaveProperty('session');
  });

  it('begins with the event where that lies ahead, and ends with it where that is shorter', () => {
    const start = Date.parse('2026-12-01T09:00:00Z');
    expect(suggest({ start, end: start + 3 * 3_600_000 })).toMatchObject({ startTime: '10:00', endTime: '11:00' });
    expect(suggest({ start, end: start + 1_800_000 })).toMatchObject({ startTime: '10:00', endTime: '10:30' });
    expect(suggest({ start: now - 1, end: now - 1 })).toMatchObject({ startTime: '17:00', endTime: '18:00' });
  });

  it('counts full hours on the clocks of the zone', () => {
    expect(suggest({ zone: 'Asia/Kolkata' })).toMatchObject({ startTime: '22:00', endTime: '23:00' });
    expect(suggest({ zone: 'Asia/Kathmandu' })).toMatchObject({ startTime: '22:00', endTime: '23:00' });
  });

  it('takes a title that no session of the event has', () => {
    expect(suggest({ taken: ['Other'] }).subject).toBe('Bootcamp');
    expect(suggest({ taken: ['bootcamp ', 'Bootcamp (2)'] }).subject).toBe('Bootcamp (3)');
    expect(suggest({ title: 'x'.repeat(400), taken: ['x'.repeat(240)] }).subject?.length).toBeLessThanOrEqual(255);
  });

  it('can be filled in further under Advanced', () => {
    const checked = check(
      bodyOfForm({ ...suggest(), joinInformation: ' Hi ', videoTeleconferenceId: '1', lobbyDialIn: 'true' }),
    );
    expect(checked).toMatchObject({
      session: {
        joinInformation: { content: 'Hi', contentType: 'text' },
        videoTeleconferenceId: '1',
        lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: true },
      },
    });
  });
});

it.each([
  ['subject', 'subject'],
  ['startDateTime.dateTime', 'startDate'],
  ['endDateTime', 'endDate'],
  ['endDateTime.timeZone', 'timeZone'],
  ['lobbyBypassSettings.scope', 'lobbyScope'],
  ['lobbyBypassSettings.isDialInBypassEnabled', 'lobbyDialIn'],
  ['watermarkProtection.isEnabledForVideo', 'watermarkVideo'],
  ['joinInformation.content', 'joinInformation'],
  ['joinMeetingIdSettings', 'isPasscodeRequired'],
  ['chatInfo.threadId', undefined],
  ['colour', undefined],
])('a fault of %s stands at %s', (field, input) => {
  expect(formFieldOf({ field })).toBe(input);
});

it('knows the same session again: title and times', () => {
  const checked = check(body);
  if ('faults' in checked) throw new Error('It has faults.');
  const one = {
    subject: ' questions  and Answers',
    start: { at: '2026-12-01T09:00:00.000Z', exact: true },
    end: { at: '2026-12-01T10:00:00.000Z', exact: true },
  };
  expect(isSameSession(one, checked)).toBe(true);
  expect(isSameSession({ ...one, subject: 'Questions' }, checked)).toBe(false);
  expect(isSameSession({ ...one, end: { at: '2026-12-01T10:30:00.000Z', exact: true } }, checked)).toBe(false);
  expect(isSameSession({ subject: one.subject }, checked)).toBe(false);
});
