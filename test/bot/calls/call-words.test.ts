import { readCallSessionsWords, readCallSessionWords, readCallWords } from '../../../src/bot/calls/call-words';
import { commands } from '../../../src/bot/commands';
import { readCommand } from '../../../src/bot/read-command';

const ID = '4d7dc80a-65b2-4b3e-96e4-adc41015e59a';

it.each<[string, string, string]>([
  ['call all-hands', 'call', 'all-hands'],
  ['Call: all-hands.', 'call', 'all-hands'],
  ['call', 'call', ''],
  ['call me maybe', 'call', 'me maybe'],
  ['show me the call of the all-hands', 'call', 'of the all-hands'],
  ['calls', 'calls', ''],
  ['calls yesterday', 'calls', 'yesterday'],
  ['my calls last week', 'calls', 'last week'],
  ['call sessions', 'call-sessions', ''],
  ['call-sessions all-hands', 'call-sessions', 'all-hands'],
  ['call sessions of all-hands failed', 'call-sessions', 'of all-hands failed'],
  ['failed sessions', 'call-sessions', 'failed sessions'],
  ['Poor sessions of all-hands', 'call-sessions', 'Poor sessions of all-hands'],
  ['show me the failed sessions all-hands', 'call-sessions', 'failed sessions all-hands'],
  ['call session 3', 'call-session', '3'],
  ['call-session 3 of all-hands', 'call-session', '3 of all-hands'],
  ['quality', 'quality', ''],
  ['call quality all-hands', 'quality', 'all-hands'],
  ['what is the quality of all-hands', 'quality', 'of all-hands'],
])('%s begins with %s', (text, name, words) => {
  const read = readCommand(text, commands);
  expect([read?.command.name, read?.words]).toEqual([name, words]);
});

it.each(['callback', 'call-in show', 'sessions', 'session day 2'])('%s is no call', text => {
  expect(readCommand(text, commands)?.command.name ?? '').not.toContain('call');
});

it('a call is named by whatever stands there', () => {
  expect(readCallWords('')).toEqual({});
  expect(readCallWords('all-hands')).toEqual({ which: 'all-hands' });
});

it.each<[string, object]>([
  ['', {}],
  ['all-hands', { which: 'all-hands' }],
  ['2', { which: '2' }],
  ['page 3', { page: 3 }],
  ['failed', { sessionFilter: 'failed' }],
  ['failed ones', { sessionFilter: 'failed' }],
  ['that failed', { sessionFilter: 'failed' }],
  ['failed sessions', { sessionFilter: 'failed' }],
  ['failed sessions all-hands', { sessionFilter: 'failed', which: 'all-hands' }],
  ['failed call sessions of all-hands', { sessionFilter: 'failed', which: 'all-hands' }],
  ['Bad sessions in all-hands page 2', { sessionFilter: 'poor', which: 'all-hands', page: 2 }],
  ['failed of all-hands', { sessionFilter: 'failed', which: 'all-hands' }],
  ['all-hands failed', { sessionFilter: 'failed', which: 'all-hands' }],
  ['all-hands that failed page 2', { sessionFilter: 'failed', which: 'all-hands', page: 2 }],
  ['all-hands poor', { sessionFilter: 'poor', which: 'all-hands' }],
  ['all-hands bad only', { sessionFilter: 'poor', which: 'all-hands' }],
  ['all-hands audio', { sessionFilter: 'audio', which: 'all-hands' }],
  ['all-hands Video', { sessionFilter: 'video', which: 'all-hands' }],
  ['all-hands screen sharing', { sessionFilter: 'screenSharing', which: 'all-hands' }],
  ['all-hands desktop-sharing', { sessionFilter: 'screenSharing', which: 'all-hands' }],
  ['video-based screen sharing', { sessionFilter: 'videoBasedScreenSharing' }],
  ['all', { sessionFilter: 'all' }],
  ['all-hands all', { sessionFilter: 'all', which: 'all-hands' }],
  ['failures in practice', { sessionFilter: 'failed', which: 'practice' }],
])('sessions of a call: %j', (text, args) => {
  expect(readCallSessionsWords(text)).toEqual(args);
});

it.each<[string, object]>([
  ['', {}],
  ['3', { callSession: '3' }],
  ['#3', { callSession: '3' }],
  ['number 3', { callSession: '3' }],
  ['-3', { callSession: '-3' }],
  ['3 of all-hands', { callSession: '3', which: 'all-hands' }],
  ['3 in the all-hands', { callSession: '3', which: 'the all-hands' }],
  [ID, { callSession: ID }],
  [`${ID} of ${ID}`, { callSession: ID, which: ID }],
  ['all-hands', { which: 'all-hands' }],
  ['12 november', { which: '12 november' }],
])('one session of a call: %j', (text, args) => {
  expect(readCallSessionWords(text)).toEqual(args);
});
