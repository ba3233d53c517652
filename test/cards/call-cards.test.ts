import { callCard } from '../../src/cards/call';
import { callQualityLine } from '../../src/cards/call-quality-line';
import { callsCard } from '../../src/cards/calls';
import { callSessionsCard } from '../../src/cards/call-sessions';
import { qualityCard } from '../../src/cards/quality';
import type { Card, CardContext } from '../../src/cards/card';
import { cardText } from '../../src/cards/text';
import { readSamples } from '../../src/cli/card-page';
import type { CardStem } from '../../src/cards/all';
import type {
  CallAnswer,
  CallQualityLine,
  CallsAnswer,
  CallSessionsAnswer,
  QualityAnswer,
} from '../../src/domain/calls';
import { buttons, expectSoundCard, parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';
import { hostileTexts } from '../support/hostile';

/* What the cards of calls say, of the samples beside the templates and of what nobody would put into a sample. */

const sample = (stem: CardStem, name: string): unknown => readSamples(root, stem).find(one => one.name === name)?.value;
const townHall = sample('call', 'A town hall') as CallAnswer;
const unjudged = sample('call', 'Nothing could be judged') as CallAnswer;
const oneToOne = sample('call', 'One to one') as CallAnswer;
const quality = sample('quality', 'For a reader') as QualityAnswer;
const sessions = sample('call-sessions', 'Failed first') as CallSessionsAnswer;
const aDay = sample('calls', 'A day') as CallsAnswer;

const said = (card: Card, context: CardContext = personal): string => {
  expectSoundCard(card);
  return cardText(card, context);
};
const titles = (card: Card) => buttons(card).map(({ title }) => title);

describe('call', () => {
  it.each<[string, CallAnswer, CardContext, string[], string[]]>([
    ['a town hall', townHall, personal, ['264', '271', '4 %', '38 of 538 audio streams', 'Realtek'], []],
    ['its organiser, who is no reader', { ...townHall, details: 'limited' }, personal, ['Wi-Fi'], ['Realtek']],
    ['in a group chat', townHall, shared, ['264', 'Wi-Fi'], ['Realtek', 'you may', 'Call id']],
    ['figures only', townHall, figuresOnly, ['264'], ['Realtek']],
    ['one to one', oneToOne, personal, ['Call between Adele Vance and Lee Gu', '50 %'], []],
    ['one to one in a group chat', oneToOne, shared, ['Fewer than 5 people'], ['15:02', '50 %', 'Adele']],
    ['nothing judged', unjudged, personal, ['–', 'None of the 6 audio streams could be judged'], ['0 %']],
    [
      'nobody',
      sample('call', 'No session in the record') as CallAnswer,
      personal,
      ['No session in the record'],
      ['0 %', '–'],
    ],
    [
      'in part',
      sample('call', 'In part') as CallAnswer,
      personal,
      ['271 sessions were read before Graph asked for a pause'],
      [],
    ],
  ])('%s', (_, value, context, words, never) => {
    const text = said(callCard(value, context), context);
    for (const one of words) expect(text).toContain(one);
    for (const one of never) expect(text).not.toContain(one);
  });

  it.each([
    [1, true],
    [72, false],
  ])('nobody, %d hours after its end: says that more may come only while it may', (hours, isSaid) => {
    const empty = sample('call', 'No session in the record') as CallAnswer;
    const ended = new Date(personal.now - hours * 3_600_000).toISOString();
    const value = { ...empty, call: { ...empty.call, endDateTime: ended } };
    expect(said(callCard(value, personal)).includes('ask again in an hour')).toBe(isSaid);
  });

  it('offers failed sessions where there are any, and attendance where it is of an event', () => {
    expect(titles(callCard(townHall, personal))).toEqual([
      'Sessions',
      'Quality',
      'Failed sessions',
      'Attendance',
      'Export',
      'How is this counted?',
    ]);
    expect(titles(callCard(oneToOne, personal))).not.toContain('Failed sessions');
    expect(titles(callCard(townHall, shared))).toEqual([
      'Open in private',
      'Quality',
      'Attendance',
      'How is this counted?',
    ]);
  });

  it('carries the event that it was found through, so that the right can be checked again', () => {
    const { args } = parts(callCard(townHall, personal).actions).find(part => part.verb === 'quality')?.data as {
      args: object;
    };
    expect(args).toEqual({
      call: townHall.call.id,
      kind: 'townhall',
      id: townHall.subject?.id,
      session: townHall.subject?.sessionId,
    });
  });

  it('tells failed sessions in a group chat where they are no few', () => {
    const failed = (count: number) =>
      said(callCard({ ...townHall, quality: { ...townHall.quality, failed: count } }, shared), shared);
    expect(failed(2)).toMatch(/under 5\s+|fewer than 5 sessions/i);
    expect(failed(6)).not.toContain('under 5');
  });

  it('stays within its size with a thousand devices and other calls', () => {
    const group = townHall.quality.byDevice[0]!;
    const byDevice = Array.from({ length: 1000 }, (_, index) => ({
      ...group,
      key: `device ${index} ${'x'.repeat(200)}`,
    }));
    const others = Array.from({ length: 200 }, (_, index) => ({ ...townHall.others[0]!, id: `call-${index}` }));
    const text = said(callCard({ ...townHall, others, quality: { ...townHall.quality, byDevice } }, personal));
    expect(text).toContain('196 more');
  });
});

describe('calls', () => {
  it.each<[string, Partial<CallsAnswer>, string[]]>([
    ['a day', {}, ['Calls of your events and meetings', '12 Nov 2026', '3 calls', 'Diane Demoss']],
    ['of a reader', { scope: 'all' }, ['All calls']],
    ['of the asker', { person: { id: 'a', isAsker: true } }, ['Your calls']],
    ['of somebody', { person: { id: 'a', displayName: 'Lee Gu' }, scope: 'all' }, ['Calls with Lee Gu']],
    ['none', { calls: [], total: 0 }, ['none', 'None of your events']],
    ['in part', { incomplete: true, callsRead: 600 }, ['3 calls so far', '600 calls were found before']],
  ])('%s', (_, change, words) => {
    const text = said(callsCard({ ...aDay, ...change }, personal));
    for (const one of words) expect(text).toContain(one);
  });

  it('goes to the days beside this one, but not to the coming ones, nor to those that Microsoft kept no longer', () => {
    const days = (start: string, end: string) =>
      parts(callsCard({ ...aDay, day: start.slice(0, 10), window: { start, end } }, personal).actions)
        .filter(part => part.type === 'Action.Execute' && String(part.title).endsWith(' day'))
        .map(part => [part.title, (part.data as { args: { day: string } }).args.day]);
    expect(days('2026-11-12T00:00:00Z', '2026-11-13T00:00:00Z')).toEqual([
      ['Previous day', '2026-11-11'],
      ['Next day', '2026-11-13'],
    ]);
    expect(days('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual([['Previous day', '2026-11-20']]);
    expect(days('2026-10-21T23:00:00Z', '2026-10-22T23:00:00Z')).toEqual([['Next day', '2026-10-23']]);
  });

  it('keeps its window and its person on the next page', () => {
    const value = { ...aDay, pages: 2, day: '2026-11-16/2026-11-19', person: { id: 'p1', displayName: 'Lee Gu' } };
    const next = parts(callsCard(value, personal).actions).find(part => part.title === 'Next');
    expect((next?.data as { args: object }).args).toEqual({ participant: 'p1', day: '2026-11-16/2026-11-19', page: 2 });
  });
});

describe('call-sessions', () => {
  it('says of each who, on what, when and how it went', () => {
    const text = said(callSessionsCard(sessions, personal));
    for (const one of [
      '14  Grady Archie',
      'Windows · Wi-Fi · audio',
      '[Failed]',
      '[3 poor]',
      '[Not judged]',
      'Unnamed guest',
    ])
      expect(text).toContain(one);
  });

  it('offers every modality that occurs, and keeps the filter on the next page', () => {
    const card = callSessionsCard({ ...sessions, filter: 'poor' }, personal);
    const choices = parts(card.body).find(part => part.id === 'sessionFilter')?.choices as { value: string }[];
    expect(choices.map(({ value }) => value)).toEqual([
      'all',
      'failed',
      'poor',
      'audio',
      'video',
      'videoBasedScreenSharing',
    ]);
    const next = parts(card.actions).find(part => part.title === 'Next');
    expect((next?.data as { args: object }).args).toMatchObject({ sessionFilter: 'poor', page: 2 });
  });
});

it('in a terminal, buttons are words to type that name the call', () => {
  const text = said(callSessionsCard({ ...sessions, filter: 'poor' }, personal));
  expect(text).toContain(`> Next: call-sessions ${sessions.call.id} poor page 2`);
  expect(text).toContain(`> Call: call ${sessions.call.id}`);
  expect(said(callsCard(aDay, personal))).toContain('> Previous day: calls 2026-11-11');
});

describe('quality', () => {
  it.each<[string, QualityAnswer, CardContext, string[], string[]]>([
    [
      'for a reader',
      quality,
      personal,
      ['4 % of audio streams were poor: 20 of 500', 'jitter in 14', 'Lee Gu', 'AirPods', '14 of 324'],
      [],
    ],
    ['for an organiser', { ...quality, details: 'limited' }, personal, ['readers alone'], ['AirPods']],
    ['in a group chat', quality, shared, ['All others', 'told together'], ['Lee Gu', 'AirPods', 'unknown network']],
    [
      'nothing poor',
      sample('quality', 'Nothing poor') as QualityAnswer,
      personal,
      ['None of 500 audio streams was poor'],
      ['Why they'],
    ],
    [
      'nothing judged',
      sample('quality', 'Nothing could be judged') as QualityAnswer,
      personal,
      ['is not known'],
      ['0 %'],
    ],
    [
      'a few',
      sample('quality', 'A few, in a group chat') as QualityAnswer,
      shared,
      ['Fewer than 5'],
      ['What to do', 'Windows'],
    ],
  ])('%s', (_, value, context, words, never) => {
    const text = said(qualityCard(value, context), context);
    for (const one of words) expect(text).toContain(one);
    for (const one of never) expect(text).not.toContain(one);
  });

  it('gives no advice to others that rests on a few people', () => {
    const few = quality.quality.audioByNetwork.map(group => (group.key === 'mobile' ? { ...group, people: 3 } : group));
    const value = { ...quality, quality: { ...quality.quality, audioByNetwork: few } };
    expect(said(qualityCard(value, personal))).toContain('Leave the mobile network');
    expect(said(qualityCard(value, shared), shared)).not.toContain('Leave the mobile network');
  });
});

describe('the line on attendance and summaries', () => {
  const line: CallQualityLine = { callId: 'c', poor: 12, of: 300, mostlyOn: 'wifi', mostlyOnPeople: 40, people: 90 };
  const subject = townHall.subject!;
  it.each<[string, CallQualityLine | undefined, CardContext, string | null]>([
    ['as the issue has it', line, personal, 'Call quality: 4 % of audio streams poor (12 of 300), mostly on Wi-Fi'],
    ['to others', line, shared, 'Call quality: 4 % of audio streams poor (12 of 300), mostly on Wi-Fi'],
    ['a few on it', { ...line, mostlyOnPeople: 2 }, shared, 'Call quality: 4 % of audio streams poor (12 of 300)'],
    ['a few in it', { ...line, people: 4 }, shared, null],
    [
      'a few, to the organiser',
      { ...line, people: 4 },
      personal,
      'Call quality: 4 % of audio streams poor (12 of 300), mostly on Wi-Fi',
    ],
    ['nobody known', { ...line, people: 0 }, shared, null],
    ['nothing poor', { ...line, poor: 0 }, personal, 'Call quality: none of 300 audio streams poor'],
    ['nothing judged', { ...line, poor: 0, of: 0 }, personal, null],
    [
      'in part',
      { ...line, incomplete: true },
      personal,
      'Call quality: 4 % of audio streams poor (12 of 300), mostly on Wi-Fi. Not all sessions could be read',
    ],
    ['none', undefined, personal, null],
  ])('%s', (_, value, context, text) => {
    expect(
      callQualityLine(value, subject, context)
        ?.map(run => run.text)
        .join('') ?? null,
    ).toBe(text);
  });
});

describe.each(hostileTexts('C1', 'C4', 'C5', 'C9').map(text => [JSON.stringify(text).slice(0, 40), text]))(
  'where Graph writes %s for its own words',
  (_, text) => {
    it('cards stay sound, and nothing is read as Markdown', () => {
      const call = { ...townHall.call, type: text, modalities: [text], version: null };
      const groups = townHall.quality.byDevice.map(group => ({ ...group, key: text }));
      const of = { ...townHall.quality, byDevice: groups, byNetwork: groups, byPlatform: groups };
      const failureInfo = { stage: text, reason: text };
      const lines = sessions.sessions.map(one => ({ ...one, platform: text, connectionType: text, failureInfo }));
      for (const card of [
        callCard({ ...townHall, call, quality: of }, personal),
        qualityCard({ ...quality, call, quality: of }, personal),
        callSessionsCard({ ...sessions, call, sessions: lines, modalities: [text] }, personal),
        callsCard({ ...aDay, calls: aDay.calls.map(one => ({ ...one, type: text, modalities: [text] })) }, personal),
      ]) {
        expectSoundCard(card);
        for (const part of parts(card.body))
          if (part.type === 'TextBlock') expect(part.text).not.toMatch(/\]\(|<at>|<script|\u202e/);
      }
    });
  },
);
