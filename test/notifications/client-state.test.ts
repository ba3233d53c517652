import type { Watched } from '../../src/domain/subscriptions';
import { isClientState, isSealed, toClientState } from '../../src/notifications/client-state';

it.each<[string, string | undefined, boolean]>([
  ['secret', 'secret', true],
  ['secret', 'Secret', false],
  ['secret', 'secre', false],
  ['secret', 'secret ', false],
  ['secret', '', false],
  ['secret', undefined, false],
  ['', '', false],
  ['', undefined, false],
  ['é', 'e\u0301', false],
])('%j and %j: %s', (expected, given, same) => {
  expect(isClientState(expected, given)).toBe(same);
});

it('follows from secret, tenant and what is watched, and from nothing else', () => {
  const event: Watched = { of: 'reports', event: { kind: 'webinar', id: 'a' } };
  const states = [
    toClientState('secret', 'tenant', event),
    toClientState('other secret', 'tenant', event),
    toClientState('secret', 'other tenant', event),
    toClientState('secret', 'tenant', { of: 'reports', event: { kind: 'townhall', id: 'a' } }),
    toClientState('secret', 'tenant', { of: 'reports', event: { kind: 'webinar', id: 'A' } }),
    toClientState('secret', 'tenant', { of: 'events' }),
  ];
  expect(new Set(states).size).toBe(states.length);
  expect(states[0]).toMatch(/^[\w-]{43}\.[\w-]{22}$/);
  expect(toClientState('secret', 'TENANT', event)).toBe(states[0]);
});

it('is known as made by the secret, whatever it is for, and nothing else is', () => {
  const state = toClientState('secret', 'tenant', { of: 'events' });
  const [of, seal] = state.split('.');
  const another = toClientState('secret', 'tenant', { of: 'reports', event: { kind: 'webinar', id: 'a' } });
  expect([state, another].map(one => isSealed('secret', one))).toEqual([true, true]);
  const forged = [
    undefined,
    '',
    '.',
    of,
    `${of!}.`,
    `.${seal!}`,
    `${state}.`,
    `${state}x`,
    `${another.split('.')[0]!}.${seal!}`,
  ];
  expect(forged.filter(one => isSealed('secret', one))).toEqual([]);
  expect(isSealed('other secret', state)).toBe(false);
});
