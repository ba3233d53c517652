import { problemCard, type Problem } from '../../src/cards/problem';
import type { CardContext } from '../../src/cards/card';
import { cardText } from '../../src/cards/text';
import { buttons, expectSoundCard, parts } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

/* Where the cards of troubles with calls lead: to calls, not to events alone. */

const retry = { command: 'quality', args: { kind: 'townhall' as const, id: 'x' } };
const argsOf = (problem: Problem, title: string, context: CardContext = personal): unknown => {
  const card = problemCard(problem, context);
  expectSoundCard(card);
  const action = parts(card.actions).find(part => part.title === title);
  return (action?.data as { args?: unknown } | undefined)?.args;
};

it.each<[Problem, string, unknown]>([
  [{ code: 'call-not-found', details: {}, retry }, 'Calls', {}],
  [{ code: 'caller-not-found', details: {} }, 'Calls', {}],
  [
    { code: 'no-call', details: { title: 'A', at: '2026-11-12T23:30:00Z' }, retry },
    'Calls of that day',
    { day: '2026-11-12' },
  ],
  [{ code: 'no-call', details: { title: 'A' }, retry }, 'Calls', {}],
  [{ code: 'call-gone', details: { title: 'A' }, retry }, 'Attendance', { kind: 'townhall', id: 'x' }],
  [{ code: 'call-not-ready', details: { title: 'A' }, retry }, 'Ask again', { kind: 'townhall', id: 'x' }],
  [
    {
      code: 'no-such-call-session',
      details: {},
      retry: { command: 'call-session', args: { call: 'c', callSession: '9' } },
    },
    'All sessions',
    { call: 'c' },
  ],
])('%j leads on by %s', (problem, title, args) => {
  expect(argsOf(problem, title)).toEqual(args);
});

it('leads to no list of calls where it would not be shown, nor from days that are gone to attendance', () => {
  const notFound = problemCard({ code: 'call-not-found', details: {}, retry }, shared);
  expect(buttons(notFound).map(({ title }) => title)).not.toContain('Calls');
  const days = { code: 'call-gone', details: { asked: 'last year' }, retry: { command: 'calls', args: {} } } as const;
  expect(argsOf(days, 'Attendance')).toBeUndefined();
});

it.each<[Problem, string]>([
  [{ code: 'call-not-ready', details: { at: '2026-11-21T10:05:00Z' } }, '(Europe/London)'],
  [
    { code: 'still-running', details: { at: '2026-11-21T10:05:00Z' }, retry },
    'planned to end at 10:05 (Europe/London)',
  ],
  [{ code: 'still-running', details: { at: '2026-11-22T10:05:00Z' } }, 'end at 10:05 on Sun, 22 Nov 2026'],
  [{ code: 'still-running', details: {} }, 'call records'],
  [{ code: 'not-started', details: {} }, 'call records'],
])('%j says %s', (problem, words) => {
  expect(cardText(problemCard(problem, personal), personal)).toContain(words);
});
