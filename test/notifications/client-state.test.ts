import { isClientState } from '../../src/notifications/client-state';

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
