import { newSessionCard } from '../../src/cards/new-session';
import { faultPlace, faultWords } from '../../src/cards/new-session-words';
import { newSessionTroubles } from '../../src/domain/new-session-shape';
import { sessionFormFields, type SessionForm } from '../../src/domain/new-session-form';
import type { NewSessionAnswer } from '../../src/domain/new-session-answer';
import { expectSoundCard, parts } from '../support/card-checks';
import { personal, shared } from '../support/card-context';

const subject: NewSessionAnswer['subject'] = {
  kind: 'webinar',
  id: 'e1',
  title: '漢'.repeat(200),
  phase: 'coming',
  role: 'organizer',
};
const answer = (form: SessionForm, more: Partial<NewSessionAnswer> = {}): NewSessionAnswer => ({
  subject,
  token: 't',
  form,
  faults: [],
  ...more,
});
const longest: SessionForm = Object.fromEntries(sessionFormFields.map(field => [field, '漢'.repeat(5000)]));

it('fits with the longest texts in every input and everything wrong at once', () => {
  const faults = sessionFormFields.map(field => ({ field, fault: 'too-long' as const, allowed: '4000' }));
  const problem = {
    code: 'create-rejected' as const,
    details: { status: 400, graphCode: 'BadRequest', requestId: 'r' },
  };
  for (const context of [personal, shared])
    expectSoundCard(newSessionCard(answer(longest, { faults, problem }), context));
});

it('has each input once, whatever was filled in, and shows what an input takes', () => {
  const card = newSessionCard(answer({ subject: 'Hi ${x}', startDate: 'soon', timeZone: 'Asia/Yangon' }), personal);
  const inputs = parts(card).filter(part => String(part.type).startsWith('Input.'));
  expect(inputs.map(part => part.id).sort()).toEqual([...sessionFormFields].sort());
  const valueOf = (id: string) => inputs.find(part => part.id === id)?.value;
  expect([valueOf('subject'), valueOf('startDate'), valueOf('timeZone')]).toEqual([
    'Hi $ {x}',
    undefined,
    'Asia/Yangon',
  ]);
});

it('keeps Advanced closed, unless something in it is wrong', () => {
  const advanced = (more: Partial<NewSessionAnswer>) =>
    parts(newSessionCard(answer({}, more), personal)).find(part => part.id === 'advanced')?.isVisible;
  const problem = { code: 'create-rejected' as const, details: { field: 'joinMeetingIdSettings' } };
  expect(advanced({})).toBe(false);
  expect(advanced({ faults: [{ field: 'joinInformation.content', fault: 'too-long', allowed: '4000' }] })).toBe(true);
  expect(advanced({ problem })).toBe(true);
});

it.each(newSessionTroubles)('%s is told in words of its own', fault => {
  expect(faultWords({ field: 'subject', fault, allowed: '7' })).toMatch(/^[A-Z].*\.$/);
  expect(new Set(newSessionTroubles.map(one => faultWords({ field: '', fault: one }))).size).toBe(
    newSessionTroubles.length,
  );
});

it.each([
  ['startDateTime.dateTime', false, 'Start date'],
  ['startDateTime.dateTime', true, 'startDateTime.dateTime'],
  ['chatInfo.threadId', false, 'chatInfo.threadId'],
  ['', true, 'The file'],
])('a fault of %j (file: %s) is placed at %s', (field, isFile, place) => {
  expect(faultPlace({ field }, isFile)).toBe(place);
});
