import { problemCard } from '../../src/cards/problem';
import { cardText } from '../../src/cards/text';
import { problemCodes } from '../../src/domain/errors';
import { expectSoundCard } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

const full = {
  requestId: '9f1d2c7e-0f7b-4a55-8f0b-2c7d1d0f6f11',
  status: 403,
  graphCode: 'Forbidden',
  retryAfterSeconds: 45,
  asked: 'sprng briefng',
  nearest: ['Spring Product Briefing'],
  listLength: 3,
  at: '2026-11-24T09:00:00.000Z',
  title: 'All hands',
};
const retry = { command: 'attendance', args: { kind: 'webinar', id: 'x' } } as const;

describe.each(problemCodes)('%s', code => {
  it.each([
    ['with every detail', full],
    ['without any', {}],
  ])('%s: says what happened, what to do, and offers a next step', (_, details) => {
    for (const context of [personal, shared]) {
      const card = problemCard({ code, details, retry }, context);
      expectSoundCard(card);
      expect(cardText(card, context)).toContain('What to do');
      expect(card.actions?.length).toBeGreaterThanOrEqual(2);
      expect(card.speak).not.toMatch(/!|[?.]\./);
    }
  });
});

it('tells no two troubles in the same words', () => {
  const titles = problemCodes.map(code => cardText(problemCard({ code, details: {} }, personal), personal));
  expect(new Set(titles).size).toBe(problemCodes.length);
});

it('gives one answer for missing and forbidden', () => {
  expect(cardText(problemCard({ code: 'not-found', details: {} }, personal), personal)).toContain(
    'No event of yours by that name or id. If a colleague runs it, ask to be made co-organiser.',
  );
});

it('shows the nearest names and what was asked', () => {
  const text = cardText(problemCard({ code: 'not-found', details: full }, personal), personal);
  expect(text).toContain('You asked: sprng briefng');
  expect(text).toContain('Nearest to what you asked\nSpring Product Briefing');
});

it('offers the nearest commands, also those of two words', () => {
  const card = problemCard({ code: 'unknown-command', details: { nearest: ['no-shows', 'new-session'] } }, personal);
  expect(card.actions?.map(one => one.title)).toEqual(expect.arrayContaining(['No-shows', 'New-session']));
});

it.each([
  ['access-policy-missing', retry, { kind: 'webinar', id: 'x' }],
  ['no-report', { command: 'participants', args: { which: 'spring', page: 2 } }, { which: 'spring' }],
  ['access-policy-missing', { command: 'events', args: {} }, undefined],
  ['access-policy-missing', { ...retry, command: 'why' }, undefined],
  ['throttled', retry, undefined],
] as const)('leads to why where that may see more: %s after %j', (code, again, args) => {
  const why = problemCard({ code, details: full, retry: again }, personal).actions?.find(one => one.title === 'Why?');
  expect(why?.data).toEqual(args && { args });
});

it('keeps codes and ids behind a button', () => {
  const card = problemCard({ code: 'throttled', details: full, retry }, personal);
  const hidden = card.body.find(part => part.id === 'details');
  expect(hidden?.isVisible).toBe(false);
  expect(JSON.stringify(hidden)).toContain(full.requestId);
  expect(JSON.stringify([...card.body.filter(part => part !== hidden), card.speak, card.fallbackText])).not.toContain(
    '9f1d2c7e',
  );
});

it.each([
  [1, 'in 1 second'],
  [45, 'in 45 seconds'],
  [600, 'in 10 min'],
  [undefined, 'in a minute'],
])('says when to ask again: %s', (retryAfterSeconds, words) => {
  const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  expect(cardText(problemCard({ code: 'throttled', details }, personal), personal)).toContain(`Ask again ${words}.`);
});

it.each([
  ['not-started', true],
  ['not-found', false],
  ['channel-meeting', false],
  ['report-gone', false],
] as const)('offers to ask again only where that can help: %s', (code, offered) => {
  const titles = problemCard({ code, details: {}, retry }, personal).actions?.map(action => action.title);
  expect(titles?.includes('Ask again')).toBe(offered);
});

it.each([
  ['access-policy-missing', 'grant one to whoever organises the event'],
  ['permission-missing', 'OnlineMeetingArtifact.Read.All for attendance reports'],
  ['permission-missing', 'OnlineMeetings.Read.All for meetings'],
] as const)('says of %s what has to be granted, and to whom: %s', (code, words) => {
  expect(cardText(problemCard({ code, details: {} }, personal), personal)).toContain(words);
});

it('carries the longest form to be sent again, and still fits', () => {
  const form = { subject: '漢'.repeat(255), joinInformation: '漢'.repeat(5000) };
  const args = { kind: 'webinar', id: 'x', token: 't', form } as const;
  const card = problemCard(
    { code: 'graph-unavailable', details: full, retry: { command: 'new-session', args } },
    shared,
  );
  expectSoundCard(card);
  expect(card.actions?.find(one => one.title === 'Ask again')).toMatchObject({
    data: { args },
    fallback: { data: { verb: 'new-session', args: { kind: 'webinar', id: 'x', token: 't' } } },
  });
  const more = { ...args, form: { ...form, subject: '漢'.repeat(5000) } };
  expectSoundCard(
    problemCard({ code: 'throttled', details: full, retry: { command: 'new-session', args: more } }, shared),
  );
});
