import { commands } from '../../src/bot/commands';
import { toLink } from '../../src/domain/link';
import { createWorld } from '../../src/sandbox/world/world';
import { message, press } from '../support/door';
import { NOON } from './chat';

export const PUBLIC_URL = 'https://rollcall.example';
export const TITLE = 'Spring Product Briefing';

export const world = createWorld({ seed: 1, now: NOON, attendees: 60 });
export const { tenantId } = world.people;
export const event = world.events.find(one => one.title === TITLE)!;
export const [session] = event.sessions;
const call = world.calls.all().find(one => one.joinWebUrl === session!.joinWebUrl)!;
const second = world.events.find(one => one.title.startsWith('Tidewater All-Hands'))!;

/** Who asks, by their part in the event. */
export const insiders = { organiser: world.people.demo, 'co-organiser': world.people.coOrganizer };
export const outsiders = {
  presenter: world.people.presenter,
  attendee: world.people.attendee,
  stranger: world.people.stranger,
  guest: world.people.guest,
  'organiser of other events': world.people.boardOrganizer,
};

/** What a request may name. */
export interface About {
  kind: string;
  id: string;
  session: string;
  report: string;
  which: string;
  link: string;
  /** The record of its call. */
  call: string;
  /** Another event, for what takes two. */
  second: { kind: string; id: string };
}

export const real: About = {
  kind: event.kind,
  id: event.id,
  session: session!.id,
  report: session!.reports[0]!.id,
  which: TITLE.toLowerCase(),
  link: session!.joinWebUrl,
  call: call.id,
  second: { kind: second.kind, id: second.id },
};

/** The same shapes, and nothing anywhere behind them. */
export const missing: About = {
  ...real,
  id: otherGuid(real.id),
  session: otherGuid(real.session),
  report: otherGuid(real.report),
  call: otherGuid(real.call),
  // As near to the titles of others' own events as the real one.
  which: 'sprong product briefing',
  link: real.link.replace(/meeting_\w{12}/, 'meeting_QUJDREVGR0hJ'),
  second: { kind: second.kind, id: otherGuid(second.id) },
};

export const meeting = world.meetings.find(one => one.subject === 'Weekly Operations Review')!;
const otherThread = (text: string) => text.replace(/meeting_\w{12}/, 'meeting_QUJDREVGR0hJ');
export const meetings: readonly [About, About] = [
  { ...real, kind: 'meeting', id: meeting.id, which: meeting.subject!.toLowerCase(), link: meeting.joinWebUrl },
  {
    ...missing,
    kind: 'meeting',
    id: Buffer.from(otherThread(Buffer.from(meeting.id, 'base64').toString())).toString('base64'),
    link: otherThread(meeting.joinWebUrl),
  },
];

function otherGuid(id: string): string {
  return id.slice(0, 8).replace(/./g, digit => (parseInt(digit, 16) ^ 5).toString(16)) + id.slice(8);
}

/** Something to send, less who sends it. */
export type Way = (about: About) => Record<string, any>;

