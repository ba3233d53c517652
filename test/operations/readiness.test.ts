import { LONGEST_BACKLOG, readTroubles, type ReadinessOf } from '../../src/operations/readiness';

const well: ReadinessOf = {
  isDatabaseUp: () => Promise.resolve(true),
  backlogAge: () => Promise.resolve(LONGEST_BACKLOG),
  isGraphReachable: () => Promise.resolve(true),
  isSignedIn: () => Promise.resolve(true),
};
const never = () => new Promise<never>(() => undefined);
const fails = () => Promise.reject(new Error('secret address'));

it.each<[string, Partial<ReadinessOf>, string[]]>([
  ['all is well', {}, []],
  ['the database is down', { isDatabaseUp: () => Promise.resolve(false) }, ['The database does not answer.']],
  [
    'the database hangs, and all that asks it',
    { isDatabaseUp: never, backlogAge: never },
    ['The database does not answer.'],
  ],
  [
    'work has waited too long',
    { backlogAge: () => Promise.resolve(LONGEST_BACKLOG + 1) },
    ['Work has waited for more than 30 minutes.'],
  ],
  ['the backlog cannot be read', { backlogAge: fails }, ['Work has waited for more than 30 minutes.']],
  [
    'Graph is away, and with it every token',
    { isGraphReachable: () => Promise.resolve(false), isSignedIn: fails },
    ['Microsoft Graph cannot be reached.'],
  ],
  [
    'Entra gives no token',
    { isSignedIn: () => Promise.resolve(false) },
    ['Microsoft Entra gives no token for Microsoft Graph.'],
  ],
  [
    'two troubles at once',
    { isDatabaseUp: fails, isGraphReachable: never },
    ['The database does not answer.', 'Microsoft Graph cannot be reached.'],
  ],
])('%s', async (_name, trouble, sentences) => {
  expect(await readTroubles({ ...well, ...trouble }, 30)).toEqual(sentences);
});
