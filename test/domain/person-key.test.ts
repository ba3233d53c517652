import { isKeyOf, personKey, readPersonKey } from '../../src/domain/person-key';

const place = { stamp: 1_795_251_600_000, index: 12 };

describe('the key of a person', () => {
  it.each([
    ['an account', { personId: 'a', registrationId: 'r', recordId: 'c' }, 'identity:a', { by: 'identity', id: 'a' }],
    [
      'a registration',
      { personId: null, registrationId: 'r', recordId: 'c' },
      'registration:r',
      { by: 'registration', id: 'r' },
    ],
    [
      'a record',
      { personId: null, registrationId: null, recordId: '8:acs:x_y' },
      'record:8:acs:x_y',
      { by: 'record', id: '8:acs:x_y' },
    ],
    [
      'a place',
      { personId: null, registrationId: null, recordId: null },
      'place:1795251600000:12',
      { by: 'place', ...place },
    ],
  ])('is %s', (_, person, text, key) => {
    expect(personKey(person, place)).toBe(text);
    expect(readPersonKey(text)).toEqual(key);
    expect(isKeyOf(readPersonKey(text)!, person)).toBe(key.by !== 'place');
  });

  it.each([
    '',
    'ann',
    'name:ann',
    'identity:',
    'place:1',
    'place:1:x',
    'place:-1:2',
    'place:1:2:3',
    'choice',
    'email:a@b',
  ])('is not %j', text => {
    expect(readPersonKey(text)).toBeUndefined();
  });

  it.each(['\t=1', '\u0000', 'x'.repeat(510), '\ud83d'])('is a place where no button may hold the id %j', personId => {
    expect(personKey({ personId, registrationId: 'r', recordId: 'c' }, place)).toBe('place:1795251600000:12');
  });

  it('is of nobody else', () => {
    const other = { personId: 'b', registrationId: 'a', recordId: 'a' };
    expect(isKeyOf({ by: 'identity', id: 'a' }, other)).toBe(false);
  });
});