const chat = { conversation: { id: 'a:own', conversationType: 'personal', tenantId } };
const group = { conversation: { id: '19:g@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId } };
const compose = { conversation: { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal', tenantId } };

const say = (text: string) => ({ ...message(text, chat), deliveryMode: 'expectReplies' });
export const execute = (verb: string, args: object, where: object = chat) => press(verb, { args }, where);
const submit = (verb: string, args: object) => ({
  ...message(undefined, { ...chat, value: { verb, args } }),
  deliveryMode: 'expectReplies',
});
const refresh = (verb: string, args: object) => {
  const { value, ...rest } = press(verb, { args, own: true }, group);
  return { ...rest, value: { ...value, trigger: 'automatic' } };
};
export const invoke = (name: string, value: object) => message(undefined, { ...compose, type: 'invoke', name, value });

/** Every way to ask a command about an event; `more` is what its buttons carry beside. */
function asking(name: string, { words = (which: string) => `${name} ${which}`, more = () => ({}) }: Asking = {}) {
  const args = (about: About, ...names: ('session' | 'report')[]) => ({
    kind: about.kind,
    id: about.id,
    ...Object.fromEntries(names.map(one => [one, about[one]])),
    ...more(about),
  });
  const ways: Record<string, Way> = {
    'in words, by title': about => say(words(about.which, about)),
    'in words, by id': about => say(words(about.id, about)),
    'by button': about => execute(name, args(about)),
    'by button, of a session': about => execute(name, args(about, 'session')),
    'by button, of a report': about => execute(name, args(about, 'session', 'report')),
    'by button, without its kind': about => execute(name, { ...args(about), kind: undefined }),
    'by an old client’s button': about => submit(name, args(about)),
    'in a group': about => execute(name, args(about), group),
    'as a refresh': about => refresh(name, args(about)),
  };
  return ways;
}

interface Asking {
  words?: (which: string, about: About) => string;
  more?: (about: About) => object;
}

/** Every way to ask about a call, by the event or by its record; `more` is what the command's buttons carry beside. */
function askingCall(name: string, words: string, more = {}): Record<string, Way> {
  const args = ({ kind, id, session: of, call: record }: About) => ({ call: record, kind, id, session: of, ...more });
  return {
    ...asking(name, { words: which => `${words} ${which}`, more: () => more }),
    'of a call, in words': about => say(`${words} ${about.call}`),
    'of a call, by its join link': about => say(`${words} ${about.link}`),
    'of a call, by button': about => execute(name, args(about)),
    'of a call, by a button without its event': about => execute(name, { call: about.call, ...more }),
    'of a call, by an old client’s button': about => submit(name, args(about)),
    'of a call, in a group': about => execute(name, args(about), group),
  };
}

/** What is asked about an event, for every command of the table. */
export const aboutEvents: Record<string, Record<string, Way>> = {
  event: asking('event'),
  sessions: asking('sessions'),
  session: asking('session'),
  attendance: asking('attendance'),
  reports: asking('reports'),
  participants: asking('participants'),
  person: asking('person', { words: which => `person amara in ${which}`, more: () => ({ find: 'amara' }) }),
  registrations: asking('registrations'),
  'no-shows': asking('no-shows'),
  'walk-ins': asking('walk-ins'),
  export: asking('export'),
  compare: asking('compare', {
    words: (which, { second: other }) => `compare ${which} with ${other.id}`,
    more: ({ second: other }) => ({ others: [other] }),
  }),
  call: askingCall('call', 'call'),
  'call-sessions': askingCall('call-sessions', 'call sessions'),
  'call-session': askingCall('call-session', 'call session 1 of', { callSession: '1' }),
  quality: askingCall('quality', 'quality'),
  'call-export': askingCall('call-export', 'export call'),
  'new-session': {
    ...asking('new-session', { words: which => `new session ${which}` }),
    'with the form filled in': ({ kind, id }) => execute('new-session', { kind, id, form: {}, token: 'a-form' }),
  },
  watch: {
    ...asking('watch'),
    'the series, in words': ({ which }) => say(`watch series ${which}`),
    'the series, by button': ({ kind, id }) => execute('watch', { kind, id, scope: 'series' }, group),
  },
  unwatch: {
    ...asking('unwatch'),
    'the series, by button': ({ kind, id }) => execute('unwatch', { kind, id, scope: 'series' }, group),
  },
  why: asking('why'),
};
/** Commands about nothing in particular: what is the asker's own, or nobody's. */
export const aboutNothing = ['calls', 'events', 'help', 'posts', 'sign-out', 'watching'];

const pick = (search: string, args: object) => invoke('composeExtension/selectItem', { search, args });
const query = (commandId: string, typed: Record<string, string>) =>
  invoke('composeExtension/query', {
    commandId,
    parameters: Object.entries(typed).map(([name, value]) => ({ name, value })),
    queryOptions: { skip: 0, count: 25 },
  });
const picking = (search: string): Record<string, Way> => ({
  'a row of it': ({ kind, id }) => pick(search, { kind, id }),
  'a row of its session': ({ kind, id, session: of }) => pick(search, { kind, id, session: of }),
});

export const aboutSearches: Record<string, Record<string, Way>> = {
  searchEvents: { 'by title': ({ which }) => query('searchEvents', { query: which }), ...picking('searchEvents') },
  searchSessions: {
    'by title': ({ which }) => query('searchSessions', { query: which }),
    ...picking('searchSessions'),
  },
  searchPeople: {
    'of a title': ({ which }) => query('searchPeople', { query: '', event: which }),
    'in it, by name': ({ which }) => query('searchPeople', { query: 'amara', event: which }),
    ...picking('searchPeople'),
  },
};

/** A step of a dialog, from both homes of its window. */
function stepping(dialog: string, steps: Record<string, (about: About) => object>): Record<string, Way> {
  return Object.fromEntries(
    Object.entries(steps).flatMap(([name, step]): [string, Way][] => [
      [
        `${name}, from the compose box`,
        about => invoke('composeExtension/submitAction', { commandId: dialog, data: { ...step(about), dialog } }),
      ],
      [`${name}, from a card`, about => invoke('task/submit', { data: { ...step(about), dialog } })],
    ]),
  );
}

const opening = (commandId: string, value: object = {}) =>
  invoke('composeExtension/fetchTask', { commandId, commandContext: 'compose', ...value });

export const aboutDialogs: Record<string, Record<string, Way>> = {
  lookUpMeeting: {
    'opened on a message': ({ link }) =>
      opening('lookUpMeeting', {
        commandContext: 'message',
        messagePayload: { body: { contentType: 'text', content: `Join ${link}` } },
      }),
    ...stepping('lookUpMeeting', { 'a link': ({ link }) => ({ link }) }),
  },
  postSummary: stepping('postSummary', {
    preview: ({ kind, id }) => ({ step: 'preview', event: `${kind} ${id}` }),
    'preview of a session': ({ kind, id, session: of }) => ({ step: 'preview', event: `${kind} ${id}`, session: of }),
    insert: ({ kind, id }) => ({ step: 'insert', event: `${kind} ${id}` }),
  }),
  newSession: stepping('newSession', {
    form: ({ kind, id }) => ({ args: { kind, id } }),
    'form filled in': ({ kind, id }) => ({ args: { kind, id, form: {}, token: 'a-form' } }),
    insert: ({ kind, id, session: of }) => ({ args: { kind, id, session: of }, insert: true }),
  }),
};

export const linkTo = ({ kind, id, session: of, report }: About, names: readonly string[]) =>
  toLink(PUBLIC_URL, {
    kind: kind as 'webinar',
    id,
    ...(names.includes('session') && { session: of }),
    ...(names.includes('report') && { report }),
  })!;
export const unfurling =
  (...names: string[]): Way =>
  about =>
    invoke('composeExtension/queryLink', { url: linkTo(about, names) });

const aboutLinks: Record<string, Record<string, Way>> = {
  queryLink: {
    'of the event': unfurling(),
    'of a session': unfurling('session'),
    'of a report': unfurling('session', 'report'),
  },
};

const table = { ...aboutEvents, ...aboutSearches, ...aboutDialogs, ...aboutLinks };
export const rows = Object.entries(table).flatMap(([name, ways]) =>
  Object.entries(ways).map(([how, way]) => ({ name, how, way })),
);

/** What organisers get, by a part of it: the event, but where that is not to be shown to everybody there. */
export function partOfAnswer(name: string, how: string): string {
  if (how === 'as a refresh' && !withOwnView.includes(name)) return 'These are the figures that everybody sees here.';
  if (how.endsWith('in a group') && commands.some(one => one.name === name && one.namesPeople))
    return 'Best asked in private';
  return how === 'insert, from a card' ? 'opened from a card' : TITLE;
}
/** Commands whose cards organisers see otherwise than everybody else in the conversation. */
const withOwnView = ['attendance', 'compare', 'event', 'registrations', 'reports'];

/** What lists the asker's own events, without any being named. */
export const lists: Record<string, Record<string, any>> = {
  'events, in words': say('events past'),
  'events, by button': execute('events', { filter: 'past' }),
  'events, by an old client’s button': submit('events', { filter: 'past' }),
  'events, in a group': execute('events', { filter: 'past' }, group),
  'attendance of nothing named': say('attendance'),
  'calls, in words': say('calls yesterday'),
  'calls, by button': execute('calls', { day: '2026-11-17' }),
  searchEvents: query('searchEvents', { query: '' }),
  searchSessions: query('searchSessions', { query: 'spring' }),
  postSummary: opening('postSummary'),
};

/** The problem that outsiders are answered with. */
export function problemOf(how: string): string {
  if (how === 'of a call, by its join link') return 'meeting-not-found';
  return how.startsWith('of a call') ? 'call-not-found' : 'not-found';
}

/** A reply with what the request named taken out, and what is new in each drawing. */
export function bare(body: unknown, about: About): string {
  const { id, session: of, report, which, link, call: record, second: other } = about;
  const named = [id, of, report, record, other.id, which, link, linkTo(about, [])].flatMap(one => [
    one,
    encodeURIComponent(one),
    encodeURIComponent(encodeURIComponent(one)),
  ]);
  return [...new Set(named)]
    .sort((one, two) => two.length - one.length)
    .reduce((text, one) => text.replaceAll(one, '…'), JSON.stringify(body))
    .replaceAll(/"press":"[^"]*"/g, '"press":"…"')
    .replaceAll(/~40/g, '%40');
}
